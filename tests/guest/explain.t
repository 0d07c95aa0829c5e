# SPDX-License-Identifier: GPL-2.0-only
# Real processes whose writer does not go on, for each reason there is.
# vm: --timeout 300
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/churn.sh

# plays NAME STEP...: a puppet whose processes say who they are; NAME_WHO is the
# process id of WHO, NAME_job the puppet itself.
plays() {
	play=$1
	shift
	puppet "$@" >"$play" &
	eval "${play}_job=$!"
	for word; do
		case $word in
		say=*)
			who=${word#say=}
			says "$play" "$who " || bail "$who says something"
			eval "${play}_$who=$(sed -n "s/^$who pid=\([0-9]*\).*/\1/p" "$play")"
			;;
		esac
	done
}

# stalls NAME TID
stalls() {
	ok "$1: the writer is stalled" within 20 test -e "$sysfs/writers/$2"
}

# field TID FIELD: of the JSON of one writer; a field of the first chain.
field() {
	pipescope explain --json "$1" | sed -n "s/^      \"$2\": \(.*[^,]\),*\$/\1/p" | head -n 1
}

# explains NAME TID VERDICT READER: READER is the one that decides, or null.
explains() {
	stalls "$1" "$2"
	is "$(field "$2" verdict)" "\"$3\"" "$1: $3"
	is "$(field "$2" reader)" "$4" "$1: the reader that decides"
}

# told TID: as one line
told() {
	pipescope explain "$1" | tr -s ' \n' ' '
}

# sips TID READER: for within.
sips() {
	told "$1" | grep "reader puppet ($2).*it has just read something" | grep -q ": reader-busy "
}

ends() {
	kill -KILL "$@"
	wait "$@"
}

load
hangs self self --uid 0 --holder
explains "its own reader" "$self_pid" self "$self_pid"
text=$(told "$self_pid")
like "$text" "^runc:.2:INIT. \($self_pid\) has been blocked for .*: self" "it is named"
like "$text" "in write of 9000 bytes to descriptor $self_fd, since 20[0-9-]* [0-9:]*; pid 1 in pid namespace $self_namespace" \
	"what it does and who it is in its namespace"
like "$text" "inode $self_inode, 2 of 2 slots in use, 8192 bytes; created shrunk, with 2 slots instead of 16, by uid 0 in pid namespace $self_namespace" \
	"how its pipe was created"
like "$text" "with the usual 16 slots it would not have filled" "that this is why it filled"
like "$text" "quota uid 0 has 1[0-9]* pages now, soft limit 16384, no hard limit; most by pid namespace: 16[0-9]* in [0-9]* \(pipe-holder\)" \
	"who uses up the quota"
ends "$self_job"

hangs exec exec
explains "docker exec" "$exec_pid" waits-for-writer "$exec_reader"
like "$(told "$exec_pid")" "reader containerd-shim \($exec_reader\), .*sleeping in wait4; waits for the writer to exit" \
	"docker exec: who waits, and how"
like "$(told "$exec_pid")" "created with the usual 16 slots, by uid 0" "docker exec: its pipe"
kill -STOP "$exec_reader"
explains "who waits is stopped" "$exec_pid" reader-stopped "$exec_reader"
kill -CONT "$exec_reader"
kill -USR1 "$exec_reader"
ok "docker exec: it ends well" wait "$exec_job"

for way in poll epoll; do
	plays $way pipe child close=0 say=writer write=1,70000 parent close=1 say=reader $way
	eval "writer=\$${way}_writer reader=\$${way}_reader job=\$${way}_job"
	explains "$way" "$writer" waits-for-writer "$reader"
	ends "$job"
done
plays grand pipe child close=0 child say=writer write=1,70000 parent sh='sleep 1000' \
	parent close=1 say=reader epoll
explains "grandchild" "$grand_writer" waits-for-writer "$grand_reader"
like "$(told "$grand_writer")" "from which the writer descends" "grandchild: it is told"
ends "$grand_job"

plays idle pipe child close=0 say=writer write=1,70000 parent close=1 say=reader wait
explains "asleep elsewhere" "$idle_writer" reader-idle "$idle_reader"
like "$(told "$idle_writer")" "sleeping in rt_sigtimedwait" "asleep elsewhere: where"
kill -STOP "$idle_reader"
explains "SIGSTOP" "$idle_writer" reader-stopped "$idle_reader"
kill -CONT "$idle_reader"
explains "SIGCONT" "$idle_writer" reader-idle "$idle_reader"

