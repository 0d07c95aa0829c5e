# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# bash completion for pipescope(8). It parses --help, so it knows every command
# and option.

# The help of a command, or the list of commands.
_pipescope_help()
{
	"${COMP_WORDS[0]}" ${1:+"$1"} --help 2>/dev/null
}

# The first word of each line in the paragraph below the line that begins with $1.
_pipescope_paragraph()
{
	awk -v begin="$1" 'index($0, begin) == 1 { list = 1; next }
		/^$/ { list = 0 } list { print $1 }'
}

# The long options; before the command, those of the default one.
_pipescope_options()
{
	_pipescope_help "$1" | sed -nE 's/^ (-.,|   ) --([a-z-]+).*/--\2/p'
}

# The name of an option's argument: file, dir, list, ... Nothing if it takes none,
# or only after a "=".
_pipescope_argument()
{
	_pipescope_help "$1" | awk -v option="$2" '$1 == option || $1 == option "," ||
		$1 ~ /,$/ && $2 == option { print }' | sed -nE 's/^[^<]*--[a-z-]+ <([a-z]+)>.*/\1/p'
}

# Completes the last column of a list.
_pipescope_columns()
{
	local command=$1 cur=$2 prefix='' columns

	case $cur in
	*,*) prefix=${cur%,*}, ;;
	+*) prefix=+ ;;
	esac
	columns=$(_pipescope_help "$command" | _pipescope_paragraph Available)
	compopt -o nospace
	mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$columns" -- "${cur#"$prefix"}")
}

# The first word before the last one that is a command.
_pipescope_command()
{
	local word command

	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		for command in $1; do
			[ "$word" != "$command" ] || echo "$command"
		done
	done | head -n 1
}

_pipescope()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local commands command default argument=''

	COMPREPLY=()
	# readline splits --option=argument into three words.
	[ "$cur" != = ] || cur=''
	[ "$prev" != = ] || prev=${COMP_WORDS[COMP_CWORD - 2]}
	commands=$(_pipescope_help '' | _pipescope_paragraph Commands)
	command=$(_pipescope_command "$commands")
	default=${commands%%[[:space:]]*}
	case $prev in
	-*) argument=$(_pipescope_argument "${command:-$default}" "$prev") ;;
	esac
	case $argument in
	list)
		_pipescope_columns "${command:-$default}" "$cur"
		return
		;;
	dir | file)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen "-${argument:0:1}" -- "$cur")
		return
		;;
	?*)
		return
		;;
	esac
	case $cur in
	-*) mapfile -t COMPREPLY < <(compgen -W "$(_pipescope_options "${command:-$default}")" -- "$cur") ;;
	*) [ "$command" ] || mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur") ;;
	esac
}

complete -F _pipescope pipescope
