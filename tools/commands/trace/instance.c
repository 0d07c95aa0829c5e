// SPDX-License-Identifier: GPL-2.0-only
/* A private tracefs instance, which does not disturb other tracing. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/trace/instance.h"
#include "xalloc.h"

#define PREFIX	"pipescope-trace-"
/* Another trace may remove ours as a leftover before it is in use. */
#define ATTEMPTS 10

static struct tracefs_instance *own;
static int own_ready = -1;

static void remove_own(void)
{
	/* An instance in use cannot be removed. */
	close(own_ready);
	tracefs_trace_off(own);
	if (tracefs_instance_destroy(own))
		warn("cannot remove tracefs instance %s",
		     tracefs_instance_get_name(own));
	tracefs_instance_free(own);
}

/* The kernel refuses to remove instances in use. */
static int remove_leftover(const char *name, void *data)
{
	struct tracefs_instance *left;

	(void)data;
	if (strncmp(name, PREFIX, strlen(PREFIX)))
		return 0;
	left = tracefs_instance_alloc(NULL, name);
	if (left)
		tracefs_instance_destroy(left);
	tracefs_instance_free(left);
	return 0;
}

/* Returns NULL if one of that name exists, or if ours was removed again. */
static struct tracefs_instance *create_instance(const char *name, int *ready)
{
	struct tracefs_instance *instance = tracefs_instance_create(name);

	if (!instance)
		err(exit_failure, "cannot create a tracefs instance");
	*ready = -1;
	if (tracefs_instance_is_new(instance))
		*ready = tracefs_instance_file_open(instance, "trace_pipe",
						    O_RDONLY | O_NONBLOCK);
	if (*ready >= 0)
		return instance;
	tracefs_instance_free(instance);
	return NULL;
}

struct tracefs_instance *instance_open(int *ready)
{
	char name[64];

	if (!tracefs_tracing_dir())
		errx(exit_failure, "cannot find tracefs: run as root");
	if (access(tracefs_tracing_dir(), R_OK | W_OK | X_OK))
		err(exit_failure, "cannot trace in %s", tracefs_tracing_dir());
	tracefs_instances_walk(remove_leftover, NULL);
	for (int i = 0; !own && i < ATTEMPTS; i++) {
		/* Pids are not unique across containers. */
		snprintf(name, sizeof(name), PREFIX "%d-%d", getpid(), i);
		own = create_instance(name, &own_ready);
	}
	if (!own)
		errx(exit_failure, "cannot create a tracefs instance");
	atexit(remove_own);
	tracefs_trace_off(own);
	if (tracefs_instance_file_write(own, "trace_clock", "mono") < 0)
		errx(exit_failure, "cannot set the tracefs instance's clock");
	/* Wake at the first event; kernels without this file always do. */
	tracefs_instance_file_write(own, "buffer_percent", "0");
	*ready = own_ready;
	return own;
}
