#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The KUnit suites, in a guest of the test kernel.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
tree=$(cd "$here/.." && pwd)/build/kunit

assignments=$("$here/kernels/test-kernel" plain)
eval "$assignments"
"$here/setup/mirror" "$tree"
make -s -C "$build" M="$tree/tests/kunit" modules >&2
"$here/vm/run" --name kunit --kernel "$image" \
	--module "$tree/tests/kunit/pipescope_kunit.ko" "$here/kunit/guest.sh"
