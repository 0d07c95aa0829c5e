// SPDX-License-Identifier: GPL-2.0-only
/* How large a pipe is to become. */
#include <unistd.h>

#include "claim.h"
#include "commands/relieve/size.h"

static void claim_number(const char *name, const char *input, uintmax_t got,
			 uintmax_t want)
{
	char a[24], b[24];

	snprintf(a, sizeof(a), "%ju", got);
	snprintf(b, sizeof(b), "%ju", want);
	claim(name, input, a, b);
}

static void test_parse(void)
{
	static const char *const invalid[] = {
		"", "0", "K", "x", "-1", "+1", " 1", "1 ", "1k", "1KB", "0x10",
		"2147483649", "3G", "4194305K", "18446744073709551617",
		"18014398509481985K",
	};
	uintmax_t size = 0;

	for (size_t i = 0; i < sizeof(invalid) / sizeof(*invalid); i++)
		claim("size", invalid[i],
		      size_parse(invalid[i], &size) ? "valid" : "", "");
	size_parse("1", &size);
	claim_number("size", "1", size, 1);
	size_parse("100K", &size);
	claim_number("size", "100K", size, 102400);
	size_parse("3M", &size);
	claim_number("size", "3M", size, 3145728);
	size_parse("2G", &size);
	claim_number("size", "2G", size, SIZE_MAX_BYTES);
}

static void test_round(void)
{
	uintmax_t page = sysconf(_SC_PAGESIZE);

	claim_number("rounded", "1", size_round(1), page);
	claim_number("rounded", "a page", size_round(page), page);
	claim_number("rounded", "more than a page", size_round(page + 1),
		     2 * page);
	claim_number("rounded", "most", size_round(SIZE_MAX_BYTES),
		     SIZE_MAX_BYTES);
}

/* In pages: the size now, slots in use, what the call writes; pipe-max-size. */
static uintmax_t choose(uintmax_t before, uintmax_t used, uintmax_t writes,
			uintmax_t most)
{
	uintmax_t page = sysconf(_SC_PAGESIZE);
	const struct limits limits = { .max_size = { most * page, true } };
	const struct target target = {
		.used = { used, true },
		.request.bytes = { writes * page, true },
	};

	return size_choose(&target, before * page, &limits) / page;
}

static void test_choose(void)
{
	claim_number("chosen", "the double is enough", choose(16, 16, 1, 256), 32);
	claim_number("chosen", "it takes more", choose(16, 16, 17, 256), 64);
	claim_number("chosen", "not all slots are in use",
		     choose(16, 15, 17, 256), 32);
	claim_number("chosen", "the limit", choose(16, 16, 1000, 256), 256);
	claim_number("chosen", "the double is over the limit",
		     choose(256, 256, 1000, 256), 512);
	claim_number("chosen", "there is no end to it",
		     choose(16, 16, UINTMAX_MAX / 65536, 256), 256);
}

static void test_unknown(void)
{
	const struct limits limits = { .max_size = { 1048576, true } };
	const struct target target = { .used = { 16, true } };

	claim_number("chosen", "not known what the call writes",
		     size_choose(&target, 65536, &limits), 131072);
}

int main(void)
{
	test_parse();
	test_round();
	test_choose();
	test_unknown();
	return claims_status();
}
