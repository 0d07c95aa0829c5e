# SPDX-License-Identifier: GPL-2.0-only
# Pipes that are older than the module are adopted where they belong.
# vm: --timeout 600
# shellcheck shell=sh
. /lib/churn.sh

initial=$(stat -Lc %i /proc/self/ns/pid)

# rearm: adoption starts again.
rearm() {
	echo 0 >"$sysfs/armed"
	echo 1 >"$sysfs/armed"
}

# adopted PUPPET PIPES NAME: its namespace got so many.
adopted() {
	eval "adopted_namespace=\$$1_namespace"
	ok "$3: namespace" within 10 is_value "namespaces/$adopted_namespace/pipes_adopted" "$2"
}

# looked_at: the most entries of queues that a walk has looked at.
looked_at() {
	awk '/ walk: / { looked = 0 }
		sub(/.* queue: .* looked=/, "") { looked += $0 }
		looked > most { most = looked }
		END { print most + 0 }' "$tracing/trace"
}

# has_walked TIMES: for ok and within.
has_walked() {
	[ "$(value health/adoptions)" -ge "$1" ]
}

chmod 1777 /tmp/work
puppets plain namespace uid=1000 pipe=3 resize=2,1048576 say=made wait
puppets shared namespace uid=1001 pipe=2 share share fork say=made wait
puppets fifo namespace uid=1002 fifo=/tmp/fifo1 fifo=/tmp/fifo1 fifo=/tmp/fifo2 say=made wait
puppets lower bind=/tmp/lower say=bound wait receive say=received wait
chmod 777 /tmp/lower
puppets higher namespace uid=1003 pipe send=/tmp/lower,0 say=sent wait \
	close=0,2 say=closed wait
goes_on lower received
puppets flight namespace uid=1004 bind=/tmp/flight pipe=2 send=/tmp/flight,2 close=2,2 \
	say=sent wait receive say=received wait
puppets hidden namespace uid=1005 internal pipe say=made wait

load
adopted plain 3 "three pipes, one enlarged"
shows "namespaces/$plain_namespace/users/1000/pages" $((16 + 256 + 16)) "with their sizes"
shows "namespaces/$plain_namespace/pipes_created" 0 "they do not count as created"
shows "namespaces/$plain_namespace/pipes" 3
adopted shared 2 "open files that four processes have count once"
shows users/1001/pages 32
adopted fifo 2 "two FIFOs, one of them opened twice"
shows users/1002/pages 32
ok "a pipe belongs to the holder that runs as its user, not to one with a lower pid" \
	within 10 is_value "namespaces/$higher_namespace/pipes" 1
adopted flight 1 "a pipe in flight is not found"
shows users/1004/pages 16 "its pages are missing"
shows users/1004/pages_kernel 32 "in what the kernel counts"
cmp_ok "$(value health/untracked_pipes)" -ge 1 "it is known to be missing"
adopted hidden 2 "the one that a task has for itself, in sendfile, is found"
for uid in 1000 1001 1002 1003 1005; do
	ok "all of uid $uid is accounted for" is_equal $uid
done

goes_on flight received
goes_on higher closed
rearm
adopted flight 2 "received, the pipe is adopted"
ok "all of uid 1004 is accounted for" is_equal 1004
ok "a pipe that none of its user's processes has goes to the holder's namespace" \
	within 10 is_value "namespaces/$initial/users/1003/pipes" 1

kill -KILL "$plain_pid" "$hidden_pid" "$flight_pid"
wait "$plain_job" "$hidden_job" "$flight_job"
ok "when its holder ends a namespace goes" within 10 gone "$sysfs/namespaces/$plain_namespace"
ok "so does the one of the task with a pipe for itself" within 10 gone "$sysfs/namespaces/$hidden_namespace"
ok "and no pipe is known to be missing" within 10 is_value health/untracked_pipes 0
kill -KILL "$shared_pid" "$fifo_pid" "$lower_pid" "$higher_pid"
wait
holds total/pipes 0 "with the holders all pipes are gone"
holds total/pages 0 "and all pages"
shows health/corrected_pipes 0
ok "the module unloads" rmmod pipescope

# 17000 times a queue of 4200: a walk gives up at 64 Mi.
puppets writer pipe say=made write=1,70000
ok "a writer blocks" within 10 asleep_in_write "$writer_pid"
duplicates 17000 4200 >d &
duplicates_job=$!
within 60 test -s d || bail "duplicates come up"
load
echo 0 >"$sysfs/armed"
# shellcheck disable=SC2016 # the probe's
echo 'p:walk ps_adopt_run
r:queue ps_adopt_writers looked=$retval:u32' >"$tracing/kprobe_events"
echo 'looked > 0' >"$tracing/events/kprobes/queue/filter"
echo 16384 >"$tracing/buffer_size_kb"
echo 1 >"$tracing/events/kprobes/enable"
echo 1 >"$sysfs/armed"
ok "a walk that has given up is repeated, a few times" within 300 has_walked 7
echo 0 >"$tracing/events/kprobes/enable"
is "$(cat "$tracing"/per_cpu/cpu*/stats | awk '/^overrun/ { lost += $2 } END { print lost }')" 0 \
	"no event is lost"
looked=$(looked_at)
cmp_ok "$looked" -ge $((64 << 20)) "it looks at many entries of queues ($looked)"
cmp_ok "$looked" -lt $(((64 << 20) + 4200)) "but at no further queue then"
ok "whoever came before them is found" within 10 test -e "$sysfs/writers/$writer_pid"
shows "writers/$writer_pid/preexisting" 1
kill -KILL "$duplicates_job" "$writer_pid"
wait
holds total/pipes 0 "with both their pipes are gone"
echo >"$tracing/kprobe_events"
ok "the module unloads" rmmod pipescope
done_testing
