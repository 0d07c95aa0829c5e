#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The tool's plain functions, with whatever they may be given: each program in
# unit/ makes claims about one part, in an empty directory.

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! "$here/lib/link" "$work" "$here"/unit/*.c >"$work/log" 2>&1; then
	sed 's/^/# /' "$work/log"
	echo "Bail out! the programs do not build"
	exit 1
fi
for source in "$here"/unit/*.c; do
	part=$(basename "$source" .c)
	mkdir "$work/scratch"
	(cd "$work/scratch" && "$work/$part") 2>"$work/log"
	status=$?
	if [ "$status" -gt 1 ] || [ -s "$work/log" ]; then
		sed 's/^/# /' "$work/log"
		echo "not ok - $part ends well: status $status"
	fi
	rm -r "$work/scratch"
done >"$work/tap"
cat "$work/tap"
echo "1..$(grep -cE '^(not )?ok' "$work/tap")"
! grep -q '^not ok' "$work/tap"
