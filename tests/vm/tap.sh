# SPDX-License-Identifier: GPL-2.0-only
# TAP for guest scripts: each check is one line that reads as a claim.
# shellcheck shell=sh

tap_count=0
tap_failed=0

diag() {
	printf '%s\n' "$*" | sed 's/^/# /'
}

pass() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $*"
}

fail() {
	tap_count=$((tap_count + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_count - $*"
}

# ok NAME COMMAND...: COMMAND succeeds.
ok() {
	tap_name=$1
	shift
	if "$@"; then
		pass "$tap_name"
	else
		tap_status=$?
		fail "$tap_name"
		diag "exit status $tap_status: $*"
	fi
}

# fails NAME COMMAND...: COMMAND does not succeed.
fails() {
	tap_name=$1
	shift
	if "$@"; then
		fail "$tap_name"
		diag "succeeded: $*"
	else
		pass "$tap_name"
	fi
}

# quietly COMMAND...: shows its output only if it fails.
quietly() {
	tap_status=0
	tap_words=$("$@" 2>&1) || tap_status=$?
	[ $tap_status -eq 0 ] || diag "$tap_words"
	return $tap_status
}

# is ACTUAL EXPECTED NAME
is() {
	if [ "$1" = "$2" ]; then
		pass "$3"
	else
		fail "$3"
		diag "     got: $1"
		diag "expected: $2"
	fi
}

# isnt ACTUAL UNEXPECTED NAME
isnt() {
	if [ "$1" != "$2" ]; then
		pass "$3"
	else
		fail "$3"
		diag "got: $1"
	fi
}

# like ACTUAL REGEX NAME: some line of ACTUAL matches the extended REGEX.
like() {
	if printf '%s\n' "$1" | grep -Eq -- "$2"; then
		pass "$3"
	else
		fail "$3"
		diag "       got: $1"
		diag "want match: $2"
	fi
}

# unlike ACTUAL REGEX NAME
unlike() {
	if printf '%s\n' "$1" | grep -Eq -- "$2"; then
		fail "$3"
		diag "          got: $1"
		diag "want no match: $2"
	else
		pass "$3"
	fi
}

# cmp_ok A OPERATOR B NAME: OPERATOR as in test(1): -eq -ne -lt -le -gt -ge.
cmp_ok() {
	if test "$1" "$2" "$3"; then
		pass "$4"
	else
		fail "$4"
		diag "not true: $1 $2 $3"
	fi
}

# within SECONDS COMMAND...: waits until COMMAND succeeds. The deadline only ends
# a hopeless wait; it measures nothing.
within() {
	tap_deadline=$(($(tap_now) + $1))
	shift
	until "$@"; do
		[ "$(tap_now)" -lt "$tap_deadline" ] || return 1
		usleep 20000
	done
}

# Seconds since boot: a test may set the guest's wall clock.
tap_now() {
	cut -d. -f1 /proc/uptime
}

# skip COUNT REASON: in place of COUNT checks that cannot be made here.
skip() {
	tap_skipped=$1
	shift
	while [ "$tap_skipped" -gt 0 ]; do
		pass "# SKIP $*"
		tap_skipped=$((tap_skipped - 1))
	done
}

# bail REASON: fails and ends the script, where the rest would make no sense.
bail() {
	fail "$*"
	done_testing
}

# done_testing: prints the plan and ends the script.
done_testing() {
	echo "1..$tap_count"
	[ "$tap_failed" -eq 0 ]
	exit
}
