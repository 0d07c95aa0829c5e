/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SYSFS_ROOT_H
#define _PIPESCOPE_SYSFS_ROOT_H

int ps_sysfs_init(void);
void ps_sysfs_close_controls(void);
void ps_sysfs_exit(void);
void ps_sysfs_notify_stalled(void);

#endif
