#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The Debian packages in a throwaway system: they build, install, replace an older
# version, and can be removed.
set -eu

cd "$(dirname "$0")/../.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh
# shellcheck source=tests/setup/system.sh
. tests/setup/system.sh

version=$(sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
module=/lib/modules/$kernel_a/updates/dkms/pipescope.ko

# Links of the installed documents to files that are not installed.
dead_links() {
	cd "$system/usr/share/doc/pipescope"
	find . -name '*.md' | while read -r document; do
		grep -o '](\([^)#:]*\)[)#]' "$document" | sed 's/^](//; s/.$//' |
			while read -r link; do
				[ -e "${document%/*}/$link" ] || echo "$document: $link"
			done
	done
	cd "$OLDPWD"
}

# Leaves the packages in /packages.
build_package() {
	quietly inside sh -c "mkdir -p /packages && cp -r /pipescope /packages/source &&
		cd /packages/source && dpkg-buildpackage --no-sign --build=binary &&
		rm -r /packages/source /packages/*dbgsym*"
}

install_package() {
	quietly inside sh -c "dpkg --install /packages/*_$1_*.deb"
}

is "$(dpkg-parsechangelog -l debian/changelog -S Version)" "$version" \
	"the packages have the version that DKMS reads"
ok "they build" build_package
is "$(cd "$system/packages" && echo *.deb)" "pipescope-dkms_${version}_all.deb pipescope_${version}_$(dpkg --print-architecture).deb" "two of them"

ok "they install" install_package "$version"
is "$(inside modinfo -k "$kernel_a" -F version pipescope)" "$version" \
	"the module is there for the kernel $kernel_a"
is "$(inside pipescope --version)" "pipescope $version" "the tool is there"
ok "so is its man page" test -s "$system/usr/share/man/man8/pipescope.8.gz"
ok "so are the documents" test -s "$system/usr/share/doc/pipescope/docs/operating.md"
is "$(dead_links)" "" "which link to nothing that is not there"

sed -i "s/^PACKAGE_VERSION=.*/PACKAGE_VERSION=\"99.0\"/" "$work/source/dkms.conf"
sed -i "1s/(.*)/(99.0)/" "$work/source/debian/changelog"
ok "the next version builds" build_package
ok "it installs" install_package 99.0
is "$(inside modinfo -k "$kernel_a" -F version pipescope)" 99.0 "its module is there"
is "$(inside dkms status 2>/dev/null | grep -c "$version")" 0 "and the old one's is not"

ok "they are removed" quietly inside dpkg --purge pipescope pipescope-dkms
ok "the module is gone" test ! -e "$system$module"
is "$(inside find / -xdev -path /proc -prune -o -path /packages -prune -o -path /pipescope -prune \
	-o -path '/var/lib/dpkg' -prune -o -name '*pipescope*' -print)" "" "nothing is left"

done_testing
