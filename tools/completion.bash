# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# bash completion for pipescope(8)

# The columns of a command, as its help lists them.
_pipescope_columns()
{
	"${COMP_WORDS[0]}" "${1:-namespaces}" --help 2>/dev/null |
		awk '/^Available/ { list = 1; next } /^$/ { list = 0 } list { print $1 }'
}

# The list given to --output: what is before the last comma stays.
_pipescope_output()
{
	local command=$1 cur=$2 prefix='' columns

	case $cur in
	*,*) prefix=${cur%,*}, ;;
	+*) prefix=+ ;;
	esac
	columns=$(_pipescope_columns "$command")
	compopt -o nospace
	mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$columns" -- "${cur#"$prefix"}")
}

_pipescope()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local word command=''

	for word in "${COMP_WORDS[@]:1}"; do
		case $word in
		namespaces | users | writers) command=$word ;;
		esac
	done
	COMPREPLY=()
	case $prev in
	-o | --output)
		_pipescope_output "$command" "$cur"
		return
		;;
	--sysroot)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -d -- "$cur")
		return
		;;
	esac
	case $cur in
	-*)
		mapfile -t COMPREPLY < <(compgen -W "--json --noheadings --output
			--output-all --raw --sysroot --help --version" -- "$cur")
		;;
	*)
		if [ -z "$command" ] || [ "$command" = "$cur" ]; then
			mapfile -t COMPREPLY < <(compgen -W "namespaces users writers" -- "$cur")
		fi
		;;
	esac
}

complete -F _pipescope pipescope
