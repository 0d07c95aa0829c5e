// SPDX-License-Identifier: GPL-2.0-only
/* Very many writers that block at once, and are let go at once. */
#include <err.h>
#include <fcntl.h>
#include <getopt.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "descriptors.h"
#include "options.h"

static const char usage[] =
"Usage: writers [--splice] WRITERS PIPES\n"
"\n"
"So many threads block, each in one write(2) or splice(2) of a byte, on so many\n"
"pipes. Prints pid= and threads= when all are started. On SIGUSR1 it reads, a\n"
"page at a time, until all have gone on, and prints gone_on= and switches=, how\n"
"often they have slept.\n";

#define STACK 16384

static bool splices;
static int (*pipes)[2];
static unsigned long nr_pipes;
static atomic_ulong nr_done, nr_switches;

static void write_byte(int fd)
{
	int source[2];

	if (!splices) {
		if (write(fd, "x", 1) != 1)
			err(1, "write");
		return;
	}
	if (pipe(source) || write(source[1], "x", 1) != 1 ||
	    splice(source[0], NULL, fd, NULL, 1, 0) != 1)
		err(1, "splice");
	close(source[0]);
	close(source[1]);
}

static void *writer(void *number)
{
	struct rusage before, after;

	getrusage(RUSAGE_THREAD, &before);
	write_byte(pipes[(unsigned long)number % nr_pipes][1]);
	getrusage(RUSAGE_THREAD, &after);
	atomic_fetch_add(&nr_switches, after.ru_nvcsw - before.ru_nvcsw);
	atomic_fetch_add(&nr_done, 1);
	return NULL;
}

static void make_pipes(void)
{
	static const char page[4096];
	unsigned long i;

	pipes = calloc(nr_pipes, sizeof(*pipes));
	if (!pipes)
		err(1, "calloc");
	for (i = 0; i < nr_pipes; i++) {
		if (pipe2(pipes[i], O_NONBLOCK))
			err(1, "pipe");
		while (write(pipes[i][1], page, sizeof(page)) > 0)
			;
		fcntl(pipes[i][1], F_SETFL, 0);
	}
}

static void start(unsigned long writers)
{
	pthread_attr_t attributes;
	pthread_t thread;
	unsigned long i;

	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	for (i = 0; i < writers; i++) {
		if (pthread_create(&thread, &attributes, writer, (void *)i))
			errx(1, "pthread_create: thread %lu", i);
	}
}

static void release(unsigned long writers)
{
	char page[4096];
	unsigned long i;

	while (atomic_load(&nr_done) < writers) {
		for (i = 0; i < nr_pipes; i++) {
			if (read(pipes[i][0], page, sizeof(page)) < 0)
				usleep(100);
		}
	}
}

int main(int argc, char **argv)
{
	static const struct option known[] = {
		{ "splice", no_argument, NULL, 's' },
		{ }
	};
	unsigned long writers;
	sigset_t go;
	int option, signal;

	while ((option = getopt_long(argc, argv, "s", known, NULL)) == 's')
		splices = true;
	if (option != -1 || argc - optind != 2) {
		fputs(usage, stderr);
		return 2;
	}
	writers = parse_number(argv[optind]);
	nr_pipes = parse_number(argv[optind + 1]);

	sigemptyset(&go);
	sigaddset(&go, SIGUSR1);
	sigprocmask(SIG_BLOCK, &go, NULL);
	raise_descriptor_limit();
	make_pipes();
	start(writers);
	printf("pid=%d threads=%lu\n", getpid(), writers);
	fflush(stdout);
	sigwait(&go, &signal);
	release(writers);
	printf("gone_on=%lu switches=%lu\n", atomic_load(&nr_done), atomic_load(&nr_switches));
	return 0;
}
