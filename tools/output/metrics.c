// SPDX-License-Identifier: GPL-2.0-only
/* Metrics in Prometheus' text format. */
#include <stdbool.h>
#include <string.h>

#include "output/metrics.h"
#include "output/text.h"
#include "xalloc.h"

static void write_character(FILE *out, unsigned char c)
{
	switch (c) {
	case '\\':
	case '"':
		fprintf(out, "\\%c", c);
		break;
	case '\n':
		fputs("\\n", out);
		break;
	default:
		fputc(c < ' ' || c == 0x7f ? '?' : c, out);
	}
}

/* Some terminals also obey U+0080 to U+009F as control characters. */
static bool is_control(const char *s, size_t n)
{
	return n == 2 && s[0] == '\xc2' && (unsigned char)s[1] < 0xa0;
}

static void write_escaped(FILE *out, const char *text)
{
	while (*text) {
		size_t n = text_sequence(text);

		if (!n)
			fputs("\xef\xbf\xbd", out);
		else if (n == 1)
			write_character(out, *text);
		else if (is_control(text, n))
			fputc('?', out);
		else
			fwrite(text, n, 1, out);
		text += n ? n : 1;
	}
}

char *metrics_labels(const struct label *labels, size_t n)
{
	const char *separator = "";
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		err(exit_failure, "open_memstream");
	for (size_t i = 0; i < n; i++) {
		if (!*labels[i].value)
			continue;
		fprintf(out, "%s%s=\"", separator, labels[i].name);
		write_escaped(out, labels[i].value);
		fputc('"', out);
		separator = ",";
	}
	if (fclose(out))
		err(exit_failure, "open_memstream");
	return text;
}

void metrics_family(FILE *out, const struct family *family)
{
	fprintf(out, "# HELP %s %s\n", family->name, family->help);
	fprintf(out, "# TYPE %s %s\n", family->name, family->type);
	if (family->unit)
		fprintf(out, "# UNIT %s %s\n", family->name, family->unit);
}

void metrics_write(FILE *out, const char *name, const char *labels,
		   struct value value)
{
	uintmax_t unit = 1;

	for (int i = 0; i < value.digits; i++)
		unit *= 10;
	fputs(name, out);
	if (labels && *labels)
		fprintf(out, "{%s}", labels);
	fprintf(out, " %ju", value.number / unit);
	if (value.digits)
		fprintf(out, ".%0*ju", value.digits, value.number % unit);
	fputc('\n', out);
}

void metrics_end(FILE *out)
{
	fputs("# EOF\n", out);
}
