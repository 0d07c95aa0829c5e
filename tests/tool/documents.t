#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What comes with the tool: its man page and completion, and their installation.

. "$(dirname "$0")/engine.sh"
page=$top/tools/pipescope.8
complete="$here/complete $PIPESCOPE"

check "the man page is well-formed" "mandoc -Tlint -W warning $page" 0 ""
check "the man page names all columns" \
	"$PIPESCOPE --help | awk '/^Available/ { list = 1; next }
		/^\$/ { list = 0 } list { print \$1 }' | while read -r column; do
		grep -Eq \"^\\.It Cm (.* , )?\$column( ,|\\\$)\" $page || echo \$column
	done" 0 ""
check "the man page names all options" \
	"$PIPESCOPE --help | grep -o -e ' --[a-z-]*' | while read -r option; do
		grep -q -e \"Fl.* -\${option#--}\" $page || echo \$option
	done" 0 ""

check "completion of commands" "$complete ''" 0 "namespaces users writers"
check "completion of part of a command" "$complete us" 0 users
check "no second command" "$complete users ''" 0 ""
check "completion of options" "$complete users --out" 0 "--output --output-all"
check "all options complete" \
	"$PIPESCOPE --help | grep -o -e ' --[a-z-]*' | while read -r option; do
		$complete \$option | grep -q -w -e \$option || echo \$option
	done" 0 ""
check "completion of columns" "$complete writers -o SLO" 0 SLOTS
check "completion of a further column" "$complete users -o +UID,PA" 0 \
	"+UID,PAGES"

check "installation and removal leave nothing" \
	"for target in install uninstall; do
		make -s -C $top/tools O=$work/build DESTDIR=$work/root \
			PREFIX=/usr VERSION=0 \$target || exit 1
		find $work/root -type f | sed 's,^$work/root,,' | sort
	done" 0 "/usr/sbin/pipescope
/usr/share/bash-completion/completions/pipescope
/usr/share/man/man8/pipescope.8"
finish
