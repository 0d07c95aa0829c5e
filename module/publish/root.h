/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ROOT_H
#define _PIPESCOPE_ROOT_H

#include <linux/types.h>

/**
 * struct ps_sysfs_controls - the operations behind the file "armed"
 * @arm: places the probes; returns 0 or a negative error; may sleep
 * @disarm: removes the probes and discards all data; may sleep
 * @is_armed: returns true if the probes are in place
 */
struct ps_sysfs_controls {
	int (*arm)(void);
	void (*disarm)(void);
	bool (*is_armed)(void);
};

int ps_sysfs_init(const struct ps_sysfs_controls *ops);
void ps_sysfs_close_controls(void);
void ps_sysfs_exit(void);
void ps_sysfs_notify_stalled(void);

#endif
