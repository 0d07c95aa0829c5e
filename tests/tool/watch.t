#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# pipescope watch on a terminal, with recorded trees. What wakes it needs the
# module: tests/guest/watch.t.
# shellcheck disable=SC2317 # functions that ok calls

. "$(dirname "$0")/lib/engine.sh"
. "$top/tests/guest/lib/terminal.sh"
unpack hangs
name=$(basename "$PIPESCOPE")
module=$tree/sys/kernel/pipescope
export TMUX_TMPDIR="$work" TMUX='' ENV=''
trap 'terminal kill-server; rm -rf "$work"' EXIT

# ok NAME COMMAND...: the command succeeds, eventually
ok()
{
	claim=$1
	shift
	eventually "$@" >"$work/out" 2>&1
	rc=$?
	{
		echo "$*"
		cat "$work/out"
		screen
	} >"$work/why"
	result "$claim" "$rc"
}

# shows TEXT: the screen is just that, but for empty rows at its end
shows()
{
	screen | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' | diff -u - "$here/expected/$1"
}

# few BYTES: no more was sent since then
few()
{
	[ "$(wc -c <"$work/sent")" -le "$1" ]
}

# order REGEX WORDS: what is first in the rows that match
order()
{
	[ "$(screen | grep -E "$1" | awk '{ print $1 }' | xargs)" = "$2" ]
}

# ended STATUS: the shell says how the command ended, on a terminal in order
ended()
{
	screen_has "status $1\$" &&
		[ "$(terminal display-message -p '#{cursor_flag}#{alternate_on}#{keypad_flag}')" = 100 ]
}

# watch: starts it
watch()
{
	type_line "clear; sh -c 'echo \$\$ >$work/pid; LC_ALL=C.UTF-8 exec $PIPESCOPE watch --sysroot $tree'; echo status \$?"
}

writers='^(5200|4242|3155|5400|6007|7001) '
namespaces='^40265'

terminal_open 100 26 sh
type_line "stty -g >$work/before"
type_line "export TERM=screen"
watch
ok "the screen" shows watch.txt

# Nothing but the change itself is sent.
terminal pipe-pane -o "cat >$work/sent"
echo 7777 >"$module/namespaces/4026531836/pages"
ok "a change shows without a key" screen_has "^4026531836 .* 212 +7777 "
terminal pipe-pane
ok "and costs a serial line few bytes" few 40
echo 7401 >"$module/namespaces/4026531836/pages"
ok "and back" shows watch.txt

keys '>'
ok "by the next column, in numbers" screen_has "^> Stalled writers by USED, descending"
ok "the most slots first" order "$writers" "5200 3155 6007 4242 7001 5400"
ok "those that read stay with their writer" screen_has "^└─3100 containerd-shim"
keys r
ok "the other way round" order "$writers" "5400 7001 4242 5200 3155 6007"
keys '<' '<'
ok "by the column before, in letters" order "$writers" "5200 7001 5400 4242 3155 6007"
keys '<' '<'
ok "before the first column is the last" screen_has "by BYTES, ascending"
keys '>' '>' '>' r
ok "back to the times" order "$writers" "5200 4242 3155 5400 6007 7001"
keys Tab '>' '>'
ok "the other list" screen_has "^> Namespaces by PIPES, descending"
ok "has an order of its own" order "$namespaces" "4026532456 4026531836 4026532567"
keys '<' '<' Tab

keys Right
ok "shifted to the side" screen_has "^ogger +5h07m "
keys Left Left
ok "and back" shows watch.txt
resize 50 9
ok "a small window has what fits" shows watch-small.txt
keys Down Down
ok "rows scroll" screen_has "^> .* 3-3/12"
keys NPage
ok "by pages" screen_has "4-4/12 "
keys End
ok "to the end" screen_has "12-12/12"
keys Down
ok "and not beyond" screen_has "12-12/12"
keys Home
ok "to the beginning" screen_has "1-1/12"
for size in "1 1" "2 3" "79 2" "5 200" "300 4"; do
	# shellcheck disable=SC2086 # two words
	resize $size
	ok "a window of $size" screen_has "^(p|$)"
done
resize 200 26
ok "a large window has more" screen_has "^5200 .* 4026531836 write +4 +777 +4324"
resize 100 26
ok "all is as it was" shows watch.txt

keys q
ok "q ends it" ended 0

for signal in INT TERM HUP QUIT; do
	watch
	ok "it runs (before SIG$signal)" screen_has "^> Stalled writers"
	kill "-$signal" "$(cat "$work/pid")"
	ok "SIG$signal ends it well" ended 0
