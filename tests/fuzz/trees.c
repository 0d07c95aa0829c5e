// SPDX-License-Identifier: GPL-2.0-only
/*
 * Fuzzes all that the tool reads: the input is a tree, and every command that
 * tests/tool/lib/reading-commands names is run on it. FUZZ_RUNS is that file, FUZZ_TREE an empty
 * directory.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exit_failure.h"
#include "fuzz.h"
#include "options.h"

#define RUNS_MAX	64
#define WORDS_MAX	16

/* What every tree has: without it, each command would end at once. */
static const char base[] =
	"[sys/kernel/pipescope]\n"
	"abi = 1\n"
	"armed = 1\n"
	"[sys/kernel/pipescope/total]\n"
	"[sys/kernel/pipescope/namespaces]\n"
	"[sys/kernel/pipescope/users]\n"
	"[sys/kernel/pipescope/writers]\n"
	"[proc]\n";

struct run {
	char *words[WORDS_MAX + 1];
	int n;
	enum form form;
};

static struct run runs[RUNS_MAX];
static size_t n_runs;
static char *tree;

static void add_word(struct run *run, char *word)
{
	if (run->n == WORDS_MAX)
		abort();
	run->words[run->n++] = strdup(word);
	if (!strcmp(word, "--json"))
		run->form = FORM_JSON;
	if (!strcmp(word, "export"))
		run->form = FORM_METRICS;
}

static void add_run(char *line)
{
	struct run *run = &runs[n_runs++];
	char *save, *word;

	if (n_runs == RUNS_MAX)
		abort();
	add_word(run, "pipescope");
	add_word(run, "--sysroot");
	add_word(run, tree);
	for (word = strtok_r(line, "\n ", &save); word;
	     word = strtok_r(NULL, "\n ", &save))
		add_word(run, word);
}

int fuzz_begin(int *argc, char ***argv)
{
	FILE *file = fopen(getenv("FUZZ_RUNS"), "r");
	char line[256];

	(void)argc;
	(void)argv;
	setlocale(LC_ALL, "C.UTF-8");
	tree = getenv("FUZZ_TREE");
	if (!file || !tree)
		abort();
	while (fgets(line, sizeof(line), file))
		if (*line != '#' && *line != '\n')
			add_run(line);
	fclose(file);
	return 0;
}

static int run_command(void *data)
{
	struct run *run = data;
	char *words[WORDS_MAX + 1];
	struct options options;

	/* getopt_long() moves them. */
	memcpy(words, run->words, sizeof(words));
	exit_failure = EXIT_FAILURE;
	options_parse(&options, run->n, words);
	return options.command->run(options.command, &options);
}

static void try_run(struct run *run)
{
	FILE *real = stdout;
	char *text;
	size_t size;
	int status;

	stdout = open_memstream(&text, &size);
	status = caught(run_command, run);
	fclose(stdout);
	stdout = real;
	if (strlen(text) != size)
		fuzz_fail("a NUL is printed", text);
	/* A program that ends early need not have finished it. */
	output_check(text, status ? FORM_TEXT : run->form);
	free(text);
}

int fuzz_one(const unsigned char *data, size_t size)
{
	char *text = strndup((const char *)data, size);

	tree_make(tree, base);
	tree_make(tree, text);
	for (size_t i = 0; i < n_runs; i++)
		try_run(&runs[i]);
	tree_remove(tree);
	free(text);
	return 0;
}
