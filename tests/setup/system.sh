# SPDX-License-Identifier: GPL-2.0-only
# A throwaway system of this machine's Debian release: kernel A and its headers are
# installed in it, kernel B is a later one. Tests source this at the top of the
# tree; it sets system, debian, kernel_a and kernel_b.
# shellcheck shell=sh disable=SC2034 # for those who source this

top=$PWD
debian=$(. /etc/os-release && echo "$VERSION_CODENAME")
flavour=$(dpkg --print-architecture)
kernels=$(tests/setup/apt "$debian" cache pkgnames linux-headers- |
	sed -nE "s/^linux-headers-([0-9].*[0-9]-$flavour)\$/\1/p" | sort -V | tail -n 2)
kernel_a=${kernels%%[!0-9a-z.+-]*} kernel_b=${kernels##*[!0-9a-z.+-]}

work=$(mktemp -d)
trap 'tests/setup/as-root rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
system=$work/system
# The packages' build dependencies, without versions.
needed=$(sed -n '/^Build-Depends:/,/^Standards/{ s/^Build-Depends://; /^Standards/d; s/(.*)//; s/,//; p; }' \
	debian/control)
# shellcheck disable=SC2086 # a list of words
minimal=$(tests/setup/chroot "$debian" "linux-image-$kernel_a" "linux-headers-$kernel_a" \
	build-essential $needed)
tests/setup/as-root cp -a --reflink=auto "$minimal" "$system"

# inside COMMAND...: as root in that system; the source is in /pipescope.
inside() {
	tests/setup/within "$system" --bind "$work/source" /pipescope "$@"
}

# A copy of the source, as it would be released.
mkdir "$work/source"
git ls-files -co --exclude-standard | tar -c --files-from - | tar -x -C "$work/source"
