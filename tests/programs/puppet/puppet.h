/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PUPPET_H
#define PUPPET_H

#include <stdbool.h>
#include <sys/types.h>

#define MAX_ENDS 65536

/*
 * Steps. Each takes the numbers or the text that follow its name, and returns
 * whether the system let it.
 */

/* pipes.c */
bool step_pipe(const char *arguments);
bool step_packets(const char *arguments);
bool step_fifo(const char *arguments);
bool step_resize(const char *arguments);
bool step_write(const char *arguments);
bool step_read(const char *arguments);
bool step_close(const char *arguments);
bool step_sip(const char *arguments);
bool step_internal(const char *arguments);
void ends_add(int fd);
int ends_get(unsigned int number);

/* processes.c */
bool step_uid(const char *arguments);
bool step_namespace(const char *arguments);
bool step_user_namespace(const char *arguments);
bool step_drop_capabilities(const char *arguments);
bool step_share(const char *arguments);
bool step_fork(const char *arguments);
bool step_apart(const char *arguments);
bool step_say(const char *arguments);
bool step_poll(const char *arguments);
bool step_epoll(const char *arguments);
bool step_wait(const char *arguments);
bool step_sh(const char *arguments);
void processes_prepare(void);
pid_t processes_child(void);

/* sockets.c */
bool step_bind(const char *arguments);
bool step_send(const char *arguments);
bool step_receive(const char *arguments);

/* Numbers separated by commas; what is missing stays as it is. */
void parse_numbers(const char *arguments, unsigned long *first, unsigned long *second);

#endif
