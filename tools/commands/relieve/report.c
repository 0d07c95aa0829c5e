// SPDX-License-Identifier: GPL-2.0-only
/* Reports the plan, what was done, and the outcome: as text, and in JSON. */
#include <json-c/json.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/relieve/report.h"
#include "commands/relieve/size.h"
#include "output/duration.h"
#include "output/json.h"
#include "output/text.h"
#include "xalloc.h"

static void report_writer(const struct target *target)
{
	char duration[DURATION_MAX];

	duration_format(duration, sizeof(duration), target->usec.value);
	printf("Writer %ju (", target->tid);
	text_print(target->comm, stdout);
	printf(") has been blocked for %s on pipe %ju: ", duration,
	       target->inode.value);
	printf("%ju of %ju slots in use, %ju bytes.\n", target->used.value,
	       target->slots.value, target->bytes.value);
}

static void report_way(const struct holder *of)
{
	printf("through descriptor %ju of process %ju", of->fd, of->pid);
}

static void report_growth(const struct relief *relief)
{
	struct number needed = size_needed(&relief->target);
	bool enough = relief->after >= needed.value && !relief->target.splices;

	printf("The pipe grows from %ju to %ju bytes, ", relief->before,
	       relief->after);
	report_way(&relief->end.of);
	puts(".");
	if (!needed.known)
		fputs("How much the writer's call writes is not known.",
		      stdout);
	else
		printf("That %s enough for all data of the writer's call.",
		       enough ? "is" : "may not be");
	puts(" No data is lost.");
}

static void report_drain(const struct relief *relief)
{
	printf("At most %ju bytes are moved from the pipe to a file, ",
	       relief->max_bytes);
	report_way(&relief->end.of);
	puts(".");
}

void report_plan(const struct relief *relief)
{
	report_writer(&relief->target);
	if (relief->file)
		report_drain(relief);
	else
		report_growth(relief);
	fflush(stdout);
}

void report_warning(const struct relief *relief)
{
	if (relief->file)
		warnx("warning: the reader will not get the bytes saved in %s",
		      relief->file);
}

static void report_done(const struct relief *relief)
{
	if (relief->file)
		printf("%ju bytes are saved in %s.\n", relief->saved,
		       relief->file);
	else
		printf("The pipe now has %ju bytes.\n", relief->after);
	fflush(stdout);
}

void report_outcome(const struct relief *relief)
{
	const struct outcome *outcome = &relief->outcome;

	if (relief->done)
		report_done(relief);
	if (outcome->result == PLANNED)
		puts("Nothing was done.");
	else if (outcome->result == RELEASED)
		printf("Writer %ju: %s.\n", relief->target.tid,
		       outcome->message);
	else
		warnx("writer %ju: %s", relief->target.tid, outcome->message);
}

static void add_end(struct json_object *object, const struct holder *of)
{
	struct number known = { .known = of->pid };

	known.value = of->pid;
	json_add_number(object, "by_pid", known);
	known.value = of->fd;
	json_add_number(object, "by_fd", known);
}

static void add_action(struct json_object *object, const struct relief *relief)
{
	struct number size = { .known = !relief->file && relief->before };

	json_add_text(object, "action", relief->file ? "drain" : "grow");
	size.value = relief->before;
	json_add_number(object, "size_before", size);
	size.value = relief->after;
	json_add_number(object, "size_after", size);
	json_add_text(object, "file", relief->file ? relief->file : "");
	json_add_number(object, "bytes_saved",
			(struct number){ relief->saved, relief->file });
	add_end(object, &relief->end.of);
	json_add_flag(object, "done", (struct number){ relief->done, true });
}

void report_json(const struct relief *relief)
{
	const struct target *target = &relief->target;
	struct json_object *object = json_new();

	json_add_number(object, "tid", (struct number){ target->tid, true });
	json_add_number(object, "pid", target->pid);
	json_add_text(object, "command", target->comm);
	json_add_number(object, "inode", target->inode);
	json_add_number(object, "pipe", target->pipe_id);
	add_action(object, relief);
	json_add_text(object, "result", outcome_word(relief->outcome.result));
	json_add_text(object, "message", relief->outcome.message);
	json_print(object, false, stdout);
	json_object_put(object);
}
