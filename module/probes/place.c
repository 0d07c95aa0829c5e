// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/printk.h>

#include "compat/hook.h"
#include "params.h"
#include "probes/alloc_site.h"
#include "probes/functions.h"
#include "probes/group.h"
#include "probes/handlers.h"
#include "probes/kprobes_switch.h"
#include "probes/missed.h"
#include "probes/open_site.h"
#include "probes/place.h"
#include "probes/wait_site.h"
#include "text/symbol.h"
#include "track/waits.h"

/* Calls that may be in progress at once; further ones are missed. */
#define RESIZE_CALLS 256
#define SWITCH_CALLS 16
#define WRITE_CALLS 4096

/**
 * struct ps_probe - how a kernel function is probed
 * @required: arming fails without it
 * @unavailable: this kernel is configured without the function
 * @of_pipes: a miss may lose a pipe or its size
 * @hook: what is called at the function's entry without a breakpoint, if this
 *	kernel can do that; else @group is placed. NULL if it is not worth it
 * @group: the probes in its text, or NULL if only a return probe will do
 * @entry: handler of a probe at the function's entry, if @group is that probe
 * @place_site: otherwise finds instructions within the function, and places
 *	@group there
 * @on_call: entry handler of the return probe, placed if @group cannot be
 * @on_return: return handler of that probe; NULL if there is none
 * @data_size: size of the data that @on_call leaves for @on_return, in bytes
 * @calls: calls in progress that the return probe can follow; 0 for the
 *	parameter alloc_calls
 * @return_probe: the return probe
 * @return_placed: the return probe is in place
 */
struct ps_probe {
	bool required;
	bool unavailable;
	bool of_pipes;
	struct ps_hook *hook;
	struct ps_group *group;
	kprobe_pre_handler_t entry;
	int (*place_site)(struct ps_group *group,
			  const struct ps_function *function);
	kretprobe_handler_t on_call;
	kretprobe_handler_t on_return;
	size_t data_size;
	int calls;
	struct kretprobe return_probe;
	bool return_placed;
};

static struct ps_hook free_hook = { .handler = ps_handle_free_hook };
static struct ps_group free_entry, namespace_exit_entry;
static struct ps_group alloc_site, open_site;
static struct ps_wait_site write_site = { .operation = PS_OPERATION_WRITE };
static struct ps_wait_site splice_site = { .operation = PS_OPERATION_SPLICE };

