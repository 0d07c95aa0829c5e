# SPDX-License-Identifier: GPL-2.0-only
# A pipe whose creation no probe saw is found by another walk, which nobody has
# to ask for.
# vm: --timeout 600
# shellcheck shell=sh
. /lib/churn.sh

# misses: until the kernel could not deliver a hit.
misses() {
	for round in $(seq 1 "$(sized 10 40)"); do
		churns "round $round: the accounts are right at every pause" --findable \
			--operations 8000 --pauses 8 --workers 12
		[ "$(value probes/missed)" -eq 0 ] || return 0
	done
	return 1
}

load return_probes=1 alloc_calls=1
shows health/adoptions 1 "arming has walked over all open files"
misses
missed=$(value probes/missed)
diag "figure missed=$missed adoptions=$(value health/adoptions)"
cmp_ok "$missed" -gt 0 "some creation was missed"
cmp_ok "$(value health/adoptions)" -gt 1 "so that another walk was made"
cmp_ok "$(value total/pipes_adopted)" -gt 0 "which found what was missed"
ok "no pipe is known to be missing" within 10 is_value health/untracked_pipes 0
rmmod pipescope

load
churns "with the default room for calls" --findable --operations 4000 --pauses 2
shows probes/missed 0 "nothing is missed"
rmmod pipescope
done_testing
