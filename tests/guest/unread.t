# SPDX-License-Identifier: GPL-2.0-only
# What nobody has read when a pipe goes is counted.
# shellcheck shell=sh
. /lib/churn.sh

load
echo 1 >"$tracing/events/pipescope/pipe_destroy/enable"
puppets p namespace pipe=3 write=1,1 write=3,10000 write=3,5 say=written wait \
	close=0,2 say=first wait close=2,1 say=half wait close=3,1 say=second wait \
	close=4,2 say=third wait
namespace=namespaces/$p_namespace
ok "the namespace appears" within 10 test -d "$sysfs/$namespace"
shows "$namespace/pipes_unread" 0 "data in an open pipe is not lost"
goes_on p first
shows "$namespace/pipes_unread" 1 "a pipe closed with a byte in it is counted"
shows "$namespace/unread_bytes" 1 "with its byte"
goes_on p half
shows "$namespace/pipes_unread" 1 "one whose reader is gone is still there"
goes_on p second
shows "$namespace/pipes_unread" 2 "when its writer goes it is counted"
shows "$namespace/unread_bytes" 10006 "with all that was written"
goes_on p third
shows "$namespace/pipes_unread" 2 "an empty pipe is not"
shows "$namespace/pipes_destroyed" 3
shows total/unread_bytes 10006 "the total has it"
trace=$(cat "$tracing/trace")
like "$trace" "pipe_destroy: namespace=$p_namespace pipe_id=[0-9]+ uid=0 slots=16 unread_bytes=10005\$" \
	"the trace has it"
kill -KILL "$p_pid"
wait "$p_job"
ok "the namespace goes" within 10 gone "$sysfs/$namespace"
shows total/pipes_unread 2 "the total keeps it"

puppets f namespace uid=1000 fifo=/tmp/fifo write=0,4097 say=written wait close=0 say=gone wait
ok "the next namespace appears" within 10 test -d "$sysfs/namespaces/$f_namespace"
goes_on f gone
shows "namespaces/$f_namespace/unread_bytes" 4097 "a FIFO closed by all loses its data, too"
kill -KILL "$f_pid"
wait "$f_job"
rmmod pipescope
done_testing
