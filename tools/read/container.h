/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CONTAINER_H
#define PIPESCOPE_CONTAINER_H

#include <stdbool.h>

/* Container ids are SHA-256 sums or random numbers of the same length. */
#define CONTAINER_ID_LEN	64
/* What docker ps, crictl ps and podman ps show of it. */
#define CONTAINER_SHORT_LEN	12

/**
 * container_id() - find the container in the text of /proc/PID/cgroup
 * @cgroups: the file's text, one hierarchy a line
 * @id: where to write the id
 *
 * Knows the names docker, containerd (CRI), cri-o and podman give their
 * cgroups, under systemd's and under the plain cgroup driver. In nested
 * containers the innermost counts.
 *
 * Return: whether there is one
 */
bool container_id(const char *cgroups, char id[CONTAINER_ID_LEN + 1]);

#endif /* PIPESCOPE_CONTAINER_H */
