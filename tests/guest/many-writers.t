# SPDX-License-Identifier: GPL-2.0-only
# Very many writers block at once, and are released at once.
# vm: --timeout 600 --mem 1G
# soak: --mem 4G --timeout 2400
# shellcheck shell=sh disable=SC2154 # the facts of the writers are set by eval
. /lib/churn.sh

writers=$(sized 1000 10000)
pipes=$(sized 100 1000)

# blocks OPTIONS...: the writers, as w_pid and w_job.
blocks() {
	rm -f w
	writers "$@" >w &
	w_job=$!
	within 300 grep -qs threads= w || bail "writers $* come up"
	facts w
}

release() {
	kill -USR1 "$w_job"
	wait "$w_job"
}

# is_listed NUMBER: for ok and within.
is_listed() {
	[ "$(entries writers)" -eq "$1" ]
}

# counted NAME: by the writers.
counted() {
	tr ' ' '\n' <w | sed -n "s/^$1=//p"
}

# One pipe that a hundred want: each has one wait, whoever else is woken up.
load
for option in "" --splice; do
	blocks=$(value total/blocks)
	# shellcheck disable=SC2086 # nothing, or an option
	blocks $option 100 1
	ok "100 writers are blocked on one pipe ${option#--}" within 60 is_value total/writers_blocked 100
	ok "one after the other goes on" release
	is "$(counted gone_on)" 100 "and all have"
	diag "figure switches${option#-}=$(counted switches)"
	blocks=$(($(value total/blocks) - blocks))
	holds total/writers_blocked 0
	# write(2) wakes up one, splice(2) all: who finds the room gone waits anew.
	if [ "$option" ]; then
		cmp_ok $blocks -ge 100 "each of them had one wait at least"
		cmp_ok $blocks -lt "$(counted switches)" "being woken up for nothing is none"
	else
		is $blocks 100 "each of them had one wait"
	fi
done
rmmod pipescope

load max_stalled=64
echo 100 >"$sysfs/stall_threshold_ms"
blocks "$writers" "$pipes"
ok "$writers writers are blocked" within 300 is_value total/writers_blocked "$writers"
ok "all stall" within 300 is_value stalled "$writers"
holds total/writers_stalled "$writers"
ok "as many are listed as may be" within 60 is_listed 64
ok "all are released at once" release
is "$(counted gone_on)" "$writers" "and all have gone on"
ok "none is stalled any more" within 60 is_value stalled 0
holds total/writers_blocked 0
holds total/blocks "$writers" "each had one wait"
holds total/stalls "$writers"
holds health/untracked_waits 0
ok "none is listed" within 60 is_listed 0

blocks "$writers" "$pipes"
ok "again $writers writers are blocked" within 300 is_value stalled "$writers"
ok "the module unloads in the middle of it" rmmod pipescope
load
ok "loaded again it finds them" within 300 is_value total/writers_blocked "$writers"
ok "they are released" release
is "$(counted gone_on)" "$writers" "and all have gone on"
ok "none is blocked any more" within 60 is_value total/writers_blocked 0
holds total/blocks "$writers" "each had one wait"
ok "the module unloads" rmmod pipescope
done_testing
