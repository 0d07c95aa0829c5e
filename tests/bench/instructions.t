# SPDX-License-Identifier: GPL-2.0-only
# What operations on pipes cost without the module, with it and with bpftrace,
# among few pipes and many. The guest's time counts instructions.
# tests/bench/table reads the lines "figure instructions STATE PIPES NAMESPACES
# OPERATION TIMES COUNT": COUNT for TIMES operations among so many other pipes.
# vm: --icount --mem 4G --timeout 3000 --with bpftrace
# shellcheck shell=sh
. /lib/opcost.sh
. /lib/crowd.sh

all_operations='write-1 write-4096 write-65536 pipe fifo block contend splice'
# What tells in a crowd, and what must not.
crowd_operations='write-1 pipe block'
# Pipes and namespaces.
crowd_sizes='1000,1 1000,1000 200000,1 200000,1000'

# measures STATE PIPES NAMESPACES OPERATION...
measures() {
	place="$1 $2 $3"
	shift 3
	for operation; do
		finds_lowest "$operation"
		echo "figure instructions $place $operation $lowest"
		figures=$((figures + 1))
		[ "$lowest" = "$highest" ] ||
			echo "differs $place $operation $lowest ${highest#* } $found" >>differing
	done
}

# compares PIPES NAMESPACES OPERATION...: in all states but that of bpftrace.
compares() {
	measures none "$@"
	load
	ok "$1 pipes are tracked" within 300 is_tracked "$1"
	measures module "$@"
	echo 1 >"$tracing/events/pipescope/enable"
	measures tracepoints "$@"
	echo 0 >"$tracing/events/pipescope/enable"
	is "$(value health/untracked_pipes)" 0 "none was missed"
	is "$(value probes/missed)" 0 "nor a probe's hit"
	echo 0 >"$sysfs/armed"
	measures disarmed "$@"
	ok "the module unloads" rmmod pipescope
	measures unloaded "$@"
}

in_crowd() {
	crowds "$2" "$3"
	# shellcheck disable=SC2086 # a list of words
	"$1" "$2" "$3" $crowd_operations
	crowd_ends
}

measures_bpftrace() {
	measures bpftrace "$@"
}

in_all_crowds() {
	for sizes in $crowd_sizes; do
		in_crowd "$1" "${sizes%,*}" "${sizes#*,}"
	done
}

figures=0
: >differing
# shellcheck disable=SC2086 # a list of words
compares 0 0 $all_operations
in_all_crowds compares

# It must know the pipes of a crowd, so it is there first.
begins_bpftrace
# shellcheck disable=SC2086 # a list of words
measures_bpftrace 0 0 $all_operations
in_all_crowds measures_bpftrace
ends_bpftrace
is "$(grep '^@slots' bpftrace.log | grep -vc ': 0$')" 0 \
	"bpftrace's counts came back to 0 as well"
cmp_ok "$(grep -c '^@slots' bpftrace.log)" -gt 1000 "those of all namespaces"
like "$(cat bpftrace.log)" '^@blocked_ms' "and it saw writers that blocked"

sed 's/^/figure /' differing
diag "of $figures figures $(wc -l <differing) were not the same in all runs"
is "$(grep -cE '^differs (none|disarmed|unloaded) .* 1$' differing)" 0 \
	"each without probes was found at least twice"
done_testing
