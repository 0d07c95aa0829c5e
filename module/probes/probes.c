// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "adopt.h"
#include "alloc_site.h"
#include "group.h"
#include "handlers.h"
#include "open_site.h"
#include "params.h"
#include "probes/probes.h"
#include "switch.h"
#include "wait_site.h"

/* Calls that may be under way at once before one goes unseen. */
#define RESIZE_CALLS 256
#define SWITCH_CALLS 16
#define WRITE_CALLS 4096

/**
 * struct entry_probe - a probe where a function begins
 * @names: the function's names in several kernels, best first, then NULL
 * @handler: what to call
 * @required: the module is of no use without it
 * @probe: the probe
 * @placed: it is in place
 */
struct entry_probe {
	const char *names[3];
	kprobe_pre_handler_t handler;
	bool required;
	struct kprobe probe;
	bool placed;
};

/**
 * struct return_probe - a probe where a function returns
 * @names: the function's names in several kernels, best first, then NULL
 * @entry: what to call when it is called, or NULL
 * @handler: what to call when it returns
 * @data_size: what the former tells the latter, in bytes
 * @calls: calls that may be under way at once; 0: as the user wants it
 * @probe: the probe
 * @placed: it is in place
 */
struct return_probe {
	const char *names[3];
	kretprobe_handler_t entry;
	kretprobe_handler_t handler;
	size_t data_size;
	int calls;
	struct kretprobe probe;
	bool placed;
};

/* In the order of placing: what ends something before what begins it. */
static struct entry_probe entry_probes[] = {
	{
		.names = { "free_pipe_info" },
		.handler = ps_handle_free,
		.required = true,
	},
	{
		.names = { "zap_pid_ns_processes" },
		.handler = ps_handle_namespace_exit,
	},
};

