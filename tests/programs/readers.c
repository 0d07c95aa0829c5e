// SPDX-License-Identifier: GPL-2.0-only
/* Reads all files of a tree that changes meanwhile, again and again. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "clone.h"
#include "options.h"

static const char usage[] =
"Usage: readers PROCESSES DIRECTORY\n"
"\n"
"So many processes read every file below the directory, over and over, until a\n"
"SIGTERM. Prints reads=, and gone= for what was there no more (ENOENT, ENODEV).\n"
"Any other error ends it with exit status 1, and so does a file with nothing in\n"
"it or a value below zero.\n";

static struct figures {
	atomic_ulong reads;
	atomic_ulong gone;
	atomic_ulong rounds;
} *figures;

static void check_gone(const char *path)
{
	if (errno != ENOENT && errno != ENODEV)
		err(1, "%s", path);
	figures->gone++;
}

static void read_file(const char *path)
{
	int fd = open(path, O_RDONLY);
	char text[4096];
	ssize_t count;

	if (fd < 0) {
		check_gone(path);
		return;
	}
	count = read(fd, text, sizeof(text));
	if (count < 0)
		check_gone(path);
	else if (!count || (text[0] == '-' && !strstr(path, "/fd")))
		errx(1, "%s: %.*s", path, (int)count, text);
	else
		figures->reads++;
	close(fd);
}

static void read_tree(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	char below[512];

	if (!directory) {
		check_gone(path);
		return;
	}
	while ((errno = 0, entry = readdir(directory))) {
		snprintf(below, sizeof(below), "%s/%s", path, entry->d_name);
		if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
			read_tree(below);
		else if (entry->d_type == DT_REG)
			read_file(below);
	}
	if (errno)
		check_gone(path);
	closedir(directory);
}

static void start(unsigned long processes, const char *directory)
{
	while (processes--) {
		if (clone_process(0))
			continue;
		for (;;) {
			read_tree(directory);
			figures->rounds++;
			/* The whole tree may be gone: not to spin on that. */
			usleep(1000);
		}
	}
}

/* A reader that ends by itself has come upon an error. */
static bool all_read_until_told(const sigset_t *signals)
{
	int signal;

	sigwait(signals, &signal);
	return signal == SIGTERM && waitpid(-1, NULL, WNOHANG) == 0;
}

int main(int argc, char **argv)
{
	unsigned long processes = argc == 3 ? parse_number(argv[1]) : 0;
	sigset_t signals;
	bool good;

	if (!processes) {
		fputs(usage, stderr);
		return 2;
	}
	figures = mmap(NULL, sizeof(*figures), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (figures == MAP_FAILED)
		err(1, "mmap");
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	start(processes, argv[2]);
	good = all_read_until_told(&signals);
	printf("reads=%lu gone=%lu rounds=%lu\n", figures->reads, figures->gone, figures->rounds);
	return good ? 0 : 1;
}
