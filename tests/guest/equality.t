# SPDX-License-Identifier: GPL-2.0-only
# Under random churn the accounts equal the kernel's own at every pause.
# soak: --timeout 2400
# shellcheck shell=sh
. /lib/churn.sh

operations=$(sized 8000 100000)

load
churns "the accounts are right at every pause" --operations "$operations" \
	--pauses "$(sized 8 50)" --everything
cmp_ok "$(figure operations)" -ge "$operations" "all operations are done"
is "$(figure checks)" $(($(sized 8 50) + 1)) "the accounts were checked each time"
holds total/pipes 0 "at the end no pipe is left"
holds total/pages 0 "nor a page"
shows health/untracked_pipes 0
shows probes/missed 0
ok "the namespaces are gone" within 10 sh -c \
	"[ \$(ls $sysfs/namespaces | wc -l) -le 1 ]"
ok "the module unloads" rmmod pipescope

load
churns "they are again, by what can be found in /proc" --operations $((operations / 4)) \
	--pauses 4 --findable
rmmod pipescope

churns "a seed gives a run" --operations 800 --pauses 1 --findable
sequence=$(figure sequence)
churns "and once more" --operations 800 --pauses 1 --findable --seed "$(figure seed)"
is "$(figure sequence)" "$sequence" "of the same operations"
churns "another seed gives another" --operations 800 --pauses 1 --findable
isnt "$(figure sequence)" "$sequence" "of other operations"
done_testing
