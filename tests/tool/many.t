#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A thousand namespaces, each with its init process, and two hundred writers;
# a process of which six hundred threads are blocked.

. "$(dirname "$0")/lib/engine.sh"
tree=$work/many
mkdir "$tree"
awk 'BEGIN {
	module = "sys/kernel/pipescope"
	printf "[%s]\nabi = 1\narmed = 1\n", module
	printf "stalled = 0\n"
	printf "[%s/total]\npipes = 1000\npages = 500500\n", module
	printf "[%s/users/0]\npipes = 1000\npages = 500500\npages_kernel = 500500\n", module
	print "[" module "/health]\nuntracked_waits = 0"
	print "[proc/sys/fs]\npipe-user-pages-soft = 16384"
	for (i = 1; i <= 1000; i++) {
		ns = "402653" (2000 + i)
		pid = 10000 + i
		printf "[%s/namespaces/%s]\npipes = 1\npages = %d\n", module, ns, i
		printf "users/0/pipes = 1\nusers/0/pages = %d\n", i
		printf "[proc/%d]\ncomm = init%d\n", pid, i
		printf "status = Name:\\tinit\\nState:\\tS (sleeping)\\nNSpid:\\t%d\\t1\n", pid
		printf "ns/pid -> pid:[%s]\nfd/0 -> pipe:[%d]\n", ns, i
		print "fdinfo/0 = flags:\\t00"
	}
	for (i = 1; i <= 200; i++) {
		printf "[%s/writers/%d]\npid = %d\nfd = 1\n", module, 20000 + i, 20000 + i
		printf "inode = %d\nblocked_usec = %d\n", i, i
	}
}' | "$lib/unpack" "$tree"
tool="$PIPESCOPE --sysroot $tree"

check "all namespaces, in order" "$tool -r -n -o NS | sort -cn && $tool -n | wc -l" \
	0 1000
check "each with its own init process" \
	"$tool -r -n -o NS,INIT,COMMAND |
		awk '\$2 == \$1 - 4026522000 && \$3 == \"init\" \$2 - 10000' | wc -l" \
	0 1000
check "all namespaces of a user, the largest first" \
	"$tool users -r -n -o NS,PAGES | tail -n +2 | sort -c -k2,2rn &&
		$tool users -J | jq -c '.users | map(.children | length)'" \
	0 '[1000]'
check "all writers, each with its own reader" \
	"$tool writers -J -o TID | jq -r '.writers[] |
		select(.children | length == 1) |
		select(.children[0].tid == .tid - 10000) | .tid' | wc -l" \
	0 200
check "metrics of the ten with the most pages, and of all others" \
	"$tool export --top 10 | grep '^pipescope_namespace_pages{' |
		sed 's/.*\"\(.*\)\"}/\1/' | awk '{ sum += \$2 } END { print \$0, NR, sum }'" \
	0 "other 490545 11 500500"
check "metrics of all, whatever number of files may be open" \
	"sh -c 'ulimit -n 100; exec $tool export --top 2000' |
		grep -c '^pipescope_namespace_user_pages{.*uid=\"0\"'" 0 1000
check "a line about all" "$tool check --max-quota 4000" 0 \
	"OK: 0 stalled; uid 0 at 3055% of its pages"

crowd=$work/crowd
mkdir "$crowd"
awk 'BEGIN {
	module = "sys/kernel/pipescope"
	printf "[%s]\nabi = 1\n[%s/namespaces]\n", module, module
	print "[proc/5000]\nfd/0 -> pipe:[77]\nfdinfo/0 = flags:\\t02"
	for (i = 5000; i < 5600; i++) {
		printf "[%s/writers/%d]\npid = 5000\nfd = 0\n", module, i
		printf "inode = 77\noperation = write\nblocked_usec = 1\n"
		print i == 5000 ? "[proc/5000]" : "[proc/5000/task/" i "]"
		print "status = State:\\tS (sleeping)\\nPPid:\\t1"
	}
}' | "$lib/unpack" "$crowd"
# Were each read anew for each other one, it would be 20 seconds.
check "each reader is read once" \
	"timeout 5 $PIPESCOPE explain --sysroot $crowd | grep -c ': self$'" 0 600
finish
