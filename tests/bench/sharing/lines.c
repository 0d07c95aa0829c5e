// SPDX-License-Identifier: GPL-2.0-only
/*
 * Caches that are never full: each 64 bytes of memory know which processors have a
 * valid copy. A store takes the line from all others; a load gets a copy. A line is
 * counted once in each operation: as written if a store found copies with others,
 * else as read if a load found a line that another had changed.
 */
#include <stdlib.h>
#include <string.h>

#include "lines.h"

#define MAX_LINES 524288
#define MAX_COUNTED 65536
#define MAX_SITES 8

enum kind { NOT_COUNTED, READ, WRITTEN, NR_KINDS };

/**
 * struct site - an instruction that took a line
 * @at: its address
 * @caller: the last call before it
 * @times: how often
 */
struct site {
	unsigned long at;
	unsigned long caller;
	unsigned long times;
};

/**
 * struct counts - what is known of a line that processors took from each other
 * @operations: those that did, by kind; of the kernel, and of the module
 * @processors: those that did, a bit each
 * @sites: the first instructions that did
 */
struct counts {
	unsigned long operations[NR_KINDS][2];
	unsigned long processors;
	struct site sites[MAX_SITES];
};

/**
 * struct line - a cache line
 * @number: its address, shifted; 0 if the place is free
 * @copies: the processors that have a valid copy, a bit each
 * @changed: it was written to
 * @operation: the last operation that it was counted for
 * @kind: as what
 * @ours: for the module
 * @counts: NULL before it is counted
 */
struct line {
	unsigned long number;
	unsigned long copies;
	bool changed;
	bool ours;
	enum kind kind;
	unsigned long operation;
	struct counts *counts;
};

static struct line *lines;
static struct counts *counted;
static unsigned int nr_lines, nr_counted;
static unsigned long nr_dropped;

bool lines_init(void)
{
	lines = calloc(MAX_LINES, sizeof(*lines));
	counted = calloc(MAX_COUNTED, sizeof(*counted));
	return lines && counted;
}

void lines_forget(void)
{
	memset(lines, 0, MAX_LINES * sizeof(*lines));
	memset(counted, 0, MAX_COUNTED * sizeof(*counted));
	nr_lines = 0;
	nr_counted = 0;
	nr_dropped = 0;
}

unsigned long lines_dropped(void)
{
	return nr_dropped;
}

static struct line *find_line(unsigned long number)
{
	unsigned int i = (number * 0x9e3779b97f4a7c15) >> 32;

	for (;; i++) {
		struct line *line = &lines[i % MAX_LINES];

		if (line->number == number)
			return line;
		if (line->number)
			continue;
		if (nr_lines == MAX_LINES / 2) {
			nr_dropped++;
			return NULL;
		}
		nr_lines++;
		line->number = number;
		return line;
	}
}

static void note_site(struct counts *counts, unsigned long at, unsigned long caller)
{
	struct site *site;

	for (site = counts->sites; site < counts->sites + MAX_SITES; site++) {
		if (!site->at)
			*site = (struct site) { .at = at, .caller = caller };
		if (site->at == at && site->caller == caller) {
			site->times++;
			return;
		}
	}
}

static struct counts *counts_of(struct line *line)
{
	if (!line->counts) {
		if (nr_counted == MAX_COUNTED) {
			nr_dropped++;
			return NULL;
		}
		line->counts = &counted[nr_counted++];
	}
	return line->counts;
}

/* A line that is read first and then written counts as written. */
static void count_line(struct line *line, const struct processor *cpu, enum kind kind,
		       unsigned long self, unsigned long at)
{
	struct counts *counts = counts_of(line);

	if (!counts)
		return;
	if (line->operation != cpu->operation)
		line->kind = NOT_COUNTED;
	if (line->kind >= kind)
		return;
	if (line->kind)
		counts->operations[line->kind][line->ours]--;
	line->operation = cpu->operation;
	line->kind = kind;
	line->ours = cpu->ours;
	counts->operations[kind][line->ours]++;
	counts->processors |= self;
	note_site(counts, at, cpu->caller);
}

void line_touch(unsigned int number, const struct processor *cpu, bool store,
		unsigned long line_number, unsigned long at)
{
	unsigned long self = 1UL << number;
	struct line *line = find_line(line_number);
	bool taken;

	if (!line)
		return;
	if (store) {
		taken = line->copies & ~self;
		line->copies = self;
		line->changed = true;
	} else {
		taken = line->changed && !(line->copies & self);
		line->copies |= self;
	}
	if (taken && cpu->operation && !cpu->interrupted)
		count_line(line, cpu, store ? WRITTEN : READ, self, at);
}

static void print_line(FILE *output, const struct line *line)
{
	const struct counts *counts = line->counts;
	const struct site *site;

	fprintf(output, "line %lx %lu %lu %lu %lu %d",
		line->number << LINE_SHIFT,
		counts->operations[WRITTEN][false] + counts->operations[WRITTEN][true],
		counts->operations[WRITTEN][true],
		counts->operations[READ][false] + counts->operations[READ][true],
		counts->operations[READ][true], __builtin_popcountl(counts->processors));
	for (site = counts->sites; site < counts->sites + MAX_SITES && site->at; site++)
		fprintf(output, " %lx,%lx,%lu", site->at, site->caller, site->times);
	fputc('\n', output);
}

void lines_print(FILE *output)
{
	const struct line *line;

	for (line = lines; line < lines + MAX_LINES; line++) {
		if (line->counts)
			print_line(output, line);
	}
}
