# SPDX-License-Identifier: GPL-2.0-only
# pipescope watch over a serial line, with writers that really stall.
# vm: --null-modem --with tmux --timeout 300
# vm: --file /lib/terminfo/v/vt100 --file /usr/lib/locale/C.utf8/LC_CTYPE
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh
. /lib/terminal.sh

mkdir -p /dev/pts /etc/terminfo/v /usr/lib/locale/C.utf8
mount -t devpts devpts /dev/pts
mv /etc/vt100 /etc/terminfo/v
mv /etc/LC_CTYPE /usr/lib/locale/C.utf8
export LC_CTYPE=C.UTF-8 TMUX_TMPDIR=/tmp/work

# The far end of the line is a terminal, the near end is what it is used on.
near=/dev/ttyS2 far=/dev/ttyS3
for port in "$near" "$far"; do
	stty -F "$port" sane 115200 || bail "there is $port"
done
stty -F "$far" raw -echo
terminal_open 80 24 "stty raw -echo; cat $far & exec cat >$far"
before=$(stty -F "$near" -g)

# watch [OPTIONS]: starts it on the near end, which becomes its session's
# controlling terminal.
watch() {
	rm -f status
	clear_screen
	setsid sh -c "exec <$near >$near 2>errors; pipescope watch $*; echo \$? >status" &
}

# ended STATUS: for ok and within.
ended() {
	[ "$(cat status 2>/dev/null)" = "$1" ]
}

# ends_well CLAIM: a check.
ends_well() {
	ok "$1" within 20 ended 0
	is "$(stty -F "$near" -g)" "$before" "$1: the line is set as it was"
}

export TERM=vt100
load
# Nothing but a stalled writer wakes it.
watch --interval 3600
ok "the screen" within 20 screen_has "^> Stalled writers by TIME, descending"
ok "no writers yet" within 20 screen_has "^  none"
like "$(screen)" "^pipescope  0 stalled  0 blocked  [0-9]+ pipes  [0-9]+ pages" "the sums"
like "$(screen)" "^4026531836 init " "a namespace"
hangs exec exec
ok "a stalled writer wakes it" within 20 screen_has \
	"^$exec_pid +runc +[0-9.]+s +16 +16 +no sleeping in write"
ok "who should read is below it" within 20 screen_has \
	"^[^ ]+$exec_reader containerd-shim +sleeping in wait4"
ok "it is counted" within 20 screen_has "^pipescope  1 stalled  1 blocked"
hangs self self
ok "so does another" within 20 screen_has "^$self_pid +runc:\[2:INIT\] "
ok "who reads for itself" within 20 screen_has \
	"^[^ ]+$self_pid +runc:\[2:INIT\] +the writer itself"
ok "it has a namespace" within 20 screen_has "^$self_namespace +runc:\[2:INIT\] +1 +1 "
keys '>' '>' '>'
ok "keys arrive" within 20 screen_has "^> Stalled writers by SHRUNK, descending"
is "$(screen | grep -oE "^($exec_pid|$self_pid) " | paste -sd' ')" "$self_pid  $exec_pid " \
	"the shrunken pipe comes first"
stty -F "$near" rows 8 cols 40
ok "the line's window is smaller" within 20 screen_has "^q quit  Tab other list  < > sort by  r r( |\$)"
stty -F "$near" rows 24 cols 80
ok "and larger" within 20 screen_has "^q quit .* refresh\$"
kill -USR1 "$self_reader" "$exec_reader"
wait "$self_job" "$exec_job"
ok "they go as they came" within 20 screen_has "^  none"
keys q
ends_well "q ends it"
is "$(cat errors)" "" "it has nothing to say"

watch
ok "it begins again" within 20 screen_has "^> Stalled writers"
keys C-c
ends_well "control-C on the line ends it"
watch
ok "it begins once more" within 20 screen_has "^> Stalled writers"
kill -TERM "$(pidof pipescope)"
ends_well "SIGTERM ends it"
watch
ok "it begins for the last time" within 20 screen_has "^> Stalled writers"
ok "the module unloads while it is watched" rmmod pipescope
ends_well "the unloading ends it"
is "$(cat errors)" "pipescope: the module was unloaded" "it says why"
terminal kill-server
done_testing
