# SPDX-License-Identifier: GPL-2.0-only
# What is made once per machine: directories outside the tree, named after
# everything that they are made from. To be sourced.
# shellcheck shell=sh

cache_root=${PIPESCOPE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pipescope}

# cache_get NAME COMMAND...: prints the path of the cached directory NAME.
# Where there is none yet, COMMAND fills a directory whose path is added to its
# arguments; NAME appears only when that has succeeded. Not to be called in a
# condition, where the shell would not stop COMMAND at its first error.
cache_get() (
	set -e
	entry=$cache_root/$1
	shift
	mkdir -p "$(dirname "$entry")"
	# Of several runs at once one makes it, and the others wait.
	exec 9>"$entry.lock"
	flock 9
	if [ ! -d "$entry" ]; then
		# What a run left that could not clean up after itself, and what nobody
		# has used for weeks: there are newer kernels and lists of packages.
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
