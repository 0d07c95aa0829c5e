# SPDX-License-Identifier: GPL-2.0-only
# A stalled writer is reported within a second of the threshold. The guest's
# time counts its instructions, so that the machine's load is no part of it.
# vm: --icount
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

reported_after() {
	grep -o "writer_stall: tid=$1 .*" "$tracing/trace" | sed 's/.*blocked_usec=//'
}

load
echo 1 >"$tracing/events/pipescope/writer_stall/enable"
for threshold in 10 1000 3000; do
	echo $threshold >"$sysfs/stall_threshold_ms"
	hangs exec exec
	ok "with a threshold of $threshold ms the hang is reported" \
		within 60 test -d "$sysfs/writers/$exec_pid"
	usec=$(reported_after "$exec_pid")
	cmp_ok "$usec" -ge $((threshold * 1000)) "not before it ($usec us)"
	cmp_ok "$usec" -le $((threshold * 1000 + 1000000)) "nor a second after it"
	kill -USR1 "$exec_reader"
	wait "$exec_job"
done
rmmod pipescope
done_testing
