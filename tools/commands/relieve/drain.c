// SPDX-License-Identifier: GPL-2.0-only
/*
 * Moves data from the pipe into a file, one slot at a time: the writer waits
 * for a free slot, and packets must stay whole. Each slot is copied by tee(2),
 * saved, and only then removed by splice(2), so nothing is removed that is not
 * on disk. Both calls take a flag not to block, so the flags of the open file,
 * which the reader shares, do not change.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "commands/relieve/drain.h"
#include "commands/relieve/release.h"
#include "commands/relieve/save.h"
#include "xalloc.h"

/* Larger than any slot. */
#define SLOT_MAX (1024 * 1024)
#define IDLE_MSEC 50

/**
 * struct drain - a drain in progress
 * @relief: the relief it belongs to
 * @from: read end of the writer's pipe
 * @copy: a pipe of one slot, so that only one at a time is copied or removed
 * @save: the file
 * @data: the copy of a slot, SLOT_MAX bytes
 * @taken: the bytes removed from the pipe
 */
struct drain {
	struct relief *relief;
	int from;
	int copy[2];
	struct save save;
	char *data;
	char *taken;
};

/* The result for one slot. */
enum drain_step {
	SLOT_MOVED,
	SLOT_EMPTY,
	SLOT_TOO_LARGE,
	SLOT_FAILED,
};

/* The data in the pipe, and what its writer's call adds to it. */
static uintmax_t default_limit(const struct target *target)
{
	struct number bytes = target->request.bytes;
	uintmax_t limit;

	if (__builtin_add_overflow(target->bytes.value, bytes.value, &limit))
		return UINTMAX_MAX;
	return limit;
}

bool drain_plan(struct relief *relief)
{
	if (!relief->limited)
		relief->max_bytes = default_limit(&relief->target);
	if (!end_to_read(&relief->end, &relief->target, &relief->host,
			 &relief->outcome))
		return false;
	close(relief->end.fd);
	return save_possible(relief->file, &relief->outcome);
}

static enum drain_step drain_fail(struct drain *drain, const char *what)
{
	outcome_set(&drain->relief->outcome, FAILED, "%s: %s", what,
		    strerror(errno));
	return SLOT_FAILED;
}

/* Saving may have taken long: removes nothing if the writer has unblocked. */
static ssize_t take_bytes(struct drain *drain, size_t size)
{
	struct relief *relief = drain->relief;
	ssize_t n;

	if (release_settle(&relief->target, &relief->host, 0) != WAITING)
		return 0;
	n = splice(drain->from, NULL, drain->copy[1], NULL, size,
		   SPLICE_F_NONBLOCK);
	if (n > 0)
		n = read(drain->copy[0], drain->taken, n);
	return n < 0 && errno == EAGAIN ? 0 : n;
}

/*
 * If others have read from the pipe, the bytes removed differ from those saved;
 * then the removed ones replace them in the file.
 */
static enum drain_step take_slot(struct drain *drain, size_t size)
{
	struct relief *relief = drain->relief;
	off_t start = drain->save.size - size;
	ssize_t n = take_bytes(drain, size);
	struct outcome why;

	if (n < 0) {
		drain_fail(drain, "cannot remove data from the pipe");
		save_cut(&drain->save, start, &relief->outcome);
		return SLOT_FAILED;
	}
	relief->done |= n > 0;
	if (((size_t)n != size || memcmp(drain->data, drain->taken, n)) &&
	    !save_put(&drain->save, start, drain->taken, n, &why)) {
		outcome_set(&relief->outcome, FAILED,
			    "%zd bytes were removed from the pipe but may not be on disk: %.160s",
			    n, why.message);
		return SLOT_FAILED;
	}
	relief->saved += n;
	return n ? SLOT_MOVED : SLOT_EMPTY;
}

static enum drain_step drain_slot(struct drain *drain)
{
	struct relief *relief = drain->relief;
	off_t start = drain->save.size;
	ssize_t n = tee(drain->from, drain->copy[1], SLOT_MAX,
			SPLICE_F_NONBLOCK);

	if (n > 0)
		n = read(drain->copy[0], drain->data, n);
	if (!n || (n < 0 && errno == EAGAIN))
		return SLOT_EMPTY;
	if (n < 0)
		return drain_fail(drain, "cannot copy from the pipe");
	if ((uintmax_t)n > relief->max_bytes - relief->saved)
		return SLOT_TOO_LARGE;
	if (save_put(&drain->save, start, drain->data, n, &relief->outcome))
		return take_slot(drain, n);
	save_cut(&drain->save, start, &relief->outcome);
	return SLOT_FAILED;
}

/* Blocks signals, so that data removed from the pipe is always in the file. */
static enum drain_step drain_whole_slot(struct drain *drain)
{
	sigset_t all, before;
	enum drain_step last;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	last = drain_slot(drain);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return last;
}

/*
 * If the pipe is empty while the writer waits, another process is reading, or
 * another writer was woken first and is about to fill it.
 */
static void drain_loop(struct drain *drain)
{
	struct relief *relief = drain->relief;
	enum progress progress = WAITING;
	enum drain_step last = SLOT_MOVED;
	unsigned int idle = 0;

	while (progress == WAITING && last != SLOT_TOO_LARGE &&
	       idle <= relief->timeout) {
		last = drain_whole_slot(drain);
		if (last == SLOT_FAILED)
			return;
		idle = last == SLOT_EMPTY ? idle + IDLE_MSEC : 0;
		if (idle)
			progress = release_await(&relief->target, &relief->host,
						 IDLE_MSEC);
		else
			progress = release_settle(&relief->target,
						  &relief->host,
						  relief->timeout);
	}
	if (relief->done || progress == WAITING ||
	    target_check(&relief->target, &relief->host, &relief->outcome))
		relief_conclude(relief, progress);
}

static bool open_pipes(struct drain *drain)
{
	struct relief *relief = drain->relief;

	if (pipe2(drain->copy, O_CLOEXEC) ||
	    fcntl(drain->copy[1], F_SETPIPE_SZ, 1) < 0) {
		drain_fail(drain, "cannot create a pipe");
		return false;
	}
	if (end_to_read(&relief->end, &relief->target, &relief->host,
			&relief->outcome))
		drain->from = relief->end.fd;
	return target_check(&relief->target, &relief->host,
			    &relief->outcome) && drain->from >= 0;
}

void drain_do(struct relief *relief)
{
	struct drain drain = {
		.relief = relief, .from = -1,
		.data = xcalloc(2, SLOT_MAX),
	};

	drain.taken = drain.data + SLOT_MAX;
	if (save_open(&drain.save, relief->file, &relief->outcome)) {
		if (open_pipes(&drain))
			drain_loop(&drain);
		save_close(&drain.save);
	}
	if (drain.from >= 0)
		close(drain.from);
	free(drain.data);
}
