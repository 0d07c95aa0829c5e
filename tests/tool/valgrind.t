#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Commands on recorded trees, as valgrind sees them: nothing uninitialised is
# used, no memory is accessed that is not there, none is lost. Unlike the
# sanitizers it looks into libraries, too.

. "$(dirname "$0")/lib/engine.sh"

valgrind="valgrind --quiet --error-exitcode=99 --leak-check=full
	--show-leak-kinds=definite --errors-for-leak-kinds=definite"

for name in hangs names; do
	unpack $name
	grep -v '^#' "$lib/reading-commands" | grep . >"$work/runs"
	while read -r run; do
		# shellcheck disable=SC2086 # lists of words
		$valgrind "$PIPESCOPE" $run --sysroot "$tree" \
			</dev/null >/dev/null 2>"$work/why"
		# A command may have a status of its own.
		[ $? -lt 99 ]
		result "$name: $run" $?
	done <"$work/runs"
done
finish
