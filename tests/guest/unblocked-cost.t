# SPDX-License-Identifier: GPL-2.0-only
# A write that does not block executes the same instructions as without us.
# vm: --icount
# shellcheck shell=sh
. /lib/pipescope.sh

cost() {
	opcost write-1 | sed 's/.*nanoseconds=//'
}

opcost write-1 >/dev/null
without=$(cost)
is "$(cost)" "$without" "without the module two runs take the same: $without"
load
is "$(cost)" "$without" "armed, it takes the same"
echo 0 >"$sysfs/armed"
is "$(cost)" "$without" "disarmed, it takes the same"
rmmod pipescope
is "$(cost)" "$without" "unloaded, it takes the same"
load return_probes=1
cmp_ok "$(cost)" -gt "$without" "with a return probe it takes more, so the measure tells"
rmmod pipescope
done_testing
