# SPDX-License-Identifier: GPL-2.0-only
# Reading everything at any moment never fails but for what is gone.
# vm: --timeout 600
# soak: --timeout 2400
# shellcheck shell=sh
. /lib/churn.sh

load
readers 8 "$sysfs" >readers.log 2>&1 &
job=$!
churns "the accounts are right under churn, while all is being read" \
	--operations "$(sized 3000 10000)" --pauses 4 --patience 30
ok "namespaces come and go" logged namespaces "$(sized 60 200)" 4
for name in one two three; do
	hangs $name exec
done
ok "writers stall" within 30 is_value stalled 3
for round in $(seq 1 "$(sized 5 15)"); do
	echo 0 >"$sysfs/armed"
	echo 1 >"$sysfs/armed"
done
ok "armed $round times again, they still do" within 30 is_value stalled 3
for round in $(seq 1 "$(sized 5 15)"); do
	rmmod pipescope || fail "it unloads in round $round"
	load
done
ok "loaded $round times again, they still do" within 30 is_value stalled 3
kill -USR1 "$one_reader" "$two_reader" "$three_reader"
wait "$one_job" "$two_job" "$three_job"
ok "released, they do no more" within 30 is_value stalled 0
kill -TERM $job
ok "no read failed but for what was gone" wait $job
diag "figure $(cat readers.log)"
cmp_ok "$(sed 's/reads=\([0-9]*\).*/\1/' readers.log)" -gt 1000 "much was read"
cmp_ok "$(sed 's/.*gone=\([0-9]*\).*/\1/' readers.log)" -gt 0 "some was gone"

mkdir tree
: >tree/empty
readers 1 tree >readers.log 2>&1 &
job=$!
fails "a reader that finds something wrong says so" wait $job
ok "the module unloads" rmmod pipescope
done_testing
