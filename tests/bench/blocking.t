# SPDX-License-Identifier: GPL-2.0-only
# What a write that blocks costs in this kernel without the module, with it and
# with bpftrace. tests/bench/table reads the lines "figure blocking KERNEL STATE
# TIMES COUNT".
# vm: --icount --mem 1G --timeout 2400 --with bpftrace
# shellcheck shell=sh disable=SC2154 # the cost is set by another file
. /lib/opcost.sh

# measures STATE
measures() {
	finds_lowest block
	echo "figure blocking $(uname -r) $1 $lowest"
}

measures none
load
ok "the worker has settled" sleep 1
measures module
is "$(value probes/write)" wait-site "writers are seen where they wait"
ok "the module unloads" rmmod pipescope
begins_bpftrace
measures bpftrace
ends_bpftrace
like "$(cat bpftrace.log)" '^@blocked_ms' "it saw writers that blocked"
done_testing
