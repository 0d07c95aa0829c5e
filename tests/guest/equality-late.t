# SPDX-License-Identifier: GPL-2.0-only
# Loaded in the middle of random churn, disarmed, armed again and unloaded in it,
# the accounts become equal to the kernel's own each time.
# vm: --timeout 600
# soak: --timeout 2400
# shellcheck shell=sh
. /lib/churn.sh

operations=$(sized 10000 100000)
pauses=$(sized 40 60)
rearm="echo 0 >$sysfs/armed; usleep 10000; echo 1 >$sysfs/armed"

# at PERCENT COMMAND: adds it to the arguments.
commands=''
at() {
	commands="$commands
--at
$((operations * $1 / 100))=$2"
}

at 20 "insmod /modules/pipescope.ko"
for percent in $(seq 25 3 82); do
	at "$percent" "$rearm"
done
at 90 "rmmod pipescope"

oldifs=$IFS
IFS='
'
# shellcheck disable=SC2086 # one argument a line
set -- $commands
IFS=$oldifs
is $# $((22 * 2)) "it is loaded once, armed again 20 times and unloaded once"
churns "the accounts are right at every pause" --findable --everything \
	--operations "$operations" --pauses "$pauses" "$@"
checks=$(figure checks)
cmp_ok "$checks" -ge $((pauses / 2)) "most of the pauses saw the module ($checks)"
cmp_ok "$(figure without_module)" -ge 2 "some did not, before it and after"
ok "it is unloaded at the end" gone "$sysfs"

load
holds total/pipes 0 "loaded again it finds no pipe that is left"
rmmod pipescope
done_testing
