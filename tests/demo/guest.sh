# SPDX-License-Identifier: GPL-2.0-only
# What "make demo" does in the guest.
# shellcheck shell=sh
. /lib/tap.sh
set -eu

sysfs=/sys/kernel/pipescope
tracing=/sys/kernel/tracing
number=0

# Every block of output ends with an empty line.
section() {
	number=$((number + 1))
	printf '%d. %s\n\n' "$number" "$1"
}

say() {
	printf '%s\n' "$*" | fold -s -w 76 | sed 's/ *$//'
	printf '\n'
}

indented() {
	sed 's/^/    /'
	printf '\n'
}

# show COMMAND: runs it and shows it as if it had been typed.
show() {
	printf '    # %s\n' "$1"
	status=0
	sh -c "$1" >output 2>&1 || status=$?
	indented <output
	[ $status -eq 0 ] || stop "that failed"
}

stop() {
	printf 'The demo stops here: %s\n' "$*"
	exit 1
}

# start NAME OPTIONS...: starts a hang; its facts get the prefix NAME_.
start() {
	name=$1
	shift
	printf '    # hang %s &\n' "$*"
	hang "$@" >"$name" 2>&1 &
	eval "${name}_job=$!"
	within 60 test -s "$name" || stop "it does not hang"
	indented <"$name"
	eval "$(tr ' ' '\n' <"$name" | sed "s/^/${name}_/")"
}

stalled_is() {
	[ "$(cat $sysfs/stalled)" -eq "$1" ]
}

section "Loading the module"
say "From now on every pipe and every blocked writer is accounted for. Writes" \
	"that do not block cost nothing extra."
show "insmod /modules/pipescope.ko"
show "cat $sysfs/armed $sysfs/probes/write $sysfs/stall_threshold_ms"

echo 0 >$tracing/options/irq-info
echo 'slots < 16' >$tracing/events/pipescope/pipe_create/filter
for event in pipe_create writer_block writer_stall writer_unblock; do
	echo 1 >$tracing/events/pipescope/$event/enable
done

section "Making two hangs"
say "(a) What runc 1.0-rc93 did: a container's processes have used up root's" \
	"limit for pipes (fs.pipe-user-pages-soft), so the next pipe has 2 slots" \
	"instead of 16. In another container \"runc:[2:INIT]\", without" \
	"capabilities, writes 9000 bytes to it, and only itself could read them."
start self self --uid 0 --holder
say "(b) What docker exec did: \"containerd-shim\" waits for \"runc\" to exit" \
	"before it reads, and runc writes 70 kB of crash text, more than fits."
start exec exec
within 60 stalled_is 2 || stop "$(cat $sysfs/stalled) writers are stalled, not 2"

section "Who is blocked, and who should be reading"
say "Each writer that has been blocked for longer than the threshold, with its" \
	"pipe and the tasks that hold the read end: in (a) the writer itself, in" \
	"(b) the shim, which is waiting for the writer."
show "pipescope writers"

section "Why the pipe is so small"
say "Root's pages against its limits, and the pid namespaces that use them:" \
	"nearly all belong to the first container, and the second one hangs."
show "pipescope users"
say "The same by namespace:"
show "pipescope"

section "The whole picture"
say "A diagnosis of each writer, with a verdict. The man page says what to do" \
	"about each verdict."
show "pipescope explain"

section "The same, read from sysfs"
say "One value per file. All namespaces together:"
show "cd $sysfs/total && grep . pipes* pages* writers_*"
say "The pid namespace of (a):"
show "cd $sysfs/namespaces/$self_namespace && grep . pipes* pages* writers_*"
say "And its writer:"
show "cd $sysfs/writers/$self_pid && grep . *"

section "Unblocking them"
say "Growing the pipe makes room for the rest of the write. No data is lost and" \
	"no process is signalled: in (a) the writer unblocks and reads what it wrote, in" \
	"(b) runc exits, and the shim reads."
show "pipescope relieve $self_pid"
show "pipescope relieve $exec_pid"
wait "$self_job" || stop "the writer of (a) exited with status $?"
wait "$exec_job" || stop "the writer of (b) exited with status $?"
within 10 stalled_is 0 || stop "writers are still shown as stalled"
show "cat $sysfs/stalled; ls $sysfs/writers; pipescope writers"
say "The history remains: how many waits there were and how long they took" \
	"(shorter than 1 ms, 10 ms, 100 ms, 1 s, 10 s, 100 s, 1000 s, longer)."
show "cd $sysfs/total && grep . blocks blocked_usec blocked_usec_max block_histogram"

section "What the tracepoints saw"
say "Pipes created with fewer slots than usual, and every block, stall and" \
	"unblock, as trace-cmd and perf record them too."
show "sed '/^#/d; s/^ *//' $tracing/trace"

section "Unloading"
show "rmmod pipescope"
[ ! -e $sysfs ] || stop "the module left something behind"
printf 'Done: the virtual machine powers down.\n'
