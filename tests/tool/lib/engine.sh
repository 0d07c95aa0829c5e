# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
#
# Sourced by every *.t here. PIPESCOPE names another build of the tool.

here=$(cd "$(dirname "$0")" && pwd)
lib=$here/lib
top=$(cd "$here/../.." && pwd)
PIPESCOPE=${PIPESCOPE:-$top/build/pipescope}
# Branches and names are compared to the byte.
export LC_ALL=C.UTF-8

count=0
failed=0

if [ ! -x "$PIPESCOPE" ]; then
	echo "Bail out! $PIPESCOPE is missing: run 'make tools' first"
	exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Some tests run the tool as another user.
chmod 755 "$work"

# unpack TREE: makes the recorded tree, sets $tree to its directory
unpack()
{
	tree=$work/$1
	mkdir "$tree"
	"$lib/unpack" "$tree" <"$here/trees/$1.tree"
}

# unprivileged COMMAND: prints what runs it as another user than root
unprivileged()
{
	if [ "$(id -u)" -eq 0 ]; then
		echo "setpriv --reuid 65534 --regid 65534 --clear-groups $1"
	else
		echo "$1"
	fi
}

# privately OPTION...: reruns the whole test as root in a new mount namespace, and in
# the other namespaces that unshare's options name; $outer_uid is the caller's uid
privately()
{
	[ ! "${outer_uid:-}" ] || return 0
	outer_uid=$(id -u)
	export outer_uid
	[ "$outer_uid" -eq 0 ] || set -- "$@" --map-root-user
	if ! unshare --mount "$@" mount --bind "$work" /sys 2>"$work/why"; then
		echo "1..0 # SKIP cannot mount privately: $(cat "$work/why")"
		exit 0
	fi
	unshare --mount "$@" "$0"
	exit
}

# result NAME STATUS: reports one test, shows $work/why if it failed
result()
{
	count=$((count + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $count - $1"
	else
		failed=$((failed + 1))
		echo "not ok $count - $1"
		sed 's/^/# /' "$work/why"
	fi
}

# check NAME COMMAND STATUS EXPECTED: runs the command; its exit status and output
# must be as expected. EXPECTED is the text, or @FILE in expected/.
check()
{
	sh -c "$2" >"$work/got" 2>&1
	status=$?
	case $4 in
	@*) cp "$here/expected/${4#@}" "$work/want" ;;
	'') : >"$work/want" ;;
	*) printf '%s\n' "$4" >"$work/want" ;;
	esac
	diff -u "$work/want" "$work/got" >"$work/why"
	rc=$?
	if [ "$status" -ne "$3" ]; then
		echo "status $status, not $3" >>"$work/why"
		rc=1
	fi
	result "$1" "$rc"
}

# eventually COMMAND...: retries until it succeeds, for half a minute at most
eventually()
{
	tries=0
	until "$@"; do
		[ "$tries" -lt 300 ] || return 1
		tries=$((tries + 1))
		sleep 0.1
	done
}

# finish: the plan comes last, so that an aborted script shows
finish()
{
	echo "1..$count"
	exit "$((failed != 0))"
}
