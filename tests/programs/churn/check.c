// SPDX-License-Identifier: GPL-2.0-only
/*
 * The claims: for every user the tracked pages equal the kernel's own count; in
 * every namespace created + adopted - destroyed = pipes; the parts add up to the
 * total; and the total is the number of pipes that really exist.
 */
#include <err.h>
#include <stdio.h>
#include <time.h>

#include "churn.h"

unsigned long checks_made;
unsigned long checks_without_module;

/* What was found wrong last. */
static char complaint[400];

#define wrong(...) (snprintf(complaint, sizeof(complaint), __VA_ARGS__), false)

/**
 * struct sum - of the pages and pipes of the parts
 * @pages: pages
 * @pipes: pipes
 */
struct sum {
	long long pages;
	long long pipes;
};

static bool read_number(const char *directory, const char *file, long long *value)
{
	if (!sysfs_number(directory, file, value))
		return wrong("%s/%s: gone", directory, file);
	if (*value < 0)
		return wrong("%s/%s=%lld", directory, file, *value);
	return true;
}

static bool user_is_exact(const char *path, void *data)
{
	struct sum *sum = data;
	long long pages, kernel, pipes;

	if (!read_number(path, "pages", &pages) || !read_number(path, "pages_kernel", &kernel) ||
	    !read_number(path, "pipes", &pipes))
		return false;
	sum->pages += pages;
	sum->pipes += pipes;
	if (pages == kernel)
		return true;
	return wrong("%s: pages=%lld pages_kernel=%lld", path, pages, kernel);
}

static bool add_account(const char *path, void *data)
{
	struct sum *sum = data;
	long long pages, pipes;

	if (!read_number(path, "pages", &pages) || !read_number(path, "pipes", &pipes))
		return false;
	sum->pages += pages;
	sum->pipes += pipes;
	return true;
}

static bool sums_up(const char *whole, const char *parts, const struct sum *sum)
{
	long long pages, pipes;

	if (!read_number(whole, "pages", &pages) || !read_number(whole, "pipes", &pipes))
		return false;
	if (sum->pages == pages && sum->pipes == pipes)
		return true;
	return wrong("%s: pages=%lld pipes=%lld; %s: pages=%lld pipes=%lld", whole, pages, pipes,
		     parts, sum->pages, sum->pipes);
}

static bool is_balanced(const char *path)
{
	long long created, adopted, destroyed, pipes;

	if (!read_number(path, "pipes_created", &created) ||
	    !read_number(path, "pipes_adopted", &adopted) ||
	    !read_number(path, "pipes_destroyed", &destroyed) ||
	    !read_number(path, "pipes", &pipes))
		return false;
	if (created + adopted - destroyed == pipes)
		return true;
	return wrong("%s: created=%lld adopted=%lld destroyed=%lld pipes=%lld", path, created,
		     adopted, destroyed, pipes);
}

static bool namespace_is_balanced(const char *path, void *data)
{
	char users[310];
	struct sum sum = { };

	snprintf(users, sizeof(users), "%s/users", path);
	return is_balanced(path) && sysfs_each(users, add_account, &sum) &&
	       sums_up(path, users, &sum) && add_account(path, data);
}

/* As many as there are, or else as many fewer as it says. */
static bool count_is_true(void)
{
	long long tracked, untracked;
	long pipes;

	if (!options.findable)
		return true;
	pipes = census_pipes();
	if (!read_number(PS_TREE "/total", "pipes", &tracked) ||
	    !read_number(PS_TREE "/health", "untracked_pipes", &untracked))
		return false;
	if (tracked + untracked == pipes && (!untracked || options.untracked))
		return true;
	return wrong("there are %ld pipes; tracked=%lld untracked=%lld", pipes, tracked,
		     untracked);
}

static bool parts_are_right(void)
{
	struct sum users = { };
	struct sum namespaces = { };

	return sysfs_each(PS_TREE "/users", user_is_exact, &users) &&
	       sysfs_each(PS_TREE "/namespaces", namespace_is_balanced, &namespaces) &&
	       sums_up(PS_TREE "/total", "users", &users) &&
	       sums_up(PS_TREE "/total", "namespaces", &namespaces);
}

/* Where there is no memory for pipes there may be none for directories. */
static bool accounts_are_right(void)
{
	return is_balanced(PS_TREE "/total") && count_is_true() &&
	       (options.untracked || parts_are_right());
}

static bool module_is_armed(void)
{
	long long armed;

	return sysfs_number(PS_TREE, "armed", &armed) && armed;
}

/* Directories come and go, and adoption runs, soon but not at once. */
void check_accounts(const char *when)
{
	const struct timespec moment = { .tv_nsec = 20000000 };
	time_t deadline = time(NULL) + options.patience;

	if (!module_is_armed()) {
		checks_without_module++;
		return;
	}
	checks_made++;
	while (!accounts_are_right()) {
		if (time(NULL) > deadline)
			errx(1, "%s: %s (seed %llu)", when, complaint,
			     options.seed);
		nanosleep(&moment, NULL);
	}
}
