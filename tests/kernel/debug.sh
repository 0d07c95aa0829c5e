# SPDX-License-Identifier: GPL-2.0-only
# What a guest of the debug kernel ends with: nothing has leaked. That nothing
# is reported is believed only where a planted leak is.
# shellcheck shell=sh
. /lib/tap.sh

kmemleak=/sys/kernel/debug/kmemleak

ok "the module that leaks loads" insmod /modules/leak.ko
# Only objects older than 5 s are reported, and some only by a second scan.
sleep 6
# On the console the planted leak would look like trouble.
dmesg -n 6
echo scan >$kmemleak
echo scan >$kmemleak
dmesg -n 8
awk '/^unreferenced object/ { if (report ~ /\[leak\]/) planted++; else text = text report; report = "" }
	{ report = report $0 "\n" }
	END {
		if (report ~ /\[leak\]/) planted++; else text = text report
		print planted + 0 >"planted"
		printf "%s", text >"leaks"
	}' $kmemleak
cmp_ok "$(cat planted)" -gt 0 "kmemleak finds a planted leak ($(cat planted) of 10)"
is "$(cat leaks)" "" "and no other"
done_testing
