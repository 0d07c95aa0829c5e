// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>

#include "suites.h"

kunit_test_suites(&ps_callsite_suite, &ps_counters_suite, &ps_reserve_suite,
		  &ps_table_suite, &ps_accounts_suite, &ps_reap_suite,
		  &ps_pipes_suite, &ps_waits_suite, &ps_stall_suite);

MODULE_DESCRIPTION("KUnit suites of pipescope");
MODULE_LICENSE("GPL");
