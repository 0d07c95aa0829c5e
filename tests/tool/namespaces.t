#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One row per pid namespace.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
tool="$PIPESCOPE --sysroot $tree"

check "namespaces are what is listed without a command" \
	"$tool" 0 @namespaces.txt
check "the command may be named" "$tool namespaces" 0 @namespaces.txt
check "raw output" "$tool -r" 0 @namespaces.raw
check "JSON" "$tool -J | jq -S ." 0 @namespaces.json
check "every file of a namespace has its column" \
	"$tool --output-all" 0 @namespaces-all.txt
check "JSON has numbers, and an array of them" \
	"$tool -J --output-all | jq -c '.namespaces[0] | map(type) | unique'" \
	0 '["array","number","string"]'
check "durations are microseconds in JSON" \
	"$tool -J -o TIME,TIME_MAX | jq -c '.namespaces[1]'" \
	0 '{"time":2353000042,"time_max":2353000042}'
check "durations are microseconds in raw output" \
	"$tool -rn -o TIME | head -n 1" 0 9123456789

rm -r "$tree/proc/3140"
check "a namespace without an init process has no command" \
	"$tool -J | jq -c '.namespaces[2].command'" 0 null
finish
