# SPDX-License-Identifier: GPL-2.0-only
# The module loads and unloads over and over under churn, and leaves nothing.
# vm: --timeout 900
# soak: --timeout 3000
# shellcheck shell=sh
. /lib/churn.sh

rounds=$(sized 10 200)
churn_begins
hangs blocked exec

# reload: loads, looks, unloads. Every second time at once.
reload() {
	insmod /modules/pipescope.ko || return 1
	if [ $((round % 2)) -eq 0 ]; then
		is_value armed 1 || return 1
		usleep $((round % 10 * 30000))
	fi
	rmmod pipescope && gone "$sysfs"
}

failed=0
for round in $(seq 1 "$rounds"); do
	reload || failed=$((failed + 1))
done
is $failed 0 "it loaded and unloaded $rounds times"
churn_ends "the churn went on all the time"
ok "the blocked writer is still blocked" asleep_in_write "$blocked_pid"

load
churns "loaded again it finds what is open" --findable --operations 80 --pauses 1
ok "and the writer" within 30 is_value stalled 1
kill -USR1 "$blocked_reader"
ok "which is released" wait "$blocked_job"
rmmod pipescope
done_testing
