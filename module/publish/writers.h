/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WRITERS_H
#define _PIPESCOPE_WRITERS_H

struct kset;
struct ps_wait_facts;

int ps_sysfs_writers_init(struct kset *root);
void ps_sysfs_writers_exit(void);
int ps_sysfs_writer_add(const struct ps_wait_facts *facts);
void ps_sysfs_writers_sweep(void);
void ps_sysfs_writers_clear(void);

#endif
