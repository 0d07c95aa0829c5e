# SPDX-License-Identifier: GPL-2.0-only
# A writer can lack a slot though the pipe has few bytes in it, and a pipe can
# have been made smaller.
# shellcheck shell=sh disable=SC2154 # the facts of a puppet are set by eval
. /lib/churn.sh

load
# 4324 of 8192 bytes, as TrimGalore had it, and one page more to write.
puppets w pipe resize=1,8192 write=1,4096 write=1,228 say=made write=1,4096
writer=writers/$w_pid
ok "it is blocked" within 10 test -e "$sysfs/$writer"
shows "$writer/slots" 2
shows "$writer/slots_used" 2
shows "$writer/slots_created" 16
shows "$writer/shrunk" 0
shows "$writer/bytes_used" 4324
shows "$writer/bytes_mergeable" 3868
is "$(pipescope writers -n -r -o ROLE,USED,SLOTS,BYTES,MERGEABLE,CREATED | grep writer)" \
	"writer 2 2 4324 3868 16" "the tool shows it"
kill -KILL "$w_pid"
wait "$w_job"
rmmod pipescope
done_testing
