/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_KUNIT_SUITES_H
#define _PIPESCOPE_KUNIT_SUITES_H

#include <kunit/test.h>

extern struct kunit_suite ps_callsite_suite;
extern struct kunit_suite ps_counters_suite;
extern struct kunit_suite ps_reserve_suite;
extern struct kunit_suite ps_table_suite;
extern struct kunit_suite ps_accounts_suite;
extern struct kunit_suite ps_reap_suite;
extern struct kunit_suite ps_pipes_suite;
extern struct kunit_suite ps_waits_suite;
extern struct kunit_suite ps_stall_suite;

/* Older kernels warn where the two sides' types differ. */
#define PS_EXPECT_U64(test, left, right) \
	KUNIT_EXPECT_EQ(test, (u64)(left), (u64)(right))

#endif
