# SPDX-License-Identifier: GPL-2.0-only
# Who may read what, and who may control.
# shellcheck shell=sh
. /lib/churn.sh

refusal='Operation not permitted|Permission denied'
controls="armed stall_threshold_ms"

# tries STEPS COMMAND: COMMAND's output and errors, by a process that has taken
# the steps.
tries() {
	# shellcheck disable=SC2086 # a list of words
	puppet $1 "sh=$2" 2>&1
}

# may STEPS FILE NAME: can read it.
may() {
	like "$(tries "$1" "cat $sysfs/$2")" '^[0-9 ]+$' "$3 $2"
}

# may_not STEPS FILE NAME: is denied, and sees nothing.
may_not() {
	denied=$(tries "$1" "cat $sysfs/$2")
	like "$denied" "^cat: .*($refusal)" "$3 $2"
	unlike "$denied" '^[0-9]' "and sees nothing of it"
}

# may_not_control STEPS WHO
may_not_control() {
	for control in $controls; do
		before=$(value "$control")
		like "$(tries "$1" "echo 0 >$sysfs/$control")" \
			"^sh: .*($refusal)" "$2 cannot write $control"
		is "$(value "$control")" "$before" "which stays as it was"
	done
}

# may_not_see_writers STEPS WHO
may_not_see_writers() {
	for file in pid comm fd pipe_id blocked_usec; do
		may_not "$1" "writers/$exec_pid/$file" "$2 cannot read"
	done
	tries "$1" "cat $sysfs/writers/*/*" >all
	unlike "$(cat all)" '^[0-9]|runc' "nor any other file there"
}

initial=$(stat -Lc %i /proc/self/ns/pid)
load
puppets other namespace uid=1001 pipe=2 say=made wait
hangs exec exec
ok "a namespace is there" within 10 test -d "$sysfs/namespaces/$other_namespace/users/1001"
ok "and a stalled writer" within 10 test -d "$sysfs/writers/$exec_pid"

# Its own namespace's numbers only, and no namespace has less than its own pipe.
inside='namespace uid=1000 pipe'
like "$(tries "$inside" "sleep 1; cat $sysfs/namespaces/\$(stat -Lc %i /proc/self/ns/pid)/pipes")" \
	'^[1-9]' "in a child namespace a reader sees its own numbers"
like "$(tries 'namespace uid=1000 pipe namespace pipe' \
	"sleep 1; cat $sysfs/namespaces/\$(stat -Lc %i /proc/self/ns/pid)/users/1000/pages")" \
	"^puppet: clone: ($refusal)" "an unprivileged one cannot make another"
for file in pipes pages pipes_created block_histogram users/1001/pages; do
	may_not "$inside" "namespaces/$other_namespace/$file" "it cannot read"
done
may_not "$inside" "namespaces/$initial/pipes" "it cannot read"
may_not "$inside" total/pipes "it cannot read"
may_not "$inside" users/1001/pages_kernel "it cannot read"
may "$inside" stalled "it can read"
may_not_see_writers "$inside" "it"
may_not_control "$inside" "it"

host='uid=1000'
may "$host" "namespaces/$other_namespace/pipes" "on the host a user can read"
may "$host" total/pipes "and"
may "$host" users/1001/pages_kernel "and"
may_not_see_writers "$host" "such a user"
may_not_control "$host" "such a user"

contained='uid=1000 user-namespace namespace pipe'
like "$(tries "$contained" "id -u")" '^0$' "in a user namespace somebody is root"
like "$(tries "$contained" "sleep 1; cat $sysfs/namespaces/\$(stat -Lc %i /proc/self/ns/pid)/pipes")" \
	'^[1-9]' "who sees the numbers of the own namespace"
may_not "$contained" "namespaces/$other_namespace/pipes" "but cannot read"
may_not "$contained" total/pages "nor"
may_not_see_writers "$contained" "such a root"
may_not_control "$contained" "such a root"

mapped='user-namespace'
may_not_see_writers "$mapped" "root itself, in a user namespace,"
may_not_control "$mapped" "root itself, in a user namespace,"

stripped='drop-capabilities'
may "$stripped" total/pipes "root without capabilities can read"
may_not_see_writers "$stripped" "root without capabilities"
may_not_control "$stripped" "root without capabilities"

privileged='namespace'
may "$privileged" "namespaces/$other_namespace/pipes" "root with them can read, also in a namespace,"
may "$privileged" total/pages "and"
may "$privileged" "writers/$exec_pid/fd" "and"
tries "$privileged" "echo 2000 >$sysfs/stall_threshold_ms"
shows stall_threshold_ms 2000 "and control"

kill -KILL "$other_pid"
kill -USR1 "$exec_reader"
wait
ok "the module unloads" rmmod pipescope
done_testing
