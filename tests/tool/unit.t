#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The tool's plain functions, with whatever they may be given: each program in
# unit/ makes claims about one part.

here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags="-O1 -g -Werror -fsanitize=address,undefined -fno-sanitize-recover=all"

bail()
{
	sed 's/^/# /' "$work/log"
	echo "Bail out! $1"
	exit 1
}

make -C "$tools" O="$work" VERSION=0 CFLAGS="$flags" >"$work/log" 2>&1 ||
	bail "the tool does not build with sanitizers"
parts=$(find "$work/tools" -name '*.o' ! -path "$work/tools/main.o")
libraries=$(make -s -C "$tools" libraries)
for source in "$here"/unit/*.c; do
	part=$(basename "$source" .c)
	# shellcheck disable=SC2086 # lists of words
	${CC:-cc} -D_GNU_SOURCE -std=gnu11 -Wall -Wextra $flags -iquote "$tools" \
		-o "$work/$part" "$source" $parts $libraries >"$work/log" 2>&1 ||
		bail "unit/$part.c does not build"
done
for source in "$here"/unit/*.c; do
	part=$(basename "$source" .c)
	"$work/$part" 2>"$work/log"
	status=$?
	if [ "$status" -gt 1 ] || [ -s "$work/log" ]; then
		sed 's/^/# /' "$work/log"
		echo "not ok - $part ends well: status $status"
	fi
done >"$work/tap"
cat "$work/tap"
echo "1..$(grep -cE '^(not )?ok' "$work/tap")"
! grep -q '^not ok' "$work/tap"
