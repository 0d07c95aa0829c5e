// SPDX-License-Identifier: GPL-2.0-only
/* pipescope: shows what the pipescope module knows about pipes. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/command_table.h"
#include "help.h"
#include "options.h"
#include "xalloc.h"

static int run_command(const struct options *options)
{
	if (options->help && !options->named)
		help_print();
	else if (options->help)
		help_print_command(options->command);
	else if (options->version)
		printf("%s %s\n", program_invocation_short_name, VERSION);
	else
		return options->command->run(options->command, options);
	return EXIT_SUCCESS;
}

/*
 * A file that the program opens must not get a number for which others hold
 * it: what is said would end up there. Using these is an error as before.
 */
static void occupy_standard_files(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	struct options options;
	int status;

	occupy_standard_files();
	setlocale(LC_ALL, "");
	options_parse(&options, commands, argc, argv);
	status = run_command(&options);
	/* A full disk shows here, not before. */
	if (fflush(stdout) || ferror(stdout))
		err(exit_failure, "write error");
	return status;
}
