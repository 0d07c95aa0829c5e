# SPDX-License-Identifier: GPL-2.0-only
# The usual case: the node hangs first, and the module is loaded then.
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/churn.sh

hangs self self
hangs exec exec
ok "the first hangs" within 10 asleep_in_write "$self_pid"
ok "the second hangs" within 10 asleep_in_write "$exec_pid"
puppets other pipe uid=1003 say=made write=1,70000
ok "a third hangs, on a pipe that was another user's to make" \
	within 10 asleep_in_write "$other_pid"
sleep 3
load
ok "all are reported as stalled" within 10 is_value stalled 3
for hang in self exec; do
	eval "tid=\$${hang}_pid namespace=\$${hang}_namespace inode=\$${hang}_inode fd=\$${hang}_fd slots=\$${hang}_slots"
	writer=writers/$tid
	shows "$writer/preexisting" 1
	shows "$writer/adopted" 1
	shows "$writer/operation" write
	shows "$writer/namespace" "$namespace"
	shows "$writer/pipe_namespace" "$namespace"
	shows "$writer/fd" "$fd"
	shows "$writer/inode" "$inode"
	shows "$writer/slots_used" "$slots"
	usec=$(value "$writer/blocked_usec")
	if [ -e /proc/self/schedstat ]; then
		cmp_ok "$usec" -ge 3000000 "it is known to be blocked for 3 s at least ($usec us)"
	else
		diag "this kernel does not keep since when a task sleeps: no CONFIG_SCHED_INFO"
	fi
	cmp_ok "$usec" -le "$(cut -d. -f1 /proc/uptime)000000" "but not since boot"
done
isnt "$(value "writers/$other_pid/pipe_id")" 0 "the third one's pipe is known"
shows "writers/$other_pid/pipe_uid" 0
shows "writers/$other_pid/pipe_namespace" "$exec_namespace"
kill -KILL "$other_pid"
wait "$other_job"
shows "writers/$self_pid/shrunk" 1
shows "writers/$exec_pid/shrunk" 0
shows users/1000/pages "$(value users/1000/pages_kernel)" \
	"uid 1000 has as many pages as the kernel counts"

echo 0 >"$sysfs/armed"
echo 1 >"$sysfs/armed"
ok "armed again, both are stalled again" within 10 is_value stalled 2
shows "writers/$self_pid/preexisting" 1

kill -KILL "$self_pid"
kill -USR1 "$exec_reader"
wait "$self_job"
ok "the other is released" wait "$exec_job"
ok "neither is stalled any more" within 10 is_value stalled 0
shows total/writers_blocked 0
# The reader takes a page at a time: the writer may have to wait anew.
cmp_ok "$(value total/blocks)" -ge 2 "both waits are counted"

load_fallback() {
	rmmod pipescope
	load return_probes=1
}
hangs self self
ok "another hangs" within 10 asleep_in_write "$self_pid"
load_fallback
sleep 2
shows stalled 0 "a return probe would not see its end: it is not adopted"
kill -KILL "$self_pid"
wait "$self_job"
rmmod pipescope
done_testing
