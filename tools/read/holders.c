// SPDX-License-Identifier: GPL-2.0-only
/* Finds the tasks that hold the read end of a pipe. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "read/fdinfo.h"
#include "read/file.h"
#include "read/holders.h"
#include "read/proc.h"
#include "xalloc.h"

#define ANONYMOUS	"pipe:["
#define FIFO		"fifo:"

/* One walk over all open files. */
struct file_search {
	const struct host *host;
	struct pipe *pipes;
	size_t n;
	bool fifos;
};

/*
 * The path of a FIFO differs between mount namespaces, so the key is its device
 * and inode number. A file system that does not respond must not hang the tool:
 * cached attributes are enough.
 */
static bool fifo_key(int task, const char *path, char *key, size_t size)
{
	struct statx st;

	if (statx(task, path, AT_STATX_DONT_SYNC, STATX_TYPE | STATX_INO, &st) ||
	    !S_ISFIFO(st.stx_mode))
		return false;
	snprintf(key, size, FIFO "%u:%u:%llu", st.stx_dev_major,
		 st.stx_dev_minor, (unsigned long long)st.stx_ino);
	return true;
}

static bool is_anonymous(const char *link)
{
	return !strncmp(link, ANONYMOUS, strlen(ANONYMOUS));
}

static bool read_key(const struct host *host, int task, uintmax_t fd,
		     bool fifos, char key[PATH_MAX])
{
	char path[32];

	snprintf(path, sizeof(path), "fd/%ju", fd);
	if (file_read_link(task, path, key, PATH_MAX) < 0)
		return false;
	if (is_anonymous(key))
		return true;
	if (!fifos || *key != '/')
		return false;
	return host->recorded || fifo_key(task, path, key, PATH_MAX);
}

char *holders_pipe_key(const struct host *host, int task, uintmax_t fd)
{
	char key[PATH_MAX];

	return read_key(host, task, fd, true, key) ? xstrdup(key) : NULL;
}

static int compare_key(const void *key, const void *pipe)
{
	return strcmp(key, ((const struct pipe *)pipe)->key);
}

struct pipe *holders_lookup(struct pipe *pipes, size_t n, const char *key)
{
	return n ? bsearch(key, pipes, n, sizeof(*pipes), compare_key) : NULL;
}

/*
 * containerd and runc keep O_PATH descriptors of their FIFOs: those cannot
 * read.
 */
static bool open_for_reading(int task, uintmax_t fd)
{
	struct number flags = fdinfo_open_flags(task, fd);

	return flags.known && !(flags.value & O_PATH) &&
	       (flags.value & O_ACCMODE) != O_WRONLY;
}

/* Another thread with the same open files may have been walked already. */
static bool is_known(const struct pipe *pipe, const struct holder *holder)
{
	for (size_t i = pipe->n; i > 0; i--) {
		const struct holder *known = &pipe->holders[i - 1];

		if (known->pid != holder->pid)
			return false;
		if (known->fd == holder->fd)
			return true;
	}
	return false;
}

static void check_file(const struct file_search *search, int task,
		       struct holder holder)
{
	char key[PATH_MAX];
	struct pipe *pipe;

	if (!read_key(search->host, task, holder.fd, search->fifos, key))
		return;
	pipe = holders_lookup(search->pipes, search->n, key);
	if (!pipe || is_known(pipe, &holder) ||
	    !open_for_reading(task, holder.fd))
		return;
	pipe->holders = xgrow(pipe->holders, pipe->n, sizeof(holder));
	pipe->holders[pipe->n++] = holder;
}

/* Returns the number of the task's open files, or a negative errno. */
static ssize_t walk_files(const struct file_search *search, uintmax_t pid,
			  uintmax_t tid)
{
	int task = proc_open_task(search->host->proc, pid, tid);
	uintmax_t *fds;
	ssize_t n;

	if (task < 0)
		return -ENOENT;
	n = file_list_numbers(task, "fd", &fds);
	for (ssize_t i = 0; i < n; i++)
		check_file(search, task, (struct holder){ pid, tid, fds[i] });
	free(fds);
	close(task);
	return n;
}

static bool share_files(const struct host *host, uintmax_t tid, uintmax_t other)
{
	return !host->recorded &&
	       !syscall(SYS_kcmp, (long)tid, (long)other, KCMP_FILES, 0L, 0L);
}

/*
 * Threads share their process's open files unless they have called unshare(2).
 * Once the first thread has exited, the process's own directory shows none.
 * Returns false if the open files cannot be seen.
 */
static bool walk_process(const struct file_search *search, uintmax_t pid)
{
	ssize_t files = walk_files(search, pid, pid);
	uintmax_t walked = files > 0 ? pid : 0;
	uintmax_t *tids;
	char path[32];
	ssize_t n;

	if (files == -EACCES || files == -EPERM)
		return false;
	snprintf(path, sizeof(path), "%ju/task", pid);
	n = file_list_numbers(search->host->proc, path, &tids);
	for (ssize_t i = 0; i < n; i++) {
		if (tids[i] == pid ||
		    (walked && share_files(search->host, walked, tids[i])))
			continue;
		files = walk_files(search, pid, tids[i]);
		if (!walked && files > 0)
			walked = tids[i];
	}
	free(tids);
	return true;
}

size_t holders_find(const struct host *host, struct pipe *pipes, size_t n)
{
	struct file_search search = { .host = host, .pipes = pipes, .n = n };
	size_t unreadable = 0;
	uintmax_t *pids;
	ssize_t n_pids;

	/*
	 * Files other than pipes are looked at only if there is a FIFO to find.
	 */
	for (size_t i = 0; i < n; i++)
		search.fifos |= !is_anonymous(pipes[i].key);
	n_pids = n ? file_list_numbers(host->proc, ".", &pids) : 0;
	if (n_pids <= 0)
		return 0;
	for (ssize_t i = 0; i < n_pids; i++)
		unreadable += !walk_process(&search, pids[i]);
	free(pids);
	return unreadable;
}
