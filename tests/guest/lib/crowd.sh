# SPDX-License-Identifier: GPL-2.0-only
# Many pipes in many pid namespaces, for guest scripts: the program crowd.
# shellcheck shell=sh

# crowds PIPES NAMESPACES: starts a crowd and waits until it is complete.
crowds() {
	rm -f crowd.log
	crowd "$1" "$2" >crowd.log &
	crowd_job=$!
	within 600 grep -q . crowd.log || bail "a crowd of $1 pipes comes up"
}

crowd_ends() {
	kill -TERM "$crowd_job"
	wait "$crowd_job"
}

is_tracked() {
	read -r tracked <"$sysfs/total/pipes" && [ "$tracked" -eq "$1" ]
}
