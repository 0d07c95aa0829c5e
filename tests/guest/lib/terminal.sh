# SPDX-License-Identifier: GPL-2.0-only
# A terminal whose screen tests can read, on this machine and in guests: tmux, on
# its own socket in $TMUX_TMPDIR.
# shellcheck shell=sh

terminal() {
	tmux -L pipescope "$@"
}

# terminal_open COLUMNS ROWS [COMMAND]: runs a command, or a shell.
terminal_open() {
	terminal_columns=$1 terminal_rows=$2
	shift 2
	terminal -f /dev/null new-session -d -x "$terminal_columns" -y "$terminal_rows" "$@"
}

# screen: prints the text on it.
screen() {
	terminal capture-pane -p
}

# type TEXT: into the terminal, with Enter.
type_line() {
	terminal send-keys -l "$1"
	terminal send-keys Enter
}

# keys KEY...: as tmux names them.
keys() {
	terminal send-keys "$@"
}

# clear_screen: resets the terminal
clear_screen() {
	terminal send-keys -R
}

# screen_has REGEX: for ok and within.
screen_has() {
	screen | grep -Eq -- "$1"
}

# screen_lacks REGEX: likewise.
screen_lacks() {
	! screen_has "$1"
}

# resize COLUMNS ROWS
resize() {
	terminal resize-window -x "$1" -y "$2"
}
