#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Why stalled writers do not go on.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
hangs=$tree
unpack names
names=$tree
unpack explain
name=$(basename "$PIPESCOPE")
# As another user: a copy, for the tree may be where only its owner may go.
cp "$PIPESCOPE" "$work/$name"
tool="$work/$name explain --sysroot $tree"

# verdict TID: its verdict, the reader that decides it, and why there is none
verdict()
{
	echo "-J $1 | jq -r '.writers[0] | \"\(.verdict) \(.reader) \(.doubt)\"'"
}

check "the hangs as a person would tell them" \
	"$PIPESCOPE explain --sysroot $hangs" 0 @explain-hangs.txt
check "a writer for each way to a verdict" "$tool" 0 @explain.txt
check "no line is too long for a terminal" "$tool | grep -cE '.{81}'" 1 0
check "JSON has the same order, and all of a writer's chain" \
	"$tool -J | jq -r '.writers[] |
		\"\(.tid) \(.verdict) \(.chain | map(.tid) | join(\">\")) \(.circle)\"'" \
	0 @explain-verdicts.txt
check "JSON of one writer" "$PIPESCOPE explain -J --sysroot $hangs 4242" \
	0 @explain.json
check "all of them have the same keys" \
	"$tool -J | jq -c '.writers[] | [keys, (.pipe | keys)]' | uniq | wc -l" 0 1
check "one writer, and who comes after it" \
	"$tool 1083 | grep 'has been blocked'" 0 \
	"writer (1083) has been blocked for 1h05m: reader-idle
writer (1081) has been blocked for 1h05m: reader-idle
writer (1082) has been blocked for 1h05m: reader-idle"
check "a short name of the option, and no second look" \
	"$tool -i 0 1001 | head -n 1" 0 \
	"writer (1001) has been blocked for 1h06m: waits-for-writer"
check "too long a time between two looks" "$tool --interval 60001" 1 \
	"$name: not a valid number for --interval: 60001"

check "a task that does not exist" "$tool 99" 1 "$name: there is no task 99"
check "a task that is no writer" "$tool 1000" 1 \
	"$name: task 1000 has not been blocked on a pipe for stall_threshold_ms: it is sleeping in wait4"
check "a process of which a thread is a writer" \
	"$PIPESCOPE explain --sysroot $hangs 6000" 1 \
	"$name: 6000 is no stalled writer, but a thread of its process is: 6007"
for tid in x -- -1 1001x 99999999999; do
	check "no thread id: $tid" "$tool -- $tid" 1 \
		"$name: not a valid number for <tid>: $tid"
done

check "names do nothing to a terminal" \
	"$PIPESCOPE explain --sysroot $names | LC_ALL=C tr -d '\\n' |
		LC_ALL=C grep -c '[[:cntrl:]]'" 1 0
check "names in the text" "$PIPESCOPE explain --sysroot $names" 0 \
	@explain-names.txt
check "names in JSON" \
	"$PIPESCOPE explain -J --sysroot $names | jq -c '.writers[0] |
		[.command, .readers[0].command]'" 0 \
	'["a\n\u001b[2J\"\\é\\xff","x\n\n\"],}\\\r\\xfe\t"]'
ln -sfn "/run/a$(printf '\033[2J\302\233').fifo" "$tree/proc/1091/fd/1"
check "nor does a path" "$tool | LC_ALL=C tr -d '\\n' |
	LC_ALL=C grep -c '[[:cntrl:]]'" 1 0
ln -sfn 'pipe:[1091]' "$tree/proc/1091/fd/1"

flags=$(cat "$tree/proc/1000/fdinfo/3")
printf 'pos:\t0\nflags:\t012000000\n' >"$tree/proc/1000/fdinfo/3"
check "an O_PATH descriptor reads nothing" "$tool $(verdict 1001)" 0 \
	"no-reader-found null null"
echo "$flags" >"$tree/proc/1000/fdinfo/3"

# A thread that has open files of its own, and one that shares them with it.
for tid in 1037 1038; do
	task=$tree/proc/1035/task/$tid
	[ -d "$task" ] || cp -r "$tree/proc/1035/task/1037" "$task"
	mkdir -p "$task/fd" "$task/fdinfo"
	cp -P "$tree/proc/1000/fd/3" "$task/fd/9"
	cp "$tree/proc/1000/fdinfo/3" "$task/fdinfo/9"
done
check "a thread's own files" "$tool -J 1001 |
	jq -c '.writers[0].readers | map([.pid, .fd])'" 0 '[[1000,3],[1035,9]]'
check "each descriptor once" "$PIPESCOPE writers --sysroot $tree -nr -o ROLE,TID,FD |
	sed -n '/ 1001 /,/^writer/s/^reader //p'" 0 '1000 3
1037 9'
rm -r "$tree/proc/1035/task/1038" "$tree/proc/1035/task/1037/"fd*

