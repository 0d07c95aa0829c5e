# SPDX-License-Identifier: GPL-2.0-only
# Every guest of the KCSAN kernel runs this last: KCSAN's silence counts only if
# it reports a planted race.
# shellcheck shell=sh
. /lib/tap.sh

race_is_reported() {
	dmesg | grep -q 'KCSAN: data-race in race_count'
}

# On the console the planted race would look like trouble.
dmesg -n 1
ok "the module that races loads" insmod /modules/race.ko
ok "KCSAN finds a planted race" within 60 race_is_reported
rmmod race
dmesg -n 8
done_testing
