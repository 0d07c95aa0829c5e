# SPDX-License-Identifier: GPL-2.0-only
# What operations cost, in a guest whose clock counts instructions.
# shellcheck shell=sh
. /lib/pipescope.sh

cost() {
	opcost "$1" | sed 's/.*times=\([0-9]*\) nanoseconds=/\1 /'
}

# finds_lowest OPERATION: sets lowest, "TIMES COUNT", which two runs of at most
# ten found, and highest. Runs differ in where the operation's pipes lie in slabs
# and in the module's table.
finds_lowest() {
	lowest=$(cost "$1") highest=$lowest found=1 runs=1
	while [ $found -lt 2 ] || [ $runs -lt 3 ]; do
		[ $runs -lt 10 ] || break
		runs=$((runs + 1))
		again=$(cost "$1")
		if [ "${again#* }" -lt "${lowest#* }" ]; then
			lowest=$again found=1
		elif [ "$again" = "$lowest" ]; then
			found=$((found + 1))
		fi
		[ "${again#* }" -le "${highest#* }" ] || highest=$again
	done
}

# begins_bpftrace: in the background, as bpftrace_job. In 5.10 it does not find the
# kernel's types by itself.
begins_bpftrace() {
	function=pipe_write
	! grep -q ' anon_pipe_write$' /proc/kallsyms || function=anon_pipe_write
	sed "s/probe:pipe_write/probe:$function/" /etc/pipes.bt >pipes.bt
	BPFTRACE_MAP_KEYS_MAX=262144 BPFTRACE_BTF=/sys/kernel/btf/vmlinux \
		bpftrace pipes.bt >bpftrace.log 2>&1 &
	bpftrace_job=$!
	within 60 grep -qE 'begun|rror' bpftrace.log
	grep -q begun bpftrace.log || bail "bpftrace begins: $(cat bpftrace.log)"
}

ends_bpftrace() {
	kill -INT "$bpftrace_job"
	ok "bpftrace ends" wait "$bpftrace_job"
}