static struct return_probe return_probes[] = {
#ifdef CONFIG_DEBUG_FS
	{
		/* Of /sys/kernel/debug/kprobes/enabled. */
		.names = { "write_enabled_file_bool" },
		.entry = ps_handle_switch_entry,
		.handler = ps_handle_switch_return,
		.calls = SWITCH_CALLS,
	},
#endif
	{
		.names = { "pipe_resize_ring" },
		.entry = ps_handle_resize_entry,
		.handler = ps_handle_resize_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
	{
		/*
		 * Before 5.10.210, 5.15.149, 6.1.76 and 6.7.3 it changes the
		 * slots after pipe_resize_ring() has returned.
		 */
		.names = { "pipe_fcntl" },
		.entry = ps_handle_fcntl_entry,
		.handler = ps_handle_fcntl_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
#ifdef CONFIG_WATCH_QUEUE
	{
		/* It changes the slots after pipe_resize_ring() has returned. */
		.names = { "watch_queue_set_size" },
		.entry = ps_handle_resize_entry,
		.handler = ps_handle_resize_return,
		.data_size = sizeof(struct ps_resize_data),
		.calls = RESIZE_CALLS,
	},
#endif
};

/* In place only where the probes within alloc_pipe_info() are not. */
static struct return_probe alloc_return = {
	.names = { "alloc_pipe_info" },
	.handler = ps_handle_alloc_return,
};

static struct ps_wait_site write_site = {
	.names = { "anon_pipe_write", "pipe_write" },
	.operation = PS_OPERATION_WRITE,
};

static struct ps_wait_site splice_site = {
	.names = { "pipe_wait_writable" },
	.operation = PS_OPERATION_SPLICE,
};

/* In place only where the wait site of the write function is not. */
static struct return_probe write_return = {
	.names = { "anon_pipe_write", "pipe_write" },
	.entry = ps_handle_write_entry,
	.handler = ps_handle_write_return,
	.data_size = sizeof(struct ps_write_data),
	.calls = WRITE_CALLS,
};

/* In the order of removing. */
static struct ps_group *const groups[] = {
	&ps_open_site,
	&splice_site.group,
	&write_site.group,
	&ps_alloc_site,
};

static int place_entry(struct entry_probe *p)
{
	const char *const *name;
	int err = -ENOENT;

	for (name = p->names; *name && err; name++) {
		p->probe = (struct kprobe) {
			.symbol_name = *name,
			.pre_handler = p->handler,
		};
		err = register_kprobe(&p->probe);
	}
	p->placed = !err;
	return err;
}

static int place_return(struct return_probe *p)
{
	const char *const *name;
	int err = -ENOENT;

	for (name = p->names; *name && err; name++) {
		p->probe = (struct kretprobe) {
			.kp.symbol_name = *name,
			.entry_handler = p->entry,
			.handler = p->handler,
			.data_size = p->data_size,
			.maxactive = p->calls ?: ps_alloc_calls,
		};
		err = register_kretprobe(&p->probe);
	}
	p->placed = !err;
	return err;
}

static int must_place(int err, bool required, const char *name)
{
	if (err && required) {
		pr_err("cannot probe %s: error %d\n", name, err);
		return err;
	}
	return 0;
}

static int place_functions(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(entry_probes); i++) {
		struct entry_probe *p = &entry_probes[i];

		err = must_place(place_entry(p), p->required, p->names[0]);
		if (err)
			return err;
	}
	for (i = 0; i < ARRAY_SIZE(return_probes); i++)
		place_return(&return_probes[i]);
	return 0;
}

static int place_alloc(void)
{
	int err = ps_return_probes ? -EOPNOTSUPP : ps_alloc_site_place();

	if (err)
		err = place_return(&alloc_return);
	return must_place(err, true, alloc_return.names[0]);
}

static void place_waits(void)
{
	if (ps_return_probes || ps_wait_site_place(&write_site))
		place_return(&write_return);
	if (ps_return_probes)
		return;
	ps_wait_site_place(&splice_site);
	ps_open_site_place();
}

static void tell_absent(void)
{
	char absent[PS_PROBES_ABSENT_SIZE];

	if (ps_probes_absent(absent, sizeof(absent)))
		pr_warn("not probed in this kernel: %s\n", absent);
}

/**
 * ps_probes_place() - place all probes
 *
 * Those that are not required may be absent: it is said once in the kernel
 * log, and by ps_probes_absent().
 *
 * Context: may sleep.
 * Return: 0, or a negative error and none is in place.
 */
int ps_probes_place(void)
{
	int err;

	ps_switch_init();
	err = place_functions() ?: place_alloc();
	if (err) {
		ps_probes_remove();
		return err;
	}
	place_waits();
	tell_absent();
	return 0;
}

static int take_out(struct return_probe *p, struct kretprobe **placed, int nr)
{
	if (p->placed)
		placed[nr++] = &p->probe;
	p->placed = false;
	return nr;
}

static void remove_returns(void)
{
	struct kretprobe *placed[ARRAY_SIZE(return_probes) + 2];
	int i, nr = 0;

	nr = take_out(&write_return, placed, nr);
	nr = take_out(&alloc_return, placed, nr);
	for (i = 0; i < ARRAY_SIZE(return_probes); i++)
		nr = take_out(&return_probes[i], placed, nr);
	if (nr)
		unregister_kretprobes(placed, nr);
}

static void remove_entries(void)
{
	struct kprobe *placed[ARRAY_SIZE(entry_probes)];
	int i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(entry_probes); i++) {
		if (entry_probes[i].placed)
			placed[nr++] = &entry_probes[i].probe;
		entry_probes[i].placed = false;
	}
	if (nr)
		unregister_kprobes(placed, nr);
}

/**
 * ps_probes_remove() - remove those that are in place
 *
 * Context: may sleep. Returns when no handler runs any more.
 */
void ps_probes_remove(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(groups); i++)
		ps_group_remove(groups[i]);
	remove_returns();
	remove_entries();
}

/**
 * ps_probes_write_method() - how blocked writers are seen
 *
 * Context: any.
 * Return: "wait-site", "return-probe", or "none" while disarmed or when
 * neither can be placed.
 */
