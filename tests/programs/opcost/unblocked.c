// SPDX-License-Identifier: GPL-2.0-only
/* Operations that never wait. */
#include <err.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "opcost.h"

#define PAGE 4096
#define FIRST_KEPT_FD 128

static int ends[2];
static int other_ends[2];
static const char *fifo = "opcost.fifo";

void prepare_nothing(void)
{
}

void prepare_pipe(void)
{
	if (pipe(ends))
		err(1, "pipe");
}

static void write_and_read(ssize_t bytes)
{
	static char data[16 * PAGE];

	if (write(ends[1], data, bytes) != bytes || read(ends[0], data, bytes) != bytes)
		err(1, "pipe");
}

void write_1(void)
{
	write_and_read(1);
}

void write_4096(void)
{
	write_and_read(PAGE);
}

void write_65536(void)
{
	write_and_read(16 * PAGE);
}

/*
 * A pipe's memory is freed faster, by two instructions, where it is in the first
 * page of a slab. A pipe closed is made again in the same place, unless another
 * takes it: this one, whose descriptors are out of the way.
 */
void keep_pipe(void)
{
	int made[2];

	if (pipe(made) || fcntl(made[0], F_DUPFD, FIRST_KEPT_FD) < 0 ||
	    fcntl(made[1], F_DUPFD, FIRST_KEPT_FD) < 0 ||
	    close(made[0]) || close(made[1]))
		err(1, "pipe");
}

void make_pipe(void)
{
	int made[2];

	if (pipe(made) || close(made[0]) || close(made[1]))
		err(1, "pipe");
}

static void remove_fifo(void)
{
	unlink(fifo);
}

void prepare_fifo(void)
{
	if (mkfifo(fifo, 0600))
		err(1, "mkfifo %s", fifo);
	atexit(remove_fifo);
}

/* Open for both it waits for nobody. */
void open_fifo(void)
{
	int fd = open(fifo, O_RDWR);

	if (fd < 0 || close(fd))
		err(1, "%s", fifo);
}

void prepare_pipes(void)
{
	static const char data[PAGE];

	prepare_pipe();
	if (pipe(other_ends) || write(ends[1], data, PAGE) != PAGE)
		err(1, "pipe");
}

void splice_pipes(void)
{
	if (splice(ends[0], NULL, other_ends[1], NULL, PAGE, 0) != PAGE ||
	    splice(other_ends[0], NULL, ends[1], NULL, PAGE, 0) != PAGE)
		err(1, "splice");
}
