# SPDX-License-Identifier: GPL-2.0-only
# Very many pipes in very many namespaces cost what is promised. The guest's time
# counts instructions.
# vm: --icount --mem 1G --timeout 900
# soak: --mem 4G --timeout 2400
# shellcheck shell=sh
. /lib/churn.sh
. /lib/crowd.sh

pipes=$(sized 20000 200000)
namespaces=$(sized 100 1000)

# What the kernel's general caches have given out, in bytes.
kernel_objects() {
	awk '/^kmalloc-[0-9k]+ / { sum += $2 * $4 } END { print sum }' /proc/slabinfo
}

# settled: for within: that changes no more.
settled() {
	objects=$(kernel_objects)
	usleep 200000
	[ "$(kernel_objects)" -eq "$objects" ]
}

has_namespaces() {
	[ "$(find "$sysfs/namespaces" -mindepth 1 -maxdepth 1 | wc -l)" -ge "$1" ]
}

# loads PIPES: sets taken to the bytes that the module takes for what there is.
loads() {
	within 60 settled
	before=$(kernel_objects)
	load
	ok "$1 pipes are adopted" within 60 is_tracked "$1"
	ok "their namespaces appear" within 60 has_namespaces "$namespaces"
	within 60 settled
	taken=$(($(kernel_objects) - before))
}

cost() {
	opcost pipe 20 | sed 's/.*nanoseconds=//'
}

lists() {
	pipescope --output-all "$1" >list 2>errors
}

# Milliseconds since boot.
now() {
	sed 's/\([0-9]*\)\.\([0-9]*\) .*/\1\20/' /proc/uptime
}

bare=$(cost)
crowds "$namespaces" "$namespaces"
loads "$namespaces"
taken_by_few=$taken
rmmod pipescope
crowd_ends

crowds 1000 10
load
ok "1000 pipes are adopted" within 60 is_tracked 1000
cost_with_few=$(cost)
rmmod pipescope
crowd_ends

crowds "$pipes" "$namespaces"
loads "$pipes"
each=$(((taken - taken_by_few) / (pipes - namespaces)))
diag "figure memory_bytes_per_pipe=$each"
cmp_ok "$each" -le 64 "a pipe takes no more than 64 bytes ($each)"
cmp_ok "$each" -ge 32 "which is no mistake in measuring"
cost_with_many=$(cost)
diag "figure instructions_20_pipes without=$bare with_1000=$cost_with_few with_$pipes=$cost_with_many"
cmp_ok $((cost_with_many * 100)) -le $((cost_with_few * 110)) \
	"a further one costs no more than among 1000, within 10 %"
cmp_ok "$cost_with_few" -gt "$bare" "which is no mistake in measuring, either"

for view in namespaces users; do
	start=$(now)
	ok "the tool lists the $view" lists $view
	took=$(($(now) - start))
	diag "figure list_${view}_ms=$took"
	cmp_ok "$took" -lt 2000 "in less than 2 s ($took ms)"
	is "$(cat errors)" "" "without a complaint"
	[ $view = users ] || cmp_ok "$(wc -l <list)" -gt "$namespaces" "all of them"
done

start=$(now)
ok "there is nothing to warn of" pipescope check --max-quota 1000000
took=$(($(now) - start))
diag "figure check_ms=$took"
cmp_ok "$took" -lt 1000 "which is told in less than 1 s ($took ms)"

crowd_ends
ok "when they go they are tracked no more" within 60 is_tracked 0
ok "nor their namespaces" within 60 sh -c "[ \$(find $sysfs/namespaces -mindepth 1 -maxdepth 1 | wc -l) -le 1 ]"
holds total/pipes_adopted "$pipes" "all were adopted"
holds health/untracked_pipes 0
holds health/corrected_pipes 0

crowds "$pipes" "$namespaces"
ok "as many that are made meanwhile are tracked" within 60 is_tracked "$pipes"
ok "none is missing" within 60 is_value health/untracked_pipes 0
crowd_ends
holds total/pipes 0 "until they go"
ok "the module unloads" rmmod pipescope
done_testing
