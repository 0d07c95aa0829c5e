// SPDX-License-Identifier: GPL-2.0-only
/* Checks whether the module's values are true on this machine. */
#include <fcntl.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/doctor/findings.h"
#include "commands/doctor/kernel.h"
#include "commands/doctor/module.h"
#include "commands/doctor/prove.h"
#include "options.h"
#include "read/sysfs.h"
#include "xalloc.h"

enum {
	OPT_JSON,
};

static const struct option_info options_of_doctor[] = {
	[OPT_JSON] = OPTION_JSON,
};

static bool is_armed(const struct host *host)
{
	struct number armed;

	sysfs_number(host->module, "armed", &armed);
	return armed.known && armed.value;
}

/* Does not try a proof that is bound to fail, or to be wrong. */
static void run_proof(const struct host *host, int kernel,
		      struct findings *findings)
{
	const char *why = NULL;

	if (host->recorded)
		why = "this is a recorded tree";
	else if (kernel_kprobes_off(kernel))
		why = "kprobes are turned off";
	if (why)
		findings_add(findings, "proof", RESULT_NOT_CHECKED, "%s", why);
	else
		prove_all(host, findings);
}

static void check_armed(const struct host *host, int kernel,
			struct findings *findings)
{
	struct findings proof = { 0 };

	run_proof(host, kernel, &proof);
	/* The cause of a failure comes before the failure. */
	findings_add(findings, "armed", RESULT_OK, "%s", "");
	kernel_check(kernel, !findings_status(&proof), findings);
	module_check_probes(host->module, findings);
	findings_append(findings, &proof);
	module_check_health(host, findings);
}

static void check_disarmed(int kernel, struct findings *findings)
{
	kernel_check_kprobes(kernel, false, findings);
	findings_add(findings, "armed", RESULT_FAILED,
		     "the module is disarmed and counts nothing: run 'echo 1 >/sys/kernel/pipescope/armed'");
}

static int run_doctor(const struct command *command,
		      const struct options *options)
{
	struct findings findings = { 0 };
	struct host host;
	int kernel;

	(void)command;
	host_open(&host, options->sysroot);
	kernel = openat(host.module, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (kernel < 0)
		err(exit_failure, "cannot open /sys/kernel");
	if (is_armed(&host))
		check_armed(&host, kernel, &findings);
	else
		check_disarmed(kernel, &findings);
	close(kernel);
	host_close(&host);
	findings_print(&findings, options->given[OPT_JSON]);
	return findings_status(&findings);
}

const struct command doctor_command = {
	.name = "doctor",
	.summary = "check that what is shown is true on this machine",
	.description =
		"Creates a pipe and writers that block, in a pid namespace of their own, and\n"
		"checks that they are shown correctly; reports why probes do not fire. Exits with\n"
		"0 if all is true, 1 if something is not, 2 if that cannot be determined.\n",
	.options = options_of_doctor,
	.n_options = sizeof(options_of_doctor) / sizeof(*options_of_doctor),
	.failure = 2,
	.run = run_doctor,
};
