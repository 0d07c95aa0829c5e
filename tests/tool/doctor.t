#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What the doctor reads of the module and the kernel; on a recorded tree it has
# nothing to prove, but sees what keeps probes from firing.

. "$(dirname "$0")/lib/engine.sh"
unpack doctor
module=$tree/sys/kernel/pipescope
kernel=$tree/sys/kernel
tool="$PIPESCOPE doctor --sysroot $tree"
name=$(basename "$PIPESCOPE")
rearm="re-arm the module: write 0, then 1 to /sys/kernel/pipescope/armed"

check "the help" "$PIPESCOPE doctor --help" 0 @help-doctor.txt
check "nothing wrong, and nothing to prove" "$tool" 2 @doctor.txt
check "the same in JSON" "$tool --json" 2 @doctor.json

# wrong NAME FILE TEXT CHECK REASON: with TEXT in FILE, CHECK is the only one that
# fails, and its reason the diagnosis.
wrong()
{
	cp "$2" "$work/kept"
	printf '%b\n' "$3" >"$2"
	check "$1" "$tool -J >$work/json; echo \$?
		jq -c '[.verdict, .diagnosis],
			[.checks[] | select(.result == \"FAILED\") | .check, .reason]' \
			$work/json" 0 \
		"1
[\"false\",\"$5\"]
[\"$4\",\"$5\"]"
	cp "$work/kept" "$2"
}

wrong "kprobes that are turned off" "$kernel/debug/kprobes/enabled" 0 kprobes \
	"kprobes are turned off in the kernel, so no probe fires: write 1 to /sys/kernel/debug/kprobes/enabled, then check that /sys/kernel/pipescope/armed is 1"
wrong "a probe that was disabled" "$kernel/debug/kprobes/list" \
	'ffffffff8139b111  k  anon_pipe_write+0x111    [DISABLED][OPTIMIZED]' \
	probes-enabled "the kernel has disabled a probe on anon_pipe_write: $rearm"
wrong "a probe that is gone" "$kernel/debug/kprobes/list" \
	'ffffffff8139b111  r  pipe_resize_ring+0x0  vmlinux [GONE][DISABLED]' \
	probes-enabled "the kernel has dropped a probe on pipe_resize_ring: $rearm"
wrong "a function that something else runs in place of" \
	"$kernel/tracing/enabled_functions" \
	'free_pipe_info (1)\t\nalloc_pipe_info (2) R I     \ttramp: I' functions \
	"other code runs in place of alloc_pipe_info, so its probes do not fire: see /sys/kernel/tracing/enabled_functions"
mkdir "$kernel/livepatch/fix_cve/vmlinux/fifo_open,1"
check "a livepatch of a function" "$tool | tail -n 1" 0 \
	"What pipescope shows on this machine is not true: livepatch fix_cve replaces fifo_open, so its probes do not fire: unload the module, and load it again once the patch is removed."
rmdir "$kernel/livepatch/fix_cve/vmlinux/fifo_open,1"
mv "$kernel/livepatch" "$work/livepatch"
check "a kernel that cannot be patched" "$tool" 2 @doctor.txt
mv "$work/livepatch" "$kernel/livepatch"
mv "$kernel/debug" "$work/debug"
check "what cannot be read is told" "$tool | grep debug" 0 \
	"not checked  kprobes         cannot read /sys/kernel/debug/kprobes/enabled: No such file or directory
not checked  probes-enabled  cannot read /sys/kernel/debug/kprobes/list: No such file or directory
Whether it is true could not be determined: cannot read /sys/kernel/debug/kprobes/enabled: No such file or directory."
mv "$work/debug" "$kernel/debug"

wrong "a place that was not found" "$module/probes/write" return-probe write-probe \
	"the place where write(2) waits was not found: each write(2) to a pipe is slower, and writers that were already blocked when the module was armed are not seen; report it, with the kernel's version"
wrong "no probe at all" "$module/probes/write" none write-probe \
	"no probe sees writers in write(2): report it, with the kernel's version"
echo return-probe >"$module/probes/write"
wrong "return probes that somebody wanted" \
	"$tree/sys/module/pipescope/parameters/return_probes" Y write-probe \
	"the module was loaded with return_probes=1: each write(2) to a pipe is slower, and writers that were already blocked when the module was armed are not seen; load it without"
echo wait-site >"$module/probes/write"
wrong "functions that are not probed" "$module/probes/absent" \
	"pipe_resize_ring new_function" absent-probes \
	"not seen: changes of pipes' size, something; not probed: pipe_resize_ring new_function"
echo zap_pid_ns_processes >"$module/probes/absent"
check "one that shows nothing wrong" "$tool" 2 @doctor.txt
echo >"$module/probes/absent"
wrong "hits that were missed" "$module/probes/missed" 3 hits-missed \
	"3 probe hits were missed, so some counts are wrong: to start again from zero write 0, then 1 to /sys/kernel/pipescope/armed"
wrong "pipes that are not tracked" "$module/health/untracked_pipes" 2 pipes-tracked \
	"2 pipes are not shown: no process has them open, or max_pipes is too small"
wrong "waits that are not tracked" "$module/health/untracked_waits" 1 waits-tracked \
	"1 blocked writers are not shown: max_waits is too small"
wrong "pipes that were corrected" "$module/health/corrected_pipes" 1 pipes-right \
	"1 pipes changed unseen; they were corrected, but some counts are wrong: to start again from zero write 0, then 1 to /sys/kernel/pipescope/armed"
printf 'a\033[2J\002b\n' >"$module/probes/absent"
check "what is no name does nothing to a terminal" "$tool | grep absent-probes" 0 \
	"FAILED       absent-probes   not seen: something; not probed: a?[2J?b"
rm "$module/probes/absent" "$module/health/corrected_pipes"
check "a file that an older module lacks" \
	"$tool | grep -e absent-probes -e pipes-right" 0 \
	"ok           absent-probes
not checked  pipes-right     the module does not show health/corrected_pipes"

echo 0 >"$module/armed"
check "a disarmed module" "$tool 2>/dev/null" 1 \
	"ok           kprobes
FAILED       armed           the module is disarmed and counts nothing: run 'echo 1 >/sys/kernel/pipescope/armed'

What pipescope shows on this machine is not true: the module is disarmed and counts nothing: run 'echo 1 >/sys/kernel/pipescope/armed'."
echo 0 >"$kernel/debug/kprobes/enabled"
check "a module that is disarmed because of that" "$tool 2>/dev/null | sed 's/^\(FAILED.*kprobes\)  *kprobes are.*/\1/'" 0 \
	"FAILED       kprobes
FAILED       armed           the module is disarmed and counts nothing: run 'echo 1 >/sys/kernel/pipescope/armed'

What pipescope shows on this machine is not true: kprobes are turned off in the kernel, so no probe fires: write 1 to /sys/kernel/debug/kprobes/enabled, then check that /sys/kernel/pipescope/armed is 1."
echo 2 >"$module/abi"
check "another ABI" "$tool" 2 \
	"$name: the module's ABI is 2, not 1: install the matching tool"
rm -r "$module"
check "no module" "$tool" 2 \
	"$name: the module is not loaded: run 'modprobe pipescope' as root"
finish
