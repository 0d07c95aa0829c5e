# SPDX-License-Identifier: GPL-2.0-only
# pipescope trace: what it tells, filters, and what it leaves behind.
# vm: --with jq --timeout 600
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

instances=$tracing/instances

# traces: the instances that there are, in their order.
traces() {
	find "$instances" -mindepth 1 -maxdepth 1 | sed 's,.*/,,' | sort
}

# follow NAME OPTIONS...: traces in the background, into the file NAME.
follow() {
	follow_name=$1
	shift
	pipescope trace "$@" >"$follow_name" 2>"$follow_name.log" &
	eval "${follow_name}_trace=$!"
	within 10 follows $! || bail "pipescope trace $* begins: $(cat "$follow_name.log")"
}

# follows PID: for within.
follows() {
	follows_instance=$instances/pipescope-trace-$1-0
	# It is on for a moment when it is made, too.
	grep -q '[1X]' "$follows_instance/events/pipescope/enable" 2>/dev/null &&
		grep -q 1 "$follows_instance/tracing_on" 2>/dev/null
}

# ends NAME [SIGNAL]: a trace ends well, without a word.
ends() {
	eval "ends_pid=\$${1}_trace"
	kill "-${2:-TERM}" "$ends_pid"
	wait "$ends_pid" && [ ! -s "$1.log" ]
}

# told FILE REGEX: for ok and within.
told() {
	grep -Eq -- "$2" "$1"
}

# events FILE: the names of its events, each once.
events() {
	awk '{ print $4 }' "$1" | sort -u | paste -sd' '
}

ok "a trace without the module says so" sh -c \
	'pipescope trace 2>&1 | grep -q "the module is not loaded"'
load

follow all
follow json --json
hangs self self
hangs exec exec
within 10 is_value stalled 2 || bail "two writers stall"
ok "a stall is told at once" within 10 told all "runc/$exec_pid writer_stall "
ok "in JSON, too" within 10 told json "\"writer_stall\",\"command\":\"runc\",\"tid\":$exec_pid,"
kill -USR1 "$self_reader" "$exec_reader"
wait "$self_job" "$exec_job"
ok "SIGTERM ends a trace well" ends all TERM
ok "SIGINT ends a trace well" ends json INT
is "$(traces)" "" "nothing of them is left in tracefs"

time='^20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}'
for hang in self exec; do
	eval "tid=\$${hang}_pid comm=\$${hang}_comm namespace=\$${hang}_namespace inode=\$${hang}_inode fd=\$${hang}_fd slots=\$${hang}_slots"
	task="$time $(echo "$comm" | sed 's/[][]/\\&/g')/$tid"
	where="namespace=$namespace pipe_namespace=$namespace pipe_id=[0-9]+ inode=$inode fd=$fd operation=write slots=$slots"
	ok "the block of $hang" told all "$task writer_block $where slots_used=$slots blocked_usec=0\$"
	ok "the stall of $hang" told all "$task writer_stall $where slots_used=$slots blocked_usec=[0-9]{7,}\$"
	ok "the unblock of $hang" told all \
		"$task writer_unblock $where slots_used=[0-9]+ blocked_usec=[0-9]{7,} end=(room|signal)\$"
done
ok "the creation of the shrunken pipe" told all \
	"runc:\[2:INIT\]/$self_pid pipe_create namespace=$self_namespace pipe_id=[0-9]+ uid=1000 slots=2 shrunk=1\$"
ok "the end of a pipe" told all "pipe_destroy .* unread_bytes=[0-9]+\$"

is "$(jq -c . json | wc -l)" "$(wc -l <json)" "each line is a JSON object"
is "$(jq -r 'select(.event | startswith("writer_")) | "\(.event) \(.tid)"' json | sort)" \
	"$(sed -nE 's,.*/([0-9]+) (writer_[a-z]+) .*,\2 \1,p' all | sort)" \
	"JSON tells the same events of the same tasks"
