#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The plugin for monitoring: one line on the standard output, whatever happens.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
module=$tree/sys/kernel/pipescope
mkdir -p "$module/health"
echo 0 >"$module/health/untracked_waits"
# As another user: a copy, for the tree may be where only its owner may go.
cp "$PIPESCOPE" "$work/pipescope"
tool="$work/pipescope check --sysroot $tree"

# says NAME COMMAND STATUS LINE: the whole output is this line of at most 80
# characters.
says()
{
	check "$1" "$2" "$3" "$4"
	printf '%s' "$4" | LC_ALL=C wc -c >"$work/length"
	check "$1: no more than 80 characters" \
		"[ \$(cat $work/length) -le 80 ] || cat $work/length" 0 ""
}

longest="logger (5200) blocked for 5h07m"
says "what is blocked longest, and the quota" "$tool" 1 \
	"PROBLEM: $longest; uid 0 at 104% of its pages"
says "all limits: who hangs, how many do, and the quota" \
	"$tool --max-stalled 5 --max-age 0 --max-quota 0" 1 \
	"PROBLEM: $longest; 6 stalled; uid 0 at 104% of its pages"
says "the age alone" "$tool --max-quota 104" 1 "PROBLEM: $longest"
says "one second too long" "$tool --max-quota 104 --max-age 18423" 1 \
	"PROBLEM: $longest"
says "the number alone" "$tool --max-quota 104 --max-age 18424 --max-stalled 5" 1 \
	"PROBLEM: 6 stalled"
says "the quota alone" "$tool --max-quota 103 --max-age 18424" 1 \
	"PROBLEM: uid 0 at 104% of its pages"
says "no limit is exceeded by what reaches it" \
	"$tool --max-quota=104 --max-age=18424 --max-stalled=6" 0 \
	"OK: 6 stalled; $longest; uid 0 at 104% of its pages"

check "JSON" "$tool --json | jq -c ." 0 \
	"{\"status\":\"problem\",\"message\":\"$longest; uid 0 at 104% of its pages\",\"stalled\":6,\"tid\":5200,\"command\":\"logger\",\"blocked_usec\":18424000000,\"uid\":0,\"pages\":17010,\"soft\":16384,\"percent\":104,\"max_stalled\":10,\"max_age\":300,\"max_quota\":90}"
check "JSON is one line, with the same status" "$tool --json >$work/json; echo \$?
	wc -l <$work/json" 0 "1
1"

mv "$module/namespaces" "$work/namespaces"
check "nothing is read of namespaces" "$tool" 1 \
	"PROBLEM: $longest; uid 0 at 104% of its pages"
mv "$work/namespaces" "$module/namespaces"

# What a process may call itself.
printf '|a\\n\\303\\251\\033\\177"\\\\b\\377\n' >"$module/writers/5200/comm"
check "a name cannot break the line" "$tool --max-quota 104" 1 \
	'PROBLEM: ?a?????"\b? (5200) blocked for 5h07m'
check "nor JSON" "$tool --max-quota 104 --json | jq -r .command" 0 \
	"$(printf '|a\n\303\251\033\177"\\b\\xff')"
printf '%0200d' 0 >"$module/writers/5200/comm"
check "the line is cut where it is too long" "$tool" 1 \
	"PROBLEM: $(printf '%068d' 0)..."
check "JSON has all of the message" "$tool --json | jq '.message | length > 80'" \
	0 true
echo logger >"$module/writers/5200/comm"

