# SPDX-License-Identifier: GPL-2.0-only
# Somebody switches all kprobes off and on while writers leave and others look at
# them: what is known is dropped before it can be wrong.
# vm: --timeout 600
# soak: --timeout 2400
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/churn.sh

switch=/sys/kernel/debug/kprobes/enabled
rounds=$(sized 3 8)

# look: reads the writers' files over and over; all that may fail is that they go.
look() {
	while [ ! -e stop ]; do
		cat "$sysfs"/writers/*/bytes_used "$sysfs"/writers/*/slots_used
	done >/dev/null 2>&1
}

# refuses COMMAND...: for ok; it is to be tried again later.
refuses() {
	"$@" 2>&1 | grep -q 'Resource temporarily unavailable'
}

load
echo 10 >"$sysfs/stall_threshold_ms"
look &
looker=$!
hangs stays exec
for round in $(seq 1 "$rounds"); do
	for hang in a b; do
		hangs $hang exec
	done
	within 20 is_value stalled 3 || bail "the writers stall in round $round"
	echo 0 >$switch
	kill -KILL "$a_pid" "$b_pid"
	wait "$a_job" "$b_job"
	# The last one is a moment without probes that is over at once.
	[ "$round" -eq "$rounds" ] ||
		ok "round $round: it disarms" within 60 is_value armed 0
	echo 1 >$switch
	ok "round $round: and arms again" within 60 is_value armed 1
	ok "round $round: only who is still there is stalled" \
		within 60 is_value stalled 1
	shows "writers/$stays_pid/preexisting" 1
done
touch stop
wait $looker
shows total/writers_blocked 1
churns "the accounts are right" --operations 2000 --pauses 2
is "$(dmesg | grep -c 'kprobes switch in debugfs was written to')" "$rounds" \
	"the kernel log tells it each time"

echo 0 >$switch
ok "it disarms" within 60 is_value armed 0
ok "and cannot be armed" refuses sh -c "echo 1 >$sysfs/armed"
shows armed 0
is "$(entries writers users namespaces)" 0 "it knows nothing"
echo 0 >"$sysfs/armed"
echo 1 >$switch
sleep 2
shows armed 0 "when told to be disarmed, it does not arm again"
echo 1 >"$sysfs/armed"
shows armed 1 "unless it is told to"

echo 0 >$switch
ok "it disarms once more" within 60 is_value armed 0
ok "the module unloads meanwhile" rmmod pipescope
ok "and cannot be loaded" refuses insmod /modules/pipescope.ko
echo 1 >$switch
load
kill -USR1 "$stays_reader"
ok "who stayed is released" wait "$stays_job"
rmmod pipescope
done_testing
