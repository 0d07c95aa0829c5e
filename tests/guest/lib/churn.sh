# SPDX-License-Identifier: GPL-2.0-only
# Helpers for guest scripts that use the programs churn and puppet.
# shellcheck shell=sh
. /lib/pipescope.sh

# sized CHECK SOAK: prints the value for this run's size. The kernel passes its
# argument size= to init, which passes it on.
sized() {
	if [ "${size:-check}" = soak ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# churns NAME OPTIONS...: a check; prints the figures.
# The kernel's argument seed= arrives the same way.
churns() {
	churn_name=$1
	shift
	ok "$churn_name" logged churn ${seed:+--seed "$seed"} "$@"
	diag "$(cat churn.log)"
}

logged() {
	"$@" >churn.log 2>&1
}

# churn_begins: runs churn in the background, endlessly, with the usual limits and
# at a low priority: otherwise the script would hardly make progress.
churn_begins() {
	# shellcheck disable=SC2016 # the inner shell's
	sh -c 'renice -n 19 -p $$ && exec churn "$@"' churn \
		--operations 1000000000 --pauses 1 --workers 4 --soft 16384 --hard 0 \
		>load.log 2>&1 &
	churn_job=$!
}

# churn_ends NAME: a check that it was still running; ends it.
churn_ends() {
	ok "$1" kill -KILL "$churn_job"
	wait "$churn_job"
	is "$(grep -v '^seed=' load.log)" "" "with no complaint"
}

# figure NAME: prints it, from the last churn.
figure() {
	tr ' ' '\n' <churn.log | sed -n "s/^$1=//p"
}

# holds FILE EXPECTED [NAME]: a check like shows, but creates no pipe itself.
holds() {
	read -r held <"$sysfs/$1"
	is "$held" "$2" "${3:-$1 shows $2}"
}

# puppets NAME STEP...: starts a puppet in the background and waits for its first
# words; sets NAME_pid, NAME_namespace and the job NAME_job.
puppets() {
	puppet_name=$1
	shift
	rm -f "$puppet_name"
	puppet "$@" >"$puppet_name" &
	eval "${puppet_name}_job=$!"
	says "$puppet_name" . || bail "puppet $* says something"
	eval "$(grep -o 'pid=.*' "$puppet_name" | tr ' ' '\n' | sed "s/^/${puppet_name}_/")"
}

# says NAME TEXT: for ok; waits until the puppet has said it.
says() {
	within 60 grep -qs "^$2" "$1"
}

# goes_on NAME TEXT: lets a puppet take its next steps, until it says that.
goes_on() {
	eval "kill -USR1 \"\$${1}_job\""
	says "$1" "$2" || bail "puppet $1 says $2"
}

# is_equal UID: for ok and within: all pages of the user are accounted for.
is_equal() {
	[ -e "$sysfs/users/$1" ] &&
		read -r tracked_pages <"$sysfs/users/$1/pages" &&
		read -r kernel_pages <"$sysfs/users/$1/pages_kernel" &&
		[ "$tracked_pages" -eq "$kernel_pages" ]
}