# A fellow writer that has the read end, too, by its id before the reader.
sysfs=$tree/sys/kernel/pipescope/writers
cp -r "$sysfs/1001" "$sysfs/990"
cp -r "$tree/proc/1001" "$tree/proc/990"
echo 990 >"$sysfs/990/pid"
ln -s 'pipe:[1001]' "$tree/proc/990/fd/0"
ln -s 'pipe:[1001]' "$tree/proc/1001/fd/0"
printf 'flags:\t00\n' | tee "$tree/proc/990/fdinfo/0" >"$tree/proc/1001/fdinfo/0"
chain="-J 990 | jq -c '.writers[0] | [.verdict, .reader, (.chain | map(.tid)), .circle]'"
check "who waits for the writer counts more than a fellow writer" \
	"$tool $(verdict 1001)" 0 "waits-for-writer 1000 null"
sed -i s/^61/202/ "$tree/proc/1000/syscall"
check "a fellow writer is not the reader" "$tool $(verdict 1001)" 0 \
	"reader-idle 1000 null"
mv "$tree/proc/1000/fd/3" "$tree/proc/1000/fd/9"
check "unless there is nobody else: they wait for each other" "$tool $chain" 0 \
	'["reader-idle",1001,[990,1001],true]'
check "which is told" "$tool 990 | grep -o 'is itself.*\|this pipe.*' | head -n 2" 0 \
	"is itself blocked on
this pipe, as writer 1001"
mv "$tree/proc/1000/fd/9" "$tree/proc/1000/fd/3"
sed -i s/^202/61/ "$tree/proc/1000/syscall"
rm -r "$sysfs/990" "$tree/proc/990" "$tree/proc/1001/fd/0"

cp -r "$hangs/sys/kernel/pipescope/writers/4242" \
	"$hangs/sys/kernel/pipescope/writers/4243"
cp -r "$hangs/proc/4242" "$hangs/proc/4243"
echo 4243 >"$hangs/sys/kernel/pipescope/writers/4243/pid"
fits="$PIPESCOPE explain --sysroot $hangs -J 4242 | jq .writers[0].pipe.fits_by_default"
check "two writers that would both have fitted" "$fits" 0 true
sed -i 's/0x1000/0xe000/' "$hangs/proc/4243/syscall"
check "two that might not have" "$fits" 0 null

# What may not be seen is not guessed.
chmod 000 "$tree/proc/1/fd" 2>/dev/null || mkdir -m 000 "$tree/proc/1/fd"
for claim in "1001 waits-for-writer 1000 null" "1041 reader-busy 1040 null" \
	"1031 null null files-hidden" "1051 null null files-hidden" \
	"1061 null null files-hidden" "1063 null null files-hidden" \
	"1076 fifo-partner null null" "1067 null null pipe-unknown"; do
	check "a process whose files may not be seen: $claim" \
		"$(unprivileged "$tool $(verdict "${claim%% *}")")" 0 "${claim#* }"
done
check "they are counted" \
	"$(unprivileged "$tool -J") | jq -c '.writers[0].unreadable'" 0 1
rmdir "$tree/proc/1/fd"
chmod 000 "$tree/proc/1050/syscall"
check "one reader's call may not be seen" \
	"$(unprivileged "$tool $(verdict 1051)")" 0 "null null calls-hidden"
chmod 644 "$tree/proc/1050/syscall"
chmod 000 "$tree/sys/kernel/pipescope/writers/1001/pid"
check "writers may not be seen" "$(unprivileged "$tool")" 1 \
	"$name: not permitted to see blocked writers: run as root"
chmod 644 "$tree/sys/kernel/pipescope/writers/1001/pid"

sed -i 's/NSpid:.1061/NSpid:\t1061\t7/' "$tree/proc/1061/status"
check "another task with the writer's id" \
	"$tool -J 1061 | jq -c '.writers[0] | [.syscall, .ns_pid, .doubt, .unreadable]'" \
	0 '[null,null,"files-hidden",1]'
ln -sfn 'pid:[4026532999]' "$tree/proc/1063/ns/pid"
check "another task of another namespace" \
	"$tool -J 1063 | jq -c '.writers[0] | [.syscall, .namespace, .doubt]'" \
	0 '[null,4026531836,"files-hidden"]'

rm "$tree/sys/kernel/pipescope/writers/1091/adopted"
check "an older module, and a writer that was there before" \
	"$tool -J 1091 | jq -c '.writers[0].pipe | [.created, .resized]'" 0 \
	'[null,true]'
rm "$tree/sys/kernel/pipescope/writers/1001/adopted"
check "an older module, and a writer that came later" \
	"$tool -J 1001 | jq -c '.writers[0].pipe | [.created, .resized]'" 0 \
	'["default",false]'
rm -r "$tree/proc/1091" "$tree/proc/1090"
check "a writer without its process" \
	"$tool -J 1091 | jq -c '.writers[0] | [.command, .syscall, .readers, .verdict]'" 0 \
	'["writer",null,[],null]'
check "and why: there may be others that are not seen" \
	"$tool $(verdict 1091)" 0 "null null files-hidden"
rm -r "$tree"/sys/kernel/pipescope/writers/*
check "no stalled writers: nothing" "$tool" 0 ""
check "no stalled writers: an empty array" "$tool -J | jq -c ." 0 '{"writers":[]}'
mkdir -p "$work/empty/proc"
check "without the module" "$PIPESCOPE explain --sysroot $work/empty" 1 \
	"$name: the module is not loaded: run 'modprobe pipescope' as root"
check "the help" "$PIPESCOPE explain --help" 0 @help-explain.txt
finish
