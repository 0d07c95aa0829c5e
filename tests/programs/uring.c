// SPDX-License-Identifier: GPL-2.0-only
/* Has io_uring splice a byte from one pipe to another, which its worker does. */
#include <err.h>
#include <errno.h>
#include <liburing.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	struct io_uring_cqe *completion;
	struct io_uring_sqe *submission;
	struct io_uring ring;
	int error;

	if (argc != 3)
		errx(2, "Usage: uring FROM TO (descriptors)");
	error = io_uring_queue_init(1, &ring, 0);
	if (error)
		errx(1, "io_uring: error %d", error);
	submission = io_uring_get_sqe(&ring);
	io_uring_prep_splice(submission, atoi(argv[1]), -1, atoi(argv[2]), -1, 1, 0);
	io_uring_submit(&ring);
	do {
		error = io_uring_wait_cqe(&ring, &completion);
	} while (error == -EINTR);
	errno = -completion->res;
	if (completion->res < 0)
		warn("splice");
	return completion->res < 0;
}
