#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Metrics: their values, names and labels, and the file that they are written to.

. "$(dirname "$0")/lib/engine.sh"
. "$top/tests/guest/lib/metrics.sh"
unpack hangs
"$lib/unpack" "$tree" <"$here/trees/total.tree"
module=$tree/sys/kernel/pipescope
name=$(basename "$PIPESCOPE")
cp "$PIPESCOPE" "$work/$name"
tool="$work/$name export --sysroot $tree"
# The number that stands for a set of namespaces is another each time.
plain="sed -E 's/except=\"[0-9a-f]{16}-0\"/except=\"SET\"/'"

check "the help" "$PIPESCOPE export --help" 0 @help-export.txt
check "all that there is" "$tool | $plain" 0 @export.prom
check "the same in a file" "$tool --output $work/a.prom; $plain $work/a.prom" 0 \
	@export.prom
check "that everybody may read" "stat -c %a $work/a.prom" 0 644
check "whatever the umask" \
	"umask 077; rm $work/a.prom; $tool --output $work/a.prom; stat -c %a $work/a.prom" \
	0 644
check "the end is marked" "$tool | tail -n 1" 0 "# EOF"
check "no timestamps" "$tool | grep -v '^#' | sed 's/{.*}//' | awk 'NF != 2'" 0 ""

for top in 0 1 2 3 50; do
	$tool --top $top >"$work/top.prom"
	export_sums "$work/top.prom" >"$work/sums"
	check "with --top $top the series add up to the totals" "cat $work/sums" 0 ""
	check "with --top $top no more have series of their own" \
		"grep '^pipescope_namespace_pages{' $work/top.prom | grep -vc other" \
		"$((top == 0))" "$((top < 3 ? top : 3))"
done
check "nor users" "$tool --top 1 | grep '^pipescope_user_kernel_pages'" 0 \
	'pipescope_user_kernel_pages{uid="0"} 17010
pipescope_user_kernel_pages{uid="other"} 193'
check "nor users in namespaces" "$tool --top 1 | grep '^pipescope_namespace_user_pages'" 0 \
	'pipescope_namespace_user_pages{namespace="4026531836",uid="0"} 7209
pipescope_namespace_user_pages{namespace="other",uid="other"} 9842'

# shown: the namespaces with series of their own
shown="grep '^pipescope_namespace_pages{' | grep -o '40265[0-9]*' | xargs"
check "who has the most stalled writers comes first" "$tool --top 1 | $shown" 0 4026531836
check "next who has the most pages" "$tool --top 2 | $shown" 0 "4026531836 4026532456"
echo 0 | tee "$module"/namespaces/*/writers_stalled >"$work/null"
echo 99999999999 >"$module/namespaces/4026532567/blocked_usec"
check "who has no stalled writer gets no turn for it" "$tool --top 1 | $shown" 0 4026532456
check "next whose writers have been blocked longest" "$tool --top 2 | $shown" 0 \
	"4026532456 4026532567"
echo 250000 >"$module/namespaces/4026532567/blocked_usec"
echo 1 | tee "$module"/namespaces/*/writers_stalled >"$work/null"

# series LABELS: what is counted of blocks with these labels
series()
{
	grep "^pipescope_namespace_block_duration_seconds_count{$1" "$work/a.prom"
}
# except: the set of namespaces that the rest is without
except()
{
	series 'namespace="other"' | sed 's/.*except="//; s/".*//'
}

# again: exports, and checks that no counter has gone down
again()
{
	mv "$work/a.prom" "$work/old.prom"
	cp "$work/old.prom" "$work/a.prom"
	$tool --top 2 --output "$work/a.prom"
	export_falls "$work/old.prom" "$work/a.prom" >"$work/falls"
	check "$1: no counter goes down" "cat $work/falls" 0 ""
	export_uncumulated "$work/a.prom" >"$work/uncumulated"
	check "$1: histograms are cumulative" "cat $work/uncumulated" 0 ""
}

