// SPDX-License-Identifier: GPL-2.0-only
/* Watches whether the writer unblocks. */
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

#include "commands/relieve/release.h"

/* Nothing reports that a task has left its system call, so poll. */
#define LOOK_AGAIN_MSEC	20
/* A writer needs less time to copy what fits. */
#define SETTLE_MSEC	2

#define MSEC_PER_SEC	1000
#define NSEC_PER_MSEC	1000000
#define NSEC_PER_SEC	1000000000

static enum progress read_progress(const struct target *target,
				   const struct host *host)
{
	struct task task;

	if (!target_read_task(target, host, &task) ||
	    task.start.value != target->task.start.value)
		return DEAD;
	/* The system call of kernel threads is not known. */
	if (!target->task.in_call)
		return target_waits(target) ? WAITING : OUT;
	if (task.letter == 'T' || task.letter == 't')
		return STOPPED;
	/*
	 * It may have been woken between the reading of its state and of its
	 * call.
	 */
	if (task.letter == 'R' || !task.in_call)
		return RUNNING;
	return target_same_call(target, &task) ? WAITING : OUT;
}

static bool is_before(const struct timespec *end)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec < end->tv_sec ||
	       (now.tv_sec == end->tv_sec && now.tv_nsec < end->tv_nsec);
}

static struct timespec deadline_after(unsigned int msec)
{
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += msec / MSEC_PER_SEC;
	end.tv_nsec += (long)(msec % MSEC_PER_SEC) * NSEC_PER_MSEC;
	if (end.tv_nsec >= NSEC_PER_SEC) {
		end.tv_sec++;
		end.tv_nsec -= NSEC_PER_SEC;
	}
	return end;
}

enum progress release_settle(const struct target *target,
			     const struct host *host, unsigned int msec)
{
	const struct timespec end = deadline_after(msec);
	enum progress progress = read_progress(target, host);

	while (progress == RUNNING && is_before(&end)) {
		poll(NULL, 0, SETTLE_MSEC);
		progress = read_progress(target, host);
	}
	return progress;
}

/* The number of stalled writers changes when this one unblocks. */
static void wait_for_news(int stalled)
{
	struct pollfd news = { .fd = stalled, .events = POLLPRI };
	char text[32];

	/* poll(2) wakes only on changes since the last read. */
	if (stalled >= 0 && pread(stalled, text, sizeof(text), 0) < 0)
		news.fd = -1;
	poll(&news, 1, LOOK_AGAIN_MSEC);
}

enum progress release_await(const struct target *target,
			    const struct host *host, unsigned int msec)
{
	const struct timespec end = deadline_after(msec);
	enum progress progress = read_progress(target, host);
	int stalled = openat(host->module, "stalled", O_RDONLY | O_CLOEXEC);

	while (progress < OUT && is_before(&end)) {
		wait_for_news(stalled);
		progress = read_progress(target, host);
	}
	if (stalled >= 0)
		close(stalled);
	return progress;
}
