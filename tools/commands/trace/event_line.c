// SPDX-License-Identifier: GPL-2.0-only
/* Events as lines of text or JSON. */
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "commands/trace/event_line.h"
#include "commands/trace/names.h"
#include "output/json.h"
#include "output/text.h"
#include "read/file.h"
#include "xalloc.h"

#define NSEC_PER_SEC	1000000000
#define USEC_PER_SEC	1000000
#define NSEC_PER_USEC	1000

/* A line being composed, as text or as an object. */
struct line {
	const struct line_style *style;
	FILE *out;
	struct json_object *object;
	char *text;
	size_t size;
};

static int64_t clock_nsec(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec * (int64_t)NSEC_PER_SEC + time.tv_nsec;
}

/* Events have the time since boot; people want the time of day. */
static uintmax_t usec_since_epoch(const struct tep_record *record)
{
	int64_t start = clock_nsec(CLOCK_REALTIME) -
			clock_nsec(CLOCK_MONOTONIC);

	return (start + (int64_t)record->ts) / NSEC_PER_USEC;
}

static void write_time(FILE *out, uintmax_t usec)
{
	time_t seconds = usec / USEC_PER_SEC;
	struct tm tm;
	char text[32];

	strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S",
		 localtime_r(&seconds, &tm));
	fprintf(out, "%s.%06ju", text, usec % USEC_PER_SEC);
}

static void line_begin(struct line *line, const struct line_style *style,
		       const struct tep_record *record)
{
	uintmax_t usec = usec_since_epoch(record);

	*line = (struct line){ .style = style };
	line->out = open_memstream(&line->text, &line->size);
	if (!line->out)
		err(exit_failure, "out of memory");
	if (style->json) {
		line->object = json_new();
		json_add_number(line->object, "timestamp",
				(struct number){ usec, true });
	} else {
		write_time(line->out, usec);
	}
}

static char *line_end(struct line *line, size_t *size)
{
	if (line->object)
		json_print(line->object, true, line->out);
	else
		putc('\n', line->out);
	json_object_put(line->object);
	if (fclose(line->out))
		err(exit_failure, "out of memory");
	*size = line->size;
	return line->text;
}

/* The task and the event. */
static void add_head(struct line *line, uintmax_t tid, const char *event)
{
	const char *name = names_of(line->style->proc, tid);
	char *word;

	if (line->object) {
		json_add_text(line->object, "event", event);
		json_add_text(line->object, "command", name);
		json_add_number(line->object, "tid",
				(struct number){ tid, true });
		return;
	}
	word = text_word(name);
	fprintf(line->out, " %s/%ju %s", word, tid, event);
	free(word);
}

/* In these fields the module writes 0 for unknown. */
static bool zero_is_unknown(const char *key)
{
	return !strcmp(key, "inode") || !strcmp(key, "pipe_id") ||
	       !strcmp(key, "pipe_namespace");
}

static void add_json(struct json_object *object, const char *key,
		     const char *text)
{
	struct number number = { 0 };

	number.known = !file_parse_number(text, &number.value);
	if (!strcmp(key, "shrunk"))
		json_add_flag(object, key, number);
	else if (number.known && !number.value && zero_is_unknown(key))
		json_add_number(object, key, (struct number){ 0 });
	else if (number.known || *text == '-')
		json_add_number(object, key, number);
	else
		json_add_text(object, key, text);
}

/*
 * By the ABI each event prints its fields as key=value. No value holds a blank,
 * nor anything that a process has chosen.
 */
static void add_fields(struct line *line, char *info)
{
	char *field, *rest;

	for (field = strtok_r(info, " ", &rest); field;
	     field = strtok_r(NULL, " ", &rest)) {
		char *value = strchr(field, '=');

		/* The tid is already in the head of the line. */
		if (!value || !strncmp(field, "tid=", strlen("tid=")))
			continue;
		if (!line->object) {
			fprintf(line->out, " %s", field);
			continue;
		}
		*value = '\0';
		add_json(line->object, field, value + 1);
	}
}

/* Another task may cause an event of a writer. */
static uintmax_t find_tid(struct tep_event *event, struct tep_record *record)
{
	struct tep_format_field *field = tep_find_field(event, "tid");
	unsigned long long tid;

	if (field && !tep_read_number_field(field, record->data, &tid))
		return tid;
	return tep_data_pid(event->tep, record);
}

char *event_line_format(const struct line_style *style, struct tep_event *event,
			struct tep_record *record, size_t *size)
{
	struct trace_seq info;
	struct line line;

	trace_seq_init(&info);
	tep_print_event(event->tep, &info, record, "%s", TEP_PRINT_INFO);
	trace_seq_terminate(&info);
	line_begin(&line, style, record);
	add_head(&line, find_tid(event, record), event->name);
	if (info.buffer)
		add_fields(&line, info.buffer);
	trace_seq_destroy(&info);
	return line_end(&line, size);
}

char *event_line_lost(const struct line_style *style, struct tep_record *record,
		      size_t *size)
{
	struct line line;

	line_begin(&line, style, record);
	if (line.object) {
		json_add_text(line.object, "event", "lost");
		json_add_number(line.object, "cpu",
				(struct number){ record->cpu, true });
		json_add_number(line.object, "count",
				(struct number){ record->missed_events, true });
	} else {
		fprintf(line.out, " - lost cpu=%d count=%lld", record->cpu,
			record->missed_events);
	}
	return line_end(&line, size);
}
