// SPDX-License-Identifier: GPL-2.0-only
/* The origin of a pipe's size, and whether the size matters. */
#include <string.h>
#include <unistd.h>

#include "commands/explain/pipe.h"

/* Older modules lack adopted, but preexisting implies it. */
static bool is_adopted(const struct writer_facts *facts)
{
	const struct pipe_facts *pipe = &facts->pipe;

	return pipe->adopted.known ? pipe->adopted.value :
				     facts->preexisting.value;
}

enum creation pipe_creation(const struct writer_facts *facts)
{
	const struct pipe_facts *pipe = &facts->pipe;

	if (!pipe->id.value || !pipe->slots_created.known || is_adopted(facts))
		return CREATION_UNKNOWN;
	if (pipe->shrunk.value)
		return CREATION_SHRUNK;
	return pipe->slots_created.value == DEFAULT_SLOTS ? CREATION_DEFAULT :
							     CREATION_OTHER;
}

struct number pipe_resized(const struct writer_facts *facts)
{
	const struct pipe_facts *pipe = &facts->pipe;
	struct number resized = { 0 };

	if (!pipe->id.value || !pipe->slots.known || !pipe->slots_created.known)
		return resized;
	resized.value = pipe->slots.value != pipe->slots_created.value;
	resized.known = resized.value || !is_adopted(facts);
	return resized;
}

/*
 * splice(2) and the like may be asked for more than there is, and may take a
 * slot for each byte.
 */
static struct number slots_asked(const struct writer_facts *facts)
{
	uintmax_t page = sysconf(_SC_PAGESIZE);
	uintmax_t bytes = facts->request.bytes.value;

	if (!facts->request.bytes.known || !strcmp(facts->operation, "splice"))
		return (struct number){ 0 };
	return (struct number){ bytes / page + !!(bytes % page), true };
}

void pipe_count_request(struct writer_facts *facts,
			const struct writer_facts *other)
{
	struct number *slots = &facts->slots_others;
	struct number more = slots_asked(other);

	slots->known &= more.known;
	/* Beyond that the number makes no difference. */
	if (slots->value <= DEFAULT_SLOTS)
		slots->value += more.value;
}

struct number pipe_fits_by_default(const struct writer_facts *facts)
{
	const struct number *used = &facts->pipe.slots_used;
	const struct number *others = &facts->slots_others;
	struct number asked = slots_asked(facts);

	if (!used->known || facts->evidence.opens)
		return (struct number){ 0 };
	if (used->value >= DEFAULT_SLOTS)
		return (struct number){ 0, true };
	if (!asked.known)
		return (struct number){ 0 };
	/* This call alone writes more than fits. */
	if (asked.value > DEFAULT_SLOTS)
		return (struct number){ 0, true };
	return (struct number){ 1, others->known && used->value + asked.value +
				   others->value <= DEFAULT_SLOTS };
}
