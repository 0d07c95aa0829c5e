# SPDX-License-Identifier: GPL-2.0-only
# The two hangs the project is measured by are reported, and gone when released.
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

load
shows probes/write wait-site
if [ -e /proc/lockdep ]; then
	# Another call comes after that which makes the mutex.
	shows probes/alloc return-probe
else
	shows probes/alloc alloc-site
fi
shows probes/absent ''

hangs self self --uid 0 --holder
hangs exec exec
before_blocks=$(value total/blocks)
writer=writers/$self_pid
ok "the writer to itself is reported" within 10 test -d "$sysfs/$writer"
shows "$writer/pid" "$self_pid"
shows "$writer/comm" "$self_comm"
shows "$writer/namespace" "$self_namespace"
shows "$writer/ns_tid" 1
shows "$writer/operation" write
shows "$writer/fd" "$self_fd"
shows "$writer/inode" "$self_inode"
shows "$writer/pipe_namespace" "$self_namespace"
shows "$writer/pipe_uid" 0
shows "$writer/slots" 2
shows "$writer/slots_used" 2
shows "$writer/bytes_used" 8192
shows "$writer/shrunk" 1
shows "$writer/adopted" 0
shows "$writer/readers" 1
shows "$writer/writers" 1
shows "$writer/preexisting" 0
cmp_ok "$(value "$writer/blocked_usec")" -ge 1000000 "it is blocked for a second at least"
isnt "$(value "$writer/pipe_id")" 0 "its pipe has a number"

writer=writers/$exec_pid
ok "the writer to the waiting shim is reported" within 10 test -d "$sysfs/$writer"
shows "$writer/pid" "$exec_pid"
shows "$writer/comm" runc
shows "$writer/namespace" "$exec_namespace"
shows "$writer/fd" 2
shows "$writer/inode" "$exec_inode"
shows "$writer/slots" 16
shows "$writer/slots_used" 16
shows "$writer/bytes_used" 65536
shows "$writer/shrunk" 0

shows stalled 2
shows total/writers_blocked 2
shows total/writers_stalled 2
shows "namespaces/$self_namespace/writers_stalled" 1
shows "namespaces/$self_namespace/pipes_shrunk" 1
shows "namespaces/$self_namespace/pages" 2
shows "namespaces/$self_namespace/users/0/pages" 2
shows total/blocks "$before_blocks" "a wait is counted when it has ended, not before"

kill -USR1 "$self_reader" "$exec_reader"
ok "the writer to itself ends well" wait "$self_job"
ok "the writer to the shim ends well" wait "$exec_job"
ok "the first is reported no more" within 10 gone "$sysfs/writers/$self_pid"
ok "the second is reported no more" within 10 gone "$sysfs/writers/$exec_pid"
shows stalled 0
shows total/writers_blocked 0
shows total/writers_stalled 0
shows total/stalls 2
blocks=$(value total/blocks)
cmp_ok "$blocks" -ge $((before_blocks + 2)) "both waits are counted"
is "$(value total/block_histogram | tr ' ' '\n' | awk '{ sum += $1 } END { print sum }')" \
	"$blocks" "the histogram has every wait once"
cmp_ok "$(value total/blocked_usec_max)" -ge 1000000 "the longest took a second at least"
cmp_ok "$(value total/blocked_usec)" -ge $((2 * 1000000)) "together they took two at least"

hangs self self
ok "a writer over its own limit is reported" within 10 test -d "$sysfs/writers/$self_pid"
shows "writers/$self_pid/pipe_uid" 1000
shows users/1000/pages "$(value users/1000/pages_kernel)" \
	"uid 1000 has as many pages as the kernel counts"
blocks=$(value total/blocks)
kill -KILL "$self_pid"
wait "$self_job"
ok "killed, it is reported no more" within 10 gone "$sysfs/writers/$self_pid"
ok "nor as blocked" within 10 is_value total/writers_blocked 0
shows total/blocks $((blocks + 1)) "its wait is counted as one"
ok "its dead namespace goes" within 10 gone "$sysfs/namespaces/$self_namespace"
cmp_ok "$(value total/pipes_created)" -gt 1024 "the total keeps what it counted"

ok "the module unloads" rmmod pipescope
ok "and leaves nothing" gone "$sysfs"
done_testing
