/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROC_H
#define PIPESCOPE_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/container.h"

/* A task's name has 15 bytes; /proc shows longer ones for kernel workers. */
#define PROC_COMM_MAX		80

/**
 * proc_open_task() - open a task's directory
 * @proc: /proc
 * @pid: its process
 * @tid: its thread id
 *
 * Return: a file descriptor, or -1 if the task has exited
 */
int proc_open_task(int proc, uintmax_t pid, uintmax_t tid);

/**
 * proc_comm() - read a process's name, unescaped
 * @proc: /proc
 * @pid: the process
 * @comm: filled in, PROC_COMM_MAX bytes; empty if the process has exited
 */
void proc_comm(int proc, uintmax_t pid, char *comm);

/**
 * proc_namespace() - find a process's pid namespace
 * @proc: /proc
 * @pid: the process
 * @inum: set to the namespace's inode number
 *
 * Return: whether it could be read
 */
bool proc_namespace(int proc, uintmax_t pid, uintmax_t *inum);

/**
 * proc_container() - find a task's container
 * @dir: the task's directory
 * @container: filled in, empty if its cgroup names none
 */
void proc_container(int dir, struct container *container);

#endif /* PIPESCOPE_PROC_H */
