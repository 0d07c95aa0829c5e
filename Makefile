# SPDX-License-Identifier: GPL-2.0-only
# "make help" lists what can be made.

# The version is stated once, where DKMS reads it.
VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)

KDIR ?= /lib/modules/$(shell uname -r)/build
DESTDIR ?=
O ?= build
MAKEFLAGS += --no-print-directory
CFLAGS ?= -O2 -g
WARNINGS := -std=gnu11 -Wall -Wextra

dkmsdir = $(DESTDIR)/usr/src/pipescope-$(VERSION)

.PHONY: all
all: module tools

.PHONY: help
help:
	@sed -n 's/^#: //p' $(firstword $(MAKEFILE_LIST))

#: make               the kernel module and the tool
#: make module        the module; KDIR=DIR: for another than the running kernel
.PHONY: module
module:
	@test -e "$(KDIR)/Makefile" || { \
		echo "No kernel headers in $(KDIR): install them, or give KDIR=DIR" >&2; \
		exit 1; }
	$(MAKE) -C "$(KDIR)" M="$(CURDIR)" modules

#: make tools         the tool, build/pipescope
.PHONY: tools
tools:
	$(MAKE) -C tools O=$(abspath $(O))

# Programs that run in guests: one C file or a directory of them each.
programs := $(patsubst tests/programs/%.c,$(O)/programs/%,$(wildcard tests/programs/*.c))
programs += $(patsubst tests/programs/%/,$(O)/programs/%,$(wildcard tests/programs/*/))
# Of them also as 32-bit processes.
PROGRAMS32 ?= block32
programs += $(PROGRAMS32:%=$(O)/programs/%)

.PHONY: programs
programs: $(programs)

