# SPDX-License-Identifier: GPL-2.0-only
# Loads the KUnit suites and turns their results (KTAP) into TAP. The plan is
# what the suites announced, so one that ends early is noticed.
# vm: --no-module
# shellcheck shell=sh

if ! insmod /modules/pipescope_kunit.ko; then
	echo "not ok - the suites' module loads"
	exit 1
fi

cat /sys/kernel/debug/kunit/*/results | awk '
	/^    # Subtest: / { suite = $3 }
	/^    1\.\.[0-9]+/ { plan += substr($1, 4); next }
	/^    (not )?ok / {
		good = $1 == "ok"
		sub(/^ *(not )?ok [0-9]+ (- )?/, "")
		print (good ? "ok" : "not ok") " - " suite ": " $0
		failed += !good
		next
	}
	/^ / && !/Subtest:|module:|KTAP version|^ +1\.\./ { print "#" $0 }
	END {
		print "1.." plan + 0
		exit failed > 0
	}'
