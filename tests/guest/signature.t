# SPDX-License-Identifier: GPL-2.0-only
# A kernel that loads only modules with a signature that it can verify, as under
# Secure Boot.
# vm: --variant plain --module build/plain/signed.ko --append module.sig_enforce=1
# shellcheck shell=sh
. /lib/pipescope.sh

insmod /modules/pipescope.ko 2>errors
isnt $? 0 "the unsigned module is refused"
like "$(dmesg)" 'Loading of unsigned module is rejected' \
	"for that reason"
ok "nothing of it is there" gone "$sysfs"

# One bit is flipped.
cp /modules/signed.ko changed.ko
middle=$(($(stat -c %s changed.ko) / 2))
byte=$(od -An -tu1 -j $middle -N 1 changed.ko)
printf '%b' "\\0$(printf %o $((byte ^ 1)))" |
	dd of=changed.ko bs=1 seek=$middle conv=notrunc 2>/dev/null
is "$(cmp -l /modules/signed.ko changed.ko | wc -l)" 1 "a byte of the signed module is changed"
insmod changed.ko 2>errors
isnt $? 0 "then it is refused"
ok "nothing of it is there, either" gone "$sysfs"

ok "the signed module loads" insmod /modules/signed.ko
shows armed 1
is "$(cat /proc/sys/kernel/tainted)" $((1 << 12)) "it is out of tree, and nothing else is wrong with it"
ok "it unloads" rmmod pipescope
done_testing
