#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The command line.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
tool="$PIPESCOPE --sysroot $tree"
name=$(basename "$PIPESCOPE")
hint="Try '$name --help' for more information."

check "the help names all commands" "$PIPESCOPE --help" 0 @help.txt
for command in namespaces users writers; do
	check "the help of $command" "$PIPESCOPE $command --help" \
		0 @help-$command.txt
done
check "a command's help names its own columns only" \
	"$PIPESCOPE -h users | grep ^Available" \
	0 "Available output columns for users:"
check "the version" "$PIPESCOPE -V | sed 's/ [0-9][0-9.a-z~+-]*$/ VERSION/'" \
	0 "$name VERSION"
check "--version is the same" "$PIPESCOPE --version | wc -l" 0 1

check "-o chooses columns, in any case of letters" \
	"$tool -o pipes,NS | head -n 2" 0 "PIPES         NS
  212 4026531836"
check "-o + adds to the defaults" "$tool -r -o +LEVEL | head -n 1" \
	0 "NS COMMAND PIPES PAGES PEAK SHRUNK BLOCKED STALLED LEVEL"
check "a column named twice is shown once" \
	"$tool -r -o NS,PIPES,ns | head -n 1" 0 "NS PIPES"
check "-n leaves the headings out" "$tool -n -o NS | head -n 1" 0 4026531836
check "options may follow the command" \
	"$PIPESCOPE users -n --raw -o UID --sysroot $tree | sort -u" 0 "0
1000"

check "an unknown column" "$tool -o NS,COLOUR" 1 \
	"$name: unknown column: COLOUR"
check "a column of another command" "$tool users -o HISTOGRAM" 1 \
	"$name: unknown column: HISTOGRAM"
check "an empty column name" "$tool -o NS," 1 "$name: unknown column: "
check "an empty list of columns" "$tool -o ''" 1 "$name: unknown column: "
check "an unknown command" "$tool pipes" 1 "$name: unknown command: pipes
$hint"
check "one argument too many" "$tool users 0" 1 "$name: unexpected argument: 0
$hint"
check "an unknown option" "$PIPESCOPE --colour 2>&1 | sed 's,^.*: ,,'" 0 \
	"unrecognized option '--colour'
$hint"
check "an unknown option fails" "$PIPESCOPE --colour >/dev/null 2>&1" 1 ""
check "JSON and raw exclude each other" "$tool -J -r" 1 \
	"$name: mutually exclusive options: --json --raw"
finish
