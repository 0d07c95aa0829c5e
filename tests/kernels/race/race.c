// SPDX-License-Identifier: GPL-2.0-only
/* Two threads count without a lock, to see whether KCSAN notices. */
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>

#define STEPS 1000000

static struct task_struct *threads[2];
static unsigned long counter;

/* Not inlined: the test looks for its name in the report. */
static noinline void race_count(void)
{
	counter++;
}

static int race_thread(void *unused)
{
	int i;

	for (i = 0; i < STEPS && !kthread_should_stop(); i++) {
		race_count();
		cond_resched();
	}
	while (!kthread_should_stop())
		schedule_timeout_interruptible(1);
	return 0;
}

static int __init race_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(threads); i++) {
		threads[i] = kthread_run(race_thread, NULL, "race/%u", i);
		if (IS_ERR(threads[i]))
			break;
	}
	if (i == ARRAY_SIZE(threads))
		return 0;
	while (i--)
		kthread_stop(threads[i]);
	return -ENOMEM;
}
module_init(race_init);

static void __exit race_exit(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(threads); i++)
		kthread_stop(threads[i]);
}
module_exit(race_exit);

MODULE_DESCRIPTION("Counts without a lock");
MODULE_LICENSE("GPL");
