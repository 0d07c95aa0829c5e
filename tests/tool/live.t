#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Real processes that are blocked writing to real pipes: only what the module
# would tell is made up, and laid over /sys where nobody else sees it.

. "$(dirname "$0")/lib/engine.sh"

privately

# A FIFO by two names, as it may have in two containers, and another one that
# has the same inode number on another file system.
mkdir "$work/one" "$work/other"
mount -t tmpfs none "$work/one"
mount -t tmpfs none "$work/other"
mkfifo "$work/one/fifo" "$work/other/fifo"
ln "$work/one/fifo" "$work/one/link"
cat /dev/zero 1<>"$work/one/fifo" &
fifo_writer=$!
sleep 1000 <>"$work/one/link" &
fifo_reader=$!
sleep 1000 <>"$work/other/fifo" &
unrelated=$!
# shellcheck disable=SC2216 # who does not read is what this is about
sh -c "echo \$\$ >$work/pid; exec cat /dev/zero" | sleep 1000 &
pipe_reader=$!
while [ ! -s "$work/pid" ]; do
	sleep 0.1
done
pipe_writer=$(cat "$work/pid")
trap 'kill $fifo_writer $fifo_reader $unrelated $pipe_writer $pipe_reader
	wait
	umount "$work/one" "$work/other"
	rm -rf "$work"' EXIT

# writer PID SECONDS: what the module would tell
writer()
{
	echo "[sys/kernel/pipescope/writers/$1]"
	echo "pid = $1"
	echo "comm = cat"
	echo "fd = 1"
	echo "inode = $(stat -L -c %i "/proc/$1/fd/1")"
	echo "operation = write"
	echo "blocked_usec = ${2}000000"
}

tree=$work/live
mkdir "$tree"
{
	echo "[sys/kernel/pipescope]"
	echo "abi = 1"
	writer "$fifo_writer" 2
	writer "$pipe_writer" 1
} | "$lib/unpack" "$tree"
mount --bind "$tree/sys" /sys

show="$PIPESCOPE writers -rn -o TID,ROLE,FD,DOING"
tries=0
while [ "$(sh -c "$show" | grep -c 'writer.*in\\x20write')" -ne 2 ] &&
	[ "$tries" -lt 100 ]; do
	tries=$((tries + 1))
	sleep 0.1
done

check "the other FIFO has the same inode number" \
	"stat -c %i $work/other/fifo" 0 "$(stat -c %i "$work/one/fifo")"
check "writers, and who holds the read end" \
	"$show | sed 's/in.x20[a-z_]*nanosleep/asleep/'" 0 \
"$fifo_writer writer 1 sleeping\\x20in\\x20write
$(printf '%s\n' "$fifo_writer self 1 the\\x20writer\\x20itself" \
	"$fifo_reader reader 0 sleeping\\x20asleep" | sort -n)
$pipe_writer writer 1 sleeping\\x20in\\x20write
$pipe_reader reader 0 sleeping\\x20asleep"
check "commands and namespaces of who holds the read end" \
	"$PIPESCOPE writers -J -o COMMAND,NS | jq -c '.writers[1].children'" 0 \
	"[{\"command\":\"sleep\",\"ns\":$(readlink /proc/$$/ns/pid | tr -dc 0-9)}]"
finish
