#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What "make install" installs, and that the module builds from it.
set -eu # in bash, for so is dkms.conf

cd "$(dirname "$0")/../.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

assignments=$(tests/setup/kernel)
eval "$assignments"
# shellcheck disable=SC2034 # DKMS's name for it; dkms.conf uses it
kernel_source_dir=/lib/modules/$release/build
. ./dkms.conf
version=$PACKAGE_VERSION
sources=$root/usr/src/pipescope-$version

ok "it installs" quietly make install DESTDIR="$root" PREFIX=/usr
is "$("$root/usr/sbin/pipescope" --version | grep -ow "$version")" "$version" \
	"the tool is there, of the version that DKMS reads"
ok "the man page is there" test -s "$root/usr/share/man/man8/pipescope.8"
ok "the completion is there" test -s "$root/usr/share/bash-completion/completions/pipescope"

# As DKMS does: runs dkms.conf's command in the sources' directory.
dkms_build() {
	(cd "$sources" && ${MAKE[0]})
}
ok "the module builds from DKMS's sources" quietly dkms_build
is "$(grep -ao 'vermagic=[^ ]*' "$sources/pipescope.ko")" "vermagic=$release" \
	"for the kernel that it was built for"

# build_without OPTION: builds with the headers of a kernel without it; prints what
# the build prints.
build_without() {
	mkdir "$root/$1"
	cp -as "$(realpath "/lib/modules/$release/build")/." "$root/$1"
	configuration=$root/$1/include/config/auto.conf
	cp --remove-destination "$(realpath "$configuration")" "$configuration"
	sed -i "/^CONFIG_$1=/d" "$configuration"
	tests/setup/mirror "$root/$1.module"
	make -C "$root/$1" M="$root/$1.module" modules 2>&1 || true
}

for option in KPROBES KRETPROBES TRACEPOINTS; do
	like "$(build_without $option)" \
		"\\*\\*\\* pipescope needs a kernel with CONFIG_$option\\. +Stop" \
		"a kernel without CONFIG_$option: the build says so"
	is "$(find "$root/$option.module" -name '*.o')" "" "and compiles nothing"
	rm -rf "${root:?}/$option" "$root/$option.module"
done

ok "it uninstalls" quietly make uninstall DESTDIR="$root" PREFIX=/usr
is "$(find "$root" ! -type d)" "" "and nothing is left"

done_testing
