// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes what parses texts of /proc and sysfs, command lines and names: the
 * first byte of the input chooses which, the rest is the text.
 */
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "options.h"
#include "output/duration.h"
#include "output/text.h"
#include "read/cgroup.h"
#include "read/container.h"
#include "read/file.h"
#include "read/status.h"
#include "read/syscalls.h"
#include "read/task.h"

static void try_container(char *text)
{
	struct container container;

	container_parse(text, &container);
	if (container.id[0] && strlen(container.id) != CONTAINER_ID_LEN)
		fuzz_fail("a container id of another length", container.id);
	if (container.id[strspn(container.id, "0123456789abcdef")])
		fuzz_fail("no container id", container.id);
	if (container.pod[strspn(container.pod, "-0123456789abcdef")])
		fuzz_fail("no pod uid", container.pod);
}

static void try_cgroup(char *text)
{
	char path[64];

	if (cgroup_find(text, "freezer", path, sizeof(path)) && *path != '/')
		fuzz_fail("no cgroup path", path);
	if (cgroup_find(text, "", path, sizeof(path)) && *path != '/')
		fuzz_fail("no cgroup path", path);
}

static void try_syscall(char *text)
{
	struct syscall call;
	char name[32];

	if (syscall_parse(text, &call))
		syscall_describe(&call, name, sizeof(name));
}

static void try_status(char *text)
{
	uintmax_t ids[STATUS_NS_MAX];

	status_field(text, "State");
	status_number(text, "TracerPid");
	if (status_ns_pids(text, ids) > STATUS_NS_MAX)
		fuzz_fail("too many ids", text);
}

static void try_stat(char *text)
{
	task_parse_start(text);
}

static void try_number(char *text)
{
	uintmax_t value;
	char buf[DURATION_MAX];

	if (file_parse_number(text, &value))
		return;
	if (strspn(text, "0123456789") < strcspn(text, "\n"))
		fuzz_fail("no number", text);
	duration_format(buf, sizeof(buf), value);
	if (strlen(buf) == DURATION_MAX - 1)
		fuzz_fail("a duration may be cut", buf);
}

static int parse_option(void *text)
{
	if (options_number("--max", text, 1000) > 1000)
		fuzz_fail("too large", text);
	return 0;
}

static void try_option(char *text)
{
	caught(parse_option, text);
}

static void try_text(char *text)
{
	size_t len = strlen(text);
	char *valid;

	text_unescape(text);
	if (strlen(text) > len)
		fuzz_fail("longer than its escapes", text);
	valid = text_utf8(text);
	if (mbstowcs(NULL, valid, 0) == (size_t)-1)
		fuzz_fail("not UTF-8", valid);
	free(valid);
}

/* New ones go to the end: inputs that were kept choose by number. */
static void (*const parsers[])(char *text) = {
	try_container,
	try_cgroup,
	try_syscall,
	try_status,
	try_stat,
	try_number,
	try_option,
	try_text,
};

int fuzz_begin(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setlocale(LC_ALL, "C.UTF-8");
	return 0;
}

int fuzz_one(const unsigned char *data, size_t size)
{
	size_t n = sizeof(parsers) / sizeof(*parsers);
	char *text;

	if (!size)
		return 0;
	/* No byte longer than needed, so that reading beyond it shows. */
	text = strndup((const char *)data + 1, size - 1);
	parsers[*data % n](text);
	free(text);
	return 0;
}
