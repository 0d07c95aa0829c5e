#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What "make install" puts in place, and that it builds from there.
set -eu # in bash, for so is dkms.conf

cd "$(dirname "$0")/.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

assignments=$(tests/setup/kernel)
eval "$assignments"
# shellcheck disable=SC2034 # the name that DKMS gives it, for dkms.conf
kernel_source_dir=/lib/modules/$release/build
. ./dkms.conf
version=$PACKAGE_VERSION
sources=$root/usr/src/pipescope-$version

ok "it installs" quietly make install DESTDIR="$root" PREFIX=/usr
is "$("$root/usr/sbin/pipescope" --version | grep -ow "$version")" "$version" \
	"the tool is there, of the version that DKMS reads"
ok "the man page is there" test -s "$root/usr/share/man/man8/pipescope.8"
ok "the completion is there" test -s "$root/usr/share/bash-completion/completions/pipescope"

# As DKMS does: it runs the command that it is given in the sources' directory.
dkms_build() {
	(cd "$sources" && ${MAKE[0]})
}
ok "the module builds from DKMS's sources" quietly dkms_build
is "$(grep -ao 'vermagic=[^ ]*' "$sources/pipescope.ko")" "vermagic=$release" \
	"for the kernel that it was built for"

ok "it uninstalls" quietly make uninstall DESTDIR="$root" PREFIX=/usr
is "$(find "$root" ! -type d)" "" "and nothing is left"

done_testing
