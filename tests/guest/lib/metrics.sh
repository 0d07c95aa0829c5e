# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
#
# Checks of exported metrics, for guests and recorded trees: awk only.

# export_sums FILE: prints the per-namespace families whose series do not add up
# to the total. A histogram's parts count as families.
export_sums()
{
	awk '
	/^#/ { next }
	{
		name = $1
		sub(/[{].*/, "", name)
		bound = ""
		if (match($1, /le="[^"]*"/))
			bound = substr($1, RSTART, RLENGTH)
		if (sub(/^pipescope_namespace_/, "", name))
			sum[name bound] += $2 * 1000000
		else if (sub(/^pipescope_/, "", name))
			total[name bound] = $2 * 1000000
	}
	function differ(a, b) { return a - b > 0.5 || b - a > 0.5 }
	END {
		for (name in sum) {
			if (name ~ /^(info|pages_peak|longest_block_seconds)$/)
				continue
			whole = name
			sub(/^user_/, "", whole)
			n++
			if (!(whole in total) || differ(sum[name], total[whole]))
				print name, sum[name], total[whole]
		}
		if (n < 20)
			print n + 0, "families only"
	}' "$1"
}

# export_uncumulated FILE: prints buckets that are lower than the one before them,
# and histograms whose count is not the last bucket.
export_uncumulated()
{
	awk '
	/^#/ || $1 !~ /_(bucket|count)([{]|$)/ { next }
	{ name = $1; value = $NF }
	name ~ /_count/ {
		if (value != last)
			print $0, "not", last
		next
	}
	{ sub(/le="[^"]*"/, "", name) }
	name == before && value + 0 < last + 0 { print $0, "after", last }
	{ before = name; last = value; n++ }
	END { if (n < 16) print n + 0, "buckets only" }
	' "$1"
}

# export_falls OLD NEW: prints the series of counters that are lower in NEW.
export_falls()
{
	awk '
	/^#/ { next }
	$1 !~ /_(total|bucket|sum|count)([{]|$)/ { next }
	# The value is what follows the last blank.
	{ value = $NF; series = substr($0, 1, length($0) - length(value)) }
	FNR == NR { old[series] = value; next }
	series in old && value + 0 < old[series] + 0 { print series old[series], value }
	' "$1" "$2"
}

# The files in total/ and in a namespace's directory.
# shellcheck disable=SC2034 # for those who source this
metrics_files='pipes pages pages_peak writers_blocked writers_stalled
	blocked_usec_max pipes_created pipes_adopted pipes_destroyed pipes_shrunk
	pipes_refused pipes_unread unread_bytes stalls blocked_usec blocks
	block_histogram'

# metrics_record FILE...: prints lines of path and value. Starts no process and
# creates no pipe, which would change what it records.
metrics_record()
{
	for file; do
		read -r value <"$file"
		echo "$file $value"
	done
}

# metrics_differ RECORD EXPORT: prints the values that differ, then the number of
# those that are the same.
metrics_differ()
{
	awk '
	BEGIN {
		split("writers_blocked writers_stalled blocked_usec_max blocked_usec blocks", from)
		split("blocked_writers stalled_writers longest_block_seconds " \
			"block_duration_seconds_sum block_duration_seconds_count", to)
		for (i in from)
			names[from[i]] = to[i]
		split("0.001 0.01 0.1 1.0 10.0 100.0 1000.0 +Inf", bounds)
	}
	FNR == NR && !/^#/ { exported[$1] = $2 }
	FNR == NR { next }
	function claim(name, labels, value) {
		series = "pipescope_" name (labels ? "{" labels "}" : "")
		# A user without pipes is not exported.
		if (!(series in exported) && name ~ /namespace_user/ && !value)
			return
		if (!(series in exported) || exported[series] != value)
			print series, exported[series], "not", value
		else
			same++
	}
	{
		n = split($1, path, "/")
		file = path[n]
		prefix = labels = ""
		for (i = 1; i < n; i++) {
			if (path[i] == "namespaces") {
				prefix = "namespace_"
				labels = "namespace=\"" path[i + 1] "\""
			}
			if (path[i] == "users") {
				prefix = prefix "user_"
				labels = labels (labels ? "," : "") "uid=\"" path[i + 1] "\""
			}
		}
		if (file == "block_histogram") {
			sum = 0
			for (i = 1; i <= 8; i++)
				claim(prefix "block_duration_seconds_bucket",
					labels (labels ? "," : "") "le=\"" bounds[i] "\"",
					sum += $(i + 1))
			next
		}
		if (file == "pages_kernel")
			name = "kernel_pages"
		else if (file in names)
			name = names[file]
		else
			name = file (file ~ /_(created|adopted|destroyed|shrunk|refused|unread)$|bytes|stalls/ ? "_total" : "")
		claim(prefix name, labels, file ~ /usec/ ? sprintf("%.6f", $2 / 1000000) : $2)
	}
	END { print same + 0, "are the same" }
	' "$2" "$1"
}
