# SPDX-License-Identifier: GPL-2.0-only
# Operations on 16 processors at the same time, while a plugin of the emulator
# finds the cache lines that they take from each other: tests/bench/sharing/.
# tests/bench/shared-lines reads what it wrote.
# vm: --smp 16 --plugin sharing --timeout 1800
# shellcheck shell=sh
. /lib/pipescope.sh

operations='pipe block pass'
places='host containers users'

tells() {
	opshare tell
}

# measures STATE
measures() {
	for operation in $operations; do
		for place in $places; do
			echo "section $1 $operation $place" | tells
			ok "$1: $operation, $place" opshare "$operation" "$place" 16 128
		done
	done
}

# Tasks that take turns are real-time tasks; the kernel counts their time in one
# place for all processors, unless it is unlimited.
echo -1 >/proc/sys/kernel/sched_rt_runtime_us
# Addresses in kallsyms are for root, where kernel.kptr_restrict is at most 1.
awk '$3 == "asm_sysvec_apic_timer_interrupt" { print "timer", $1 }' /proc/kallsyms | tells
measures none
load
# What /proc/modules says of it: SIZE ADDRESS.
facts=$(awk '$1 == "pipescope" { print $2, $6 }' /proc/modules)
printf 'module %x %x\n' "${facts#* }" "$((${facts#* } + ${facts% *}))" | tells
measures module
is "$(value health/untracked_pipes)" 0 "no pipe was missed"
is "$(value probes/missed)" 0 "nor a probe's hit"
awk '$2 ~ /[tTdDbB]/ && (NF == 3 || $4 == "[pipescope]") { print "symbol", $1, $3 }' \
	/proc/kallsyms | tells
ok "the module unloads" rmmod pipescope
done_testing
