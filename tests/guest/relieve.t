# SPDX-License-Identifier: GPL-2.0-only
# Stalled writers go on, and no byte is lost; nothing is done to anybody else.
# vm: --timeout 300 --with setpriv
# shellcheck shell=sh disable=SC2154 # the facts of a writer are set by eval
. /lib/churn.sh

# relieved EXPECTED OPTION... TID: a check of the exit status; what was said is
# in the files said and error.
relieved() {
	relieved_want=$1
	shift
	relieved_status=0
	pipescope relieve "$@" >said 2>error || relieved_status=$?
	is $relieved_status "$relieved_want" "relieve $* ends with $relieved_want"
	[ $relieved_status -eq "$relieved_want" ] || diag "$(cat said error)"
}

# stalls TID: for ok.
stalls() {
	within 20 test -e "$sysfs/writers/$1"
}

# asks OPTION... TID: in the background, as far as the question.
asks() {
	rm -f answer error
	mkfifo answer
	pipescope relieve -i "$@" <answer >said 2>error &
	asking=$!
	exec 3>answer
	ok "it asks" within 20 grep -qs 'y/N' error
}

# answered EXPECTED MESSAGE: a check of what becomes of it after a yes.
answered() {
	answered_status=0
	echo y >&3
	exec 3>&-
	wait $asking || answered_status=$?
	is $answered_status "$1" "it ends with $1"
	like "$(cat error)" "$2" "and says why: $2"
}

# text BYTES: what a hang writes.
text() {
	hang text --bytes "$1" >written
}

# sums_are FILE...: for ok; together they are the text.
sums_are() {
	cat "$@" | cmp - written && is "$(cat "$@" | sha256sum)" "$(sha256sum <written)" "by their sum"
}

load
echo 100 >"$sysfs/stall_threshold_ms"

# Scenario (a) of the demo, and (b).
hangs self self --uid 0 --holder --received received
ok "a writer to itself is reported" stalls "$self_pid"
text 9000
relieved 0 --dry-run "$self_pid"
shows "writers/$self_pid/slots" 2 "that was dry: the pipe is as it was"
relieved 0 "$self_pid"
like "$(cat said)" "grows from 8192 to 32768 bytes, through descriptor $self_fd of process $self_pid" "it says what it does"
like "$(cat said)" "No data is lost" "and what that means"
like "$(cat said)" "^Writer [0-9]+: it has unblocked" "and that the writer unblocked"
ok "the writer to itself ends well" wait "$self_job"
ok "every byte is received, in order" sums_are received
ok "it is reported no more" within 10 gone "$sysfs/writers/$self_pid"

hangs exec exec --received received
ok "a writer to a waiting shim is reported" stalls "$exec_pid"
text 70000
relieved 0 --json "$exec_pid"
like "$(cat said)" '"result": *"released"' "it says so in JSON"
like "$(cat said)" '"size_after": *262144' "and how large the pipe is"
ok "the writer and its shim end well" wait "$exec_job"
ok "every byte is received, in order" sums_are received

# The same with what is in the pipe taken.
hangs self self --uid 0 --received received
ok "a writer to itself is reported" stalls "$self_pid"
text 9000
relieved 0 --drain saved "$self_pid"
like "$(cat error)" "warning: the reader will not get" "it warns"
like "$(cat said)" "^4096 bytes are saved in saved" "it says what it took"
ok "the writer to itself ends well" wait "$self_job"
is "$(stat -c '%s %a' saved)" "4096 600" "that is one slot, for the owner only"
ok "what is saved, and then received, is every byte" sums_are saved received
rm saved

hangs exec exec --received received
ok "a writer to a waiting shim is reported" stalls "$exec_pid"
text 70000
before=$(grep flags "/proc/$exec_reader/fdinfo/"*)
relieved 2 --drain first --max-bytes 5000 --timeout 2 "$exec_pid"
is "$(grep flags "/proc/$exec_reader/fdinfo/"*)" "$before" "the shim's flags are as they were"
is "$(stat -c %s first)" 4096 "no more is taken than is wanted"
like "$(cat error)" "it unblocked, and has blocked again" "which was not enough"
ok "it is reported again" stalls "$exec_pid"
relieved 1 --drain first "$exec_pid"
like "$(cat error)" "File exists" "no file is written to that exists"
relieved 0 --drain second "$exec_pid"
ok "the writer and its shim end well" wait "$exec_job"
is "$(stat -c %s second)" 4096 "it is as much as needed"
ok "what is saved, and then received, is every byte" sums_are first second received
rm first second

