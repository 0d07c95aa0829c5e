#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites, in a guest of the test kernel.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
tree=$(cd "$here/.." && pwd)/build/kunit

assignments=$("$here/kunit/build-kernel")
eval "$assignments"
"$here/setup/mirror" "$tree"
# shellcheck disable=SC2154 # build and image are set by the line above
make -s -C "$build" M="$tree/tests/kunit" modules >&2
# shellcheck disable=SC2154
"$here/vm/run" --name kunit --kernel "$image" \
	--module "$tree/tests/kunit/pipescope_kunit.ko" "$here/kunit/guest.sh"
