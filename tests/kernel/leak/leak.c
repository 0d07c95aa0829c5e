// SPDX-License-Identifier: GPL-2.0-only
/* Leaks some memory, to see whether that is noticed. */
#include <linux/module.h>
#include <linux/slab.h>

#define OBJECTS 10
#define OBJECT_SIZE 96

/* Not inlined: the report names it, and its module, as what allocated. */
static noinline void leak_one(void)
{
	void *object = kmalloc(OBJECT_SIZE, GFP_KERNEL);

	OPTIMIZER_HIDE_VAR(object);
}

static int __init leak_init(void)
{
	int i;

	for (i = 0; i < OBJECTS; i++)
		leak_one();
	return 0;
}
module_init(leak_init);

static void __exit leak_exit(void)
{
}
module_exit(leak_exit);

MODULE_DESCRIPTION("Leaks some memory");
MODULE_LICENSE("GPL");
