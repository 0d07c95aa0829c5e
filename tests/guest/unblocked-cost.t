# SPDX-License-Identifier: GPL-2.0-only
# A write that does not block executes the same instructions as without us.
# vm: --icount
# shellcheck shell=sh
. /lib/pipescope.sh

# cost OPERATION: of some dozens of it, in instructions.
cost() {
	opcost "$1" | sed 's/.*nanoseconds=//'
}

# ratio NAME OPERATION INSTRUCTIONS: with the module to those without it.
ratio() {
	diag "figure $1=$(awk "BEGIN { printf \"%.4f\", $(cost "$2") / $3 }")"
}

opcost write-1 >/dev/null
opcost pipe >/dev/null
opcost block >/dev/null
without=$(cost write-1)
pipe_without=$(cost pipe)
block_without=$(cost block)
is "$(cost write-1)" "$without" "without the module two runs take the same: $without"
load
is "$(cost write-1)" "$without" "armed, it takes the same"
ratio unblocked_write write-1 "$without"
ratio pipe_and_close pipe "$pipe_without"
ratio blocked_write block "$block_without"
echo 0 >"$sysfs/armed"
is "$(cost write-1)" "$without" "disarmed, it takes the same"
rmmod pipescope
is "$(cost write-1)" "$without" "unloaded, it takes the same"
load return_probes=1
cmp_ok "$(cost write-1)" -gt "$without" "with a return probe it takes more, so the measure tells"
rmmod pipescope
done_testing
