#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One row per uid, with its quota and its namespaces.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
tool="$PIPESCOPE users --sysroot $tree"

check "users as a tree, the largest namespace first" "$tool" 0 @users.txt
check "raw output has no branches" "$tool --raw" 0 @users.raw
check "JSON has namespaces as children" "$tool --json | jq -S ." 0 @users.json
check "all columns" "$tool --output-all" 0 @users-all.txt

echo 17009 >"$tree/proc/sys/fs/pipe-user-pages-soft"
check "one page over the limit is more than 100 percent" \
	"$tool -rn -o PERCENT | head -n 1" 0 101
echo 0 >"$tree/proc/sys/fs/pipe-user-pages-soft"
check "no percentage where there is no soft limit" \
	"$tool -J -o SOFT,PERCENT | jq -c '.users[0] | [.soft, .percent]'" \
	0 '[0,null]'
rm "$tree/proc/sys/fs/pipe-user-pages-soft"
check "a limit that cannot be read is null" \
	"$tool -J -o SOFT,PERCENT | jq -c '.users[0] | [.soft, .percent]'" \
	0 '[null,null]'

echo 0 >"$tree/sys/kernel/pipescope/namespaces/4026532456/users/1000/pipes"
check "a namespace in which a user has no pipe left is not listed" \
	"$tool -J | jq -c '[.users[1].children[].ns]'" 0 '[4026531836]'
finish
