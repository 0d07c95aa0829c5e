# SPDX-License-Identifier: GPL-2.0-only
# Controls take what they should and nothing else, at any moment.
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

refuses() {
	refused=$(sh -c "echo '$2' >$sysfs/$1" 2>&1)
	like "$refused" 'Invalid argument' "$1 refuses '$2'"
}

load
shows abi 1
shows armed 1
shows stall_threshold_ms 1000

for wrong in 2 -1 y on '' 1x 0x1 4294967296 '1 1'; do
	refuses armed "$wrong"
done
shows armed 1 "armed is still 1"
for wrong in 9 86400001 -10 '' ten 10ms 99999999999999999999; do
	refuses stall_threshold_ms "$wrong"
done
shows stall_threshold_ms 1000 "the threshold is still 1000"
for right in 10 86400000 300; do
	echo $right >"$sysfs/stall_threshold_ms"
	shows stall_threshold_ms $right
done

hangs self self
ok "with a threshold of 300 ms a writer stalls" within 10 is_value stalled 1
echo 86400000 >"$sysfs/stall_threshold_ms"
ok "with one of a day it has not stalled" within 10 is_value stalled 0
ok "and is reported no more" within 10 gone "$sysfs/writers/$self_pid"
shows total/writers_blocked 1
shows total/writers_stalled 0
echo 10 >"$sysfs/stall_threshold_ms"
ok "with one of 10 ms it is again" within 10 test -d "$sysfs/writers/$self_pid"

echo 1 >"$sysfs/armed"
ok "arming what is armed changes nothing" test -d "$sysfs/writers/$self_pid"
echo 0 >"$sysfs/armed"
shows armed 0
shows probes/write none
shows stalled 0
shows total/pipes_created 0
for file in untracked_pipes untracked_waits adoptions corrected_pipes; do
	shows "health/$file" 0
done
like " $(value probes/absent) " " free_pipe_info .* wait_for_partner " \
	"all functions are told that are not probed"
is "$(entries writers users namespaces)" 0 \
	"disarmed, it knows no writer, user or namespace"
ok "the writer goes on waiting" asleep_in_write "$self_pid"
echo 1 >"$sysfs/armed"
shows armed 1
shows probes/write wait-site
kill -USR1 "$self_reader"
ok "and is released as if nothing had been" wait "$self_job"

hangs self self
hangs exec exec
ok "two writers are stalled" within 10 is_value stalled 2
ok "the module unloads meanwhile" rmmod pipescope
ok "and leaves nothing" gone "$sysfs"
ok "the first goes on waiting" asleep_in_write "$self_pid"
ok "the second goes on waiting" asleep_in_write "$exec_pid"
kill -USR1 "$self_reader" "$exec_reader"
ok "the first is released" wait "$self_job"
ok "the second is released" wait "$exec_job"

load max_stalled=1
echo 10 >"$sysfs/stall_threshold_ms"
hangs self self
hangs exec exec
ok "both are counted as stalled" within 10 is_value stalled 2
is "$(entries writers)" 1 "max_stalled=1 limits the directories"
kill -USR1 "$self_reader" "$exec_reader"
wait "$self_job" "$exec_job"
ok "released, none is left" within 10 is_value stalled 0
rmmod pipescope
done_testing