mount -t cgroup2 none /sys/fs/cgroup
mkdir /sys/fs/cgroup/ice
echo "$idle_reader" >/sys/fs/cgroup/ice/cgroup.procs
echo 1 >/sys/fs/cgroup/ice/cgroup.freeze
ok "the cgroup freezes" within 10 grep -q '^frozen 1' /sys/fs/cgroup/ice/cgroup.events
explains "frozen" "$idle_writer" reader-stopped "$idle_reader"
like "$(told "$idle_writer")" "its cgroup is frozen" "frozen: it is told"
echo 0 >/sys/fs/cgroup/ice/cgroup.freeze
ends "$idle_job"

plays busy pipe child close=0 say=writer write=1,200000 parent close=1 say=reader sip=0
stalls "sips" "$busy_writer"
# On a machine that is busy itself the first looks may see nothing.
ok "sips: reader-busy" within 60 sips "$busy_writer" "$busy_reader"
kill -STOP "$busy_reader"
explains "sips no more" "$busy_writer" reader-stopped "$busy_reader"
ends "$busy_job"

plays apart pipe child close=0 say=writer write=1,70000 parent close=1 apart=0 say=reader wait
explains "a thread with files of its own" "$apart_writer" reader-idle "$apart_reader"
ends "$apart_job"

plays flight bind=flight.socket pipe send=flight.socket,0 close=0 say=writer write=1,70000
explains "in flight" "$flight_writer" no-reader-found null
ends "$flight_job"

block open-write partner >opens &
opens_job=$!
within 20 test -s opens || bail "an open blocks"
facts opens
explains "open" "$opens_pid" fifo-partner null
like "$(told "$opens_pid")" "in openat of a FIFO.*open for 0 readers and for 1 writer" \
	"open: what is missing"
kill -USR1 "$opens_job"
wait "$opens_job"

block writev room >buffers &
buffers_job=$!
within 20 test -s buffers || bail "a writev blocks"
facts buffers
stalls writev "$buffers_pid"
like "$(told "$buffers_pid")" "in writev of 2 bytes in 2 buffers to descriptor" \
	"writev: its buffers are counted"
kill -USR1 "$buffers_job"
wait "$buffers_job"

plays chain pipe child pipe child pipe child close=0,5 say=a write=5,70000 parent \
	close=0,3 close=5 say=b write=3,70000 parent \
	close=0 close=3 say=c write=1,70000 parent close=1 say=d wait
stalls "the chain's second" "$chain_b"
stalls "the chain's third" "$chain_c"
explains "the chain's first" "$chain_a" reader-idle "$chain_b"
explains "the chain's second" "$chain_b" reader-idle "$chain_c"
explains "the chain's third" "$chain_c" reader-idle "$chain_d"
is "$(pipescope explain "$chain_a" | grep -c 'has been blocked')" 3 "all are told"
like "$(told "$chain_a")" "chain puppet \($chain_a\) waits for puppet \($chain_b\), which waits for puppet \($chain_c\), which waits for puppet \($chain_d\): reader-idle" \
	"the chain is told"
is "$(field "$chain_a" circle)" false "it is no circle"
ends "$chain_job"

plays circle pipe=2 child close=1 close=2 say=y write=3,70000 parent close=0 close=3 \
	say=x write=1,70000
stalls "the circle's other half" "$circle_y"
explains "the circle" "$circle_x" reader-idle "$circle_y"
is "$(field "$circle_x" circle)" true "it comes round"
like "$(told "$circle_x")" "waits for puppet \($circle_x\): they wait for each other in a circle" \
	"the circle is told"
is "$(pipescope explain | grep -c 'has been blocked')" 2 "each is told once"
ends "$circle_job"

plays fellows pipe child say=a write=1,70000 parent say=b write=1,70000
stalls "the other fellow" "$fellows_a"
explains "fellows" "$fellows_b" reader-idle "$fellows_a"
is "$(field "$fellows_b" circle)" true "fellows: they wait for each other"
ends "$fellows_job"

ok "nobody is stalled any more" within 20 is_value stalled 0
is "$(pipescope explain)" "" "nothing to explain"
pipescope explain 1 2>error
is $? 1 "no stalled writer: an error"
like "$(cat error)" "task 1 has not been blocked on a pipe" "which says so"

rmmod pipescope
done_testing
