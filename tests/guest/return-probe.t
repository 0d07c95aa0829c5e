# SPDX-License-Identifier: GPL-2.0-only
# Where the wait sites cannot be found a return probe does the same job.
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

load return_probes=1
shows probes/write return-probe
shows probes/alloc return-probe
shows probes/absent "pipe_wait_writable wait_for_partner"
like "$(dmesg)" 'pipescope: not probed in this kernel: pipe_wait_writable wait_for_partner' \
	"the kernel log says what is not probed"
is "$(dmesg | grep -c 'pipescope: not probed')" 1 "and says it once"

opcost write-1 100 2 >/dev/null
shows total/blocks 0 "writes that do not sleep count as no blocks"
shows total/writers_blocked 0

hangs self self
ok "a hang is reported" within 10 test -d "$sysfs/writers/$self_pid"
shows "writers/$self_pid/fd" "$self_fd"
shows "writers/$self_pid/inode" "$self_inode"
shows "writers/$self_pid/slots_used" 2
kill -USR1 "$self_reader"
ok "it is released" wait "$self_job"
ok "and reported no more" within 10 gone "$sysfs/writers/$self_pid"
shows total/blocks 1
shows total/writers_blocked 0
shows probes/missed 0
ok "the module unloads" rmmod pipescope
done_testing
