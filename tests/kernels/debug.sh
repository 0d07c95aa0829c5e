# SPDX-License-Identifier: GPL-2.0-only
# Every guest of the debug kernel runs this last: nothing has leaked. kmemleak's
# silence counts only if it reports a planted leak.
# shellcheck shell=sh
. /lib/tap.sh

kmemleak=/sys/kernel/debug/kmemleak

# Only objects older than 5 s are reported, and some only by a second scan.
plant_and_scan() {
	echo 1 >/sys/module/leak/parameters/leak
	sleep 6
	echo scan >$kmemleak
	echo scan >$kmemleak
	awk 'function sort_out() {
			if (report ~ / planted\./)
				planted++
			else
				text = text report
			report = ""
		}
		/^unreferenced object/ { sort_out() }
		{ report = report $0 "\n" }
		END {
			sort_out()
			print planted + 0 >"planted"
			printf "%s", text >"leaks"
		}' $kmemleak
	[ "$(cat planted)" -gt 0 ]
}

# A stale pointer somewhere in memory can hide a leak, so try several times.
is_found() {
	for planting in 1 2 3 4 5; do
		plant_and_scan && return
		diag "planting $planting was not noticed"
	done
	return 1
}

ok "the module that leaks loads" insmod /modules/leak.ko
# On the console the planted leak would look like trouble.
dmesg -n 6
ok "kmemleak finds a planted leak" is_found
dmesg -n 8
is "$(cat leaks)" "" "and no other"
done_testing
