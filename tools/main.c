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
 * A file opened later must not take the number of a closed standard descriptor,
 * or output would end up in it. Each is occupied so that using it still fails.
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
	/* An error such as a full disk may show up only here. */
	if (fflush(stdout) || ferror(stdout))
		err(exit_failure, "write error");
	return status;
}