rm "$work/a.prom"
$tool --top 2 --output "$work/a.prom"
before=$(except)
again "nothing happens"
check "the rest is the same" "echo $(except)" 0 "$before"
# The total was read before the wait of a namespace that is shown.
sed -i 's/^/1/' "$module/namespaces/4026532456/pipes_created"
echo '10 5 1 1 0 0 0 1' >"$module/namespaces/4026532456/block_histogram"
echo 2353000043 >"$module/namespaces/4026532456/blocked_usec"
again "what is read later is more"
echo '10 4 1 1 3 0 0 2' >"$module/namespaces/4026532456/block_histogram"
$tool --top 2 >"$work/hasty.prom"
export_uncumulated "$work/hasty.prom" >"$work/uncumulated"
check "what is read later leaves a histogram cumulative" "cat $work/uncumulated" 0 ""
echo '10 5 1 1 0 0 0 1' >"$module/namespaces/4026532456/block_histogram"
check "the rest is the same then" "echo $(except)" 0 "$before"
# With the file above gone, so is the memory.
rm "$work/a.prom"
$tool --top 2 --output "$work/a.prom"
export_falls "$work/old.prom" "$work/a.prom" | sed 's/{.*//' | sort -u >"$work/falls"
check "they would have gone down" "cat $work/falls" 0 \
	"pipescope_namespace_block_duration_seconds_bucket
pipescope_namespace_block_duration_seconds_count
pipescope_namespace_block_duration_seconds_sum
pipescope_namespace_pipes_created_total"
cp "$work/old.prom" "$work/a.prom"
again "as before"

# Another namespace comes to the top: the rest is without what it counted.
cp "$work/a.prom" "$work/first.prom"
echo 10000 >"$module/namespaces/4026532567/pages"
again "another one is shown"
check "the rest is another series" "[ '$(except)' != $before ]" 0 ""
echo 640 >"$module/namespaces/4026532567/pages"
again "the first is shown again"
check "the rest is without the same" "echo $(except)" 0 "${before%-*}-2"
export_falls "$work/first.prom" "$work/a.prom" >"$work/falls"
check "but what is forgotten makes no counter go down" "cat $work/falls" 0 ""
again "still the first"
check "the rest is the same then, too" "echo $(except)" 0 "${before%-*}-2"
mv "$module/namespaces/4026532456" "$work/gone"
again "one is gone"
check "the rest has what it counted" \
	"[ '$(except)' != $before ] && grep -c 'other.*,le=\"+Inf\"} 19$' $work/a.prom" 0 1
cp -r "$work/gone" "$module/namespaces/4026532456"
again "a new one has its number"
check "and is not taken for it" "[ '$(except)' != $before ]" 0 ""
rm -r "$module/namespaces/4026532456"
mv "$work/gone" "$module/namespaces/4026532456"
again "it was never gone"
mkdir -p "$tree/proc/sys/kernel/random"
echo 8d2c48a2-99e1-4f2b-b03a-0123456789ab >"$tree/proc/sys/kernel/random/boot_id"
again "the machine was started anew"
check "the rest is another then" "[ '$(except)' != $before ]" 0 ""
rm -r "$tree/proc/sys/kernel"
again "it was not"
for junk in '' x '5x' '-1' 99999999999999999999 '1.5'; do
	sed "s/^\(pipescope_namespace_stalls_total{namespace=\"other\".*} \).*/\1$junk/" \
		"$work/a.prom" >"$work/b.prom"
	check "an old file with a value of '$junk' is no harm" \
		"$tool --top 2 --output $work/b.prom &&
			grep 'stalls_total{namespace=\"other\"' $work/b.prom | sed 's/.* //'" 0 2
done

# What processes and runtimes may call themselves.
printf 'a\\b"c\nd\033\177\302\233\303\251\377}\n' >"$tree/proc/3140/comm"
printf '0::/x"} 1\npod\\\n' >"$tree/proc/1/cgroup"
printf 'wait"\\\nsite\n' >"$module/probes/write"
check "a name is escaped" "$tool | grep '^pipescope_namespace_info.*command=\"a'" 0 \
	'pipescope_namespace_info{namespace="4026532567",container="fedcba987654beefbeefbeefbeefbeefbeefbeefbeefbeefbeefbeefbeefbeef",pod="8d2c48a2-99e1-4f2b-b03a-0123456789ab",command="a\\b\"c\nd???é�}"} 1'
check "so is what the module says" "$tool | grep ^pipescope_probes_info" 0 \
	'pipescope_probes_info{write="wait\"\\\nsite",alloc="alloc-site",absent="watch_queue_set_size zap_pid_ns_processes"} 1'
check "a path in a cgroup is no label" "$tool | grep -c 'x\"'" 1 0
check "there is no control character" \
	"$tool | LC_ALL=C tr -d '\\n' | LC_ALL=C grep -c '[[:cntrl:]]'" 1 0
