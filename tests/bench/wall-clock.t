# SPDX-License-Identifier: GPL-2.0-only
# Two well-known benchmarks of pipes, by the clock on the wall: for orientation.
# tests/bench/table reads the lines "figure wall-clock STATE BENCHMARK UNIT VALUE",
# the best of some runs.
# vm: --mem 2G --timeout 1800 --with bpftrace --with perf --with stress-ng
# shellcheck shell=sh
. /lib/pipescope.sh

runs=5

sched_pipe() {
	perf bench sched pipe -l 20000 2>&1 | sed -n 's, *\([0-9.]*\) usecs/op$,\1,p'
}

stress_pipe() {
	stress-ng --pipe 1 --timeout 4 --metrics-brief 2>&1 |
		awk '$4 == "pipe" && NF == 10 { print $9 }'
}

# repeated COMMAND: all its results, the lowest first.
repeated() {
	for _ in $(seq $runs); do
		"$1"
	done | sort -n
}

measures() {
	lowest=$(repeated sched_pipe | head -n 1)
	highest=$(repeated stress_pipe | tail -n 1)
	like "$lowest $highest" '^[0-9.]+ [0-9.]+$' "$1: both benchmarks give a figure"
	echo "figure wall-clock $1 perf-bench-sched-pipe us/op $lowest"
	echo "figure wall-clock $1 stress-ng-pipe op/s $highest"
}

measures none
load
measures module
echo 1 >"$tracing/events/pipescope/enable"
measures tracepoints
echo 0 >"$tracing/events/pipescope/enable"
ok "the module unloads" rmmod pipescope
bpftrace /etc/pipes.bt >bpftrace.log 2>&1 &
bpftrace_job=$!
within 600 grep -q begun bpftrace.log || bail "bpftrace begins: $(cat bpftrace.log)"
measures bpftrace
kill -INT $bpftrace_job
ok "bpftrace ends" wait $bpftrace_job
done_testing
