#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The harness itself: what must fail fails, and for the right reason.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
output=$scratch/output

# shellcheck source=tests/vm/tap.sh
. "$here/vm/tap.sh"

run() {
	status=0
	sample=$1
	shift
	"$here/vm/run" --no-module --name "harness-$sample" "$@" \
		"$here/vm/samples/$sample" >"$output" 2>&1 || status=$?
}

# fails_by SAMPLE REGEX NAME: the run fails, by that line of its output alone.
fails_by() {
	run "$1"
	is "$status: $(grep '^not ok' "$output" | sed 's/^not ok [0-9]* - //' | paste -sd'|')" \
		"1: $2" "$3"
}

console_is_clean() {
	"$here/vm/console" "$output" >/dev/null
}

run good
is "$status" 0 "a good script passes"
is "$(grep -c '^ok' "$output")" 5 "its checks and the guest's own are there"
is "$(tail -n 1 "$output")" 1..5 "they are planned"

run good "$here/vm/samples/good"
is "$status $(tail -n 1 "$output")" "0 1..8" "two scripts give one plan"

fails_by failing-check "one is two" "a failing check fails the run"
fails_by early-death "early-death: ran to its end" "a script that dies fails"
fails_by no-plan "no-plan: ran to its end" "a script without a plan fails"
fails_by short-plan "short-plan: ran to its end" "a script that does not keep its plan fails"
fails_by no-check "no-check: ran to its end" "a script that checks nothing fails"
fails_by bad-exit "bad-exit: ran to its end" "a script with a bad exit status fails"
fails_by warning "the kernel reported no trouble on its console" \
	"a warning on the kernel's console fails the run"

ended="ran to its end|the guest ran all its scripts"
trouble="the kernel reported no trouble on its console"
down="the guest powered down"
fails_by panic "panic: $ended|$trouble|$down" "a panic fails the run"
fails_by sudden-reset "sudden-reset: $ended|$down" "a reset fails the run"
fails_by hang "hang: $ended|$down" "a guest that hangs fails"
like "$(cat "$output")" "time-out" "and it is said to have been ended"
fails_by no-power-down "$down" "a guest that does not power down fails"

for report in "BUG: kernel NULL pointer dereference" "Oops: 0002 [#1] PREEMPT SMP" \
	"WARNING: possible circular locking dependency detected" \
	"WARNING: inconsistent lock state" "WARNING: suspicious RCU usage" \
	"BUG: KASAN: slab-use-after-free in f+0x1/0x2" "BUG: KCSAN: data-race in f / g" \
	"UBSAN: array-index-out-of-bounds in f.c:1:2" \
	"unreferenced object 0xffff888100000000 (size 8):" \
	"BUG: scheduling while atomic: sh/1/0x00000002" \
	"watchdog: BUG: soft lockup - CPU#0 stuck for 22s!" \
	"rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:" \
	"INFO: task sh:1 blocked for more than 120 seconds." \
	"general protection fault, probably for non-canonical address"; do
	echo "[    1.000000] $report" >"$output"
	fails "the console check finds: $report" console_is_clean
done

# kcsan_report LINE [FUNCTION]: one whose only frame is LINE.
kcsan_report() {
	printf '%s\n' '==================================================' \
		"BUG: KCSAN: data-race in ${2:-f} / g" " $1" \
		'==================================================' >"$output"
}
kcsan_report 'f+0x1/0x2 [pipescope]'
fails "the console check finds a data race of the module" console_is_clean
kcsan_report 'f+0x1/0x2'
ok "but leaves out one of the kernel's own" console_is_clean
kcsan_report 'f+0x1/0x2 [pipescope]' ktime_get_mono_fast_ns
ok "and that of the fast clock's latch" console_is_clean
interrupt=' asm_sysvec_apic_timer_interrupt+0x1b/0x20
'
kcsan_report "f+0x1/0x2
$interrupt h+0x1/0x2 [pipescope]"
ok "and that of an interrupt that came upon the module" console_is_clean
kcsan_report "f+0x1/0x2
$interrupt h+0x1/0x2
 write to 0xffff88801e41f384 of 1 bytes by task 1 on cpu 0:
 i+0x1/0x2 [pipescope]"
