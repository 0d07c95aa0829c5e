// SPDX-License-Identifier: GPL-2.0-only
/* The steps that the observed process takes with its pipe and FIFO. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdalign.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands/doctor/steps.h"

/* In a file system that only this process sees, and that vanishes with it. */
#define FIFO_DIR	"/tmp"
#define FIFO		FIFO_DIR "/fifo"
#define PAGE_USUAL	4096
#define PAGE_MAX	65536

static int ends[2] = { -1, -1 };
static pid_t child;
static int fifo_error;
/* Aligned, so that vmsplice(2) takes one slot per page. */
static alignas(PAGE_USUAL) char page[PAGE_MAX];

static size_t page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

static int error_of(int rc)
{
	return rc < 0 ? -errno : 0;
}

static int make_fifo(void)
{
	if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("none", FIFO_DIR, "tmpfs", MS_NOSUID | MS_NODEV, NULL))
		return -errno;
	umask(0);
	return error_of(mkfifo(FIFO, 0666));
}

void steps_prepare(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	fifo_error = make_fifo();
}

/* A change of user clears the signal on the parent's death. */
static int become_user(uintmax_t uid)
{
	if (setresuid(uid, uid, uid))
		return -errno;
	return error_of(prctl(PR_SET_PDEATHSIG, SIGKILL));
}

static int resize_pipe(void)
{
	int size = fcntl(ends[1], F_GETPIPE_SZ);

	/* At a limit, shrinking may be the only way. */
	if (fcntl(ends[1], F_SETPIPE_SZ, 2 * size) >= 0)
		return 0;
	return error_of(fcntl(ends[1], F_SETPIPE_SZ, size / 2));
}

static int fill_pipe(void)
{
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	while (write(ends[1], page, page_size()) > 0)
		;
	return errno == EAGAIN ? error_of(fcntl(ends[1], F_SETFL, 0)) : -errno;
}

/* Blocks. */
static int write_page(void)
{
	ssize_t rc = write(ends[1], page, page_size());

	return rc < 0 || (size_t)rc != page_size();
}

static int splice_page(void)
{
	const struct iovec iov = { page, page_size() };

	return vmsplice(ends[1], &iov, 1, 0) < 0;
}

static int open_fifo(void)
{
	return open(FIFO, O_WRONLY) < 0;
}

static int start_child(int (*blocks)(void))
{
	child = fork();
	if (child < 0)
		return -errno;
	if (!child) {
		prctl(PR_SET_NAME, SUBJECT_COMM);
		_exit(blocks());
	}
	return 0;
}

static int end_child(void)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? 0 : -EIO;
}

static int read_page(void)
{
	if (read(ends[0], page, page_size()) < 0)
		return -errno;
	return end_child();
}

static int open_other_end(void)
{
	int fd = open(FIFO, O_RDONLY | O_NONBLOCK);
	int error = error_of(fd);

	if (fd >= 0) {
		error = end_child();
		close(fd);
	}
	return error;
}

static int close_pipe(void)
{
	close(ends[0]);
	close(ends[1]);
	return 0;
}

static int take_step(enum step step, uintmax_t argument)
{
	switch (step) {
	case STEP_USER:
		return become_user(argument);
	case STEP_PIPE:
		return error_of(pipe2(ends, O_CLOEXEC));
	case STEP_RESIZE:
		return resize_pipe();
	case STEP_FILL:
		return fill_pipe();
	case STEP_WRITE:
		return start_child(write_page);
	case STEP_SPLICE:
		return start_child(splice_page);
	case STEP_OPEN:
		return fifo_error ? fifo_error : start_child(open_fifo);
	case STEP_READ:
		return read_page();
	case STEP_MEET:
		return open_other_end();
	case STEP_CLOSE:
		return close_pipe();
	}
	return -EINVAL;
}

void steps_take(enum step step, uintmax_t argument, struct reply *reply)
{
	int bytes = 0, size;
	struct stat st;

	*reply = (struct reply){ .error = take_step(step, argument) };
	reply->fd = ends[1];
	reply->child = child;
	size = fcntl(ends[1], F_GETPIPE_SZ);
	if (size < 0 || fstat(ends[1], &st) ||
	    ioctl(ends[0], FIONREAD, &bytes))
		return;
	reply->slots = size / page_size();
	reply->bytes = bytes;
	reply->inode = st.st_ino;
}
