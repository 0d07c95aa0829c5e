# SPDX-License-Identifier: GPL-2.0-only
# Every way to block, and every way out of it: what sysfs and the tracepoints say
# of each.
# vm: --timeout 600
# soak: --timeout 1800
# shellcheck shell=sh disable=SC2154 # the facts of a writer are set by eval
. /lib/pipescope.sh

# The signal of a trap, and the further kind for 32-bit programs.
case $(uname -m) in
aarch64) trap=TRAP compat='' ;;
*) trap=ILL compat=32 ;;
esac

# Test kernels run no 32-bit programs, and the shell takes such a program for a
# script, which can end in any way. The program itself says how it is used.
case $compat$(env block32 2>&1 || :) in
32Usage:*) ;;
32*)
	diag "skipped: a 32-bit process, which this kernel does not run"
	compat='' ;;
esac

# blocks PROGRAM KIND RELEASE: a writer whose facts become w_pid, w_tid, ...
blocks() {
	rm -f w
	"$@" >w 2>errors &
	w_job=$!
	within 30 grep -qs slots= w || bail "$* blocks: $(cat errors)"
	facts w
}

# field NAME: of the last event of the writer.
field() {
	echo "$event" | tr ' ' '\n' | sed -n "s/^$1=//p"
}

# event_of NAME: the writer's; false while there is none.
event_of() {
	event=$(grep "$1: tid=$w_tid " "$tracing/trace" | tail -n 1)
	[ "$event" ]
}

# expected FILE OR FIELD: what it is to show of the writer.
expected() {
	case $1 in
	tid) echo "$w_tid" ;;
	pid) echo "$w_pid" ;;
	ns_tid) echo "$w_ns_tid" ;;
	namespace) echo "$w_namespace" ;;
	pipe_namespace) echo "$pipe_namespace" ;;
	fd) echo "$w_fd" ;;
	inode) echo "$w_inode" ;;
	operation) echo "$operation" ;;
	slots) echo "$w_slots" ;;
	slots_used) echo "$slots_used" ;;
	comm) echo "$comm" ;;
	slots_created) echo 16 ;;
	pipe_uid | bytes_mergeable | shrunk) echo 0 ;;
	preexisting) echo $preexisting ;;
	readers) echo "$readers" ;;
	writers) echo "$writers" ;;
	esac
}

# differences READER NAME...: those whose value is not the expected one.
differences() {
	reader=$1
	shift
	for name; do
		got=$($reader "$name")
		want=$(expected "$name")
		[ "$got" = "$want" ] || echo "$name=$got, not $want;"
	done
}

of_sysfs() {
	value "writers/$w_tid/$1"
}

# The outcome for the writer, and what the event says ended the wait.
end_of() {
	case $1 in
	room | resize) echo room ;;
	no-readers) echo no-readers ;;
	partner) echo partner ;;
	signal | kill) echo signal ;;
	esac
}

outcome_of() {
	case $1 in
	room | resize | partner) echo 'done' ;;
	no-readers) echo no-readers ;;
	signal) echo interrupted ;;
	kill) echo KILL ;;
	esac
}

# The kinds differ in these.
describe() {
	operation=write comm=block slots_used=$w_slots
	readers=1 writers=1 pipe_namespace=$w_pipe_namespace outcome=$(outcome_of "$2")
	case $1 in
	splice | tee | vmsplice | sendfile) operation=splice ;;
	uring) operation=splice comm=iou-wrk-$w_pid ;;
	open-write) operation=open slots_used=0 readers=0 pipe_namespace=$w_namespace ;;
	open-read) operation=open slots_used=0 writers=0 pipe_namespace=$w_namespace ;;
	# Its keeper holds the read end as well as its handler.
	core) readers=2 outcome=$([ "$2" = kill ] && echo KILL || echo "$trap") ;;
	32) comm=block32 ;;
	esac
}

# tries KIND RELEASE [PROGRAM]
tries() {
	kind=$1 release=$2
	echo >"$tracing/trace"
	if [ "$kind" = 32 ]; then
		blocks block32 write "$release"
	else
		blocks block "$kind" "$release"
	fi
	describe "$kind" "$release"
	ok "$kind blocks" within 20 test -e "$sysfs/writers/$w_tid"
	is "$(differences of_sysfs pid comm namespace ns_tid operation fd inode pipe_namespace \
		pipe_uid slots slots_used bytes_mergeable slots_created shrunk readers writers \
		preexisting)" "" \
		"its files say what is true"
	ok "it has its event" event_of writer_block
	is "$(differences field tid namespace pipe_namespace inode fd operation slots slots_used)" "" \
		"which says what is true"
	is "$(field pipe_id)" "$(of_sysfs pipe_id)" "of the same pipe"

	kill -USR1 "$w_job"
	ok "$release lets it go on" wait "$w_job"
	is "$(sed -n 's/^outcome=//p' w)" "$outcome" "it ends as it should: $outcome"
	ok "the end has its event" within 10 event_of writer_unblock
	is "$(field end)" "$(end_of "$release")" "which says why"
	is "$(differences field tid namespace inode fd operation)" "" "and what is true"
	ok "it is reported no more" within 10 gone "$sysfs/writers/$w_tid"
	shows total/writers_blocked 0
}

# finds KIND: a writer that is older than the module.
finds() {
	kind=$1 preexisting=1
	if [ "$kind" = 32 ]; then
		blocks block32 write room
	else
		blocks block "$kind" room
	fi
	describe "$kind" room
	usleep 300000
	load
	echo 10 >"$sysfs/stall_threshold_ms"
	ok "$kind that blocked before is found" within 20 test -e "$sysfs/writers/$w_tid"
	# A core dump's pipe is found by its read end, not by the keeper's end.
	[ "$kind" = core ] && w_inode=$(value "writers/$w_tid/inode")
	is "$(differences of_sysfs pid comm namespace ns_tid operation fd inode slots slots_used \
		readers writers preexisting)" "" "its files say what is true"
	kill -USR1 "$w_job"
	ok "room lets it go on" wait "$w_job"
	is "$(sed -n 's/^outcome=//p' w)" "$outcome" "it ends as it should: $outcome"
	ok "its end is seen" within 10 is_value total/writers_blocked 0
	# A core dump of many pages blocks again and again.
	cmp_ok "$(value total/blocks)" -ge 1 "and counted"
	rmmod pipescope
}

preexisting=0
load
echo 10 >"$sysfs/stall_threshold_ms"
echo 1 >"$tracing/events/pipescope/enable"
shows probes/absent "" "all is probed"
for kind in write writev pwritev2 $compat packets thread splice tee vmsplice sendfile aio; do
	for release in room no-readers signal kill resize; do
		tries "$kind" "$release"
	done
done
# A worker of io_uring takes no signal, nor does a task that dumps its core.
for kind in uring core; do
	for release in room no-readers kill resize; do
		tries "$kind" "$release"
	done
done
for kind in open-write open-read; do
	for release in partner signal kill; do
		tries "$kind" "$release"
	done
done
rmmod pipescope

# Of a descriptor that is closed meanwhile its duplicate is shown.
for kind in write writev pwritev2 $compat packets thread thread-closed splice tee vmsplice sendfile \
	aio uring core; do
	finds "$kind"
done
done_testing
