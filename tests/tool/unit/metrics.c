// SPDX-License-Identifier: GPL-2.0-only
/* Metrics: what is in labels, and how values are written and read again. */
#include "claim.h"
#include "commands/export/previous.h"
#include "output/metrics.h"

static void claim_label(const char *name, const char *value, const char *want)
{
	const struct label labels[] = {
		{ "none", "" }, { "a", value }, { "b", "2" },
	};
	char *got = metrics_labels(labels, 3);

	claim("labels", name, got, want);
	free(got);
}

static void test_labels(void)
{
	claim_label("plain", "1", "a=\"1\",b=\"2\"");
	claim_label("empty", "", "b=\"2\"");
	claim_label("a quote", "\"", "a=\"\\\"\",b=\"2\"");
	claim_label("a backslash", "\\", "a=\"\\\\\",b=\"2\"");
	claim_label("a new line", "\n", "a=\"\\n\",b=\"2\"");
	claim_label("control characters", "\001\r\033\177", "a=\"????\",b=\"2\"");
	claim_label("those of Unicode", "\xc2\x80\xc2\x9f\xc2\xa0",
		    "a=\"??\xc2\xa0\",b=\"2\"");
	claim_label("UTF-8", "\xc3\xa9\xf0\x9f\x98\x80",
		    "a=\"\xc3\xa9\xf0\x9f\x98\x80\",b=\"2\"");
	claim_label("no UTF-8", "\xff\xc3",
		    "a=\"\xef\xbf\xbd\xef\xbf\xbd\",b=\"2\"");
	claim_label("a sequence that a quote ends", "\xe2\x82\"",
		    "a=\"\xef\xbf\xbd\xef\xbf\xbd\\\"\",b=\"2\"");
}

/* A value as it is written, which is as it is read. */
static void claim_value(uintmax_t number, int digits, const char *want)
{
	const struct value none = { .digits = digits };
	struct value value = { number, digits };
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	fputc('\n', out);
	metrics_write(out, "m", "a=\"1\"", value);
	fclose(out);
	claim("value", want, text, want);
	value = previous_keep(text, "m", "a=\"1\"", none);
	claim("read again", want, value.number == number ? "same" : "other",
	      "same");
	free(text);
}

static void test_values(void)
{
	claim_value(0, 0, "\nm{a=\"1\"} 0\n");
	claim_value(UINTMAX_MAX, 0, "\nm{a=\"1\"} 18446744073709551615\n");
	claim_value(1000, 3, "\nm{a=\"1\"} 1.000\n");
	claim_value(42, 6, "\nm{a=\"1\"} 0.000042\n");
	claim_value(2353000042, 6, "\nm{a=\"1\"} 2353.000042\n");
}

static void claim_kept(const char *previous, int digits, uintmax_t want)
{
	const struct value now = { 5, digits };
	struct value value = previous_keep(previous, "m", "a=\"1\"", now);

	claim("kept", previous, value.number == want ? "yes" : "no", "yes");
}

static void test_kept(void)
{
	claim_kept("", 0, 5);
	claim_kept("\nm{a=\"1\"} 7\n", 0, 7);
	claim_kept("\nm{a=\"1\"} 4\n", 0, 5);
	claim_kept("\nm{a=\"2\"} 7\n", 0, 5);
	claim_kept("\nn{a=\"1\"} 7\nm{a=\"1\"} 6\n", 0, 6);
	claim_kept("x m{a=\"1\"} 7\n", 0, 5);
	claim_kept("\nm{a=\"1\"} 7", 0, 5);
	claim_kept("\nm{a=\"1\"} ", 0, 5);
	claim_kept("\nm{a=\"1\"} -7\n", 0, 5);
	claim_kept("\nm{a=\"1\"} 7e9\n", 0, 5);
	claim_kept("\nm{a=\"1\"} 0.000007\n", 6, 7);
	claim_kept("\nm{a=\"1\"} 7\n", 6, 5);
	claim_kept("\nm{a=\"1\"} 0.00000", 6, 5);
	claim_kept("\nm{a=\"1\"} 0.00007\n", 6, 5);
	claim_kept("\nm{a=\"1\"} 0.0000071\n", 6, 5);
}

static void claim_turn(const char *previous, const char *want)
{
	char got[24];

	snprintf(got, sizeof(got), "%ju",
		 previous_turn(previous, "0123456789abcdef"));
	claim("turn", previous, got, want);
}

static void test_turn(void)
{
	claim_turn("", "0");
	claim_turn("\nm{namespace=\"other\",except=\"0123456789abcdef-0\"} 1\n", "0");
	claim_turn("\nm{namespace=\"other\",except=\"0123456789abcdef-7\"} 1\n", "7");
	claim_turn("\nm{namespace=\"other\",except=\"0123456789abcde0-7\"} 1\n", "8");
	claim_turn("\nm{namespace=\"other\",except=\"0123456789abcdef0-7\"} 1\n", "0");
	claim_turn("\nm{namespace=\"other\",except=\"", "0");
	claim_turn("\nm{a=\"{namespace=\\\"other\\\",except=\\\"0123456789abcdef-7\\\"\"} 1\n",
		   "0");
}

int main(void)
{
	test_labels();
	test_values();
	test_kept();
	test_turn();
	return claims_status();
}
