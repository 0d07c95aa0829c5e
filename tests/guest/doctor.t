# SPDX-License-Identifier: GPL-2.0-only
# The doctor finds nothing wrong with a healthy module, however busy the machine,
# and names what is wrong with another.
# vm: --timeout 600
# shellcheck shell=sh
. /lib/churn.sh

# doctor STATUS [NAME]: runs it, into the file report; a check of its status.
doctor() {
	pipescope doctor >report 2>&1
	is $? "$1" "${2:-the doctor ends with $1}"
}

# reports LINE...: checks of the report, each an extended regular expression.
reports() {
	for reported; do
		like "$(cat report)" "$reported" "it reports: $reported"
	done
}

# all_well NAME: a check.
all_well() {
	doctor 0 "$1"
	is "$(grep -v '^ok  ' report)" "
What pipescope shows on this machine is true." "with nothing else to say"
}

# no_users: for within: no user is left that only a doctor has.
no_users() {
	[ "$(find "$sysfs/users" -name '2?????????' | wc -l)" -eq 0 ]
}

# processes PATTERN: the ids of those that are called so, the oldest first
processes() {
	grep -lsx "$1" /proc/[0-9]*/comm | tr -dc '0-9\n' | sort -n
}

# blocks_somebody: for within.
blocks_somebody() {
	[ "$(processes pipescope-probe)" ]
}

# nothing_left: for within: nor a writer, namespace or process.
nothing_left() {
	[ "$(entries writers)" -eq 0 ] && [ "$(entries namespaces)" -eq 1 ] &&
		no_users && [ ! "$(processes 'pipescope.*')" ]
}

# interrupt SIGNAL: sends it to the doctor when one of its writers is there.
interrupt() {
	within 20 blocks_somebody
	usleep 300000
	kill "-$1" "$(processes pipescope | head -n 1)"
}

doctor 2 "without the module nothing can be told"
reports 'the module is not loaded: run .modprobe pipescope. as root'

load
all_well "a healthy module"
diag "$(cat report)"
for check in pipe-created pipe-resized user-pages write-blocked write-stalled \
	write-released write-time splice-blocked splice-released open-blocked \
	open-released pipe-destroyed namespace-gone; do
	reports "^ok  +$check\$"
done
shows stalled 0 "it leaves no writer"
is "$(entries namespaces)" 1 "nor namespace"
ok "nor user" within 10 no_users
is "$(ls -A /tmp)" "$(basename "$PWD")" "nor file"
is "$(processes pipescope-probe)" "" "nor process"
pipescope doctor --json >report
reports '"verdict": "true"' '"diagnosis": null' '"check": "write-stalled"'

# Long enough for the signal to come while a writer is blocked.
echo 5000 >"$sysfs/stall_threshold_ms"
for signal in INT TERM HUP KILL; do
	interrupt $signal &
	job=$!
	pipescope doctor >report 2>&1
	cmp_ok $? -gt 128 "SIG$signal ends the doctor"
	wait $job
	ok "and leaves no writer, namespace, user or process" within 10 nothing_left
	is "$(ls -A /tmp)" "$(basename "$PWD")" "nor file"
done
echo 1000 >"$sysfs/stall_threshold_ms"

pipescope doctor >other 2>&1 &
job=$!
all_well "one of two at the same time"
wait $job
is $? 0 "so does the other"
diag "$(grep -v '^ok  ' other)"

churn_begins
for round in 1 2 3; do
	all_well "on a busy machine, round $round"
done
churn_ends "the machine was busy"

echo 86400000 >"$sysfs/stall_threshold_ms"
doctor 2 "with a threshold of a day not all can be told"
reports '^not checked  write-stalled +stall_threshold_ms is over 10000' '^ok +write-released'
echo 1000 >"$sysfs/stall_threshold_ms"
ok "without capabilities it cannot tell either" \
	puppet drop-capabilities "sh=pipescope doctor >report; [ \$? -eq 2 ]"
reports '^not checked  proof +cannot create a pid namespace: Operation not permitted'
ok "nor as another user" \
	puppet uid=1000 "sh=pipescope doctor >/tmp/report; [ \$? -eq 2 ]"
rm /tmp/report

echo 0 >"$sysfs/armed"
doctor 1 "disarmed, nothing is true"
reports '^FAILED +armed' 'not true: the module is disarmed and counts nothing'
echo 1 >"$sysfs/armed"

echo 0 >/sys/kernel/debug/kprobes/enabled
ok "the module notices that kprobes are turned off" within 10 is_value armed 0
doctor 1 "with kprobes turned off under it, it is not true"
reports '^FAILED +kprobes ' 'not true: kprobes are turned off in the kernel' \
	'^FAILED +armed'
umount /sys/kernel/debug
doctor 1 "nor where nobody can see that they are"
reports '^not checked  kprobes +cannot read /sys/kernel/debug/kprobes/enabled' \
	'not true: the module is disarmed'
mount -t debugfs debugfs /sys/kernel/debug
echo 1 >/sys/kernel/debug/kprobes/enabled
ok "turned on again, they are noticed" within 10 is_value armed 1
all_well "and all is well"

# turn_ftrace 0|1. In a subshell: where it is refused, ash would end the script.
turn_ftrace() {
	(echo "$1" >/proc/sys/kernel/ftrace_enabled) || :
}

if grep -q '\[FTRACE\]' /sys/kernel/debug/kprobes/list; then
	echo 0 >/proc/sys/kernel/ftrace_enabled
	if dmesg | grep -q 'ftrace_enabled .* no longer disables ftrace'; then
		all_well "where ftrace cannot be turned off, every probe fires"
	else
		doctor 1 "without ftrace some probes do not fire"
		reports '^FAILED +pipe-resized ' '^FAILED +user-pages .*pipe_resize_ring' \
			'^FAILED +pipe-destroyed ' \
			'not true: the probe on pipe_resize_ring does not fire'
	fi
	echo 1 >/proc/sys/kernel/ftrace_enabled
	echo 0 >"$sysfs/armed"
	echo 1 >"$sysfs/armed"
	all_well "re-armed, all is well"
else
	# A function that ftrace calls us from is no probe, and keeps ftrace on.
	turn_ftrace 0 2>ftrace.log
	is "$(cat /proc/sys/kernel/ftrace_enabled)" 1 "ftrace cannot be turned off under us"
	all_well "and where no probe is made by it, all is well"
	turn_ftrace 1
	rmmod pipescope
	turn_ftrace 0
	load
	all_well "loaded while it is off, the module does without it"
	turn_ftrace 1
fi
rmmod pipescope

load return_probes=1
doctor 1 "return probes do not see all"
reports '^FAILED +write-probe +the module was loaded with return_probes=1' \
	'^FAILED +absent-probes +not seen: writers in splice.* open\(2\) of a FIFO' \
	'^not checked  splice-blocked +pipe_wait_writable is not probed' \
	'^not checked  open-blocked +wait_for_partner is not probed'
for check in pipe-created pipe-resized user-pages write-blocked write-stalled \
	write-released pipe-destroyed namespace-gone; do
	reports "^ok  +$check\$"
done
ok "the module unloads" rmmod pipescope
done_testing
