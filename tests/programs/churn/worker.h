/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef WORKER_H
#define WORKER_H

#include <stdnoreturn.h>
#include <sys/types.h>

#include "ends.h"
#include "random.h"

#define MAX_CHILDREN 3

/**
 * struct worker - a process that does the operations
 * @number: which one
 * @random: what the present operation draws from
 * @ends: the pipes that it has open
 * @children: processes that hold what they inherited, and their own
 * @nr_children: how many
 * @inbox: socket that pipes come from
 * @outbox: socket that pipes are sent to
 * @file: a file to move data from and to
 */
struct worker {
	unsigned int number;
	struct random random;
	struct ends ends;
	pid_t children[MAX_CHILDREN];
	unsigned int nr_children;
	int inbox;
	int outbox;
	int file;
};

noreturn void worker_main(unsigned int number);
void worker_sockets_make(void);

/*
 * Operations: true if what was to happen has happened. They draw all their
 * random numbers first, so that the same seed gives the same operations.
 */

/* pipes.c */
bool do_pipe(struct worker *worker);
bool do_packet_pipe(struct worker *worker);
bool do_notification_pipe(struct worker *worker);
bool do_fifo(struct worker *worker);
bool do_resize(struct worker *worker);
bool do_resize_queue(struct worker *worker);
bool do_dup(struct worker *worker);
bool do_close(struct worker *worker);

/* data.c */
bool do_write(struct worker *worker);
bool do_read(struct worker *worker);
bool do_splice(struct worker *worker);
bool do_tee(struct worker *worker);
bool do_vmsplice(struct worker *worker);
bool do_sendfile_to_pipe(struct worker *worker);
bool do_sendfile_to_file(struct worker *worker);

/* children.c */
bool do_fork(struct worker *worker);
bool do_exec(struct worker *worker);
bool do_kill(struct worker *worker);
bool do_kill_busy(struct worker *worker);
void children_end(struct worker *worker);

/* passing.c */
bool do_send(struct worker *worker);
bool do_receive(struct worker *worker);
void passing_drain(struct worker *worker);

#endif
