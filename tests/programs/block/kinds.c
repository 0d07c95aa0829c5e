// SPDX-License-Identifier: GPL-2.0-only
/* The ways to block. What is written needs one slot, and none is free. */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "block.h"

static char data[1] = "x";

static long act_write(struct scene *scene)
{
	return write(scene->ends[1], data, sizeof(data));
}

static long act_writev(struct scene *scene)
{
	const struct iovec parts[] = { { data, 1 }, { data, 1 } };

	return writev(scene->ends[1], parts, 2);
}

static long act_pwritev2(struct scene *scene)
{
	const struct iovec part = { data, 1 };

	return pwritev2(scene->ends[1], &part, 1, -1, 0);
}

/* Returns the read end of a pipe with a byte in it. */
static int source(void)
{
	int ends[2];

	if (pipe(ends) || write(ends[1], data, 1) != 1)
		err(FAILED, "pipe");
	return ends[0];
}

static long act_splice(struct scene *scene)
{
	return splice(source(), NULL, scene->ends[1], NULL, 1, 0);
}

static long act_tee(struct scene *scene)
{
	return tee(source(), scene->ends[1], 1, 0);
}

static long act_vmsplice(struct scene *scene)
{
	const struct iovec part = { data, 1 };

	return vmsplice(scene->ends[1], &part, 1, 0);
}

static long act_sendfile(struct scene *scene)
{
	int file = open("/proc/self/exe", O_RDONLY);

	if (file < 0)
		err(FAILED, "/proc/self/exe");
	return sendfile(scene->ends[1], file, NULL, 1);
}

/* io_uring's worker blocks; the main thread waits for it. */
static long act_uring(struct scene *scene)
{
	char in[12], out[12];

	snprintf(in, sizeof(in), "%d", source());
	snprintf(out, sizeof(out), "%d", scene->ends[1]);
	execlp("uring", "uring", in, out, NULL);
	return -1;
}

/* errno is the thread's own. */
static void *write_in_thread(void *scene)
{
	return (void *)(act_write(scene) < 0 ? -(long)errno : 0);
}

static long act_thread(struct scene *scene)
{
	pthread_t thread;
	void *result;

	if (pthread_create(&thread, NULL, write_in_thread, scene))
		errx(FAILED, "pthread_create");
	pthread_join(thread, &result);
	errno = -(long)result;
	return errno ? -1 : 0;
}

static sem_t unshared;

static void *write_in_thread_apart(void *scene)
{
	if (unshare(CLONE_FILES))
		err(FAILED, "unshare");
	sem_post(&unshared);
	return write_in_thread(scene);
}

/* The thread's open files are its own: only there the pipe is open. */
static long act_apart(struct scene *scene)
{
	pthread_t thread;
	void *result;

	if (sem_init(&unshared, 0, 0) ||
	    pthread_create(&thread, NULL, write_in_thread_apart, scene))
		errx(FAILED, "pthread_create");
	sem_wait(&unshared);
	close(scene->ends[1]);
	pthread_join(thread, &result);
	errno = -(long)result;
	return errno ? -1 : 0;
}

/* One page more than there is room for. */
static void *write_pages(void *fd)
{
	static const char pages[8192];

	return (void *)(write(*(int *)fd, pages, sizeof(pages)) < 0 ? -(long)errno : 0);
}

/* The descriptor that the call names is closed meanwhile, another one is not. */
static long act_closed(struct scene *scene)
{
	int before = pipe_bytes(scene->ends[1]), fd = dup(scene->ends[1]);
	pthread_t thread;
	void *result;

	if (fd < 0 || pthread_create(&thread, NULL, write_pages, &fd))
		errx(FAILED, "pthread_create");
	/* With the first page in the pipe the call has got the file. */
	while (pipe_bytes(scene->ends[1]) == before)
		usleep(1000);
	close(fd);
	prctl(PR_SET_NAME, CLOSED);
	pthread_join(thread, &result);
	errno = -(long)result;
	return errno ? -1 : 0;
}

static void *write_and_exit(void *scene)
{
	_exit(act_write(scene) < 0 ? FAILED : DONE);
}

/* The process's first thread ends, and takes no part in anything any more. */
static long act_orphan(struct scene *scene)
{
	pthread_t thread;

	if (pthread_create(&thread, NULL, write_and_exit, scene))
		errx(FAILED, "pthread_create");
	pthread_exit(NULL);
}

static long act_open_write(struct scene *scene)
{
	return open(scene->fifo, O_WRONLY);
}

static long act_open_read(struct scene *scene)
{
	return open(scene->fifo, O_RDONLY);
}

static const struct kind kinds[] = {
	{ "write", pipe_make, act_write, thread_only },
	{ "writev", pipe_make, act_writev, thread_only },
	{ "pwritev2", pipe_make, act_pwritev2, thread_only },
	{ "packets", pipe_make_packets, act_write, thread_only },
	{ "thread", pipe_make, act_thread, thread_other },
	{ "thread-closed", pipe_make_with_room, act_closed, thread_closed },
	{ "thread-apart", pipe_make, act_apart, thread_other },
	{ "thread-orphan", pipe_make, act_orphan, thread_other },
	{ "splice", pipe_make, act_splice, thread_only },
	{ "tee", pipe_make, act_tee, thread_only },
	{ "vmsplice", pipe_make, act_vmsplice, thread_only },
	{ "sendfile", pipe_make, act_sendfile, thread_only },
	{ "aio", pipe_make, aio_act, thread_only },
	{ "uring", pipe_make, act_uring, thread_uring },
	{ "core", core_set, core_act, core_find },
	{ "open-write", fifo_make_to_write, act_open_write, thread_only },
	{ "open-read", fifo_make_to_read, act_open_read, thread_only },
	{ }
};

const struct kind *kind_of(const char *name)
{
	const struct kind *kind;

	for (kind = kinds; kind->name; kind++) {
		if (!strcmp(kind->name, name))
			return kind;
	}
	errx(2, "no such kind: %s", name);
}