# Every way to block.
for kind in write writev pwritev2 packets thread thread-apart thread-orphan splice tee \
	vmsplice sendfile aio uring; do
	for action in --grow --drain=saved; do
		rm -f saved w
		block $kind room >w &
		w_job=$!
		within 30 grep -qs slots= w || bail "$kind blocks"
		facts w
		ok "$kind is reported" stalls "$w_tid"
		relieved 0 $action "$w_tid"
		kill -USR1 $w_job
		wait $w_job
		is "$(sed -n 's/^outcome=//p' w)" 'done' "it ended well"
	done
done
for kind in open-write core; do
	rm -f w
	block $kind kill >w &
	w_job=$!
	within 30 grep -qs slots= w || bail "$kind blocks"
	facts w
	ok "$kind is reported" stalls "$w_tid"
	relieved 8 "$w_tid"
	diag "$(cat error)"
	kill -USR1 $w_job
	wait $w_job
done

# Packets stay whole: of 16 slots the first is taken.
steps=''
for size in $(seq 100 100 1600); do
	steps="$steps write=1,$size"
done
# shellcheck disable=SC2086 # a list of words
puppets p packets say=made $steps write=1,1700 read=0,200 read=0,300
ok "a writer of packets is reported" stalls "$p_pid"
relieved 0 --drain packet "$p_pid"
is "$(stat -c %s packet)" 100 "one packet is taken"
ok "the next ones are as they were" wait "$p_job"

# Who came first is woken first, and fills the only slot again.
mkfifo narrow
puppets first fifo=narrow resize=0,4096 say=made write=0,8192
puppets second fifo=narrow say=made write=0,4096
ok "a writer to one slot is reported" stalls "$first_pid"
ok "so is a second one" stalls "$second_pid"
rm -f saved
relieved 0 --drain saved --max-bytes 65536 "$second_pid"
cmp_ok "$(stat -c %s saved)" -ge 8192 "more than one slot is taken for the second"
kill -KILL "$first_pid" 2>/dev/null
wait "$second_job"
rm saved

# What happens between the report and the deed.
hangs exec exec
ok "a writer is reported" stalls "$exec_pid"
asks "$exec_pid"
kill -USR1 "$exec_reader"
wait "$exec_job"
answered 3 "writer $exec_pid: it has exited; nothing was done"

mkfifo fifo
exec 4<>fifo
puppets p fifo=fifo say=made write=0,70000 wait
ok "a writer is reported" stalls "$p_pid"
asks "$p_pid"
dd if=fifo of=/dev/null bs=70000 count=1 2>/dev/null
ok "its reader reads" within 10 gone "$sysfs/writers/$p_pid"
answered 4 "writer $p_pid: it is not a stalled writer"
kill -USR1 "$p_pid"
wait "$p_job"

puppets p fifo=fifo say=made write=0,70000
old=$p_pid
ok "a writer is reported" stalls "$old"
inode=$(value "writers/$old/inode")
number=$(value "writers/$old/pipe_id")
asks --inode "$inode" "$old"
kill -KILL "$old"
wait "$p_job"
ok "it goes" within 10 gone "$sysfs/writers/$old"
echo $((old - 1)) >/proc/sys/kernel/ns_last_pid
puppet fifo=fifo say=made write=0,70000 >/dev/null &
job=$!
is $job "$old" "its id is used again"
ok "by a writer that is reported" stalls "$old"
is "$(value "writers/$old/inode") $(value "writers/$old/pipe_id")" "$inode $number" "on the same pipe"
answered 5 "writer $old: the id now belongs to another task"
shows "writers/$old/slots" 16 "nothing was done to it"
relieved 5 --inode 1 "$old"
kill -KILL "$old"
wait $job
exec 4<&-

# Who may not.
hangs exec exec
ok "a writer is reported" stalls "$exec_pid"
ok "another user may not" puppet uid=1000 \
	"sh=pipescope relieve $exec_pid; test \$? -eq 6"
less="/bin/setpriv --bounding-set -sys_resource pipescope relieve"
status=0
$less --grow=2M "$exec_pid" >said 2>error || status=$?
is "$status" 7 "over pipe-max-size that needs a capability"
like "$(cat error)" "over fs.pipe-max-size \(1048576\)" "it says which limit"
rm answer error
mkfifo answer
$less -i --grow=1M "$exec_pid" <answer >said 2>error &
asking=$!
exec 3>answer
ok "it asks" within 20 grep -qs 'y/N' error
echo 65536 >/proc/sys/fs/pipe-max-size
answered 7 "over fs.pipe-max-size \(65536\)"
shows "writers/$exec_pid/slots" 16 "nothing was done"
ok "who has the capability doubles at least" pipescope relieve "$exec_pid"
wait "$exec_job"
relieved 3 "$exec_pid"
relieved 4 1
ok "the module unloads" rmmod pipescope
done_testing