const char *ps_probes_write_method(void)
{
	if (write_site.group.placed)
		return "wait-site";
	return write_return.placed ? "return-probe" : "none";
}

/**
 * ps_probes_alloc_method() - how new pipes are seen
 *
 * Context: any.
 * Return: "alloc-site", "return-probe", or "none" while disarmed.
 */
const char *ps_probes_alloc_method(void)
{
	if (ps_alloc_site.placed)
		return "alloc-site";
	return alloc_return.placed ? "return-probe" : "none";
}

/**
 * ps_probes_see_ends() - is the end of a wait seen that began before?
 *
 * Context: any.
 * Return: true with wait sites; a return probe sees only calls that it has
 * seen begin.
 */
bool ps_probes_see_ends(void)
{
	return write_site.group.placed && splice_site.group.placed;
}

static unsigned long misses_of(const struct return_probe *p)
{
	return p->probe.nmissed + p->probe.kp.nmissed;
}

static u64 missed_returns(const struct return_probe *p)
{
	return p->placed ? misses_of(p) : 0;
}

/**
 * ps_probes_missed() - hits that the kernel could not deliver
 *
 * Context: any.
 * Return: their number since arming.
 */
u64 ps_probes_missed(void)
{
	u64 missed = missed_returns(&write_return) +
		     missed_returns(&alloc_return);
	int i;

	for (i = 0; i < ARRAY_SIZE(groups); i++)
		missed += ps_group_missed(groups[i]);
	for (i = 0; i < ARRAY_SIZE(return_probes); i++)
		missed += missed_returns(&return_probes[i]);
	for (i = 0; i < ARRAY_SIZE(entry_probes); i++)
		missed += entry_probes[i].placed ?
			  entry_probes[i].probe.nmissed : 0;
	return missed;
}

/**
 * ps_probes_note_missed() - have a walk made if hits were missed
 *
 * Called as pipes come, by the worker, and when somebody looks: after the last
 * pipe that came nothing else would bring to light what was missed.
 *
 * Context: any but NMI.
 */
void ps_probes_note_missed(void)
{
	static unsigned long noted;
	unsigned long missed = 0;
	int i;

	for (i = 0; i < ARRAY_SIZE(return_probes); i++)
		missed += misses_of(&return_probes[i]);
	for (i = 0; i < ARRAY_SIZE(entry_probes); i++)
		missed += entry_probes[i].probe.nmissed;
	missed += ps_alloc_site.placed ? ps_group_missed(&ps_alloc_site) :
					 misses_of(&alloc_return);
	if (likely(missed == READ_ONCE(noted)))
		return;
	WRITE_ONCE(noted, missed);
	ps_adopt_request(PS_ADOPT_PIPES);
}

static size_t append(char *buf, size_t size, size_t len, const char *name,
		     bool placed)
{
	if (placed)
		return 0;
	return scnprintf(buf + len, size - len, "%s%s", len ? " " : "", name);
}

/**
 * ps_probes_absent() - name the functions that are not probed
 * @buf: receives the names, separated by spaces
 * @size: its size
 *
 * Context: any; the names are those of now, all of them while disarmed.
 * Return: the length.
 */
size_t ps_probes_absent(char *buf, size_t size)
{
	size_t len = 0;
	int i;

	buf[0] = '\0';
	for (i = 0; i < ARRAY_SIZE(entry_probes); i++)
		len += append(buf, size, len, entry_probes[i].names[0],
			      entry_probes[i].placed);
	for (i = 0; i < ARRAY_SIZE(return_probes); i++)
		len += append(buf, size, len, return_probes[i].names[0],
			      return_probes[i].placed);
	len += append(buf, size, len, alloc_return.names[0],
		      ps_alloc_site.placed || alloc_return.placed);
	len += append(buf, size, len, "pipe_write",
		      write_site.group.placed || write_return.placed);
	len += append(buf, size, len, splice_site.names[0],
		      splice_site.group.placed);
	len += append(buf, size, len, "wait_for_partner", ps_open_site.placed);
	return len;
}
