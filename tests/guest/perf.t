# SPDX-License-Identifier: GPL-2.0-only
# perf record captures the tracepoints and perf script decodes them.
# vm: --with perf --mem 1G
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

# What perf records: two hangs, released.
cat >workload.sh <<'EOT'
. /lib/pipescope.sh
hangs self self
hangs exec exec
within 10 is_value stalled 2
kill -USR1 "$self_reader" "$exec_reader"
wait "$self_job" "$exec_job"
EOT

load
ok "perf records" perf record -q -a -e 'pipescope:*' -o perf.data sh workload.sh
facts self
facts exec
perf script -i perf.data -F comm,tid,event,trace >events 2>events.log
ok "perf script decodes" test -s events
diag "$(wc -l <events) events, $(wc -l <events.log) lines of complaints"

# event NAME REGEX: the last one that matches.
event() {
	grep -E "pipescope:$1: $2( |\$)" events | tail -n 1
}

# unblock TID: not that of a short wait, when the reader is slow.
unblock() {
	event writer_unblock "tid=$1 .* blocked_usec=[0-9]{7,}"
}

like "$(event pipe_create "namespace=$self_namespace pipe_id=[0-9]+ uid=1000")" \
	'slots=2 shrunk=1$' "the creation of the shrunken pipe"
for hang in self exec; do
	eval "tid=\$${hang}_pid namespace=\$${hang}_namespace inode=\$${hang}_inode fd=\$${hang}_fd slots=\$${hang}_slots"
	where="tid=$tid namespace=$namespace pipe_namespace=$namespace pipe_id=[0-9]+ inode=$inode fd=$fd operation=write slots=$slots"
	like "$(event writer_block "tid=$tid.*")" "$where slots_used=$slots blocked_usec=0\$" \
		"the block of $hang"
	like "$(event writer_stall "tid=$tid.*")" \
		"$where slots_used=$slots blocked_usec=[0-9]{7,}\$" "the stall of $hang"
	like "$(unblock "$tid")" \
		"$where slots_used=[0-9]+ blocked_usec=[0-9]{7,} end=(room|signal)\$" \
		"the unblock of $hang"
done
like "$(unblock "$self_pid")" 'end=signal$' "the writer to itself was interrupted"
like "$(unblock "$exec_pid")" 'end=room$' "the writer to the shim got room"
like "$(event pipe_destroy "namespace=$self_namespace.*")" 'unread_bytes=' \
	"the end of a pipe"
rmmod pipescope
done_testing
