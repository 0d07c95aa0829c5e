# SPDX-License-Identifier: GPL-2.0-only
# What a healthy system does often runs into no breakpoint: the kernel has turned
# the probes into jumps, or calls them by ftrace.
# shellcheck shell=sh
. /lib/pipescope.sh

kprobes=/sys/kernel/debug/kprobes

# Symbols, one a line, of the probes in place that are breakpoints.
list_breakpoints() {
	awk '!/\[(OPTIMIZED|FTRACE)\]/ && !/\[DISABLED\]/ { print $3 }' $kprobes/list |
		sed 's/+0x.*//' | sort
}

# Only those after open(2) of a FIFO has waited: the kernel can never replace
# the instructions there.
only_in_open() {
	[ "$(list_breakpoints | uniq)" = fifo_open ]
}

load
case $(uname -m) in
x86_64)
	ok "the kernel replaces breakpoints" within 20 only_in_open
	diag "$(cat $kprobes/list)"
	cmp_ok "$(wc -l <$kprobes/list)" -ge 14 "the list has the module's probes"
	ok "the module finds the same in the text" \
		within 20 is_value probes/breakpoints wait_for_partner
	echo 0 >/proc/sys/debug/kprobes-optimization
	ok "told to use no jumps, the kernel has breakpoints, and the module says so" \
		within 20 is_value probes/breakpoints \
		"alloc_pipe_info pipe_write pipe_wait_writable wait_for_partner"
	echo 1 >/proc/sys/debug/kprobes-optimization
	ok "told to, it has jumps again" \
		within 20 is_value probes/breakpoints wait_for_partner
	# Disarming is over before the kernel has removed its jumps.
	echo 1 >/sys/kernel/rcu_expedited
	for _ in 1 2 3; do
		echo 0 >"$sysfs/armed"
		echo 1 >"$sysfs/armed"
	done
	echo 0 >/sys/kernel/rcu_expedited
	ok "re-armed at once, too" within 20 is_value probes/breakpoints wait_for_partner
	is "$(value probes/alloc) $(value probes/write)" "alloc-site wait-site" \
		"and the places are found"
	;;
*)
	diag "not checked: the kernel has no jumps to probes on $(uname -m)"
	like "$(value probes/breakpoints)" ' pipe_write pipe_wait_writable ' \
		"all are breakpoints here, and probes/breakpoints says so"
	is "$(value probes/breakpoints | grep -c free_pipe_info)" 0 \
		"but for what ftrace calls us from"
	;;
esac
echo 0 >"$sysfs/armed"
shows probes/breakpoints ''
ok "the module unloads" rmmod pipescope
done_testing
