/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CONTAINER_H
#define PIPESCOPE_CONTAINER_H

/* Container ids are SHA-256 sums or random numbers of the same length. */
#define CONTAINER_ID_LEN	64
/* The part that docker ps, crictl ps and podman ps show. */
#define CONTAINER_SHORT_LEN	12
/* Pod uids are UUIDs; those of static pods are MD5 sums, which are shorter. */
#define POD_UID_LEN		36

/**
 * struct container - the container and pod of a cgroup
 * @id: the container's id, empty if there is none
 * @pod: the uid of the Kubernetes pod, with dashes, empty if there is none
 */
struct container {
	char id[CONTAINER_ID_LEN + 1];
	char pod[POD_UID_LEN + 1];
};

/**
 * container_parse() - find the container in the text of /proc/PID/cgroup
 * @cgroups: the file's text, one hierarchy per line
 * @container: filled in
 *
 * Knows the names that docker, containerd (CRI), cri-o and podman give to
 * cgroups, and those that the kubelet gives to pods, with both the systemd and
 * the plain cgroup driver. Of nested containers the innermost counts; of
 * several hierarchies the first that names a container, or else a pod.
 */
void container_parse(const char *cgroups, struct container *container);

#endif /* PIPESCOPE_CONTAINER_H */
