#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# DKMS in a throwaway system: installing the module, a new kernel, new versions of
# the module (one does not compile), removing it.
set -eu

cd "$(dirname "$0")/../.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh
# shellcheck source=tests/setup/system.sh
. tests/setup/system.sh

# Lists all files, except the package managers' own, module indexes and logs.
everything() {
	inside find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /pipescope \
		-o -path /var/cache -o -path /var/log -o -path /var/lib/apt \
		-o -path /var/lib/dpkg -o -name 'modules.*' -o -name 'initrd.img*' \
		-o -path /var/lib/dkms/mok.\* \) -prune -o -print | sort
}

# installed KERNEL: the module's version there.
installed() {
	inside modinfo -k "$1" -F version pipescope 2>&1 || :
}

# DKMS's modules. It complains about modules without a comment section.
known() {
	inside dkms status 2>/dev/null
}

make_in_source() {
	quietly inside make -C /pipescope PREFIX=/usr KERNEL="$kernel_a" "$@"
}

# make_telling TARGET KERNEL: its output is in the file $work/said.
make_telling() {
	inside make -C /pipescope PREFIX=/usr KERNEL="$2" "$1" >"$work/said" 2>&1
}

# next_version VERSION: nothing in the tree names the installed one any more.
next_version() {
	sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"$1\"/" "$work/source/dkms.conf"
}

install_headers() {
	(
		cd "$work"
		"$top/tests/setup/fetch" "$debian" "linux-headers-$1"
		# shellcheck disable=SC2046 # a list of words
		"$top/tests/setup/fetch" "$debian" $(dpkg-deb -f linux-headers-*.deb Depends |
			tr , '\n' | sed -n 's/^ *\(linux-[^ ]*\).*/\1/p')
	)
	mkdir "$work/source/packages"
	mv "$work"/*.deb "$work/source/packages"
	inside sh -c 'dpkg --install /pipescope/packages/*.deb'
}

version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
everything >"$work/before"

ok "make install" make_in_source install
is "$(installed "$kernel_a")" "$version" "the module is there for the kernel $kernel_a"
loads=$(inside modprobe -S "$kernel_a" -n --show-depends pipescope)
is "${loads%%.ko*}" "insmod /lib/modules/$kernel_a/updates/dkms/pipescope" \
	"and modprobe would load it"
is "$(inside pipescope --version)" "pipescope $version" "the tool is there"
log=/var/lib/dkms/pipescope/$version/$kernel_a/$(uname -m)/log/make.log
is "$(inside grep -c 'No such file' "$log")" 0 "the build looks for no file that is not installed"

ok "a later kernel's headers are installed" quietly install_headers "$kernel_b"
is "$(installed "$kernel_b")" "$version" "the module is there for the kernel $kernel_b"

next_version 99.0
ok "make dkms-install of the next version" make_in_source dkms-install
is "$(installed "$kernel_a")" 99.0 "it is there for the kernel $kernel_a"
is "$(installed "$kernel_b")" 99.0 "and for the other that had the module"
is "$(known | grep -c "pipescope/$version")" 0 "DKMS no longer has the old one"
ok "nor are its sources there" test ! -e "$system/usr/src/pipescope-$version"

cp "$work/source/module/main.c" "$work/main.c"
echo '#error "not a program"' >>"$work/source/module/main.c"
next_version 99.1
fails "make dkms-install of a version that does not compile" make_telling dkms-install "$kernel_a"
ok "it says why" grep -q 'error: #error "not a program"' "$work/said"
is "$(installed "$kernel_a")" 99.0 "the one before is still there for the kernel $kernel_a"
is "$(installed "$kernel_b")" 99.0 "and for the other"
is "$(known | grep -c 'pipescope/99\.1')" 0 "DKMS does not know the one that does not compile"
ok "nor are its sources there" test ! -e "$system/usr/src/pipescope-99.1"

next_version 99.0
fails "nor is it installed with the same version" make_telling dkms-install "$kernel_a"
is "$(installed "$kernel_a")" 99.0 "the one before is still there"
is "$(known | grep -c 'pipescope/99\.0.*installed')" 2 "and DKMS knows, of both kernels"
mv "$work/main.c" "$work/source/module/main.c"

# Headers are often removed before their kernel.
inside mv "/lib/modules/$kernel_a/build" "/lib/modules/$kernel_a/no-build"
next_version 99.2
ok "make dkms-install where a kernel has no headers" make_telling dkms-install "$kernel_b"
is "$(installed "$kernel_b")" 99.2 "it is there for the kernel asked for"
like "$(installed "$kernel_a")" 'not found' "it is not for the one without headers"
advice=$(sed -n 's/.* run: //p' "$work/said")
is "$advice" "dkms install pipescope/99.2 -k $kernel_a" "the command to run is printed"
inside mv "/lib/modules/$kernel_a/no-build" "/lib/modules/$kernel_a/build"
ok "it works" quietly inside dkms install pipescope/99.2 -k "$kernel_a"
is "$(installed "$kernel_a")" 99.2 "the module is there for that kernel, too"

ok "make uninstall" make_in_source uninstall
everything >"$work/after"
is "$(diff "$work/before" "$work/after" | grep -v "$kernel_b\|linux-kbuild\|${kernel_b%-*}-common" |
	grep '^[<>]')" "" "it leaves nothing"
is "$(known)" "" "and DKMS does not know it"

ok "make dkms-install" make_in_source dkms-install
is "$(installed "$kernel_a")" 99.2 "it is there again"
ok "make dkms-uninstall" make_in_source dkms-uninstall
like "$(installed "$kernel_a")" 'not found' "and gone again"

done_testing
