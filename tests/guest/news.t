# SPDX-License-Identifier: GPL-2.0-only
# Whoever waits for stalled writers is told once of each change.
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

load
watcher poll "$sysfs/stalled" >values &
poller=$!
watcher uevents >told &
listener=$!
within 10 grep -q 0 values || bail "the poll begins"
within 10 grep -q begun told || bail "the uevents begin"

# news: what both have said so far, of writers.
news() {
	paste -sd' ' values
	grep -o '[a-z]*@/kernel/pipescope/writers/.*' told | sed 's,@.*/, ,' | paste -sd' '
}

# came VALUES: for ok and within.
came() {
	[ "$(paste -sd' ' values)" = "$1" ]
}

hangs a exec
ok "a stall is told" within 10 came "0 1"
hangs b exec
ok "another, too" within 10 came "0 1 2"
kill -USR1 "$a_reader"
wait "$a_job"
ok "and the end of one" within 10 came "0 1 2 1"
# Another blocks and is released before it stalls: no news.
echo 100000 >"$sysfs/stall_threshold_ms"
ok "a change of the threshold, as far as it matters" within 10 came "0 1 2 1 0"
hangs c exec
kill -USR1 "$c_reader"
wait "$c_job"
sleep 1
echo 1000 >"$sysfs/stall_threshold_ms"
ok "the same" within 10 came "0 1 2 1 0 1"
kill -USR1 "$b_reader"
wait "$b_job"
ok "and the end of the other" within 10 came "0 1 2 1 0 1 0"
sleep 2
is "$(news)" "0 1 2 1 0 1 0
add $a_pid add $b_pid remove $a_pid remove $b_pid add $b_pid remove $b_pid" \
	"nothing is told twice, and each directory has its uevents"
kill "$poller" "$listener"
rmmod pipescope
done_testing