done
watch
ok "it runs once more" screen_has "^> Stalled writers"
keys C-z
ok "control-Z stops it" screen_has "Stopped|Suspended"
type_line "stty -g >$work/meanwhile"
ok "with the terminal in order" cmp "$work/before" "$work/meanwhile"
type_line fg
ok "and it goes on" shows watch.txt
keys C-c
# shellcheck disable=SC2016 # for the other shell
type_line 'echo status $?'
ok "control-C ends it well" ended 0
type_line "stty -g >$work/after"
ok "the terminal is set as it was" cmp "$work/before" "$work/after"

watch
ok "it runs again" screen_has "^> Stalled writers"
mv "$module/writers" "$work/away"
ok "an error ends it" ended 1
ok "and is told on a terminal in order" screen_has \
	"^$name: cannot list /sys/kernel/pipescope/writers: No such file or directory"
mv "$work/away" "$module/writers"
watch
ok "it runs yet again" screen_has "^> Stalled writers"
mv "$module/abi" "$work/away"
ok "the module's unloading ends it well" ended 0
ok "and is told" screen_has "^$name: the module was unloaded"
mv "$work/away" "$module/abi"
type_line "stty -g >$work/after"
ok "the terminal is as it was after that" cmp "$work/before" "$work/after"

for type in vt100 vt220 linux xterm; do
	type_line "export TERM=$type"
	watch
	ok "the same on $type" shows watch.txt
	keys q
	ok "and it ends ($type)" screen_has "^status 0"
done

# refused TERM MESSAGE
refused()
{
	type_line "TERM=$1"
	watch
	ok "refused: TERM=$1" ended 1
	ok "with the reason (TERM=$1)" screen_has "^$name: $2"
}

resize 160 26
refused dumb "terminal type dumb cannot show a screen: use 'pipescope writers'"
refused none-such "terminal type none-such is unknown: set TERM to another one, such as vt100"
refused "" "the terminal type is unknown: TERM is not set"
type_line "TERM=screen"
for redirection in "</dev/null" "| cat"; do
	# The message before was the same.
	clear_screen
	type_line "clear; $PIPESCOPE watch --sysroot $tree $redirection"
	ok "refused: $redirection" screen_has \
		"^$name: watch needs a terminal; 'pipescope writers' does not"
done
check "no valid interval" "$PIPESCOPE watch --interval 1.5" 1 \
	"$name: not a valid number for --interval: 1.5"
check "too short an interval" "$PIPESCOPE watch -i 0" 1 \
	"$name: --interval must be at least 1"

# restless SLOW SECONDS: lets it run where stalled writers come and go without
# end, and links take so many microseconds to read.
restless()
{
	: >"$work/polls"
	: >"$work/looks"
	type_line "clear; POLLS=$work/polls LOOKS=$work/looks SLOW=$1 \
		ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$work/restless.so \
		$PIPESCOPE watch --sysroot $tree; echo status \$?"
	ok "it runs among changes ($1)" test -s "$work/polls"
	sleep "$2"
	keys q
	ok "and ends ($1)" ended 0
}

# between LEAST FILE MOST: of calls
between()
{
	calls=$(wc -c <"$work/$2")
	echo "$calls calls" >"$work/why"
	[ "$calls" -ge "$1" ] && [ "$calls" -le "$3" ]
}

for library in restless vanish; do
	if ! ${CC:-cc} -D_GNU_SOURCE -Wall -Wextra -shared -fPIC \
		-o "$work/$library.so" "$lib/$library.c"; then
		echo "Bail out! $library.c does not compile"
		exit 1
	fi
done
restless 0 3
between 5 looks 30
result "changes show a few times a second" $?
between 5 polls 80
result "and do not keep it busy" $?
restless 10000 5
between 0 looks 5
result "where reading takes long it has a rest" $?

# Gone when the first list is read, not before.
mv "$module/writers" "$work/away"
type_line "clear; ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD=$work/vanish.so \
	VANISH=abi $PIPESCOPE watch --sysroot $tree; echo status \$?"
ok "the module's unloading while it is read ends it well" ended 0
ok "and is told, too" screen_has "^$name: the module was unloaded"
mv "$work/away" "$module/writers"

unpack names
echo 1 >"$tree/sys/kernel/pipescope/stalled"
watch
ok "names are escaped" screen_has '^100 +a\\x0a\\x1b\[2J"\\é\\xff +1.0s'
ok "also others'" screen_has '^└─200 x\\x0a\\x0a"\],}\\\\x0d\\xfe\\x09 '
keys q
ok "and do nothing to the screen" ended 0
type_line "clear; LC_ALL=C $PIPESCOPE watch --sysroot $tree"
ok "without UTF-8 there are other branches" screen_has '^`-200 x'
keys q
# shellcheck disable=SC2115 # it is set
rm -r "$tree/sys/kernel/pipescope/writers/"*
watch
ok "no writers" screen_has "^  none"
keys q
ok "is not the end" ended 0
finish
