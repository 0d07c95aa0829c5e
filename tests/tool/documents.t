#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What comes with the tool: its man page and completion, their installation, and
# the documents' references.

. "$(dirname "$0")/lib/engine.sh"
page=$top/tools/pipescope.8
complete="$lib/complete $PIPESCOPE"

check "the man page is well-formed" "mandoc -Tlint -W warning $page" 0 ""
commands=$("$PIPESCOPE" --help | awk '/^Commands:/ { list = 1; next }
	/^$/ { list = 0 } list { print $1 }' | xargs)

# options COMMAND: those that its help names
options()
{
	"$PIPESCOPE" "$1" --help | sed -nE 's/^ (-.,|   ) --([a-z-]+).*/--\2/p'
}

# sections COMMAND: what the man page says of it alone, and of all like it
sections()
{
	awk -v command="$1" -v list="$("$PIPESCOPE" "$1" --help | grep -c ^Available)" '
		/^\.S[hs]/ {
			shown = $2 == "DESCRIPTION" || $2 == command ||
				list && $2 == "Lists"
		}
		shown' "$page"
}

# columns COMMAND: those that its help names
columns()
{
	"$PIPESCOPE" "$1" --help | awk '/^Available/ { list = 1; next }
		/^$/ { list = 0 } list { print $1 }'
}

# undocumented COMMAND: its options and columns that the man page lacks
undocumented()
{
	sections "$1" >"$work/sections"
	grep -qx -e "\\.Ss $1" "$work/sections" || echo "$1"
	for option in $(options "$1"); do
		grep -Eq -e "^\\.It Fl (. , )?-${option#--}( |\$)" "$work/sections" ||
			echo "$option"
	done
	for column in $(columns "$1"); do
		grep -Eq -e "^\\.It Cm (.* , )?$column( ,|\$)" "$work/sections" ||
			echo "$column"
	done
}

# incomplete COMMAND: its options that are not completed
incomplete()
{
	for option in $(options "$1"); do
		$complete "$1" "$option" | grep -qwF -e "$option" || echo "$option"
	done
}

for command in $commands; do
	undocumented "$command" >"$work/missing"
	check "the man page names the options and columns of $command" \
		"cat $work/missing" 0 ""
	incomplete "$command" >"$work/missing"
	check "all options of $command complete" "cat $work/missing" 0 ""
	check "$command has options" \
		"$complete $command -- | grep -cw -e --sysroot" 0 1
done
check "the man page's synopsis names all commands" \
	"for command in $commands; do
		sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESC/p' $page |
			grep -qw \$command || echo \$command
	done" 0 ""

# synopsis COMMAND: its usage there, in one line
synopsis()
{
	awk '/^\.Sh/ { shown = $2 == "SYNOPSIS" } /^\.Nm/ && shown { print "" }
		shown { printf "%s ", $0 }' "$page" |
		grep -Ew "Cm ([a-z| ]+ )?$1 "
}

# unmentioned COMMAND: its options that the synopsis lacks
unmentioned()
{
	letters=$(synopsis "$1" | grep -oE 'Fl [A-Za-z]+' | sed 's/Fl //' | tr -d '\n')
	"$PIPESCOPE" "$1" --help | sed -nE 's/^ (-(.),|   ) --([a-z-]+).*/\2:\3/p' |
		while IFS=: read -r letter long; do
			case $1:$long in
			*:help | *:version) continue ;;
			# There is nothing to read but this machine.
			relieve:sysroot | doctor:sysroot | trace:sysroot) continue ;;
			esac
			synopsis "$1" | grep -qe "Fl -$long " ||
				echo "$letter" | grep -q "^[${letters:-none}]\$" ||
				echo "$long"
		done
}

for command in $commands; do
	unmentioned "$command" >"$work/missing"
	check "the man page's synopsis has all options of $command" \
		"cat $work/missing" 0 ""
done

check "completion of commands" "$complete ''" 0 "$commands"
check "completion of part of a command" "$complete us" 0 users
check "no second command" "$complete users ''" 0 ""
check "completion of options" "$complete users --out" 0 "--output --output-all"
check "completion without a command" "$complete --out" 0 "--output --output-all"
check "completion of a directory" "cd $top && $complete users --sysroot tool" 0 tools
check "completion of columns" "$complete writers -o SLO" 0 SLOTS
check "completion of a further column" "$complete users -o +UID,PA" 0 \
	"+UID,PAGES"
check "columns of the default list" "$complete -o HIST" 0 HISTOGRAM

check "installation and removal leave nothing" \
	"for target in install uninstall; do
		make -s -C $top/tools O=$work/build DESTDIR=$work/root \
			PREFIX=/usr VERSION=0 \$target || exit 1
		find $work/root -type f | sed 's,^$work/root,,' | sort
	done" 0 "/usr/sbin/pipescope
/usr/share/bash-completion/completions/pipescope
/usr/share/man/man8/pipescope.8"

# anchors FILE: what its headings can be linked by
anchors()
{
	sed -n 's/^##* //p' "$1" | tr 'A-Z ' 'a-z-' | tr -cd 'a-z0-9_\n-'
}

# dangling DOCUMENT: its links, and the files that it names, that lead nowhere
dangling()
{
	grep -oE '\]\([^)]+\)' "$1" | sed 's/^](//; s/)$//' | while IFS='#' read -r file anchor; do
		file=$(dirname "$1")/${file:-$(basename "$1")}
		[ ! "$anchor" ] || anchors "$file" | grep -qxe "$anchor" || echo "$file#$anchor"
		[ -e "$file" ] || echo "$file"
	done
	# shellcheck disable=SC2016 # these are Markdown's
	grep -oE '`((module|tools|tests|docs|debian|scripts)/|[A-Z]+\.md)[^` ]*`' "$1" | tr -d '`' |
		while read -r file; do
			# shellcheck disable=SC2086 # it may be a pattern
			ls -d $file >"$work/found" 2>&1 || echo "$file"
		done
}

cd "$top" || exit
for document in *.md docs/*.md; do
	dangling "$document" >"$work/missing"
	check "what $document refers to is there" "cat $work/missing" 0 ""
done
finish
