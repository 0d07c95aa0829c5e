#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The tool's plain functions, with whatever they may be given.

top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

parts=
for part in container duration file syscalls text; do
	parts="$parts $top/tools/$part.c"
done
# shellcheck disable=SC2086 # several files
if ! ${CC:-cc} -D_GNU_SOURCE -std=gnu11 -Wall -Wextra -Werror -g \
	-fsanitize=address,undefined -fno-sanitize-recover=all \
	-I "$top/tools" -o "$work/unit" "$top/tests/tool/unit.c" $parts; then
	echo "Bail out! unit.c does not compile"
	exit 1
fi
"$work/unit"
