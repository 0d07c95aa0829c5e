# SPDX-License-Identifier: GPL-2.0-only
# Helpers for all guest scripts: the module, its sysfs tree, real hangs.
# shellcheck shell=sh
. /lib/tap.sh

sysfs=/sys/kernel/pipescope
# shellcheck disable=SC2034 # for those who source this
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

# hangs NAME OPTIONS...: starts a hang in the background; sets NAME_pid,
# NAME_inode, ... to its facts, NAME_job to its job.
hangs() {
	hang_name=$1
	shift
	# An earlier hang of that name may have left its facts.
	rm -f "$hang_name"
	hang "$@" >"$hang_name" &
	eval "${hang_name}_job=$!"
	within 60 test -s "$hang_name" || bail "hang $* hangs"
	facts "$hang_name"
}

# facts NAME: sets NAME_pid and the others again, from the file NAME.
facts() {
	eval "$(tr ' ' '\n' <"$1" | sed "s/^/$1_/")"
}

# entries DIRECTORY...: prints how many entries directories of the tree have.
entries() {
	for entries_in; do
		find "$sysfs/$entries_in" -mindepth 1 -maxdepth 1
	done | wc -l
}

# gone PATH: for ok and within.
gone() {
	[ ! -e "$1" ]
}

# asleep_in_write TID: for ok and within.
asleep_in_write() {
	grep -q "^$write_call " "/proc/$1/syscall" 2>/dev/null
}

# The number of write(2).
case $(uname -m) in
aarch64) write_call=64 ;;
*) write_call=1 ;;
esac
