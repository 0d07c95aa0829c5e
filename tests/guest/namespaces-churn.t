# SPDX-License-Identifier: GPL-2.0-only
# Many pid namespaces come and go, and leave nothing behind.
# vm: --timeout 600
# soak: --timeout 2400
# shellcheck shell=sh
. /lib/churn.sh

count=$(sized 200 2000)

# only_initial: for ok and within: no namespace but ours has a directory.
only_initial() {
	[ "$(echo "$sysfs"/namespaces/*)" = "$sysfs/namespaces/$initial" ]
}

# The kernel counts a user's pid namespaces to keep them below a limit. With a
# limit of N, another one can be made only while there are fewer.
fewer_than() {
	echo "$1" >/proc/sys/user/max_pid_namespaces
	unshare --pid --fork true 2>/dev/null
}

initial=$(stat -Lc %i /proc/self/ns/pid)
limit=$(cat /proc/sys/user/max_pid_namespaces)

load
churn_begins
ok "$count namespaces come and go" logged namespaces "$count" 4
diag "$(cat churn.log)"
churn_ends "under churn"
ok "none of their directories is left" within 10 only_initial
ok "none of them is kept alive" within 5 fewer_than 1
echo "$limit" >/proc/sys/user/max_pid_namespaces
puppets held namespace pipe say=made wait
fails "by the kernel's count, which tells: one is held" fewer_than 1
echo "$limit" >/proc/sys/user/max_pid_namespaces
cmp_ok "$(value total/pipes_created)" -ge "$(figure pipes)" "all their pipes were counted"
shows health/untracked_pipes 0 "none was missed"
shows probes/missed 0
kill -KILL "$held_pid"
wait "$held_job"
ok "the one held goes, too" within 10 only_initial
holds total/pipes 0 "no pipe is left"
holds total/pages 0 "nor a page"
holds total/writers_blocked 0 "nor a writer"

# A namespace gets the number of one that is gone, if the kernel takes the
# lowest that is free. It must not get its counters.
puppets first namespace pipe=5 say=made wait
kill -KILL "$first_pid"
wait "$first_job"
for attempt in 1 2 3 4 5 6 7 8; do
	sleep 1
	puppets next namespace pipe=2 say="made$attempt" wait
	[ "$next_namespace" != "$first_namespace" ] || break
	kill -KILL "$next_pid"
	wait "$next_job"
done
is "$next_namespace" "$first_namespace" "a later namespace has the number of one that is gone"
ok "it appears" within 10 is_value "namespaces/$next_namespace/pipes" 2
shows "namespaces/$next_namespace/pipes_created" 2 "with counters of its own"
shows "namespaces/$next_namespace/pages_peak" 32
kill -KILL "$next_pid"
wait "$next_job"
ok "the module unloads" rmmod pipescope
done_testing
