# SPDX-License-Identifier: GPL-2.0-only
# Where the module's allocations fail it knows what it is missing, and finds it
# when they succeed.
# vm: --variant debug --timeout 900
# soak: --timeout 3000
# shellcheck shell=sh
. /lib/churn.sh

failslab=/sys/kernel/debug/failslab
failures=1000000000

# fail_allocations PERCENT: of those that are made somewhere below our code.
fail_allocations() {
	echo "$1" >$failslab/probability
}

failed_allocations() {
	echo $((failures - $(cat $failslab/times)))
}

prepare() {
	start=$(cat /sys/module/pipescope/sections/.text)
	size=$(sed -n 's/^pipescope \([0-9]*\) .*/\1/p' /proc/modules)
	fail_allocations 0
	echo 0 >$failslab/verbose
	echo N >$failslab/ignore-gfp-wait
	echo 32 >$failslab/stacktrace-depth
	echo "$start" >$failslab/require-start
	printf '0x%x\n' $((start + size)) >$failslab/require-end
	echo $failures >$failslab/times
	spare_kprobes
}

# Below these functions no allocation fails: the kernel cannot stand that, it
# leaves probes half removed and warns.
spare_kprobes() {
	grep -E ' T (un)?register_k(ret)?probes?$' /proc/kallsyms | cut -d' ' -f1 | sort >spared
	[ -s spared ] || bail "the functions to spare are found"
	echo "0x$(head -n 1 spared)" >$failslab/reject-start
	printf '0x%x\n' $((0x$(tail -n 1 spared) + 4096)) >$failslab/reject-end
}

operations=$(sized 4000 100000)

load
prepare
fail_allocations 100
crowd 9000 3 >crowd.log &
crowd_job=$!
within 120 grep -q . crowd.log || bail "a crowd comes up"
sleep 2
read -r untracked <"$sysfs/health/untracked_pipes"
cmp_ok "$untracked" -gt 1000 "when nothing can be allocated, some find no room ($untracked)"
read -r tracked <"$sysfs/total/pipes"
is $((tracked + untracked)) 9000 "untracked_pipes says exactly how many"
fail_allocations 0
ok "when all can, they are found" within 30 is_value health/untracked_pipes 0
is_tracked() {
	read -r tracked <"$sysfs/total/pipes" && [ "$tracked" -eq "$1" ]
}
ok "every one of them" within 10 is_tracked 9000
kill -TERM $crowd_job
wait $crowd_job

before=$(failed_allocations)
fail_allocations 10
rearm="echo 0 >$sysfs/armed; echo 0 >$failslab/probability
	echo 1 >$sysfs/armed; echo 10 >$failslab/probability"
churns "with every tenth allocation failing what is missing is known at every pause" \
	--findable --untracked --patience 30 --operations "$operations" \
	--pauses "$(sized 8 40)" \
	--at $((operations / 4))="crowd 6000 3 >/dev/null & sleep 1; kill -TERM \$!; wait \$!" \
	--at $((operations / 2))="$rearm" \
	--at $((operations * 3 / 4))="$rearm"
failed=$(($(failed_allocations) - before))
diag "figure failed_allocations=$failed"
cmp_ok "$failed" -gt 10 "$failed allocations failed"
fail_allocations 0
churns "when none fails any more the accounts are right again" --findable \
	--operations $((operations / 4)) --pauses 4
ok "no pipe is missing" within 10 is_value health/untracked_pipes 0
holds total/pipes 0 "none is left"
ok "the module unloads" rmmod pipescope

# From some byte on everything fails, or one allocation does.
loaded=0
rounds=$(sized 20 200)
for round in $(seq 1 "$rounds"); do
	echo $((round * 600000 / rounds)) >$failslab/space
	echo $((round % 2 ? failures : 1)) >$failslab/times
	fail_allocations 100
	if insmod /modules/pipescope.ko 2>/dev/null; then
		loaded=$((loaded + 1))
		fail_allocations 0
		rmmod pipescope
	fi
	fail_allocations 0
done
diag "figure loaded=$loaded of $rounds"
cmp_ok "$loaded" -lt "$rounds" "it does not load where it has no memory ($loaded of $rounds)"
cmp_ok "$loaded" -gt 0 "but where it has enough"
ok "an attempt to load it that fails leaves nothing" gone "$sysfs"
load
ok "which does not keep it from loading" is_value armed 1
rmmod pipescope
done_testing
