# SPDX-License-Identifier: GPL-2.0-only
# Things made once per machine, in directories outside the tree whose names cover
# everything they are made from. To be sourced.
# shellcheck shell=sh

cache_root=${PIPESCOPE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pipescope}

# cache_get NAME COMMAND...: prints the path of the cached directory NAME.
# If it does not exist, COMMAND fills a directory whose path is its last argument;
# NAME appears only after COMMAND succeeded. Do not call this in a condition: the
# shell would ignore COMMAND's first error.
cache_get() (
	set -e
	entry=$cache_root/$1
	shift
	mkdir -p "$(dirname "$entry")"
	# If several runs need it at once, one makes it and the others wait.
	exec 9>"$entry.lock"
	flock 9
	if [ ! -d "$entry" ]; then
		# Remove what interrupted runs left, and what was not used for two weeks:
		# old kernels and package lists.
		find "$(dirname "$entry")" -mindepth 1 -maxdepth 1 \
			\( -name '*.new.*' -mtime +0 -o -mtime +14 \) -exec rm -rf {} + || :
		new=$(mktemp -d "$entry.new.XXXXXX")
		trap 'rm -rf "$new"' EXIT
		trap 'exit 1' HUP INT TERM
		chmod 755 "$new"
		"$@" "$new" >&2
		mv -T "$new" "$entry"
	fi
	touch "$entry" "$entry.lock"
	printf '%s\n' "$entry"
)
