// SPDX-License-Identifier: GPL-2.0-only
/*
 * Leaks some memory each time its parameter is written, to see whether kmemleak
 * notices.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#define OBJECTS 10
#define OBJECT_SIZE 96

/*
 * Recognised by their contents. The allocating address would not do: this module
 * may be loaded where another one was, and would be blamed for its leaks.
 */
static void leak_one(void)
{
	char *object = kzalloc(OBJECT_SIZE, GFP_KERNEL);

	if (object)
		strscpy(object, "planted", OBJECT_SIZE);
	OPTIMIZER_HIDE_VAR(object);
}

static int leak_set(const char *value, const struct kernel_param *param)
{
	int i;

	for (i = 0; i < OBJECTS; i++)
		leak_one();
	return 0;
}

static const struct kernel_param_ops leak_ops = {
	.set = leak_set,
};
module_param_cb(leak, &leak_ops, NULL, 0200);
MODULE_PARM_DESC(leak, "leaks when it is written to");

MODULE_DESCRIPTION("Leaks some memory");
MODULE_LICENSE("GPL");
