/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BLOCK_H
#define BLOCK_H

#include <stdbool.h>
#include <sys/types.h>

/* The writer's signal: it is handled, and system calls are not restarted. */
#define SIGNAL SIGUSR2

/* The exit status of a writer. */
enum outcome {
	DONE,
	NO_READERS,
	INTERRUPTED,
	FAILED,
};

/**
 * struct scene - a pipe and who is at it
 * @ends:	the pipe's ends; -1 those that the keeper does not have open
 * @pid:	the writer's process, as the keeper sees it
 * @tid:	the thread that blocks
 * @fifo:	the FIFO to open, or NULL
 * @partner:	how its other end is opened
 */
struct scene {
	int ends[2];
	pid_t pid;
	pid_t tid;
	const char *fifo;
	int partner;
};

/**
 * struct kind - a way to block
 * @name:	what the command line calls it
 * @set:	makes the pipe, full unless it is a FIFO to open
 * @act:	in the writer's process: blocks; returns as a system call does
 * @find:	in the keeper: the thread that blocks, 0 while it is not there
 */
struct kind {
	const char *name;
	void (*set)(struct scene *scene);
	long (*act)(struct scene *scene);
	pid_t (*find)(struct scene *scene);
};

const struct kind *kind_of(const char *name);

/* pipes.c */
void pipe_make(struct scene *scene);
void pipe_make_packets(struct scene *scene);
void pipe_make_with_room(struct scene *scene);
void pipe_fill(int fd);
bool pipe_drain(int fd);
int pipe_bytes(int fd);
void fifo_make_to_write(struct scene *scene);
void fifo_make_to_read(struct scene *scene);

/* threads.c: which thread of the writer's process blocks. */
pid_t thread_only(struct scene *scene);
pid_t thread_other(struct scene *scene);
pid_t thread_uring(struct scene *scene);
pid_t thread_closed(struct scene *scene);
#define CLOSED "closed"		/* what the first thread is called then */

/* aio.c: io_submit(2). */
long aio_act(struct scene *scene);

/* core.c: the kernel writes a core dump. */
void core_set(struct scene *scene);
long core_act(struct scene *scene);
pid_t core_find(struct scene *scene);
void core_dismiss(void);
int core_handler(void);

/* releases.c: how a writer is let go on. */
typedef void (*release_fn)(struct scene *scene);
release_fn release_of(const char *name);

/* Whether the writer ends by it, and does not write any more. */
bool release_ends(release_fn release);

/* facts.c */
void facts_print(const struct scene *scene);

#endif
