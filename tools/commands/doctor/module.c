// SPDX-License-Identifier: GPL-2.0-only
/* What the module reports about itself: its probes, and what it has missed. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "commands/doctor/expect.h"
#include "commands/doctor/module.h"
#include "commands/doctor/probed.h"
#include "read/file.h"
#include "read/sysfs.h"

#define PARAMETER "../../module/pipescope/parameters/return_probes"

/* Remedies and consequences. */
#define REARM \
	"to start again from zero write 0, then 1 to /sys/kernel/pipescope/armed"
#define REPORT "report it, with the kernel's version"
#define RETURN_PROBE \
	"each write(2) to a pipe is slower, and writers that were already " \
	"blocked when the module was armed are not seen; "

/**
 * struct zero - a number that is 0 unless something went wrong
 * @check: the check's name
 * @file: the file that shows it
 * @passes: it may differ for a moment, while something is being created
 * @meaning: what it means; printed after the number
 */
struct zero {
	const char *check;
	const char *file;
	bool passes;
	const char *meaning;
};

static const struct zero zeros[] = {
	{ "hits-missed", "probes/missed", false,
	  "probe hits were missed, so some counts are wrong: " REARM },
	{ "pipes-tracked", "health/untracked_pipes", true,
	  "pipes are not shown: no process has them open, or max_pipes is too small" },
	{ "waits-tracked", "health/untracked_waits", true,
	  "blocked writers are not shown: max_waits is too small" },
	{ "pipes-right", "health/corrected_pipes", false,
	  "pipes changed unseen; they were corrected, but some counts are wrong: " REARM },
};

static void check_zero(int module, const struct zero *zero,
		       unsigned int patience, struct findings *findings)
{
	struct expected expected = { 0 };
	struct number number;
	char why[REASON_MAX];

	sysfs_number(module, zero->file, &number);
	expect_number(&expected, 0, "%s", zero->file);
	if (!number.known)
		findings_add(findings, zero->check, RESULT_NOT_CHECKED,
			     "the module does not show %s", zero->file);
	else if (expect_await(&expected, module, zero->passes ? patience : 0,
			      why))
		findings_add(findings, zero->check, RESULT_FAILED, "%ju %s",
			     number.value, zero->meaning);
	else
		findings_add(findings, zero->check, RESULT_OK, "%s", "");
}

void module_check_health(const struct host *host, struct findings *findings)
{
	/* A recorded tree does not change. */
	unsigned int patience = host->recorded ? 0 : PATIENCE_MSEC;

	for (size_t i = 0; i < sizeof(zeros) / sizeof(*zeros); i++)
		check_zero(host->module, &zeros[i], patience, findings);
}

static bool wants_return_probes(int module)
{
	char text[8];

	file_read_line(module, PARAMETER, text, sizeof(text));
	return *text == 'Y';
}

static void check_write(int module, struct findings *findings)
{
	char method[32];

	file_read_line(module, "probes/write", method, sizeof(method));
	if (!strcmp(method, "wait-site"))
		findings_add(findings, "write-probe", RESULT_OK, "%s", "");
	else if (strcmp(method, "return-probe"))
		findings_add(findings, "write-probe", RESULT_FAILED,
			     "no probe sees writers in write(2): " REPORT);
	else if (wants_return_probes(module))
		findings_add(findings, "write-probe", RESULT_FAILED,
			     "the module was loaded with return_probes=1: "
			     RETURN_PROBE "load it without");
	else
		findings_add(findings, "write-probe", RESULT_FAILED,
			     "the place where write(2) waits was not found: "
			     RETURN_PROBE REPORT);
}

void module_absent(int module, char *names)
{
	file_read_line(module, "probes/absent", names, PS_FUNCTIONS_NAMES_SIZE);
}

static void list_unseen(const char *names, char *unseen, size_t size)
{
	size_t len, used = 0;

	*unseen = '\0';
	for (; *names && used < size; names += len + (names[len] == ' ')) {
		const struct ps_function *function;

		len = strcspn(names, " ");
		function = probed_find(names, len);
		if (!len || (function && !function->lost))
			continue;
		used += snprintf(unseen + used, size - used, "%s%s",
				 used ? ", " : "",
				 function ? function->lost : "something");
	}
}

static void check_absent(int module, struct findings *findings)
{
	char names[PS_FUNCTIONS_NAMES_SIZE], unseen[REASON_MAX / 2];

	module_absent(module, names);
	list_unseen(names, unseen, sizeof(unseen));
	if (*unseen)
		findings_add(findings, "absent-probes", RESULT_FAILED,
			     "not seen: %s; not probed: %s%s", unseen, names,
			     wants_return_probes(module) ?
			     ", because of return_probes=1" : "");
	else
		findings_add(findings, "absent-probes", RESULT_OK, "%s", "");
}

void module_check_probes(int module, struct findings *findings)
{
	check_write(module, findings);
	check_absent(module, findings);
}
