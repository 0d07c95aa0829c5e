#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The other tests once more, with a tool that notices wrong memory accesses,
# leaks and undefined behaviour.

. "$(dirname "$0")/lib/engine.sh"

if ! make -C "$top/tools" O="$work" VERSION=0 \
	CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all" \
	>"$work/why" 2>&1; then
	result "the tool builds with sanitizers" 1
	finish
fi
export PIPESCOPE="$work/pipescope"
for test in "$here"/*.t; do
	name=$(basename "$test")
	case $name in
	# They build their own, do without the tool, or take too long.
	sanitize.t | valgrind.t | unit.t | commands.t | documents.t | live.t | many.t | \
		prometheus.t)
		continue
		;;
	esac
	"$test" >"$work/why" 2>&1
	result "$name" $?
done
finish
