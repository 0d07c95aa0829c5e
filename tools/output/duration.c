// SPDX-License-Identifier: GPL-2.0-only
/* Durations in human-readable form. */
#include <stdio.h>

#include "output/duration.h"

#define USEC_PER_MSEC	1000
#define USEC_PER_SEC	1000000
#define SEC_PER_MIN	60
#define SEC_PER_HOUR	3600
#define SEC_PER_DAY	86400

static void format_seconds(char *buf, size_t size, uintmax_t sec)
{
	if (sec < SEC_PER_HOUR)
		snprintf(buf, size, "%jum%02jus",
			 sec / SEC_PER_MIN, sec % SEC_PER_MIN);
	else if (sec < SEC_PER_DAY)
		snprintf(buf, size, "%juh%02jum",
			 sec / SEC_PER_HOUR, sec % SEC_PER_HOUR / SEC_PER_MIN);
	else
		snprintf(buf, size, "%jud%02juh",
			 sec / SEC_PER_DAY, sec % SEC_PER_DAY / SEC_PER_HOUR);
}

void duration_format(char *buf, size_t size, uintmax_t usec)
{
	if (usec < USEC_PER_MSEC)
		snprintf(buf, size, "%juus", usec);
	else if (usec < USEC_PER_SEC)
		snprintf(buf, size, "%jums", usec / USEC_PER_MSEC);
	else if (usec < SEC_PER_MIN * USEC_PER_SEC)
		snprintf(buf, size, "%ju.%ju%s",
			 usec / USEC_PER_SEC,
			 usec % USEC_PER_SEC / (USEC_PER_SEC / 10), "s");
	else
		format_seconds(buf, size, usec / USEC_PER_SEC);
}
