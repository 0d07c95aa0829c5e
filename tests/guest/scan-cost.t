# SPDX-License-Identifier: GPL-2.0-only
# What a scan of 10,000 blocked writers takes. The guest's time counts
# instructions.
# vm: --icount --mem 2G --timeout 600
# shellcheck shell=sh disable=SC2154 # the tree is another file's
. /lib/churn.sh

events=$tracing/events/kprobes

# scans: their durations in microseconds, from the trace.
scans() {
	sed -n 's/.* \([0-9]*\)\.\([0-9]*\): scan_\([a-z]*\):.*/\3 \1\2/p' "$tracing/trace" |
		awk '$1 == "begin" { begin = $2 } $1 == "end" && begin { print $2 - begin }'
}

has_scans() {
	[ "$(scans | wc -l)" -ge "$1" ]
}

longest() {
	scans | sort -n | tail -n 1
}

# blocks WRITERS: as w_pid and w_job.
blocks() {
	rm -f w
	writers "$1" 100 >w &
	w_job=$!
	within 60 grep -qs threads= w || bail "$1 writers come up"
	facts w
	within 300 is_value total/writers_blocked "$1" || bail "$1 writers block"
}

release() {
	kill -USR1 "$w_job"
	wait "$w_job"
	within 60 is_value total/writers_blocked 0 || bail "the writers are released"
}

# measures WRITERS: sets took. They stall all at once, when nothing else runs
# that a scan could be interrupted by.
measures() {
	echo 60000000 >"$sysfs/stall_threshold_ms"
	blocks "$1"
	sleep 2
	echo >"$tracing/trace"
	echo 10 >"$sysfs/stall_threshold_ms"
	ok "$1 writers stall" within 300 is_value stalled "$1"
	took=$(longest)
	diag "figure scans=$(scans | wc -l) longest_scan_usec_of_$1=$took"
	release
}

load
echo 'p:scan_begin ps_stall_scan
r:scan_end ps_stall_scan' >"$tracing/kprobe_events"
echo 1 >"$events/enable"
measures 100
few=$took
measures 10000
cmp_ok "$took" -lt 10000 "the longest scan of 10000 takes less than 10 ms ($took us)"
cmp_ok "$took" -gt "$few" "and more than that of 100 ($few us), so the measure tells"

# What the last pipes of this script have left is tidied up in the meantime.
sleep 12
echo >"$tracing/trace"
sleep 5
echo 0 >"$tracing/tracing_on"
is "$(scans | wc -l)" 0 "while nobody is blocked there is no scan"
echo 0 >"$events/enable"
echo >"$tracing/kprobe_events"
rmmod pipescope
done_testing
