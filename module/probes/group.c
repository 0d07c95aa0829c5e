// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/kernel.h>

#include "probes/group.h"

/**
 * ps_group_init() - empty a group
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
 * @group: the group, not in place, with less than PS_GROUP_MAX probes
 * @address: where to place it
 * @handler: called before the instruction at @address
 *
 * Context: any.
 */
void ps_group_add(struct ps_group *group, unsigned long address,
		  kprobe_pre_handler_t handler)
{
	if (WARN_ON_ONCE(group->nr == PS_GROUP_MAX))
		return;
	group->probes[group->nr++] = (struct kprobe) {
		.addr = (kprobe_opcode_t *)address,
		.pre_handler = handler,
	};
}

/**
 * ps_group_place() - place the probes, in the order of their addition
 * @group: the group
 *
 * Context: may sleep.
 * Return: 0, or a negative error with no probe in place.
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
	if (err)
		group->nr = 0;
	return err;
}

/**
 * ps_group_place_entry() - place one probe at the start of a function
 * @group: the group, not in place; it will contain only this probe
 * @names: the function's names, newest kernels first, then NULL
 * @handler: called when the function is called
 *
 * Context: may sleep.
 * Return: 0, or the error of the last name, with no probe in place.
 */
int ps_group_place_entry(struct ps_group *group, const char *const *names,
			 kprobe_pre_handler_t handler)
{
	int err = -ENOENT;

	for (; *names && err; names++) {
		/* A failed registration has modified the probe. */
		group->probes[0] = (struct kprobe) {
			.symbol_name = *names,
			.pre_handler = handler,
		};
		group->nr = 1;
		err = ps_group_place(group);
	}
	return err;
}

/* What ftrace makes has no instruction of its own. */
static bool is_restored(struct kprobe *probe)
{
	return kprobe_ftrace(probe) ||
	       READ_ONCE(*probe->addr) == probe->opcode;
}

/**
 * ps_group_await_text() - wait until the kernel has put the instructions back
 * @group: the group, removed, or never placed
 *
 * The kernel turns jumps back some time after their probes are unregistered.
 * Until then the text does not show what places it has. Gives up after a second,
 * as somebody else may have a probe at the same place.
 *
 * Context: may sleep.
 */
void ps_group_await_text(struct ps_group *group)
{
	unsigned int i, waits = 0;

	for (i = 0; i < group->nr; i++)
		for (; waits < 50 && !is_restored(&group->probes[i]); waits++)
			msleep(20);
}

/**
 * ps_group_take() - take out the probes to unregister them, last one first
 * @group: the group
 * @probes: receives up to PS_GROUP_MAX probes
 *
 * Context: any.
 * Return: the number of probes; 0 if none is in place.
 */
unsigned int ps_group_take(struct ps_group *group, struct kprobe **probes)
{
	unsigned int i;

	if (!group->placed)
		return 0;
	for (i = 0; i < group->nr; i++)
		probes[i] = &group->probes[group->nr - 1 - i];
	group->placed = false;
	return group->nr;
}
