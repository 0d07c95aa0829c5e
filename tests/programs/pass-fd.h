/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PASS_FD_H
#define PASS_FD_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

/**
 * struct fd_message - one byte and one open file
 * @header: for sendmsg(2) and recvmsg(2)
 * @part: where the byte is
 * @byte: the byte
 * @control: the file
 */
struct fd_message {
	struct msghdr header;
	struct iovec part;
	char byte;
	union {
		struct cmsghdr first;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
};

static inline void fd_message_prepare(struct fd_message *message)
{
	*message = (struct fd_message) { };
	message->part = (struct iovec) { &message->byte, 1 };
	message->header.msg_iov = &message->part;
	message->header.msg_iovlen = 1;
	message->header.msg_control = &message->control;
	message->header.msg_controllen = sizeof(message->control.space);
}

/* Sends an open file to a datagram socket, if there is room. */
static inline bool pass_fd(int socket, int fd)
{
	struct fd_message message;

	fd_message_prepare(&message);
	message.control.first.cmsg_level = SOL_SOCKET;
	message.control.first.cmsg_type = SCM_RIGHTS;
	message.control.first.cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(&message.control.first), &fd, sizeof(fd));
	return sendmsg(socket, &message.header, MSG_DONTWAIT) == 1;
}

/* Receives one, or returns -1 if there is none. */
static inline int receive_fd(int socket)
{
	struct fd_message message;
	int fd = -1;

	fd_message_prepare(&message);
	if (recvmsg(socket, &message.header, MSG_DONTWAIT) == 1 && CMSG_FIRSTHDR(&message.header))
		memcpy(&fd, CMSG_DATA(&message.control.first), sizeof(fd));
	return fd;
}

#endif
