// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

#include "params.h"

unsigned int ps_max_pipes;
module_param_named(max_pipes, ps_max_pipes, uint, 0444);
MODULE_PARM_DESC(max_pipes, "maximum number of tracked pipes (0: scale with memory)");

unsigned int ps_max_waits;
module_param_named(max_waits, ps_max_waits, uint, 0444);
MODULE_PARM_DESC(max_waits,
		 "maximum number of blocked writers (0: scale with memory)");

unsigned int ps_max_namespaces;
module_param_named(max_namespaces, ps_max_namespaces, uint, 0444);
MODULE_PARM_DESC(max_namespaces,
		 "maximum number of pid namespaces (0: scale with memory)");

unsigned int ps_max_accounts;
module_param_named(max_accounts, ps_max_accounts, uint, 0444);
MODULE_PARM_DESC(max_accounts,
		 "maximum number of (pid namespace, uid) pairs (0: scale with memory)");

unsigned int ps_max_stalled = 1024;
module_param_named(max_stalled, ps_max_stalled, uint, 0444);
MODULE_PARM_DESC(max_stalled, "maximum number of directories under writers/");

unsigned int ps_alloc_calls = 256;
module_param_named(alloc_calls, ps_alloc_calls, uint, 0444);
MODULE_PARM_DESC(alloc_calls,
		 "pipe creations a return probe can follow at once; more are missed");

bool ps_return_probes;
module_param_named(return_probes, ps_return_probes, bool, 0444);
MODULE_PARM_DESC(return_probes,
		 "use return probes instead of probes inside functions");

#define MOST 67108864U		/* of one kind; the table then takes 128 MiB */

/* Scales a limit with memory, between bounds that suit any machine. */
static void set_default(unsigned int *limit, unsigned int per_megabyte,
			unsigned int least, unsigned int most)
{
	u64 megabytes = totalram_pages() >> (20 - PAGE_SHIFT);

	if (!*limit)
		*limit = clamp_t(u64, megabytes * per_megabyte, least, most);
	*limit = min(*limit, MOST);
}

/**
 * ps_params_init() - set the limits that the user has not set
 *
 * A pipe costs the kernel 2 KiB or more. 64 pipes per megabyte let pipes take
 * an eighth of memory, and tracking that many takes 4 KiB of each megabyte.
 *
 * Context: any.
 */
void ps_params_init(void)
{
	set_default(&ps_max_pipes, 64, 16384, 4194304);
	set_default(&ps_max_waits, 8, 16384, 262144);
	set_default(&ps_max_namespaces, 4, 4096, 65536);
	set_default(&ps_max_accounts, 8, 8192, 131072);
	ps_alloc_calls = clamp(ps_alloc_calls, 1U, 65536U);
}
