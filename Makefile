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

#: make guest         what tests/vm/run needs: module, tool and test programs
.PHONY: guest
guest: tools programs build/tsc-khz
	tests/setup/module

#: make guest-VARIANT what "tests/vm/run --variant VARIANT" needs: debug, kcsan, arm64
.PHONY: guest-arm64
guest-arm64:
	tests/setup/packages build guest check
	tests/setup/arm64

guest-%: tools programs build/tsc-khz
	tests/setup/packages check
	tests/kernel/module $*

#: make demo          installs what is missing, boots a guest, shows two hangs
.PHONY: demo
demo:
	@tests/setup/packages build guest
	@$(MAKE) -s guest
	@tests/demo/run

#: make check         installs what is missing, runs all tests
tests = $(sort $(wildcard tests/*.t tests/tool/*.t tests/guest/*.t))
tests += $(shell tests/matrix check)

.PHONY: check
check:
	tests/setup/packages build guest check style
	$(MAKE) guest guest-debug guest-kcsan guest-arm64
	prove -j2 --timer --exec tests/setup/execute $(tests)

#: make soak          the guest tests that can do more, at their full sizes
.PHONY: soak
soak:
	tests/setup/packages build guest check
	$(MAKE) guest guest-debug guest-kcsan
	tests/soak

#: make bench         what the module costs: build/bench.txt
.PHONY: bench
bench:
	tests/setup/packages build guest bench
	$(MAKE) guest
	tests/bench/run

#: make check-more    guest tests with test kernels for which check has no time
.PHONY: check-more
check-more:
	tests/setup/packages build guest check
	$(MAKE) guest guest-debug guest-kcsan
	prove -j2 --timer --exec tests/setup/execute $(shell tests/matrix more)

#: make fuzz          the tool, with what libFuzzer makes up, for FUZZ_SECONDS (600)
.PHONY: fuzz
fuzz:
	tests/setup/packages build fuzz
	tests/fuzz/run

#: make style         checkpatch, sparse, W=1, shellcheck
.PHONY: style
style:
	tests/setup/packages build style
	prove --verbose tests/style.t

#: make install       as root: module by DKMS, tool, man page; DESTDIR, PREFIX
.PHONY: install
install: install-dkms
	$(MAKE) -C tools install

dkms_module := pipescope/$(VERSION)
dkms_remove = test -z "$$(dkms status $(dkms_module))" || dkms remove $(dkms_module) --all

# With DESTDIR the sources are put in place for DKMS, and no more. What DKMS has
# built from older ones of this version would stay, hence the removal.
.PHONY: install-dkms
install-dkms:
ifeq ($(DESTDIR),)
	@command -v dkms >/dev/null || { echo "dkms is not installed" >&2; exit 1; }
	$(dkms_remove)
endif
	rm -rf $(dkmsdir)
	install -d $(dkmsdir)
	cp --parents dkms.conf Kbuild Makefile LICENSE $(shell find module -name '*.[ch]') \
		$(dkmsdir)
ifeq ($(DESTDIR),)
	dkms install $(dkms_module)
endif

#: make uninstall     as root: removes what install put in place
.PHONY: uninstall
uninstall:
	$(MAKE) -C tools uninstall
ifeq ($(DESTDIR),)
	$(dkms_remove)
endif
	rm -rf $(dkmsdir)

#: make clean         removes what was built here
.PHONY: clean
clean:
	rm -rf build
	$(MAKE) -C tools clean
	test ! -e "$(KDIR)/Makefile" || $(MAKE) -C "$(KDIR)" M="$(CURDIR)" clean
