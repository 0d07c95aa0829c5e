#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One row per stalled writer, with those that can read from its pipe.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
tool="$PIPESCOPE writers --sysroot $tree"
module=$tree/sys/kernel/pipescope

check "writers as a tree, the longest blocked first" "$tool" 0 @writers.txt
check "raw output has no branches" "$tool -r" 0 @writers.raw
check "JSON has holders of the read end as children" \
	"$tool -J | jq -S ." 0 @writers.json
check "all columns" "$tool --output-all" 0 @writers-all.txt
check "JSON has booleans" \
	"$tool -J -o SHRUNK,PREEXISTING | jq -c '.writers[0]|del(.children)'" \
	0 '{"shrunk":false,"preexisting":true}'
check "JSON has the container's whole id" \
	"$tool -J | jq '.writers[1].container | length'" 0 64
check "the pod's uid, with dashes" \
	"$tool -rn -o TID,POD | grep -e -" 0 \
	"3155 8d2c48a2-99e1-4f2b-b03a-0123456789ab"
check "JSON has children whatever the columns" \
	"$tool -J -o FD,ROLE | jq -c '.writers[1].children'" \
	0 '[{"fd":4,"role":"self"}]'

check "a narrow terminal cuts nothing" \
	"script -qc 'stty cols 40; $tool' /dev/null | tr -d '\r'" \
	0 @writers.txt

check "a writer that can read from its own pipe is told" \
	"$tool -rn -o TID,ROLE | grep self" 0 "4242 self
6000 self"
check "who has a FIFO open for reading and writing can read" \
	"$tool -rn -o TID,FD | grep 5302" 0 "5302 5"
check "an open has no reader, not even of a pipe of the same inode number" \
	"$tool -J | jq -c '.writers[] | select(.operation == \"open\") |
		[.fd, .inode, .children]'" \
	0 '[null,88222,null]'

mkdir -p "$tree/proc/3200/fdinfo" "$tree/proc/3200/fd"
ln -s 'pipe:[88222]' "$tree/proc/3200/fd/12"
printf 'pos:\t0\nflags:\t02004001\n' >"$tree/proc/3200/fdinfo/12"
check "who has only the write end is no reader" \
	"$tool -rn -o TID | grep -c 3200" 1 0

printf 'pos:\t0\nflags:\t012000000\n' >"$tree/proc/3200/fdinfo/12"
check "nor is who has it open with O_PATH" "$tool -rn -o TID | grep -c 3200" 1 0

rm "$tree/proc/4242/fd/5"
ln -s 'pipe:[99999]' "$tree/proc/4242/fd/5"
check "another pipe at the writer's descriptor does not mislead" \
	"$tool -rn -o TID,ROLE,FD | grep '^4242'" 0 "4242 writer 5
4242 self 4"

rm -r "$module"/writers/*
check "no stalled writers: nothing, and no error" "$tool" 0 ""
check "no stalled writers: an empty array in JSON" \
	"$tool -J | jq -c ." 0 '{"writers":[]}'
finish
