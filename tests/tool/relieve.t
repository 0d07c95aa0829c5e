#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Real writers on real pipes, relieved: only what the module would tell is made
# up, and laid over /sys where nobody else sees it. As it does not change by
# itself, it is also the report that was true once.

. "$(dirname "$0")/lib/engine.sh"

# Ids of processes can be chosen.
privately --pid --fork --kill-child --mount-proc

name=$(basename "$PIPESCOPE")
# As another user: a copy, for the tree may be where only its owner may go.
cp "$PIPESCOPE" "$work/$name"
tool="$work/$name relieve"
hint="Try '$name --help' for more information."
module=/sys/kernel/pipescope
tree=$work/tree
mkdir -p "$tree/kernel/pipescope/writers" "$tree/kernel/pipescope/users/0" "$work/scene/files"
mount --bind "$tree" /sys
echo 1 >$module/abi
echo 1 >$module/stalled
echo 0 >$module/users/0/pages_kernel
cd "$work/scene" || exit 1
seq 1000000 >sequence
mkfifo go
trap 'umount /sys; umount files 2>/dev/null; rm -rf "$work"' EXIT

# shellcheck disable=SC2317 # an argument of eventually
blocked()
{
	grep -q "^$write 0x1 .* 0x" "/proc/$1/syscall" 2>/dev/null
}

case $(uname -m) in
aarch64) write=64 read=63 ;;
*) write=1 read=0 ;;
esac

# shellcheck disable=SC2317 # an argument of eventually
waits_for_input()
{
	grep -q "^$read " "/proc/$1/syscall" 2>/dev/null
}

# reported TID: what the module tells of a writer that has a pipe as its output
reported()
{
	mkdir -p "$module/writers/$1"
	while IFS='=' read -r file value; do
		echo "$value" >"$module/writers/$1/$file"
	done <<-END
	pid=$1
	comm=dd
	fd=1
	inode=$(stat -L -c %i "/proc/$1/fd/1")
	operation=write
	namespace=$(readlink "/proc/$1/ns/pid" | tr -dc 0-9)
	ns_tid=$(awk '/^NSpid:/ { print $NF }' "/proc/$1/status")
	blocked_usec=2345678
	pipe_id=77
	pipe_uid=0
	slots=16
	slots_used=16
	bytes_used=65536
	END
}

