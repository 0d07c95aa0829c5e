# SPDX-License-Identifier: GPL-2.0-only
# What the guest scripts with much work have in common.
# shellcheck shell=sh
. /lib/pipescope.sh

# sized CHECK SOAK: prints the one that this run is of. The kernel hands the
# argument size= to init, and so to us.
sized() {
	if [ "${size:-check}" = soak ]; then
		echo "$2"
	else
		echo "$1"
	fi
}

# churns NAME OPTIONS...: a check; prints the figures.
churns() {
	churn_name=$1
	shift
	ok "$churn_name" logged churn "$@"
	diag "$(cat churn.log)"
}

logged() {
	"$@" >churn.log 2>&1
}

# figure NAME: from the last churn.
figure() {
	tr ' ' '\n' <churn.log | sed -n "s/^$1=//p"
}

# holds FILE EXPECTED [NAME]: a check, as shows, but without a pipe of its own.
holds() {
	read -r held <"$sysfs/$1"
	is "$held" "$2" "${3:-$1 shows $2}"
}