# What is not known.
unknown="UNKNOWN: not permitted to see blocked writers: run as root"
chmod 000 "$module"/writers/*/blocked_usec
says "writers that the user may not see" \
	"$(unprivileged "$tool") --max-quota 104" 2 "$unknown"
check "in JSON they are null" \
	"$(unprivileged "$tool") --max-quota 104 --json | jq -c '[.status,.stalled,.tid,.blocked_usec,.uid]'" \
	0 '["unknown",6,null,null,0]'
says "a problem that is certain is one, whatever is not known" \
	"$(unprivileged "$tool") --max-stalled 5" 1 \
	"PROBLEM: 6 stalled; uid 0 at 104% of its pages"
echo 0 >"$module/stalled"
says "everybody may know that there is no stalled writer" \
	"$(unprivileged "$tool") --max-quota 104" 0 \
	"OK: 0 stalled; uid 0 at 104% of its pages"
echo 6 >"$module/stalled"
chmod 644 "$module"/writers/*/blocked_usec
chmod 000 "$module/users/0/pages_kernel"
says "users that the user may not see" \
	"$(unprivileged "$tool") --max-age 20000" 2 \
	"UNKNOWN: not permitted to see users' pages: run as root"
chmod 644 "$module/users/0/pages_kernel"
ln -s gone "$module/writers/9999"
ln -s gone "$module/users/4000"
says "what has gone meanwhile is no matter" "$tool --max-quota 104" 1 \
	"PROBLEM: $longest"
echo x >"$module/users/1000/pages_kernel"
says "what should be a number and is none" "$tool --max-age 20000" 2 \
	"UNKNOWN: cannot read users' pages"
echo 193 >"$module/users/1000/pages_kernel"
echo 0 >"$tree/proc/sys/fs/pipe-user-pages-soft"
says "no soft limit" "$tool --max-age 20000 --max-quota 0" 0 \
	"OK: 6 stalled; $longest; no quota in use"
echo 1 >"$module/health/untracked_waits"
says "writers that the module could not adopt" "$tool --max-age 20000" 2 \
	"UNKNOWN: the module had no room for all blocked writers"
says "which is no excuse for a problem" "$tool" 1 "PROBLEM: $longest"
rm "$module/health/untracked_waits"
says "a number of such that cannot be read" "$tool --max-age 20000" 2 \
	"UNKNOWN: cannot read /sys/kernel/pipescope/health/untracked_waits"
echo 0 >"$module/health/untracked_waits"
rm "$tree/proc/sys/fs/pipe-user-pages-soft"
says "a soft limit that cannot be read" "$tool --max-age 20000" 2 \
	"UNKNOWN: cannot read /proc/sys/fs/pipe-user-pages-soft"
rm "$module/stalled"
says "a number of stalled writers that cannot be read" "$tool" 2 \
	"UNKNOWN: cannot read /sys/kernel/pipescope/stalled"

says "an option that there is not" "$tool --bogus" 2 \
	"UNKNOWN: unrecognized option '--bogus'"
says "a limit that is no number" "$tool --max-age 5m" 2 \
	"UNKNOWN: not a valid number for --max-age: 5m"
says "one that is too large" "$tool --max-age 1000000001" 2 \
	"UNKNOWN: not a valid number for --max-age: 1000000001"
says "an argument too many" "$tool now" 2 "UNKNOWN: unexpected argument: now"
check "even a long one" "$tool $(printf '%0100d' 0)" 2 \
	"UNKNOWN: unexpected argument: $(printf '%047d' 0)..."
says "a prefix that is not there" "cd $work && $PIPESCOPE check --sysroot none" 2 \
	"UNKNOWN: cannot open none: No such file or directory"
mkdir -p "$work/empty/proc"
says "no module" "$PIPESCOPE check --sysroot $work/empty" 2 \
	"UNKNOWN: the module is not loaded: run 'modprobe pipescope' as root"
check "no module, in JSON" "$PIPESCOPE check --json --sysroot $work/empty" 2 \
	"{\"status\":\"unknown\",\"message\":\"the module is not loaded: run 'modprobe pipescope' as root\"}"
echo 0 >"$module/armed"
says "a disarmed module" "$tool" 2 \
	"UNKNOWN: the module is disarmed: run 'echo 1 >/sys/kernel/pipescope/armed'"
echo 2 >"$module/abi"
says "another ABI" "$tool" 2 \
	"UNKNOWN: the module's ABI is 2, not 1: install the matching tool"
check "help is help" "$PIPESCOPE check --help" 0 @help-check.txt
check "a full disk is not well" "$tool >/dev/full" 2 ""
finish
