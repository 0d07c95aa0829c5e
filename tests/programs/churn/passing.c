// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker.h"

/* A message of one byte and one open file. */
struct message {
	struct msghdr header;
	struct iovec part;
	char byte;
	union {
		struct cmsghdr first;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
};

static void prepare(struct message *message)
{
	*message = (struct message) { };
	message->part = (struct iovec) { &message->byte, 1 };
	message->header.msg_iov = &message->part;
	message->header.msg_iovlen = 1;
	message->header.msg_control = &message->control;
	message->header.msg_controllen = sizeof(message->control.space);
}

bool do_send(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	int fd = ends_pick(&worker->ends, END_READ | END_WRITE, number);
	struct message message;

	if (fd < 0)
		return false;
	prepare(&message);
	message.control.first.cmsg_level = SOL_SOCKET;
	message.control.first.cmsg_type = SCM_RIGHTS;
	message.control.first.cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(&message.control.first), &fd, sizeof(fd));
	return sendmsg(worker->outbox, &message.header, MSG_DONTWAIT) == 1;
}

static int receive(struct worker *worker)
{
	struct message message;
	int fd = -1;

	prepare(&message);
	if (recvmsg(worker->inbox, &message.header, MSG_DONTWAIT) == 1 &&
	    CMSG_FIRSTHDR(&message.header))
		memcpy(&fd, CMSG_DATA(&message.control.first), sizeof(fd));
	return fd;
}

static unsigned int good_for(int fd)
{
	switch (fcntl(fd, F_GETFL) & O_ACCMODE) {
	case O_RDONLY:
		return END_READ;
	case O_WRONLY:
		return END_WRITE;
	default:
		return END_READ | END_WRITE;
	}
}

bool do_receive(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	int fd = receive(worker);

	if (fd < 0)
		return false;
	if (number % 4) {
		ends_make_room(&worker->ends, 1, number);
		ends_add(&worker->ends, fd, good_for(fd));
	} else {
		close(fd);
	}
	return true;
}

/* Nothing is left in flight. */
void passing_drain(struct worker *worker)
{
	int fd;

	while ((fd = receive(worker)) >= 0)
		close(fd);
}
