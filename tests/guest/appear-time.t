# SPDX-License-Identifier: GPL-2.0-only
# A namespace appears within 200 ms of its first pipe, and goes within seconds
# of its end. The guest's time counts its instructions, so that the machine's
# load is no part of it.
# vm: --icount
# shellcheck shell=sh disable=SC2154 # the facts of a puppet are set by eval
. /lib/churn.sh

# await TEXT COMMAND...: puts TEXT among the events as soon as COMMAND succeeds.
await() {
	awaited=$1
	shift
	until "$@"; do
		:
	done
	echo "$awaited" >"$tracing/trace_marker"
}

# usec REGEX: when the first event that matches was, in microseconds. In the
# guest's first second a zero in front would make the number an octal one.
usec() {
	grep -E "$1" "$tracing/trace" |
		sed -n '1{s/.* \([0-9]*\)\.\([0-9]*\): .*/\1\2/;s/^0*//;p;}'
}

# there_are N: for await; directories of namespaces.
there_are() {
	set -- "$1" "$sysfs"/namespaces/*
	[ $# -eq $(($1 + 1)) ]
}

load
ok "our own namespace is there" within 10 there_are 1
echo 1 >"$tracing/events/pipescope/pipe_create/enable"
echo 1 >"$tracing/events/pipescope/pipe_destroy/enable"
puppet namespace uid=1000 pipe say=made wait >p &
await appeared there_are 2
grep -o 'pid=.*' p | tr ' ' '\n' | sed 's/^/p_/' >facts
eval "$(cat facts)"
delay=$(($(usec 'tracing_mark_write: appeared') - $(usec "pipe_create: namespace=$p_namespace ")))
cmp_ok "$delay" -ge 0 "its directory appears after the pipe"
cmp_ok "$delay" -le 200000 "within 200 ms ($delay us)"

kill -KILL "$p_pid"
await gone there_are 1
delay=$(($(usec 'tracing_mark_write: gone') - $(usec "pipe_destroy: namespace=$p_namespace ")))
cmp_ok "$delay" -le 3000000 "it goes within 3 s of its last pipe ($delay us)"
rmmod pipescope
done_testing
