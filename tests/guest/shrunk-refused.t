# SPDX-License-Identifier: GPL-2.0-only
# Over the soft limit pipes are made small, over the hard limit not at all.
# shellcheck shell=sh
. /lib/churn.sh

echo 64 >/proc/sys/fs/pipe-user-pages-soft
echo 70 >/proc/sys/fs/pipe-user-pages-hard
load
echo 1 >"$tracing/events/pipescope/enable"
puppets p namespace uid=1000 pipe=4 say=full wait pipe=3 say=shrunk wait \
	'!pipe' '!pipe' say=refused wait '!resize=0,1048576' say=kept wait
namespace=namespaces/$p_namespace
ok "the namespace appears" within 10 test -d "$sysfs/$namespace/users/1000"
shows "$namespace/pages" 64 "four pipes reach the soft limit"
shows "$namespace/pipes_shrunk" 0 "none of them is shrunk"
goes_on p shrunk
shows "$namespace/pipes_shrunk" 3 "three over it are"
shows "$namespace/pages" 70 "with 2 pages each"
goes_on p refused
shows "$namespace/pipes_refused" 2 "over the hard limit two are refused"
shows "$namespace/pipes" 7 "and not there"
shows "$namespace/pages" 70
goes_on p kept
shows "$namespace/pages" 70 "an enlargement that is refused changes nothing"
shows users/1000/pages_kernel 70 "as the kernel counts"
shows total/pipes_refused 2
shows total/pipes_shrunk 3
trace=$(cat "$tracing/trace")
is "$(echo "$trace" | grep -c "pipe_refuse: namespace=$p_namespace uid=1000\$")" 2 \
	"the trace has both that were refused"
is "$(echo "$trace" | grep -c "pipe_create: namespace=$p_namespace .*slots=2 shrunk=1\$")" 3 \
	"and the three that were shrunk"
is "$(echo "$trace" | grep -c "pipe_create: namespace=$p_namespace .*slots=16 shrunk=0\$")" 4 \
	"and the four that were not"

puppets other namespace uid=1001 pipe=2 say=made wait
ok "another's namespace appears" within 10 test -d "$sysfs/namespaces/$other_namespace"
shows "namespaces/$other_namespace/pipes_shrunk" 0 "another user has limits of its own"
puppets root namespace pipe=6 say=made wait
ok "root's namespace appears" within 10 test -d "$sysfs/namespaces/$root_namespace"
shows "namespaces/$root_namespace/pipes_shrunk" 0 "root has none"
sizes=/proc/sys/fs/pipe-max-size
maximum=$(cat $sizes)
echo 16384 >$sizes
puppets small namespace uid=1002 pipe=2 say=made wait
ok "one's with small pipes appears" within 10 is_value "namespaces/$small_namespace/pages" 8
shows "namespaces/$small_namespace/pipes_shrunk" 0 "what fs.pipe-max-size makes small is not shrunk"
echo "$maximum" >$sizes
kill -KILL "$p_pid" "$other_pid" "$root_pid" "$small_pid"
wait
ok "the first namespace goes" within 10 gone "$sysfs/$namespace"
shows total/pipes_refused 2 "the total keeps what was refused"
shows total/pipes_shrunk 3 "and what was shrunk"
rmmod pipescope
done_testing
