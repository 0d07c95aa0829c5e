# SPDX-License-Identifier: GPL-2.0-only
# What the guest scripts have in common: the module, its tree, real hangs.
# shellcheck shell=sh
. /lib/tap.sh

sysfs=/sys/kernel/pipescope
tracing=/sys/kernel/tracing

# load [PARAMETER=VALUE...]
load() {
	insmod /modules/pipescope.ko "$@" || bail "the module loads"
}

# value FILE: what a file of the module's tree shows.
value() {
	cat "$sysfs/$1"
}

# is_value FILE EXPECTED: for ok and within.
is_value() {
	[ "$(cat "$sysfs/$1" 2>/dev/null)" = "$2" ]
}

# shows FILE EXPECTED [NAME]: a check.
shows() {
	is "$(value "$1")" "$2" "${3:-$1 shows $2}"
}

# hangs NAME OPTIONS...: makes a hang in the background. Its facts become
# NAME_pid, NAME_inode, ..., its job NAME_job.
hangs() {
	hang_name=$1
	shift
	hang "$@" >"$hang_name" &
	eval "${hang_name}_job=$!"
	within 60 test -s "$hang_name" || bail "hang $* hangs"
	eval "$(tr ' ' '\n' <"$hang_name" | sed "s/^/${hang_name}_/")"
}

# gone PATH: for ok and within.
gone() {
	[ ! -e "$1" ]
}

# asleep_in_write TID: for ok and within; 1 is write on x86-64.
asleep_in_write() {
	grep -q '^1 ' "/proc/$1/syscall" 2>/dev/null
}
