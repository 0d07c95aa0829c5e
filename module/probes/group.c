// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>

#include "group.h"

/**
 * ps_group_init() - begin anew
 * @group: the group, not in place
 *
 * Context: any.
 */
void ps_group_init(struct ps_group *group)
{
	group->nr = 0;
}

/**
 * ps_group_add() - add a probe
 * @group: the group, not in place
 * @address: where to place it
 * @handler: what to call before the instruction there
 *
 * Context: any.
 * Return: 0, or -E2BIG.
 */
int ps_group_add(struct ps_group *group, unsigned long address,
		 kprobe_pre_handler_t handler)
{
	if (group->nr == PS_GROUP_MAX)
		return -E2BIG;
	group->probes[group->nr++] = (struct kprobe) {
		.addr = (kprobe_opcode_t *)address,
		.pre_handler = handler,
	};
	return 0;
}

/**
 * ps_group_place() - place the probes, in the order in which they were added
 * @group: the group
 *
 * Context: may sleep.
 * Return: 0, or a negative error and none is in place.
 */
int ps_group_place(struct ps_group *group)
{
	struct kprobe *probes[PS_GROUP_MAX];
	unsigned int i;
	int err;

	for (i = 0; i < group->nr; i++)
		probes[i] = &group->probes[i];
	err = register_kprobes(probes, group->nr);
	group->placed = !err;
	return err;
}

/**
 * ps_group_remove() - remove them, if they are in place, the last first
 * @group: the group
 *
 * Context: may sleep. Returns when no handler runs any more.
 */
void ps_group_remove(struct ps_group *group)
{
	struct kprobe *probes[PS_GROUP_MAX];
	unsigned int i;

	if (!group->placed)
		return;
	for (i = 0; i < group->nr; i++)
		probes[i] = &group->probes[group->nr - 1 - i];
	unregister_kprobes(probes, group->nr);
	group->placed = false;
}

/**
 * ps_group_missed() - hits that the kernel could not deliver
 * @group: the group
 *
 * Context: any.
 * Return: their number since it was placed.
 */
unsigned long ps_group_missed(const struct ps_group *group)
{
	unsigned long missed = 0;
	unsigned int i;

	for (i = 0; group->placed && i < group->nr; i++)
		missed += group->probes[i].nmissed;
	return missed;
}
