// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/un.h>
#include <unistd.h>

#include "../pass-fd.h"
#include "puppet.h"

static int own = -1;

static struct sockaddr_un address_of(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	return address;
}

static int make_socket(void)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	if (fd < 0)
		err(1, "socket");
	return fd;
}

bool step_bind(const char *arguments)
{
	struct sockaddr_un address = address_of(arguments);

	own = make_socket();
	return !bind(own, (struct sockaddr *)&address, sizeof(address));
}

bool step_send(const char *arguments)
{
	const char *end = strrchr(arguments, ',');
	char *path = strndup(arguments, end ? (size_t)(end - arguments) : 0);
	struct sockaddr_un address;
	int socket = make_socket();
	bool good;

	if (!end || !path)
		errx(2, "not PATH,END: %s", arguments);
	address = address_of(path);
	good = !connect(socket, (struct sockaddr *)&address, sizeof(address)) &&
	       pass_fd(socket, ends_get(strtoul(end + 1, NULL, 10)));
	close(socket);
	free(path);
	return good;
}

bool step_receive(const char *arguments)
{
	int fd = receive_fd(own);

	(void)arguments;
	if (fd >= 0)
		ends_add(fd);
	return fd >= 0;
}