is "$(jq -c "select(.event == \"writer_stall\" and .tid == $exec_pid) |
	del(.timestamp, .blocked_usec, .pipe_id)" json)" \
	"{\"event\":\"writer_stall\",\"command\":\"runc\",\"tid\":$exec_pid,\"namespace\":$exec_namespace,\"pipe_namespace\":$exec_namespace,\"inode\":$exec_inode,\"fd\":2,\"operation\":\"write\",\"slots\":16,\"slots_used\":16}" \
	"its keys and values"
is "$(jq -c "select(.event == \"pipe_create\" and .tid == $self_pid) | .shrunk" json |
	sort -u | paste -sd' ')" "false true" "a flag is true or false"
cmp_ok "$(jq 'select(.event == "writer_stall") | .timestamp / 1000000 | floor' json | head -n 1)" \
	-le "$(date +%s)" "its time is the time of day"
is "$(jq -r "select(.tid == $exec_pid and (.event | startswith(\"writer_\"))).event" json |
	head -n 3 | paste -sd' ')" "writer_block writer_stall writer_unblock" "events come in their order"

follow namespace --namespace "$exec_namespace" --events writer_block,writer_unblock
follow user --uid 1000
follow long --min-block 500ms
is "$(cat "$instances/pipescope-trace-$long_trace-0/events/pipescope/writer_stall/filter")" \
	"blocked_usec >= 500000 && tid != $long_trace" "the kernel filters"
is "$(traces | wc -l)" 3 "three traces at once have an instance each"
hangs self self
hangs exec exec
within 10 is_value stalled 2 || bail "two writers stall"
echo x | cat >/dev/null
kill -USR1 "$self_reader" "$exec_reader"
wait "$self_job" "$exec_job"
for name in namespace user long; do
	ok "the trace by $name ends well" ends "$name"
done
is "$(events namespace)" "writer_block writer_unblock" "the events that were asked for"
ok "a writer in the namespace" told namespace "runc/$exec_pid writer_unblock"
is "$(grep -vc "namespace=$exec_namespace " namespace)" 0 "and nothing of other namespaces"
ok "pipes of the user" told user "pipe_create namespace=$self_namespace .* uid=1000 .* shrunk=1"
is "$(grep -vc ' pipe_[a-z]* .* uid=1000 ' user)" 0 "and nothing of other users"
is "$(events long)" "writer_stall writer_unblock" "waits that last"
is "$(sed 's/.*blocked_usec=//' long | awk '$1 < 500000' | wc -l)" 0 "and no shorter ones"

evil=$(printf 'a b\n\033[2J\\x')
cp /bin/puppet "/tmp/$evil"
follow names --events pipe_create
follow names_json --events pipe_create --json
# Named so already when the trace begins.
"/tmp/$evil" pipe say=ready wait >said &
puppet=$!
within 10 test -s said || bail "a puppet makes a pipe"
within 10 told names pipe_create || bail "its pipe is told"
follow later --events pipe_create
kill -USR1 "$puppet"
wait "$puppet"
for name in later names names_json; do
	ok "a trace of names ends well ($name)" ends "$name"
done
ok "a name that a process chose is one word" told names \
	' a\\x20b\\x0a\\x1b\[2J\\x5cx/[0-9]+ pipe_create '
is "$(jq -r "select(.tid == $puppet).command" names_json)" "$evil" \
	"in JSON it is the name"

# A buffer that is too small, and a reader that does not read.
follow lost --uid 4242 --events pipe_create
follow lost_json --uid 4242 --events pipe_create --json
for trace in "$lost_trace" "$lost_json_trace"; do
	kill -STOP "$trace"
	echo 4 >"$instances/pipescope-trace-$trace-0/buffer_size_kb"
done
puppet uid=4242 sh='for i in 1 2 3; do puppet pipe=400; done' || bail "pipes are made"
kill -CONT "$lost_trace" "$lost_json_trace"
within 10 told lost ' - lost ' || bail "lost events are told"
puppet uid=4242 pipe || bail "another pipe is made"
ok "a trace with gaps ends well" ends lost
ok "also in JSON" ends lost_json
ok "lost events are told" told lost "$time - lost cpu=[0-9]+ count=[0-9]+\$"
is "$(sed -n 's/.* count=//p' lost | awk -v told="$(grep -c pipe_create lost)" \
	'{ sum += $1 } END { print sum + told }')" 1201 "none is missing from the count"
is "$(jq -s 'map(select(.event == "lost").count) + [map(select(.event == "pipe_create")) | length] | add' \
	lost_json)" 1201 "nor in JSON"

# Its own writes to a pipe that nobody reads make no events that it writes.
mkfifo out
tail -f /dev/null <out &
sleeper=$!
pipescope trace >out &
writer=$!
within 10 follows "$writer" || bail "a trace into a pipe begins"
follow others
for i in $(seq 500); do
	echo "$i" | cat >/dev/null
done
ok "it waits for its reader" within 20 test -d "$sysfs/writers/$writer" -o \
	"$(cut -d' ' -f1 "/proc/$writer/syscall")" != 1
kill "$writer"
within 20 grep -q 'State:.Z' "/proc/$writer/status" || kill -KILL "$writer"
ok "and ends well meanwhile" wait "$writer"
ok "as does the other one" ends others
kill "$sleeper"
is "$(grep -c "/$writer writer" others)" 0 "it never blocks in write(2)"

# ended PID: for ok and within. The shell may know of it, or not yet.
ended() {
	! grep -qs 'State:.[^Z]' "/proc/$1/status"
}

churn --operations 1000000000 --pauses 1 --workers 4 --soft 16384 --hard 0 >/dev/null 2>&1 &
churn_job=$!
for signal in INT TERM; do
	follow flood
	ok "events come without end ($signal)" within 20 told flood pipe_destroy
	sleep 2
	kill "-$signal" "$flood_trace"
	ok "SIG$signal ends it meanwhile" within 120 ended "$flood_trace"
	kill -KILL "$flood_trace" 2>/dev/null
	ok "and well ($signal)" wait "$flood_trace"
done
kill -KILL "$churn_job"
wait "$churn_job"

# shellcheck disable=SC2016 # for the inner shell
ok "a reader that has seen enough ends it" sh -c \
	'{ pipescope trace --events pipe_create; echo $? >status; } | head -n 1 >first &
	for i in 1 2 3 4 5 6 7 8 9 10; do echo | cat; sleep 1; done >/dev/null; wait; test "$(cat status)" = 0'

follow killed
follow survivor
kill -KILL "$killed_trace"
wait "$killed_trace"
is "$(traces | wc -l)" 2 "one that is killed leaves its instance"
follow next
is "$(traces)" "$(printf 'pipescope-trace-%s-0\n' "$survivor_trace" "$next_trace" | sort)" \
	"the next one removes it, and none that is in use"

ok "the module unloads while it is traced" rmmod pipescope
for name in survivor next; do
	eval "pid=\$${name}_trace"
	ok "the trace ends well ($name)" wait "$pid"
	is "$(cat "$name.log")" "pipescope: the module was unloaded" "it says why ($name)"
done
is "$(traces)" "" "nothing is left"

load
# refused MESSAGE OPTIONS...: a check.
refused() {
	refused_with=$1
	shift
	is "$(pipescope trace "$@" 2>&1 >/dev/null; echo $?)" "pipescope: $refused_with
1" "refused: $*"
}
refused "unknown event: pipe" --events pipe_create,pipe
refused "unknown event: " --events ''
refused "no event has all fields that the options refer to" --uid 1 --min-block 1
refused "no event has all fields that the options refer to" --min-block 1 --events pipe_create
is "$(puppet uid=1000 drop-capabilities '!sh=pipescope trace 2>/tmp/refusal'; cat /tmp/refusal)" \
	"pipescope: cannot trace in /sys/kernel/tracing: Permission denied" "who may not trace is told"
rmmod pipescope
done_testing
