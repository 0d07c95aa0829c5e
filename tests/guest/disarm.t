# SPDX-License-Identifier: GPL-2.0-only
# Disarming while writers leave and others look at them.
# soak: --timeout 2400
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/churn.sh

rounds=$(sized 5 40)

# look: reads the writers' files over and over; all that may fail is that they go.
look() {
	while [ ! -e stop ]; do
		cat "$sysfs"/writers/*/bytes_used "$sysfs"/writers/*/slots_used
	done >/dev/null 2>&1
}

load
echo 10 >"$sysfs/stall_threshold_ms"
look &
looker=$!
for round in $(seq 1 "$rounds"); do
	for hang in a b c d; do
		hangs $hang exec
	done
	within 20 is_value stalled 4 || bail "the writers stall in round $round"
	kill -KILL "$a_pid" "$b_pid" "$c_pid" "$d_pid" &
	echo 0 >"$sysfs/armed"
	wait "$a_job" "$b_job" "$c_job" "$d_job"
	echo 1 >"$sysfs/armed"
done
touch stop
wait $looker
ok "after $rounds rounds nobody is stalled" within 10 is_value stalled 0
shows total/writers_blocked 0
ok "the module unloads" rmmod pipescope
done_testing
