#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What is missing, not permitted, or gone meanwhile.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
module=$tree/sys/kernel/pipescope
name=$(basename "$PIPESCOPE")
# As another user: a copy, for the tree may be where only its owner may go.
cp "$PIPESCOPE" "$work/$name"
tool="$work/$name --sysroot $tree"

mkdir -p "$work/empty/proc"
for command in namespaces users writers; do
	check "$command without the module" \
		"$PIPESCOPE $command --sysroot $work/empty" 1 \
		"$name: the module is not loaded: run 'modprobe pipescope' as root"
done
check "a prefix that is not there" "$PIPESCOPE --sysroot $work/none" 1 \
	"$name: cannot open $work/none: No such file or directory"

chmod 000 "$module/writers/4242/pid"
check "writers that the user may not see" \
	"$(unprivileged "$tool writers")" 1 \
	"$name: not permitted to see blocked writers: run as root"
chmod 644 "$module/writers/4242/pid"
chmod 000 "$module/namespaces/4026532456/pages"
check "values that the user may not see are null" \
	"$(unprivileged "$tool -J -o NS,PIPES,PAGES") | jq -c '.namespaces[1]'" \
	0 '{"ns":4026532456,"pipes":620,"pages":null}'
chmod 644 "$module/namespaces/4026532456/pages"

# Listed, but gone when it is opened.
ln -s gone "$module/namespaces/4026532999"
ln -s gone "$module/users/4000"
ln -s gone "$module/writers/9999"
ln -s gone "$tree/proc/9998"
check "a namespace that has gone" "$tool" 0 @namespaces.txt
check "a user that has gone" "$tool users" 0 @users.txt
check "a writer that has gone" "$tool writers" 0 @writers.txt

# Gone when all of its row has been read.
if ! ${CC:-cc} -D_GNU_SOURCE -Wall -Wextra -shared -fPIC -o "$work/vanish.so" \
	"$lib/vanish.c"; then
	echo "Bail out! vanish.c does not compile"
	exit 1
fi
vanish="ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$work/vanish.so VANISH"
check "a namespace that goes meanwhile" \
	"$vanish=namespaces/4026532456 $tool -rn -o NS" 0 "4026531836
4026532567"
check "a user that goes meanwhile" \
	"$vanish=users/0 $tool users -rn -o UID,NS" 0 "1000 
1000 4026531836
1000 4026532456"
check "a writer that goes meanwhile, and who holds its pipe" \
	"$vanish=writers/4242 $tool writers -rn -o TID | grep -c 4242" 1 0

rm "$module/writers/4242/bytes_used"
check "a file that another version of the module lacks is null" \
	"$tool writers -J -o TID,BYTES | jq -c '.writers[1] | del(.children)'" \
	0 '{"tid":4242,"bytes":null}'
echo 12x >"$module/writers/4242/slots"
check "what should be a number and is none is null" \
	"$tool writers -J -o SLOTS | jq -c '.writers[1].slots'" 0 null
for wrong in '1 2"' '1 02' '1  2' ' 1' '1 ' ''; do
	echo "$wrong" >"$module/namespaces/4026531836/block_histogram"
	check "nor does it get into an array: '$wrong'" \
		"$tool -J -o HISTOGRAM | jq -c '.namespaces[0]'" \
		0 '{"histogram":null}'
done
rm -r "$tree/proc/4242"
check "a writer's process that has gone leaves the rest" \
	"$tool writers -J -o TID,COMMAND,DOING,FD | jq -c '.writers[1]'" \
	0 '{"tid":4242,"command":"runc:[2:INIT]","doing":null,"fd":5}'

echo 0 >"$module/armed"
check "a disarmed module is told" "$tool -r -o NS 2>&1 >/dev/null" 0 \
	"$name: the module is disarmed: 'echo 1 >/sys/kernel/pipescope/armed' arms it"
echo 2 >"$module/abi"
check "another ABI is refused" "$tool" 1 \
	"$name: the module's ABI is 2, not 1: install the tool of its version"
echo 1 >"$module/abi"
echo 1 >"$module/armed"
check "a full disk is an error" "$tool >/dev/full" 1 \
	"$name: write error: No space left on device"

# Namespaces and writers come and go while they are being listed.
: >"$work/churning"
(
	while [ -e "$work/churning" ]; do
		for object in namespaces/4026532456 writers/3155; do
			mv "$module/$object" "$work/away"
			mv "$work/away" "$module/$object"
		done
	done
) &
churn=$!
check "what comes and goes during the listing is never an error" \
	"for i in 1 2 3 4 5 6 7 8 9 10; do
		$tool --output-all && $tool users && $tool writers || exit 1
	done | grep -c '^$name:'" 1 0
# Not by a signal: the last mv would go on.
rm "$work/churning"
wait "$churn"
check "the module's unloading meanwhile is told" \
	"mv $module/users $work; $vanish=abi $tool users; echo \$?; mv $work/users $module" 0 \
	"$name: the module was unloaded
1"
rm -r "$module/writers"
check "a list that is not there is an error" "$tool writers" 1 \
	"$name: cannot list /sys/kernel/pipescope/writers: No such file or directory"
finish
