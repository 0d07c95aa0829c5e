// SPDX-License-Identifier: GPL-2.0-only
/* Checks and their results. */
#include <json-c/json_object.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "commands/doctor/findings.h"
#include "output/json.h"

#define CHECK_WIDTH	14

static const char *const results[] = {
	[RESULT_OK] = "ok",
	[RESULT_FAILED] = "FAILED",
	[RESULT_NOT_CHECKED] = "not checked",
};

/* Indexed by exit status. */
static const struct {
	const char *word;
	const char *sentence;
} verdicts[] = {
	{ "true", "What pipescope shows on this machine is true" },
	{ "false", "What pipescope shows on this machine is not true" },
	{ "unknown", "Whether it is true could not be determined" },
};

void findings_add(struct findings *findings, const char *check,
		  enum check_result result, const char *reason, ...)
{
	struct finding *finding = &findings->list[findings->n++];
	va_list arguments;

	finding->check = check;
	finding->result = result;
	va_start(arguments, reason);
	vsnprintf(finding->reason, sizeof(finding->reason), reason, arguments);
	va_end(arguments);
	for (char *p = finding->reason; *p; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
}

void findings_append(struct findings *findings, const struct findings *more)
{
	for (size_t i = 0; i < more->n; i++)
		findings->list[findings->n++] = more->list[i];
}

const struct finding *findings_first(const struct findings *findings,
				     enum check_result result)
{
	for (size_t i = 0; i < findings->n; i++)
		if (findings->list[i].result == result)
			return &findings->list[i];
	return NULL;
}

int findings_status(const struct findings *findings)
{
	if (findings_first(findings, RESULT_FAILED))
		return 1;
	return findings_first(findings, RESULT_NOT_CHECKED) ? 2 : 0;
}

/* The first failure usually causes the others. */
static const char *find_diagnosis(const struct findings *findings)
{
	const struct finding *first = findings_first(findings, RESULT_FAILED);

	if (!first)
		first = findings_first(findings, RESULT_NOT_CHECKED);
	return first ? first->reason : "";
}

static void print_lines(const struct findings *findings)
{
	const char *why = find_diagnosis(findings);

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->list[i];

		printf("%-11s  ", results[finding->result]);
		if (finding->reason[0])
			printf("%-*s  %s\n", CHECK_WIDTH, finding->check,
			       finding->reason);
		else
			printf("%s\n", finding->check);
	}
	printf("\n%s%s%s.\n", verdicts[findings_status(findings)].sentence,
	       *why ? ": " : "", why);
}

static void print_json(const struct findings *findings)
{
	struct json_object *report = json_new(), *checks;

	json_add_text(report, "verdict",
		      verdicts[findings_status(findings)].word);
	json_add_text(report, "diagnosis", find_diagnosis(findings));
	checks = json_add_array(report, "checks");
	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->list[i];
		struct json_object *object = json_append(checks);

		json_add_text(object, "check", finding->check);
		json_add_text(object, "result", results[finding->result]);
		json_add_text(object, "reason", finding->reason);
	}
	json_print(report, false, stdout);
	json_object_put(report);
}

void findings_print(const struct findings *findings, bool json)
{
	if (json)
		print_json(findings);
	else
		print_lines(findings);
}
