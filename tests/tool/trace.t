#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The command line of pipescope trace. What it does needs the module:
# tests/guest/trace.t.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
name=$(basename "$PIPESCOPE")

check "a recorded tree has no events" "$PIPESCOPE trace --sysroot $tree" 1 \
	"$name: a recorded tree has no events to follow"
for time in "" s 1m -1 1.5 ms 9300000000000 1e3; do
	check "no valid time: '$time'" "$PIPESCOPE trace --min-block '$time'" 1 \
		"$name: not a valid time for --min-block: $time"
done
for number in "" x -1 4294967296; do
	check "no valid uid: '$number'" "$PIPESCOPE trace --uid '$number'" 1 \
		"$name: not a valid number for --uid: $number"
	check "no valid namespace: '$number'" \
		"$PIPESCOPE trace --namespace '$number'" 1 \
		"$name: not a valid number for --namespace: $number"
done
finish
