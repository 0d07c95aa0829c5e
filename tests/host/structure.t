#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The files of module/ and tools/ depend one way and share no names. Made-up
# files show that each of these checks can fail.
set -eu
export LC_ALL=C

cd "$(dirname "$0")/../.."
# shellcheck source=tests/vm/tap.sh
. tests/vm/tap.sh
style=$PWD/tests/style
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# circles TREE OBJECTS
circles() {
	"$style/depends" "$1" "$2" >"$scratch/pairs" && "$style/circles" <"$scratch/pairs"
}

# upward TREE OBJECTS LAYERS
upward() {
	"$style/depends" "$1" "$2" >"$scratch/pairs" && "$style/upward" "$3" <"$scratch/pairs"
}

build() {
	quietly tests/setup/module && quietly make -s tools O=build
}

ok "the module and the tool build" build
assignments=$(tests/setup/kernel)
eval "$assignments"

says_nothing "the files of module/ depend one way, by includes and calls" \
	circles module "build/$release/module"
says_nothing "the files of module/ depend on no higher layer" \
	upward module "build/$release/module" "$style/layers"
says_nothing "the files of tools/ depend one way, by includes and calls" \
	circles tools build/tools
for part in module tools; do
	says_nothing "files of $part/ share no name" "$style/doubles" files $part
	says_nothing "structs and enums of $part/ share no name" "$style/doubles" tags $part
	says_nothing "static functions of $part/ share no one-word name" \
		"$style/doubles" statics $part
done
says_nothing "include guards of module/ follow from the headers' names" \
	"$style/guards" module _PIPESCOPE_
says_nothing "include guards of tools/ follow from the headers' names" \
	"$style/guards" tools PIPESCOPE_

tree=$scratch/tree

# made_up: makes and compiles the files that the input has line by line, after
# their names.
made_up() {
	rm -rf "$tree"
	while read -r file text; do
		mkdir -p "$(dirname "$tree/$file")"
		printf '%s\n' "$text" >>"$tree/$file"
	done
	cd "$tree"
	find . -name '*.c' | while read -r file; do
		${CC:-cc} -iquote . -c -o "${file%.c}.o" "$file"
	done
	cd "$OLDPWD"
}

# prints NAME COMMAND...: COMMAND prints what the input has.
prints() {
	name=$1
	shift
	is "$("$@" 2>&1 </dev/null)" "$(cat)" "$name"
}

made_up <<'END'
x.h #include "a.h"
a.h int a(void);
a.c #include "a.h"
a.c #include "low/b.h"
low/b.h #include "c.h"
low/b.c #include "b.h"
low/d.c int c(void);
low/d.c int d(void) { return c(); }
c.h int c(void);
c.c int c(void) { return 0; }
END
says_nothing "files that depend one way are in no circle" circles "$tree" "$tree"

printf '%s\n' 'low/ x' 'a c' >"$scratch/layers"
prints "includes and calls of a higher layer are found" \
	upward "$tree" "$tree" "$scratch/layers" <<'END'
low/b includes c.h, of c
low/d uses c, of c
x includes a.h, of a
END
printf '%s\n' 'c' 'low/ x' >"$scratch/layers"
prints "a file in no layer is found" upward "$tree" "$tree" "$scratch/layers" <<'END'
a is in no layer
END

echo '#include "x.h"' >"$tree/c.h"
prints "a circle of includes is found, where X.c and X.h are one file" \
	circles "$tree" "$tree" <<'END'
4 files depend on one another: a c low/b x
    a includes low/b.h, of low/b
    low/b includes c.h, of c
    c includes x.h, of x
    x includes a.h, of a
END
echo '#include "y.h"' >"$tree/c.h"
prints "an include that is not in the tree is found" circles "$tree" "$tree" <<'END'
c.h: no y.h in the tree
END
rm "$tree/low/d.o" "$tree/c.h"
like "$(circles "$tree" "$tree" 2>&1)" "low/d\.o" "a missing object is found"

made_up <<'END'
a.h #include "sub/b.h"
sub/b.h #include "../a.h"
sub/b.h #include "../../outside.h"
../outside.h #include "no.h"
c.c int c;
END
prints "so is a circle through the folder above" circles "$tree" "$tree" <<'END'
2 files depend on one another: a sub/b
    a includes sub/b.h, of sub/b
    sub/b includes ../a.h, of a
END
echo '#include "../no.h"' >"$tree/sub/b.h"
prints "a file that is missing there is found" circles "$tree" "$tree" <<'END'
sub/b.h: no ../no.h in the tree
END

made_up <<'END'
a.c int b(void); int a(void) { return b(); }
b.c int a(void); int b(void) { return a(); }
c.c int a(void); int c(void) { return a(); }
d.c extern int e; int *d = &e;
e.c extern int *d; int e; int **f(void) { return &d; }
END
prints "circles of calls and of data are found" circles "$tree" "$tree" <<'END'
2 files depend on one another: a b
    a uses b, of b
    b uses a, of a
2 files depend on one another: d e
    d uses e, of e
    e uses d, of d
END

made_up <<'END'
a.c static __attribute__((unused)) int
a.c find(void) { return 0; }
a.c static int once;
b.c static inline void *find(int of) { return (void *)0; }
b.c enum e { E };
b.h struct e { int i; }; struct u;
b.h static struct u *find(int of);
low/a.h struct s { int i; }; struct u;
low/c.c struct s { int i; }; static void once(void) { }
END
prints "files of one name are found" "$style/doubles" files "$tree" <<'END'
a: a low/a
END
prints "structs and enums of one name are found" "$style/doubles" tags "$tree" <<'END'
e: b.c b.h
s: low/a.h low/c.c
END
prints "static functions of one name are found" "$style/doubles" statics "$tree" <<'END'
find: a.c b.c b.h
END

made_up <<'END'
a.h #ifndef _X_A_H
low/b-c.h /* Read twice. */
low/b-c.h #if !defined(_X_B_C_H) || defined(AGAIN)
d.h #ifndef X_D_H
d.h #ifdef _X_D_H
e.h int e;
END
prints "include guards of another style and missing ones are found" \
	"$style/guards" "$tree" _X_ <<'END'
d.h: its include guard is "X_D_H", not _X_D_H
e.h: its include guard is "", not _X_E_H
END

done_testing
