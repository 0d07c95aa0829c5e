#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The real programs read what is exported: promtool, node_exporter's textfile
# collector, and a parser of OpenMetrics.

. "$(dirname "$0")/lib/engine.sh"
unpack hangs
"$lib/unpack" "$tree" <"$here/trees/total.tree"
tool="$PIPESCOPE export --sysroot $tree"
if ! programs=$("$top/tests/setup/prometheus" 2>"$work/why"); then
	result "promtool and prometheus-node-exporter are there" 1
	finish
fi

# families: their names, as they are in HELP
families()
{
	sed -n 's/^# HELP \([^ ]*\).*/\1/p' "$1" | sort
}

# samples FILE: series and values, however they are written
samples()
{
	/usr/bin/python3 -c '
import sys
from prometheus_client.parser import text_string_to_metric_families as parse
for family in parse(sys.stdin.read()):
    for name, labels, value, *rest in family.samples:
        if "le" in labels:
            labels["le"] = str(float(labels["le"]))
        if name.startswith("pipescope_"):
            print(family.type, name, sorted(l for l in labels.items() if l[1]), value)
' <"$1" | sort
}

# strict FILE: OpenMetrics wants "_total" in the names of counters only, not in
# those of their families.
strict()
{
	sed -E 's/^(# [A-Z]+ [a-z_]+)_total /\1 /' "$1" | /usr/bin/python3 -c '
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
print(sum(len(family.samples) for family in parse(sys.stdin.read())))
'
}

# The port is any that is free: the exporter's log has it.
serve()
{
	"$programs/prometheus-node-exporter" --collector.disable-defaults \
		--collector.textfile --collector.textfile.directory="$1" \
		--web.listen-address=127.0.0.1:0 2>"$work/log" &
	exporter=$!
	trap 'kill "$exporter"; rm -rf "$work"' EXIT
	while port=$(sed -n 's/.*address=127.0.0.1:\([0-9]*\).*/\1/p' "$work/log" | head -n 1)
		[ ! "$port" ] && kill -0 "$exporter"; do
		sleep 0.1
	done
}

serves()
{
	/usr/bin/python3 -c '
import sys, urllib.request
url = "http://127.0.0.1:%s/metrics" % sys.argv[1]
sys.stdout.buffer.write(urllib.request.urlopen(url).read())
' "$port" >"$work/served"
}

mkdir "$work/textfiles"
serve "$work/textfiles"

# accepted WHAT: everybody reads the file
accepted()
{
	check "promtool has nothing to say of $1" \
		"$programs/promtool check metrics <$work/textfiles/pipescope.prom" 0 ""
	serves
	check "node_exporter reads $1" "grep ^node_textfile_scrape_error $work/served" 0 \
		"node_textfile_scrape_error 0"
	families "$work/textfiles/pipescope.prom" >"$work/families"
	check "and serves all its families" \
		"grep -o '^# HELP pipescope[^ ]*' $work/served | sed 's/.* //' |
			sort | diff $work/families -" 0 ""
	samples "$work/textfiles/pipescope.prom" >"$work/samples"
	samples "$work/served" >"$work/served-samples"
	check "with their types, labels and values" \
		"diff $work/samples $work/served-samples" 0 ""
	strict "$work/textfiles/pipescope.prom" >"$work/strict" 2>&1
	check "OpenMetrics' parser has as many values of it" "cat $work/strict" 0 \
		"$(wc -l <"$work/samples")"
}

$tool --output "$work/textfiles/pipescope.prom"
accepted "what there is"
check "there are many" "[ $(wc -l <"$work/samples") -gt 150 ] || cat $work/samples" 0 ""
check "help is served as it is" \
	"grep '^# HELP pipescope_up' $work/served" 0 \
	"# HELP pipescope_up Whether the module is loaded and speaks this tool's ABI."
$tool --top 1 --output "$work/textfiles/pipescope.prom"
accepted "what is summed"
printf 'a\\b"c\nd\033\177\302\233\303\251\377}\n' >"$tree/proc/3140/comm"
printf '"\n\\\n' >"$tree/proc/1/comm"
$tool --output "$work/textfiles/pipescope.prom"
accepted "names that may break it"
check "there is another file than before" "grep -c '???é�}' $work/textfiles/pipescope.prom" 0 1
mkdir -p "$work/empty/proc"
"$PIPESCOPE" export --sysroot "$work/empty" --output "$work/textfiles/pipescope.prom"
check "promtool has nothing to say of no module" \
	"$programs/promtool check metrics <$work/textfiles/pipescope.prom" 0 ""
serves
check "node_exporter serves that" "grep -E '^(node_textfile_scr|pipescope)' $work/served" 0 \
	"node_textfile_scrape_error 0
pipescope_up 0"

# What would not do: the tests above could not fail otherwise.
echo 'pipescope_up{a="b} 1' >"$work/textfiles/pipescope.prom"
check "promtool does say something of what is wrong" \
	"$programs/promtool check metrics <$work/textfiles/pipescope.prom 2>/dev/null" 1 ""
serves
check "so does node_exporter" "grep ^node_textfile_scrape_error $work/served" 0 \
	"node_textfile_scrape_error 1"
finish