static struct ps_probe probes[PS_NR_FUNCTIONS] = {
	[PS_FUNCTION_FREE] = {
		.required = true,
		.of_pipes = true,
		.hook = &free_hook,
		.group = &free_entry,
		.entry = ps_handle_free,
	},
	[PS_FUNCTION_NAMESPACE_EXIT] = {
		.group = &namespace_exit_entry,
		.entry = ps_handle_namespace_exit,
	},
	[PS_FUNCTION_SWITCH] = {
		.unavailable = !IS_ENABLED(CONFIG_DEBUG_FS),
		.on_call = ps_handle_switch_entry,
		.on_return = ps_handle_switch_return,
		.calls = SWITCH_CALLS,
	},
	[PS_FUNCTION_RESIZE] = {
		.of_pipes = true,
		.on_call = ps_handle_resize_entry,
		.on_return = ps_handle_resize_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
	[PS_FUNCTION_FCNTL] = {
		.of_pipes = true,
		.on_call = ps_handle_fcntl_entry,
		.on_return = ps_handle_fcntl_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
	[PS_FUNCTION_WATCH_QUEUE] = {
		.unavailable = !IS_ENABLED(CONFIG_WATCH_QUEUE),
		.of_pipes = true,
		.on_call = ps_handle_resize_entry,
		.on_return = ps_handle_resize_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
	[PS_FUNCTION_ALLOC] = {
		.required = true,
		.of_pipes = true,
		.group = &alloc_site,
		.place_site = ps_alloc_site_place,
		.on_return = ps_handle_alloc_return,
	},
	[PS_FUNCTION_WRITE] = {
		.group = &write_site.group,
		.place_site = ps_wait_site_place,
		.on_call = ps_handle_write_entry,
		.on_return = ps_handle_write_return,
		.data_size = sizeof(struct ps_write_data),
		.calls = WRITE_CALLS,
	},
	[PS_FUNCTION_SPLICE] = {
		.group = &splice_site.group,
		.place_site = ps_wait_site_place,
	},
	[PS_FUNCTION_OPEN] = {
		.group = &open_site,
		.place_site = ps_open_site_place,
	},
};

static bool is_placed(const struct ps_probe *p)
{
	return (p->hook && p->hook->placed) ||
	       (p->group && p->group->placed) || p->return_placed;
}

static int place_group(struct ps_probe *p, const struct ps_function *function)
{
	unsigned int i;
	int err;

	if (p->entry)
		err = ps_group_place_entry(p->group, function->names, p->entry);
	else if (!ps_return_probes)
		err = p->place_site(p->group, function);
	else
		err = -EOPNOTSUPP;
	for (i = 0; !err && i < p->group->nr; i++)
		ps_missed_watch(&p->group->probes[i], p->of_pipes);
	return err;
}

static int place_returns(struct ps_probe *p, const struct ps_function *function)
{
	const char *const *name;
	int err = -ENOENT;

	for (name = function->names; *name && err; name++) {
		p->return_probe = (struct kretprobe) {
			.kp.symbol_name = *name,
			.entry_handler = p->on_call,
			.handler = p->on_return,
			.data_size = p->data_size,
			.maxactive = p->calls ?: ps_alloc_calls,
		};
		err = register_kretprobe(&p->return_probe);
	}
	p->return_placed = !err;
	if (!err)
		ps_missed_watch_return(&p->return_probe, p->of_pipes);
	return err;
}

static int place_probe(struct ps_probe *p, const struct ps_function *function)
{
	int err;

	if (p->unavailable ||
	    (p->hook && !ps_hook_place(p->hook, function->names)))
		return 0;
	err = p->group ? place_group(p, function) : -EOPNOTSUPP;
	if (err && p->on_return)
		err = place_returns(p, function);
	if (!err || !p->required)
		return 0;
	pr_err("cannot probe %s: error %d\n", function->names[0], err);
	return err;
}

static void warn_absent(void)
{
	char absent[PS_FUNCTIONS_NAMES_SIZE];

	if (ps_probes_absent(absent, sizeof(absent)))
		pr_warn("not probed in this kernel: %s\n", absent);
}

/**
 * ps_probes_place() - place all probes
 *
 * Probes that are not required may be missing. The kernel log names them when
 * the module is armed; so does ps_probes_absent().
 *
 * Context: may sleep; the worker is stopped.
 * Return: 0, or a negative error with no probe in place.
 */
int ps_probes_place(void)
{
	int i, err = 0;

	ps_kprobes_switch_reset();
	for (i = 0; i < PS_NR_FUNCTIONS && !err; i++)
		err = place_probe(&probes[i], &ps_functions[i]);
	if (err) {
		ps_probes_remove();
		return err;
	}
	/* A return probe sees the end of a call only if it saw the start. */
	ps_waits_set_ends_seen(write_site.group.placed &&
			       splice_site.group.placed);
	warn_absent();
	return 0;
}

/* Either the groups at entries, or those within functions. */
static void remove_groups(bool at_entries)
{
	struct kprobe *placed[PS_NR_FUNCTIONS * PS_GROUP_MAX];
	int i, nr = 0;

	for (i = PS_NR_FUNCTIONS - 1; i >= 0; i--)
		if (probes[i].group && !probes[i].entry == !at_entries)
			nr += ps_group_take(probes[i].group, placed + nr);
	if (nr)
		unregister_kprobes(placed, nr);
}

static void await_text(void)
{
	int i;

	for (i = 0; i < PS_NR_FUNCTIONS; i++)
		if (probes[i].group && !probes[i].entry)
			ps_group_await_text(probes[i].group);
}

static void remove_hooks(void)
{
	int i;

	for (i = PS_NR_FUNCTIONS - 1; i >= 0; i--)
		if (probes[i].hook)
			ps_hook_remove(probes[i].hook);
}

static void remove_returns(void)
{
	struct kretprobe *placed[PS_NR_FUNCTIONS];
	int i, nr = 0;

	for (i = PS_NR_FUNCTIONS - 1; i >= 0; i--) {
		if (probes[i].return_placed)
			placed[nr++] = &probes[i].return_probe;
		probes[i].return_placed = false;
	}
	if (nr)
		unregister_kretprobes(placed, nr);
}

/**
 * ps_probes_remove() - remove the probes that are in place
 *
 * The start of something is removed before its end: first the probes within
 * functions, then return probes, then those at entries and hooks. Each of these
 * steps waits until none of its handlers is running.
 *
 * Context: may sleep. Returns when no handler is running any more.
 */
void ps_probes_remove(void)
{
	ps_missed_forget();
	remove_groups(false);
	remove_returns();
	remove_groups(true);
	remove_hooks();
	await_text();
}

static const char *method_of(const struct ps_probe *p, const char *site)
{
	if (p->group->placed)
		return site;
	return p->return_placed ? "return-probe" : "none";
}

/**
 * ps_probes_write_method() - how blocked writers are detected
 *
 * Context: any.
 * Return: "wait-site", "return-probe", or "none" while disarmed or if neither
 * can be placed.
 */
const char *ps_probes_write_method(void)
{
	return method_of(&probes[PS_FUNCTION_WRITE], "wait-site");
}

/**
 * ps_probes_alloc_method() - how new pipes are detected
 *
 * Context: any.
 * Return: "alloc-site", "return-probe", or "none" while disarmed.
 */
const char *ps_probes_alloc_method(void)
{
	return method_of(&probes[PS_FUNCTION_ALLOC], "alloc-site");
}

/**
 * ps_probes_absent() - list the functions that are not probed
 * @buf: receives their names, separated by spaces
 * @size: size of @buf in bytes
 *
 * Context: any; a snapshot. While disarmed, all functions are listed.
 * Return: the length of the list.
 */
size_t ps_probes_absent(char *buf, size_t size)
{
	size_t len = 0;
	int i;

	buf[0] = '\0';
	for (i = 0; i < PS_NR_FUNCTIONS; i++)
		if (!probes[i].unavailable && !is_placed(&probes[i]))
			len += scnprintf(buf + len, size - len, "%s%s",
					 len ? " " : "", ps_function_name(i));
	return len;
}

static bool has_breakpoint(const struct ps_probe *p)
{
	unsigned int i;

	if (p->return_placed &&
	    ps_symbol_is_breakpoint(READ_ONCE(p->return_probe.kp.addr)))
		return true;
	if (!p->group || !p->group->placed)
		return false;
	for (i = 0; i < p->group->nr; i++)
		if (ps_symbol_is_breakpoint(READ_ONCE(p->group->probes[i].addr)))
			return true;
	return false;
}

/**
 * ps_probes_breakpoints() - list the functions with a probe that is a breakpoint
 * @buf: receives their names, separated by spaces
 * @size: size of @buf in bytes
 *
 * Context: any; a snapshot.
 * Return: the length of the list.
 */
size_t ps_probes_breakpoints(char *buf, size_t size)
{
	size_t len = 0;
	int i;

	buf[0] = '\0';
	for (i = 0; i < PS_NR_FUNCTIONS; i++)
		if (has_breakpoint(&probes[i]))
			len += scnprintf(buf + len, size - len, "%s%s",
					 len ? " " : "", ps_function_name(i));
	return len;
}
