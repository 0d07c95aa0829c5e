# SPDX-License-Identifier: GPL-2.0-only
# The ABI documents describe every file there is, and no other.
# vm: --file module/ABI/sysfs-kernel-pipescope
# vm: --file module/ABI/tracefs-events-pipescope
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/pipescope.sh

# Every file and event; directories named by numbers as <inum>, <uid>, <tid>.
find_all() {
	find "$sysfs" /sys/module/pipescope/parameters -type f
	find "$tracing"/events/pipescope/* -maxdepth 0 -type d
}

name_placeholders() {
	sed -E 's,/namespaces/[0-9]+/,/namespaces/<inum>/,
		s,/users/[0-9]+/,/users/<uid>/,
		s,/writers/[0-9]+/,/writers/<tid>/,' | sort -u
}

# The paths after "What:" that are not directories; {a,b} stands for several.
list_described() {
	cat /etc/*-pipescope | awk '
		function expand(path, choices, n, i, before, after) {
			if (!match(path, /\{[^}]*\}/)) {
				print path
				return
			}
			before = substr(path, 1, RSTART - 1)
			after = substr(path, RSTART + RLENGTH)
			n = split(substr(path, RSTART + 1, RLENGTH - 2), choices, ",")
			for (i = 1; i <= n; i++)
				expand(before choices[i] after)
		}
		$1 == "What:" && !/\/$/ { expand($2) }' | sort
}

# EVENT: FIELDS, as the event prints them.
list_fields() {
	for event in "$tracing"/events/pipescope/*/; do
		sed -n '/^print fmt/{s/", .*//;p}' "$event/format" |
			grep -o '[a-z_]*=%' | tr -d '=%' |
			xargs echo "$(basename "$event"):"
	done
}

list_described_fields() {
	awk '$1 == "What:" { sub(/.*\//, "", $2); event = $2 }
		$1 == "Fields:" { sub(/.*Fields:/, event ":"); print }' \
		/etc/tracefs-events-pipescope | sort
}

load
hangs self self
ok "a writer is stalled" within 10 test -d "$sysfs/writers/$self_pid"
find_all | name_placeholders >files
list_described >described
cmp_ok "$(grep -c . files)" -gt 50 "there are files"
is "$(grep -vxFf described files)" "" "every file is described"
is "$(grep -vxFf files described)" "" "every file that is described is there"
is "$(uniq -d described)" "" "none is described twice"
is "$(list_described_fields)" "$(list_fields)" \
	"events have the fields that are described"

kill -USR1 "$self_reader"
wait "$self_job"
rmmod pipescope
done_testing
