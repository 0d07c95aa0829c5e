/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HANG_H
#define HANG_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/**
 * struct options - what a hang is made like
 * @uid:	user that the hanging processes belong to
 * @bytes:	how much is written
 * @holder:	another process, in a pid namespace of its own, holds the pipes
 *		that use up the user's limit
 * @received:	file for what is read, or NULL
 */
struct options {
	uid_t uid;
	size_t bytes;
	bool holder;
	const char *received;
};

/* self.c, exec.c: make a hang and return the writer's exit status at its end. */
int hang_self(const struct options *options);
int hang_exec(const struct options *options);

/* process.c: what the processes of a hang are made of. */
pid_t process_fork(bool new_pid_namespace);
void process_become(const char *comm, uid_t uid);
int process_wait(pid_t pid);

/* quota.c: the limit fs.pipe-user-pages-soft. */
void quota_exceed(void);
void quota_exceed_elsewhere(uid_t uid);

/* pipe.c: the pipe to hang on. */
void pipe_open(int ends[2]);
void pipe_keep(const char *path);
void pipe_drain(int fd);
void pipe_print_facts(int fd, size_t bytes, pid_t reader);
void pipe_write_crash(int fd, size_t bytes);
pid_t pipe_host_pid(void);

#endif
