#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# How commands get their options and arguments, with commands that tell.

. "$(dirname "$0")/lib/engine.sh"

if ! "$lib/link" "$work" "$lib/made-up.c" >"$work/why" 2>&1; then
	result "made-up.c builds" 1
	finish
fi
tool=$work/made-up
hint="Try 'made-up --help' for more information."

check "the first command is the default" "$tool -d" 0 "plain deep="
check "options before the command" "$tool --deep -f x plain" 0 \
	"plain deep= file=x"
check "options after the command" "$tool plain --fi x --sysroot y -d" 0 \
	"plain deep= file=x sysroot=y"
check "arguments among options" "$tool plain 1 -d two" 0 "plain 1 two deep="
check "arguments after --" "$tool -d -- plain -d --" 0 "plain -d -- deep="
check "an option's argument is no command" "$tool -f strict" 0 "plain file=strict"
check "unless the option takes none there" "$tool -f strict --json" 2 \
	"strict json= dry-run="
check "a command whose options fit goes before one whose do not" \
	"$tool --sum plain strict" 2 "strict sum=plain"
check "an argument may be what another command is called" \
	"$tool plain strict number" 0 "plain strict number"
check "the last of several arguments counts" "$tool -f x -f y" 0 "plain file=y"
check "an argument that may be left out" "$tool --grow plain" 0 "plain grow="
check "an argument that may be given" "$tool --grow=5 plain" 0 "plain grow=5"
check "an abbreviation need not be unique among other commands' options" \
	"$tool --s x plain" 0 "plain sysroot=x"
check "an abbreviation that is not unique" "$tool strict --s x 2>&1 |
	sed 's/;.*//; s,^.*: ,,'" 0 "option '--s' is ambiguous
$hint"

check "another command's option" "$tool strict --grow 2>&1 | sed 's,^.*: ,,'" 0 \
	"unrecognized option '--grow'
$hint"
check "a command's own status when it cannot do its job" \
	"$tool strict --grow 2>/dev/null" 2 ""
check "one argument too many" "$tool plain 1 2 3" 1 \
	"made-up: unexpected argument: 3
$hint"
check "one argument too few" "$tool number" 3 \
	"made-up: an argument is missing: number <n>
$hint"
check "a number" "$tool number 1000" 0 1000
for text in 1001 -- x 1x 0x1 +1 99999999999999999999; do
	check "no valid number: $text" "$tool number -- $text" 3 \
		"made-up: not a valid number for <n>: $text"
done
check "the help needs no arguments" "$tool number --help | grep -A 1 Usage" 0 \
	"Usage:
 made-up number [options] <n>"
check "the help of options" "$tool -h plain | grep -B 1 -A 8 '^Options'" 0 "
Options:
 -d, --deep             first line
                          second line
 -f, --file <file>      a file
     --grow[=<size>]    maybe a size
     --a-rather-long-name <n>
                        a number
     --sysroot <dir>    read a recorded tree instead of this machine
"

for closed in ">&-" "2>&-" "<&- >&- 2>&-"; do
	check "what is said does not get into the command's file ($closed)" \
		"{ $tool save $work/saved $closed; } >$work/said 2>&1; cat $work/saved" \
		0 data
done
check "no standard output is an error" "$tool save $work/saved >&-" 1 \
	"error
made-up: write error: Bad file descriptor"

complete="$lib/complete $tool"
check "completion of a command's own options" "$complete plain --" 0 \
	"--deep --file --grow --a-rather-long-name --sysroot --help --version"
check "completion of a file, after an option's letter" \
	"cd $top && $complete plain -f READ" 0 README.md
check "completion of a file, after =" \
	"cd $top && $complete plain --file = READ" 0 README.md
check "completion of a file, right after =" \
	"cd $top/tests/tool/unit && $complete plain --file = | grep -cw claim.h" 0 1
check "no file where an option takes no argument" \
	"cd $top && $complete strict -f READ" 0 ""
check "nor where it takes another one" \
	"cd $top && $complete plain --a-rather-long-name READ" 0 ""
finish