# blocks BYTES [COMMAND]: a writer in a call of so much, and a reader that waits
# for a word. The command writes the file "part" first.
blocks()
{
	rm -rf "$module"/writers/* got
	head -c "$1" sequence >part
	sh -c "sh -c 'echo \$\$ >writer; exec ${2:-dd if=part bs=$1 status=none}' |
		sh -c 'echo \$\$ >reader; read -r word <go; exec cat >got'" 2>/dev/null &
	job=$!
	eventually [ -s writer -a -s reader ]
	writer=$(cat writer)
	reader=$(cat reader)
	rm writer reader
	eventually blocked "$writer"
	reported "$writer"
	inode=$(cat "$module/writers/$writer/inode")
}

# reads: the reader gets its word, and all that it reads is in got
reads()
{
	echo go >go
	wait "$job"
}

# reads_on: the reader gets its word, and may go on to wait for more
reads_on()
{
	echo go >go
}

# ends: a writer and a reader that nobody needs any more
ends()
{
	kill "$writer" "$reader" 2>/dev/null
	wait "$job"
}

# asked: in the background, as far as the question; with $wish
wish=--grow
asked()
{
	rm -f said
	mkfifo answer
	# shellcheck disable=SC2086 # a list of words
	$tool -i $wish "$writer" <answer >said 2>&1 &
	asking=$!
	exec 3>answer
	eventually grep -qs 'y/N' said
}

# answered: says yes; the file tells what was said then, and the status
answered()
{
	echo y >&3
	exec 3>&-
	wait "$asking"
	echo "status $?" >>said
	rm answer
	sed 's/.*\[y.N] //' said | tail -n 2 >answered
}

blocks 70000
check "what would be done, without doing it" "$tool --dry-run $writer" 0 \
	"Writer $writer (dd) has been blocked for 2.3s on pipe $inode: 16 of 16 slots in use, 65536 bytes.
The pipe grows from 65536 to 262144 bytes, through descriptor 1 of process $writer.
That is enough for all data of the writer's call. No data is lost.
Nothing was done."
check "the pipe grows and the writer goes on" "$tool $writer" 0 \
	"Writer $writer (dd) has been blocked for 2.3s on pipe $inode: 16 of 16 slots in use, 65536 bytes.
The pipe grows from 65536 to 262144 bytes, through descriptor 1 of process $writer.
That is enough for all data of the writer's call. No data is lost.
The pipe now has 262144 bytes.
Writer $writer: it has unblocked and exited."
reads
check "its reader gets every byte" "head -c 70000 sequence | cmp - got" 0 ""
check "afterwards the task is gone" "$tool $writer" 3 "$name: writer $writer: it has exited; nothing was done"
rm -r "$module/writers/$writer"
check "also when it is reported no more" "$tool $writer" 3 \
	"$name: writer $writer: no such task exists"
check "another task is no stalled writer" "$tool $$" 4 \
	"$name: writer $$: it is not a stalled writer; 'pipescope writers' lists them"

blocks 200000
check "a size that is too small for the call" "$tool --grow=100K --timeout 1 --dry-run $writer |
	grep ^That" 0 "That may not be enough for all data of the writer's call. No data is lost."
check "the writer is blocked again, as far as can be seen here" \
	"$tool --grow=100K --timeout 2 $writer 2>&1 | sed -n '2p; 4,\$p'" 0 \
	"The pipe grows from 65536 to 131072 bytes, through descriptor 1 of process $writer.
The pipe now has 131072 bytes.
$name: writer $writer: it is still blocked"
check "a size that is no help" "$tool --grow=131072 $writer" 8 \
	"$name: writer $writer: the pipe already has 131072 bytes: 131072 would not help"
check "a writer that has too little room still waits" \
	"$tool --grow=131073 --timeout 5 $writer >/dev/null" 0 ""
reads
check "its reader gets every byte, too" "head -c 200000 sequence | cmp - got" 0 ""

blocks 70000
limit=$(cat /proc/sys/fs/pipe-max-size)
less="setpriv --bounding-set -sys_resource"
check "over pipe-max-size" "$less $tool --grow=$((2 * limit)) $writer" 7 \
	"$name: writer $writer: $((2 * limit)) bytes are over fs.pipe-max-size ($limit): CAP_SYS_RESOURCE is required"
soft=$(cat /proc/sys/fs/pipe-user-pages-soft)
echo "$soft" >$module/users/0/pages_kernel
check "over the user's limit" "$less,-sys_admin $tool $writer" 7 \
	"$name: writer $writer: uid 0 would have $((soft + 48)) pages, over fs.pipe-user-pages-soft ($soft): CAP_SYS_RESOURCE is required"
check "which does not hold for an administrator" \
	"$less $tool --dry-run $writer >/dev/null" 0 ""
echo 0 >$module/users/0/pages_kernel
if [ "$outer_uid" -eq 0 ]; then
	other="setpriv --reuid 65534 --clear-groups"
	check "another user may not" "$other $tool $writer" 6 \
		"$name: writer $writer: not permitted to get descriptor 1 of process $writer: CAP_SYS_PTRACE is required"
	chmod 0 "$module/writers/$writer/pid"
	check "nor one who may not see the writers" "$other $tool $writer" 6 \
		"$name: writer $writer: not permitted to see blocked writers: run as root"
	chmod 644 "$module/writers/$writer/pid"
else
	echo "# only root can try it as another user"
fi
check "the pipe that the user means" "$tool --inode $inode --dry-run $writer >/dev/null" 0 ""
check "another pipe than the user means" "$tool --inode 1 $writer" 5 \
	"$name: writer $writer: it is blocked on pipe $inode, not 1"
check "in JSON" "$tool --dry-run --json $writer | jq -c ." 0 \
	"{\"tid\":$writer,\"pid\":$writer,\"command\":\"dd\",\"inode\":$inode,\"pipe\":77,\"action\":\"grow\",\"size_before\":65536,\"size_after\":262144,\"file\":null,\"bytes_saved\":null,\"by_pid\":$writer,\"by_fd\":1,\"done\":false,\"result\":\"planned\",\"message\":\"nothing was done\"}"
check "a refusal in JSON" "$tool --inode 1 --json $writer | jq -c '.result, .message, .by_pid'" 0 \
	"\"changed\"
\"it is blocked on pipe $inode, not 1\"
null"
printf 'd\\033\\302\\233\\377\\n' >"$module/writers/$writer/comm"
check "a name does nothing to a terminal" "$tool --dry-run $writer | grep -o '^.*has'" 0 \
	"Writer $writer (d\\x1b\\xc2\\x9b\\xff\\x0a) has"
echo 1 >"$module/writers/$writer/namespace"
check "ids of another pid namespace" "$tool $writer" 8 \
	"$name: writer $writer: /proc shows another task under this id: run pipescope in the initial pid namespace"
reported "$writer"
echo 1 >"$module/writers/$writer/ns_tid"
check "nor the ids of the namespace that the writer is in" "$tool $writer" 8 \
	"$name: writer $writer: /proc shows another task under this id: run pipescope in the initial pid namespace"
reported "$writer"
echo open >"$module/writers/$writer/operation"
check "an open(2) waits for no room" "$tool $writer" 8 \
	"$name: writer $writer: it is blocked in open(2) of a FIFO: it waits for the other end, not for room"
echo splice >"$module/writers/$writer/operation"
check "what is spliced may take a slot for a few bytes" \
	"$tool --dry-run $writer | grep ^That" 0 \
	"That may not be enough for all data of the writer's call. No data is lost."
echo write >"$module/writers/$writer/operation"
echo -1 >"$module/writers/$writer/fd"
check "by the read end, if the writer's is not known" \
	"$tool --dry-run $writer | grep -o 'through .*'" 0 "through descriptor 0 of process $reader."
echo 0 >"$module/writers/$writer/inode"
check "not if it is not known which pipe it is" "$tool $writer" 8 \
	"$name: writer $writer: its pipe is unknown: it has no descriptor of it"
reported "$writer"
echo 2 >"$module/writers/$writer/fd"
check "nor by a descriptor that is another file's" \
	"$tool --dry-run $writer | grep -o 'through .*'" 0 "through descriptor 0 of process $reader."
reported "$writer"

asked
check "what is asked comes after the plan" "sed 1,3d said; echo" 0 "Do it? [y/N] "
exec 3>&-
wait "$asking"
check "no answer is none" "echo $?" 0 9
rm answer
check "the other answer" "echo n | $tool -i $writer 2>&1 | tail -n 1" 0 \
	"Do it? [y/N] $name: writer $writer: nothing was done"
asked
kill "$writer"
eventually [ ! -e "/proc/$writer" ]
answered
check "a writer that has ended since" "cat answered" 0 \
	"$name: writer $writer: it has exited; nothing was done
status 3"
ends

blocks 70000
asked
echo 1 >"$module/writers/$writer/pipe_id"
answered
check "a writer that is blocked on another pipe since" "cat answered" 0 \
	"$name: writer $writer: it is now blocked on another pipe
status 5"
asked
reads
eventually [ ! -e "/proc/$writer" ]
answered
check "a writer whose reader has read since" "cat answered" 0 \
	"$name: writer $writer: it has exited; nothing was done
status 3"

mkfifo input
exec 4<>input
blocks 70000 "cat part input"
asked
reads_on
eventually waits_for_input "$writer"
answered
check "a writer that waits for something else since" "cat answered" 0 \
	"$name: writer $writer: it has unblocked by itself; nothing was done
status 4"
ends

# The new task gets the old one's id, and is blocked on the same pipe.
blocks 70000
asked
kill "$writer"
eventually [ ! -e "/proc/$writer" ]
echo $((writer - 1)) >/proc/sys/kernel/ns_last_pid
cat sequence >"/proc/$reader/fd/0" &
reuser=$!
eventually blocked "$writer"
check "the id is used again" "echo $reuser" 0 "$writer"
answered
check "another task with the same id, on the same pipe" "cat answered" 0 \
	"$name: writer $writer: the id now belongs to another task
status 5"
check "to which nothing was done" "$tool --dry-run $reuser | grep -o 'from [0-9]* to'" 0 \
	"from 65536 to"
ends

flags()
{
	grep ^flags "/proc/$reader/fdinfo/0"
}

blocks 70000
before=$(flags)
: >there
check "data is not saved in a file that exists" "$tool --drain there $writer 2>&1 | tail -n 1" 0 \
	"$name: writer $writer: there: File exists"
check "as is known before" "$tool --drain there --dry-run $writer >/dev/null 2>&1" 1 ""
wish='--drain late'
asked
echo mine >late
answered
check "also if it was made since" "cat answered late" 0 \
	"$name: writer $writer: late: File exists
status 1
mine"
ln -s nowhere link
check "nor through a link" "$tool --drain link $writer 2>&1 | tail -n 1" 0 \
	"$name: writer $writer: link: File exists"
check "nor in a directory that does not" "$tool --drain none/file $writer 2>&1" 1 \
	"$name: writer $writer: none/file: No such file or directory"
check "what would be saved" "$tool --drain saved --dry-run $writer" 0 \
	"Writer $writer (dd) has been blocked for 2.3s on pipe $inode: 16 of 16 slots in use, 65536 bytes.
At most 135536 bytes are moved from the pipe to a file, through descriptor 0 of process $reader.
$name: warning: the reader will not get the bytes saved in saved
Nothing was done."
check "which makes no file" "test -e saved" 1 ""
mount -t tmpfs -o size=4k none files
check "a full disk" "$tool --drain files/saved --json $writer 2>/dev/null |
	jq -c '.bytes_saved, .done, .result, .message'" 0 "4096
true
\"failed\"
\"files/saved: No space left on device\""
check "saves nothing by halves" "cmp -n 4096 files/saved sequence && stat -c %s files/saved" 0 4096
check "the rest is saved elsewhere" "$tool --drain saved $writer 2>/dev/null" 0 \
	"Writer $writer (dd) has been blocked for 2.3s on pipe $inode: 16 of 16 slots in use, 65536 bytes.
At most 135536 bytes are moved from the pipe to a file, through descriptor 0 of process $reader.
4096 bytes are saved in saved.
Writer $writer: it has unblocked and exited."
check "in a file that only its owner may read" "stat -c %a saved" 0 600
check "the reader's descriptor is as it was" "echo '$(flags)'" 0 "$before"
reads
check "no byte is lost" "cat files/saved saved got | cmp - part" 0 ""
check "no byte is in two places" "cat files/saved saved got | wc -c" 0 70000
rm saved

blocks 200000
check "no more is taken than is wanted" "$tool --drain saved --max-bytes 10000 $writer 2>&1 | sed 1d" 0 \
	"At most 10000 bytes are moved from the pipe to a file, through descriptor 0 of process $reader.
$name: warning: the reader will not get the bytes saved in saved
8192 bytes are saved in saved.
$name: writer $writer: it is still blocked"
check "by slots" "stat -c %s saved" 0 8192
check "nothing is taken, and no file made, if a slot has more" \
	"$tool --drain none --max-bytes 4095 $writer >/dev/null 2>&1" 2 ""
check "so there is none" "test -e none" 1 ""
reads
check "the reader gets exactly the rest" "cat saved got | cmp - part" 0 ""
rm saved

for library in rival disk; do
	if ! ${CC:-cc} -D_GNU_SOURCE -Wall -Wextra -shared -fPIC -o $library.so "$lib/$library.c"; then
		echo "Bail out! $library.c does not compile"
		exit 1
	fi
done
rival="ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=./rival.so RIVAL=other"
# The directory is the first thing that is synced, the first slot the second.
disk="ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=./disk.so"
read_now="dd if=/proc/\$READER/fd/0 of=other bs=8192 count=1 status=none
while [ -e /proc/\$WRITER ]; do sleep 0.01; done"
blocks 200000
check "somebody else reads meanwhile" \
	"$rival $tool --drain saved --max-bytes 10000 $writer 2>/dev/null | sed -n 3p" 0 \
	"7288 bytes are saved in saved."
reads
check "what is saved is what was taken" "cat other saved got | cmp - part" 0 ""
check "and no more" "cat other saved got | wc -c" 0 200000
rm saved

blocks 200000
check "what is taken and cannot be saved is not said to be" \
	"$rival LD_PRELOAD=./rival.so:./disk.so DISK_AT=3 DISK_ERROR=y \
		$tool --drain saved --json $writer 2>/dev/null | jq -c '.bytes_saved, .done, .message'" 0 \
	"0
true
\"3192 bytes were removed from the pipe but may not be on disk: saved: Input/output error\""
reads
check "what is on the disk nevertheless stays there" "cat other saved got | cmp - part" 0 ""
rm saved other

for at in 1 2; do
	blocks 70000
	check "somebody reads while sync $at goes on: too late to take anything" \
		"READER=$reader WRITER=$writer DISK_AT=$at DISK_RUN='$read_now' $disk \
			$tool --drain saved $writer 2>&1 | tail -n 1" 0 \
		"$name: writer $writer: it has exited; nothing was done"
	check "so there is no file" "test -e saved" 1 ""
	reads
	check "no byte is lost" "cat other got | cmp - part" 0 ""
	rm -f saved other
done

blocks 200000
check "a writer that is stopped meanwhile" \
	"DISK_AT=3 DISK_RUN='kill -STOP $writer' $disk \
		$tool --drain saved $writer 2>&1 | sed -n '4,\$p'" 0 \
	"4096 bytes are saved in saved.
$name: writer $writer: it has been stopped"
kill -CONT "$writer"
reads
check "its reader gets the rest" "cat saved got | cmp - part" 0 ""
rm saved

blocks 200000
check "a signal ends it" "DISK_AT=2 DISK_RUN='kill -TERM \$PPID' $disk \
	$tool --drain saved $writer >/dev/null 2>&1" 143 ""
reads
check "but not between saving and taking" "cat saved got | cmp - part" 0 ""
rm saved

blocks 200000
check "somebody else reads all there is, and the writer fills the pipe again" \
	"$rival RIVAL_SIZE=65536 $tool --drain saved $writer 2>/dev/null | sed -n '3,\$p'" 0 \
	"69632 bytes are saved in saved.
Writer $writer: it has unblocked and exited."
reads
check "that is what is drained then" "cat other saved got | cmp - part" 0 ""
rm saved other

# It makes the same call again and again.
blocks 70000 "cat /dev/zero"
check "what is taken from one who never ends has a limit" \
	"$tool --drain saved $writer 2>&1 | sed -n '4,\$p'" 0 \
	"$((65536 + 131072)) bytes are saved in saved.
$name: writer $writer: it is still blocked"
ends

check "the help" "$PIPESCOPE relieve --help" 0 @help-relieve.txt
check "options that exclude each other" "$tool --grow --drain x 1" 1 \
	"$name: mutually exclusive options: --grow --drain"
check "a question is none for programs" "$tool -iJ 1" 1 \
	"$name: mutually exclusive options: --interactive --json"
check "an option of --drain" "$tool --max-bytes 1 1" 1 \
	"$name: --max-bytes requires --drain"
check "a recorded tree" "$tool --sysroot / 1" 1 \
	"$name: relieve cannot be used with --sysroot"
for size in 0 x 1T 1KB 3G -1; do
	check "no valid size: $size" "$tool --grow=$size 1" 1 \
		"$name: not a valid number for --grow: $size"
done
check "no writer is named" "$tool" 1 "$name: missing argument: relieve <tid>
$hint"
finish
