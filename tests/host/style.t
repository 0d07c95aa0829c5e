#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
set -eu

cd "$(dirname "$0")/../.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh

files() {
	git ls-files -co --exclude-standard -- "$@" | sort -u
}

scripts() {
	files | xargs grep -lE '^#!/bin/(ba)?sh|^# shellcheck shell='
}

# says_nothing NAME COMMAND...: it succeeds, without a word.
says_nothing() {
	claim=$1
	shift
	status=0
	words=$("$@" 2>&1) || status=$?
	is "$words" "" "$claim"
	[ ! "$words" ] && [ $status -ne 0 ] && diag "exit status $status"
	return 0
}

unnamed_licences() {
	files | grep -vxE 'LICENSE|.*\.md|debian/(changelog|copyright|source/.*)|tests/tool/(expected|trees)/.*' | while read -r file; do
		head -n 3 "$file" | grep -q 'SPDX-License-Identifier: ' || echo "$file"
	done
}

versions_outside_compat() {
	! files module tools Kbuild | grep -v '^module/compat/' |
		xargs grep -nE 'LINUX_VERSION_CODE|KERNEL_VERSION\('
}

# shellcheck disable=SC2046 # lists of words
{
	says_nothing "checkpatch finds nothing" \
		tests/style/checkpatch $(files '*.c' '*.h')
	says_nothing "the module builds without a warning (W=1, sparse)" \
		tests/style/warnings
	says_nothing "shellcheck finds nothing" shellcheck $(scripts)
	says_nothing "kernel versions are named in the compat layer only" \
		versions_outside_compat
	says_nothing "every file names its licence" unnamed_licences
}

done_testing