.SECONDEXPANSION:
$(O)/programs/%: $$(wildcard tests/programs/$$*.c tests/programs/$$*/* tests/programs/*.h) Makefile
	@mkdir -p $(@D)
	$(CC) -D_GNU_SOURCE $(CFLAGS) $(WARNINGS) -static -o $@ $(filter %.c,$^) $(LDLIBS)

$(O)/programs/uring: LDLIBS := -luring
$(O)/programs/block32: $(O)/programs/%32: $$(wildcard tests/programs/$$*/* tests/programs/*.h) Makefile
	$(CC) -m32 -D_GNU_SOURCE $(CFLAGS) $(WARNINGS) -static -o $@ $(filter %.c,$^)

# A program that runs on this machine when it boots a guest.
build/tsc-khz: tests/vm/tsc-khz.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(WARNINGS) -o $@ $<

# A plugin for the emulator, for a benchmark.
build/sharing.so: $(wildcard tests/bench/sharing/*.[ch]) tests/programs/marks.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(WARNINGS) -shared -fPIC -fvisibility=hidden -o $@ $(filter %.c,$^)

#: make guest         what tests/vm/run needs: module, tool and test programs
.PHONY: guest guest-module
guest: tools programs build/tsc-khz guest-module
guest-module:
	+tests/setup/module

#: make guest-VARIANT what "tests/vm/run --variant VARIANT" needs: plain, debug, kcsan,
#:                    or a kernel of tests/kernels/matrix-kernels
# DKMS gets this file without tests/.
matrix := $(if $(wildcard tests/kernels),$(shell tests/kernels/matrix-list kernels))

.PHONY: programs-amd64 programs-arm64
programs-amd64: tools programs build/tsc-khz
programs-arm64: build/tsc-khz
	tests/setup/arm64

$(matrix:%=guest-%): guest-%:
	tests/setup/packages build guest matrix
	$(MAKE) programs-$(lastword $(subst -, ,$*))
	tests/kernels/matrix-build $*

test_kernels := plain debug kcsan
$(test_kernels:%=guest-%): guest-%:
	tests/setup/packages build guest check kernels
	$(MAKE) programs-amd64
	tests/kernels/test-module $*

#: make demo          installs what is missing, boots a guest, shows two hangs
.PHONY: demo
demo:
	@tests/setup/packages build guest
	@$(MAKE) -s -j4 guest
	@tests/demo/play

# Tests that take long, or need another kernel or system than this machine's.
slow := tests/host/harness.t tests/host/debian.t tests/host/dkms.t tests/host/install.t
slow += $(patsubst %,tests/guest/%.t,kinds many-pipes readers scan-cost)
# These come last: they need a test kernel, which is built while the others run.
late := tests/guest/equality-failslab.t tests/guest/signature.t tests/host/kunit.t
# The longest of the others come first: the last ones leave a processor idle.
long := tests/host/style.t tests/tool/sanitize.t
long += $(patsubst %,tests/guest/%.t,metrics trace explain doctor)

check_tests = $(long) $(filter-out $(slow) $(late) $(long),\
	$(wildcard tests/host/*.t tests/tool/*.t tests/guest/*.t))
rest_tests = $(slow) $(shell tests/kernels/schedule all) $(late)

#: make check         installs what is missing, runs the tests of style, of the tool
#:                    and in the distribution's kernel: ten minutes
.PHONY: check
check:
	tests/setup/packages build guest check style
	$(MAKE) -j4 guest
	prove -j2 --timer --exec tests/vm/one-test $(check_tests)

#: make check-all     all tests, also in other kernels and systems: an hour
.PHONY: check-all check-rest list-tests
check-all:
	tests/check-all

# What check-all runs besides check. The test kernels and the matrix's are built in
# the background, beside each other and beside the tests.
check-rest:
	tests/setup/packages build guest check style kernels matrix
	$(MAKE) -j4 guest
	tests/setup/ahead $(test_kernels)
	tests/setup/ahead $(matrix)
	prove -j2 --timer --exec tests/vm/one-test $(rest_tests)

# The tests of both, for the summary.
list-tests:
	@echo $(check_tests) $(rest_tests)

#: make matrix        the module in every kernel of tests/kernels/matrix-kernels
.PHONY: matrix
matrix:
	tests/setup/packages build guest check matrix
	tests/kernels/matrix-run

#: make soak          the guest tests that have a larger size, at that size
.PHONY: soak
soak:
	tests/setup/packages build guest check kernels
	$(MAKE) guest guest-debug guest-kcsan
	tests/soak

#: make bench         what the module costs: build/bench.txt
.PHONY: bench
bench:
	tests/setup/packages build guest bench matrix
	$(MAKE) guest build/sharing.so
	$(MAKE) $(patsubst %,guest-%,$(filter %-amd64,$(matrix)))
	tests/bench/measure

#: make check-more    further guest tests in the test kernels, beyond check-all
.PHONY: check-more
check-more:
	tests/setup/packages build guest check kernels
	$(MAKE) guest guest-debug guest-kcsan
	prove -j2 --timer --exec tests/vm/one-test $(shell tests/kernels/schedule more)

#: make fuzz          the tool, with what libFuzzer makes up, for FUZZ_SECONDS (600)
.PHONY: fuzz
fuzz:
	tests/setup/packages build fuzz
	tests/fuzz/fuzz

#: make style         checkpatch, sparse, W=1, shellcheck; dependencies and names
.PHONY: style
style:
	tests/setup/packages build style
	prove --verbose tests/host/style.t tests/host/structure.t

#: make install       as root: module by DKMS, tool, man page; DESTDIR, PREFIX
.PHONY: install
install: dkms-install
	$(MAKE) -C tools install

#: make dkms-install  as root: only the module, for the running kernel or KERNEL=RELEASE
# With DESTDIR the sources are put in place for DKMS, and no more.
KERNEL ?= $(shell uname -r)

.PHONY: dkms-install
dkms-install:
	rm -rf $(dkmsdir)
	install -d $(dkmsdir)
	cp --parents dkms.conf Kbuild Makefile LICENSE $(shell find module -name '*.[ch]') \
		$(dkmsdir)
ifeq ($(DESTDIR),)
	scripts/dkms install $(VERSION) $(KERNEL)
endif

#: make uninstall     as root: removes what install put in place
.PHONY: uninstall
uninstall: dkms-uninstall
	$(MAKE) -C tools uninstall

#: make dkms-uninstall  as root: removes what dkms-install put in place
.PHONY: dkms-uninstall
dkms-uninstall:
ifeq ($(DESTDIR),)
	scripts/dkms remove
endif
	rm -rf $(dkmsdir)

#: make clean         removes what was built here
.PHONY: clean
clean:
	rm -rf build
	$(MAKE) -C tools clean
	test ! -e "$(KDIR)/Makefile" || $(MAKE) -C "$(KDIR)" M="$(CURDIR)" clean
