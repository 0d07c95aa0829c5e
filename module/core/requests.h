/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_REQUESTS_H
#define _PIPESCOPE_REQUESTS_H

/* What a walk over all open files must look for. */
#define PS_REQUEST_PIPES 1
#define PS_REQUEST_WRITERS 2
#define PS_REQUEST_ALL (PS_REQUEST_PIPES | PS_REQUEST_WRITERS)

/* Requests made within this time share one walk. */
#define PS_REQUEST_DELAY_MSEC 20

void ps_requests_reset(int what);
void ps_requests_add(int what);
void ps_requests_put_back(int what);
int ps_requests_pending(void);
int ps_requests_take(void);

#endif
