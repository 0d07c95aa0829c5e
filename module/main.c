// SPDX-License-Identifier: GPL-2.0-only
#include <linux/init.h>
#include <linux/module.h>

#include "compat/sendfile.h"
#include "compat/user.h"
#include "control.h"
#include "core/worker.h"
#include "params.h"
#include "publish/root.h"

static const struct ps_sysfs_controls controls = {
	.arm = ps_control_arm,
	.disarm = ps_control_disarm,
	.is_armed = ps_control_is_armed,
};

static int __init pipescope_init(void)
{
	int err;

	ps_params_init();
	err = ps_compat_user_init();
	if (err)
		return err;
	ps_compat_sendfile_init();
	err = ps_worker_init();
	if (err)
		return err;
	err = ps_sysfs_init(&controls);
	if (err)
		goto worker_exit;
	err = ps_control_arm();
	if (err)
		goto sysfs_exit;
	return 0;

sysfs_exit:
	ps_sysfs_close_controls();
	/* A write to "armed" may have armed the module by now. */
	ps_control_disarm();
	ps_sysfs_exit();
worker_exit:
	ps_worker_exit();
	return err;
}

static void __exit pipescope_exit(void)
{
	ps_sysfs_close_controls();
	ps_control_disarm();
	ps_sysfs_exit();
	ps_worker_exit();
}

module_init(pipescope_init);
module_exit(pipescope_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("exact pipe accounts and blocked pipe writers");
MODULE_AUTHOR("The pipescope developers");
MODULE_VERSION(PS_VERSION);
