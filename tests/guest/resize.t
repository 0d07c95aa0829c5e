# SPDX-License-Identifier: GPL-2.0-only
# The pages follow F_SETPIPE_SZ; a change that was missed is put right.
# shellcheck shell=sh
. /lib/churn.sh

# Probes where functions begin are made by it.
ftrace=/proc/sys/kernel/ftrace_enabled

load
echo 1 >"$tracing/events/pipescope/pipe_resize/enable"
puppets p namespace uid=1000 pipe say=made wait resize=0,1048576 say=large wait \
	write=1,8192 '!resize=0,4096' say=refused wait read=0,8192 resize=0,4096 \
	say=small wait resize=0,131072 say=missed wait close=0,2 say=closed wait
namespace=namespaces/$p_namespace
ok "the namespace appears" within 10 test -d "$sysfs/$namespace/users/1000"
shows "$namespace/pages" 16 "a new pipe has 16 pages"
goes_on p large
shows "$namespace/pages" 256 "enlarged to a megabyte it has 256"
shows users/1000/pages 256 "so has its user"
shows users/1000/pages_kernel 256 "as the kernel counts"
goes_on p refused
shows "$namespace/pages" 256 "a reduction below what it holds is refused, and changes nothing"
goes_on p small
shows "$namespace/pages" 1 "made as small as can be it has 1"
shows "$namespace/users/1000/pages" 1 "which is the user's in this namespace, too"
shows users/1000/pages_kernel 1 "as the kernel counts"
shows "$namespace/pages_peak" 256 "the peak is kept"
shows "$namespace/pipes" 1 "it is still one pipe"
trace=$(cat "$tracing/trace")
like "$trace" "pipe_resize: namespace=$p_namespace pipe_id=[0-9]+ uid=1000 slots=256 old_slots=16\$" \
	"the enlargement is traced"
like "$trace" "pipe_resize: namespace=$p_namespace pipe_id=[0-9]+ uid=1000 slots=1 old_slots=256\$" \
	"so is the reduction"
shows health/corrected_pipes 0 "nothing had to be corrected"

echo 0 >$ftrace
goes_on p missed
echo 1 >$ftrace
goes_on p closed
ok "a change that no probe saw is put right when the pipe goes" \
	within 10 is_value "$namespace/pages" 0
# Ends of pipes go unseen meanwhile, too, of which the script has some.
cmp_ok "$(value health/corrected_pipes)" -ge 1 "and counted"
ok "nothing is left of the user's pages" within 10 is_equal 1000
shows health/untracked_pipes 0
kill -KILL "$p_pid"
wait "$p_job"

puppets q namespace uid=1000 pipe=3 resize=2,1048576 say=made wait close=0,6 say=closed wait
ok "the next namespace appears" within 10 test -d "$sysfs/namespaces/$q_namespace/users/1000"
shows "namespaces/$q_namespace/pages" $((16 + 256 + 16)) "a new size counts in its sum"
goes_on q closed
shows "namespaces/$q_namespace/pages" 0 "and is given back whole"
kill -KILL "$q_pid"
wait "$q_job"
ok "the module unloads" rmmod pipescope
done_testing
