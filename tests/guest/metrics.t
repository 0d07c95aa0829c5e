# SPDX-License-Identifier: GPL-2.0-only
# A monitoring system is told of real hangs: by a plugin, and by metrics.
# vm: --timeout 300
# shellcheck shell=sh disable=SC2154 # the facts of a hang are set by eval
. /lib/churn.sh
. /lib/metrics.sh

# checks STATUS REGEX NAME OPTIONS...: what the plugin says.
checks() {
	checks_status=$1 checks_line=$2 checks_name=$3
	shift 3
	pipescope check "$@" >line 2>errors
	is $? "$checks_status" "$checks_name"
	like "$(cat line)" "$checks_line" "and says so"
	is "$(wc -l <line) $(awk 'length > 80' line errors)" "1 " "in one line of 80 characters"
}

# record: the export before.prom, what sysfs shows, and the export after.prom.
# No pipe is made here, nor does anything else change.
record() {
	pipescope export -o before.prom
	for directory in "$sysfs/total" "$sysfs"/namespaces/*; do
		for file in $metrics_files; do
			metrics_record "$directory/$file"
		done
		[ ! -d "$directory/users" ] ||
			metrics_record "$directory"/users/*/pipes "$directory"/users/*/pages
	done >record
	for user in "$sysfs"/users/*; do
		metrics_record "$user/pipes" "$user/pages" "$user/pages_kernel"
	done >>record
	pipescope export -o after.prom
}

# same: for within: nothing has changed meanwhile.
same() {
	record
	cmp -s before.prom after.prom
}

checks 2 "^UNKNOWN: the module is not loaded" "without the module nothing is known"
pipescope export -o up.prom
is "$(grep -v '^#' up.prom)" "pipescope_up 0" "the metrics say so, too"
load
checks 0 "^OK: 0 stalled; " "with it all is well" --max-stalled 0 --max-age 0 --max-quota 100
checks 2 "^UNKNOWN: .*--max-age" "a wrong option is known to be one" --max-age soon

hangs self self --uid 0 --holder
hangs exec exec
ok "two writers stall" within 10 is_value stalled 2
kernel=$(value users/0/pages_kernel)
soft=$(cat /proc/sys/fs/pipe-user-pages-soft)
percent=$(((kernel * 100 + soft - 1) / soft))
checks 1 "^PROBLEM: uid 0 at $percent% of its pages\$" "the quota is a problem"
cmp_ok "$percent" -gt 100 "it is used up"
ok "both are blocked for a second" within 10 \
	sh -c "! pipescope check --max-quota 1000 --max-age 0 >/dev/null"
checks 1 "^PROBLEM: runc(:\[2:INIT\])? \(($self_pid|$exec_pid)\) blocked for [0-9.]+s\$" \
	"so is who has been blocked too long" --max-quota 1000 --max-age 0
checks 1 "^PROBLEM: 2 stalled\$" "so are too many" --max-quota 1000 --max-stalled 1
checks 0 "^OK: 2 stalled; runc.* blocked for .*; uid 0 at $percent% of its pages\$" \
	"but not as many as may be" --max-quota "$percent" --max-stalled 2
# shellcheck disable=SC2016 # the inner shell's
{
like "$(puppet uid=1000 'sh=pipescope check --max-quota 1000; echo status $?')" \
	"^status 2" "who is not root does not know"
like "$(puppet uid=1000 'sh=pipescope check --max-quota 1000 --max-stalled 1; echo status $?')" \
	"^status 1" "unless it is a problem in any case"
like "$(puppet namespace uid=1000 'sh=pipescope export -o denied.prom 2>&1; echo $?')" \
	"^pipescope: not permitted to see all namespaces" "nor who is in a container"
}
ok "no file is left of that" gone denied.prom

kill -USR1 "$exec_reader"
wait "$exec_job"
hangs late exec
ok "another one stalls, and one wait is over" within 10 is_value stalled 2
ok "the metrics stay the same while nothing happens" within 20 same
metrics_differ record after.prom >differ
like "$(cat differ)" '^[1-9][0-9][0-9] are the same$' "there are many"
is "$(grep -v 'are the same' differ)" "" "all are what sysfs shows"
like "$(cat after.prom)" \
	"^pipescope_namespace_stalled_writers.namespace=\"$self_namespace\". 1" "the hang is there"
like "$(cat after.prom)" \
	"^pipescope_namespace_pipes_shrunk_total.namespace=\"$self_namespace\". 1" "on a small pipe"
like "$(cat after.prom)" \
	"^pipescope_namespace_info.namespace=\"$self_namespace\",command=\"runc:.2:INIT.\". 1" "and whose"
for top in 0 1 2 50; do
	# Into a file: a pipe would be one more.
	pipescope export --top "$top" >top.prom
	is "$(export_sums top.prom)" "" "with --top $top the series add up to the totals"
done

# Under load: writers that block all the time, and namespaces that come and go.
unshare --pid --fork sh -c 'dd if=/dev/zero bs=64k 2>/dev/null | cat >/dev/null' &
dd if=/dev/zero bs=64k 2>/dev/null | cat >/dev/null &
namespaces 100000 2 >namespaces.log 2>&1 &
pipescope export --top 1 -o now.prom
falls='' same_set=0 set_before='' round=0
while [ $round -lt 60 ]; do
	round=$((round + 1))
	cp now.prom old.prom
	pipescope export --top 1 -o now.prom
	# A namespace may have the number of one that is gone.
	falls=$falls$(export_falls old.prom now.prom | grep -v "namespace=\"4")
	falls=$falls$(export_uncumulated now.prom)
	set_of=$(grep 'stalls_total.*except' now.prom)
	[ "${set_of% *}" != "${set_before% *}" ] || same_set=$((same_set + 1))
	set_before=$set_of
done
is "$falls" "" "no counter went down under load, and buckets are cumulative"
cmp_ok "$same_set" -gt 3 "with the same namespaces from one time to the next"
cmp_ok "$(sed -n 's/^pipescope_block_duration_seconds_count //p' now.prom)" -gt \
	"$(sed -n 's/^pipescope_block_duration_seconds_count //p' after.prom)" "while they went up"
killall dd namespaces 2>/dev/null

kill -USR1 "$self_reader" "$late_reader"
wait "$self_job" "$late_job"
ok "all is well again" within 20 is_value stalled 0
pipescope export --top 0 -o now.prom
echo 0 >"$sysfs/armed"
checks 2 "^UNKNOWN: the module is disarmed" "a disarmed module knows nothing"
pipescope export --top 0 -o now.prom
like "$(cat now.prom)" "^pipescope_armed 0" "which is a metric, too"
echo 1 >"$sysfs/armed"
pipescope export --top 0 -o now.prom
is "$(export_sums now.prom)" "" "armed again, what was counted before is forgotten"
ok "the module unloads" rmmod pipescope
checks 2 "^UNKNOWN: the module is not loaded" "then nothing is known"
done_testing
