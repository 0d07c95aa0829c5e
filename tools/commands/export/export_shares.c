// SPDX-License-Identifier: GPL-2.0-only
/* The pipes of uids in namespaces. */
#include "commands/export/export_shares.h"
#include "xalloc.h"

static const struct family pipes_family = {
	"pipescope_namespace_user_pipes", "gauge", NULL,
	"Pipes of a user that exist, by pid namespace."
};

static const struct family pages_family = {
	"pipescope_namespace_user_pages", "gauge", NULL,
	"Slots of the pipes of a user that exist, by pid namespace."
};

static int compare_pages(const void *a, const void *b)
{
	const struct share *x = a, *y = b;

	if (x->pages.value != y->pages.value)
		return x->pages.value > y->pages.value ? -1 : 1;
	if (x->owner != y->owner)
		return x->owner > y->owner ? 1 : -1;
	return (x->uid > y->uid) - (x->uid < y->uid);
}

static char *make_labels(const struct share *share,
			 const struct shown_list *list)
{
	char uid[24];

	snprintf(uid, sizeof(uid), "%ju", share->uid);
	return shown_labels(&list->array[share->owner], "uid", uid);
}

static struct number number_of(const struct share *share, bool pages)
{
	return pages ? share->pages : share->pipes;
}

static void export_family(const struct export *export,
			  const struct shown_list *list,
			  size_t n, bool pages)
{
	static const struct label other[] = {
		{ "namespace", SERIES_OTHER }, { "uid", SERIES_OTHER },
	};
	const struct family *family = pages ? &pages_family : &pipes_family;
	struct number rest =
		export->total.values[pages ? COUNTER_PAGES : COUNTER_PIPES];
	char *labels;

	metrics_family(export->out, family);
	for (size_t i = 0; i < n; i++) {
		const struct share *share = &list->shares.array[i];
		struct number number = number_of(share, pages);

		labels = make_labels(share, list);
		series_number(export, family->name, labels, number, 0);
		free(labels);
		rest.value -= number.value < rest.value ? number.value :
							  rest.value;
	}
	labels = metrics_labels(other, sizeof(other) / sizeof(*other));
	series_number(export, family->name, labels, rest, 0);
	free(labels);
}

void export_shares(const struct export *export, struct shown_list *list)
{
	size_t n = list->shares.n;

	if (n)
		qsort(list->shares.array, n, sizeof(*list->shares.array),
		      compare_pages);
	if (n > export->top)
		n = export->top;
	export_family(export, list, n, false);
	export_family(export, list, n, true);
}