fails "unless the module is on the other side" console_is_clean

# all CHECK REST [ASSIGNMENT...]: runs all tests, which are these.
all() {
	check=$1 rest=$2
	shift 2
	status=0
	env -u PIPESCOPE_RESULTS -u PIPESCOPE_AHEAD make -C "$here/.." check-all matrix= \
		test_kernels= check_tests="$check" rest_tests="$rest" "$@" \
		>"$output" 2>&1 || status=$?
}

# closes STATUS RESULT FILES NAME: that is how the run of all tests ended.
closes() {
	last=$(grep -v '^make' "$output" | tail -n 2 | sed 's/, *[0-9]* wallclock.*//' | paste -sd' ')
	is "$status $last" "$1 Files=$3, Tests=$3 Result: $2" "$4"
}

# ci CHECK REST: the same, as it runs automatically.
ci() {
	status=0
	env -u PIPESCOPE_RESULTS -u PIPESCOPE_AHEAD \
		MAKEFLAGS=" -- matrix= test_kernels= check_tests=$1 rest_tests=$2" \
		"$here/../.ci/run" >"$output" 2>&1 || status=$?
}

good=$scratch/good.t bad=$scratch/bad.t in_guest=$scratch/guest/good.t
mkdir "$scratch/guest"
printf '#!/bin/sh\necho ok 1\necho 1..1\n' | tee "$good" "$in_guest" >"$scratch/good2.t"
printf '#!/bin/sh\necho not ok 1\necho 1..1\nexit 1\n' >"$bad"
chmod +x "$good" "$scratch/good2.t" "$bad"

never_run() {
	PIPESCOPE_RESULTS=$scratch "$here/vm/recorded" never.t >"$output"
}

all "$good" "$scratch/good2.t"
closes 0 PASS 2 "a run of all tests ends with a line on those of check and the others"
all "$good" "$bad"
closes 2 FAIL 2 "one of the others that fails fails the run"
all "$bad" "$good none:$in_guest" test_kernels=none
closes 2 FAIL 3 "one of check's that fails fails the run"
like "$(cat "$output")" "^[^ ]* $good \\.+ ok" "the others run all the same"
like "$(cat "$output")" "^$bad .*Failed: 1" "it is named at the end"
like "$(cat "$output")" "^none:$in_guest .*Failed: 1" "so is one whose kernel cannot be made"
like "$(cat "$output")" "none.config: No such file" "and why is shown"
fails "one that was not run has failed" never_run

ci "$good" "$scratch/good2.t"
is "$status $(tail -n 1 "$output")" "0 Result: PASS" "what runs automatically passes"
ci "$good" "$bad"
is "$status $(tail -n 1 "$output")" "1 Result: FAIL" "or fails, and says so in its last line"

# Without root, and with a sudo that would have to ask.
mkdir "$scratch/bin"
printf '#!/bin/sh\necho 1000\n' >"$scratch/bin/id"
cat >"$scratch/bin/sudo" <<'END'
#!/bin/sh
[ "$1" != -n ] || exit 1
exec "$@"
END
chmod +x "$scratch/bin/id" "$scratch/bin/sudo"
as_root() {
	PATH=$scratch/bin:$PATH "$here/setup/as-root" echo yes 2>&1
}
is "$(as_root)" yes "in the foreground sudo may ask for a password"
like "$(PIPESCOPE_BACKGROUND=yes as_root)" "cannot ask for a password" \
	"in the background it says that it cannot"

dry_run() {
	make -n -C "$here/.." guest O="$scratch/build" >"$output" 2>&1
}
ok "make -n succeeds where nothing is built" dry_run

done_testing
