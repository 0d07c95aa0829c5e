# SPDX-License-Identifier: GPL-2.0-only
# What finds no room in the tables is counted, and adopted when there is some.
# shellcheck shell=sh
. /lib/churn.sh

load max_pipes=100
puppets p namespace uid=1000 pipe=150 say=made wait close=0,120 say=closed wait \
	pipe=5 say=more wait
shows /../../module/pipescope/parameters/max_pipes 100
untracked=$((150 - $(value total/pipes)))
ok "the namespace appears" within 10 test -d "$sysfs/namespaces/$p_namespace"
cmp_ok "$(value total/pipes)" -le 100 "no more than max_pipes are tracked"
cmp_ok "$untracked" -ge 50 "most of the others are not ($untracked)"
read -r missing <"$sysfs/health/untracked_pipes"
read -r pages <"$sysfs/users/1000/pages"
read -r pages_kernel <"$sysfs/users/1000/pages_kernel"
is "$pages_kernel" $((150 * 16)) "the kernel counts all pages"
is "$(((pages_kernel - pages) / 16))" "$missing" "untracked_pipes says exactly how many are missing"
goes_on p closed
ok "with room again they are adopted" within 10 is_value "namespaces/$p_namespace/pipes" 90
ok "their pages, too" within 10 is_equal 1000
ok "none is said to be missing" within 10 is_value health/untracked_pipes 0
cmp_ok "$(value "namespaces/$p_namespace/pipes_adopted")" -gt 0 "they count as adopted"
goes_on p more
ok "new ones are tracked at once" is_value "namespaces/$p_namespace/pipes" 95
kill -KILL "$p_pid"
wait "$p_job"
holds total/pipes 0 "all are gone at the end"
rmmod pipescope

load max_namespaces=2
puppets a namespace uid=1001 pipe=2 say=made wait
puppets b namespace uid=1002 pipe=3 say=made wait
puppets c namespace uid=1003 pipe=4 say=made wait
ok "with max_namespaces=2 a third one's pipes are missing" \
	within 10 is_value health/untracked_pipes 7
cmp_ok "$(find "$sysfs/namespaces" -mindepth 1 -maxdepth 1 | wc -l)" -le 2 "there are no more directories"
kill -KILL "$a_pid"
wait "$a_job"
ok "when one goes, another takes its place" within 10 \
	sh -c "[ \$(cat $sysfs/health/untracked_pipes) -lt 7 ]"
kill -KILL "$b_pid"
wait "$b_job"
ok "with room for all none is missing" within 10 is_value health/untracked_pipes 0
ok "and the last one's are there" within 10 is_value "namespaces/$c_namespace/pipes" 4
kill -KILL "$c_pid"
wait "$c_job"
rmmod pipescope

load max_accounts=2
puppets a namespace uid=1001 pipe=2 say=made wait
puppets b namespace uid=1002 pipe=3 say=made wait
ok "with max_accounts=2 a third account's pipes are missing" \
	within 10 is_value health/untracked_pipes 3
kill -KILL "$a_pid"
wait "$a_job"
ok "when one goes they are adopted" within 10 is_value health/untracked_pipes 0
ok "with their pages" within 10 is_equal 1002
kill -KILL "$b_pid"
wait "$b_job"
rmmod pipescope

load max_waits=2
for hang in first second third; do
	hangs $hang exec
done
ok "with max_waits=2 a third blocked writer is missing" within 10 is_value total/writers_blocked 2
ok "and is counted" within 10 is_value health/untracked_waits 1
kill -USR1 "$first_reader"
wait "$first_job"
ok "when one goes on, it is seen" within 10 test -d "$sysfs/writers/$third_pid"
shows total/writers_blocked 2
kill -USR1 "$second_reader" "$third_reader"
ok "the second is released" wait "$second_job"
ok "so is the third" wait "$third_job"
shows total/writers_blocked 0
ok "the module unloads" rmmod pipescope
done_testing