$tool >"$work/hostile.prom"

# Errors leave all as it was.
mkdir "$work/out"
echo old >"$work/out/a.prom"
only_old="ls -A $work/out; cat $work/out/a.prom"
check "a file that gets too large" \
	"sh -c 'ulimit -f 1; exec $tool --output $work/out/a.prom'; $only_old" 0 \
	"$name: cannot write $work/out/a.prom: File too large
a.prom
old"
chmod 555 "$work/out"
check "a directory where nothing may be written" \
	"$(unprivileged "$tool") --output $work/out/a.prom; $only_old" 0 \
	"$name: cannot write $work/out/a.prom: Permission denied
a.prom
old"
chmod 755 "$work/out"
chmod 000 "$module/total/pipes"
check "a total that the user may not see" \
	"chmod 777 $work/out; $(unprivileged "$tool") --output $work/out/a.prom; $only_old" 0 \
	"$name: not permitted to see all namespaces: run as root
a.prom
old"
chmod 644 "$module/total/pipes"
mv "$module/users" "$work/users"
check "users that cannot be listed" "$tool --output $work/out/a.prom; $only_old" 0 \
	"$name: cannot list /sys/kernel/pipescope/users: No such file or directory
a.prom
old"
mv "$work/users" "$module/users"
check "the status of an error" "$tool --output $work/none/a 2>/dev/null" 1 ""
ln -s a.prom "$work/out/link"
mkfifo "$work/out/fifo"
mkdir "$work/out/dir"
for kind in link fifo dir; do
	check "a $kind is not replaced" "$tool --output $work/out/$kind" 1 \
		"$name: cannot write $work/out/$kind: not a regular file"
done
# What somebody who was killed has left, and what only looks like it.
for file in .a.prom.pipescope-abcDEF .a.prom.pipescope-fresh0 .a.prom.pipescope-longer7 \
	.b.prom.pipescope-abcDEF .a.prom.abcDEF; do
	touch -d '2 hours ago' "$work/out/$file"
done
touch "$work/out/.a.prom.pipescope-fresh0"
ln -s gone "$work/out/.a.prom.pipescope-linked"
touch -h -d '2 hours ago' "$work/out/.a.prom.pipescope-linked"
check "what a killed one has left is removed" \
	"$tool --output $work/out/a.prom && ls -A $work/out | grep '^[.]'" 0 \
	".a.prom.abcDEF
.a.prom.pipescope-fresh0
.a.prom.pipescope-linked
.a.prom.pipescope-longer7
.b.prom.pipescope-abcDEF"
check "also in the current directory" \
	"cd $work/out && $tool --output b.prom && ls -A | grep '^[.]b'" 1 ""
rm "$work"/out/.[ab].prom.* "$work/out/b.prom"
check "a file in the current directory" \
	"cd $work/out && $tool -o b.prom && head -n 1 b.prom && ls -A" 0 \
	"# HELP pipescope_up Whether the module is loaded and speaks this tool's ABI.
a.prom
b.prom
dir
fifo
link"
check "a full disk is an error" "$tool >/dev/full" 1 \
	"$name: write error: No space left on device"
check "--top has to be a number" "$tool --top x" 1 \
	"$name: not a valid number for --top: x"

# What is not there.
rm "$module/namespaces/4026532456/stalls" "$module/total/blocked_usec"
echo '1 2 3' >"$module/namespaces/4026532567/block_histogram"
check "what cannot be read has no series" \
	"$tool | grep -E '_stalls_total.*4026532456|^pipescope_block_.*_sum|_duration.*4026532567'" 1 ""
mv "$module/total" "$work/total"
check "a module without a total is an error" "$tool" 1 \
	"$name: cannot open /sys/kernel/pipescope/total: No such file or directory"
mv "$work/total" "$module/total"
echo 0 >"$module/armed"
check "a disarmed module" "$tool | grep -E '^pipescope_(up|armed)'" 0 "pipescope_up 1
pipescope_armed 0"
echo 2 >"$module/abi"
check "another ABI" "$tool | grep -v '^#'" 0 "pipescope_up 0
pipescope_abi 2"
mkdir -p "$work/empty/proc"
check "no module is no error, but told" \
	"$work/$name export --sysroot $work/empty | grep -v '^#'" 0 "pipescope_up 0"
finish
