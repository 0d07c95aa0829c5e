/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef CHURN_H
#define CHURN_H

#include <stdbool.h>
#include <sys/types.h>

#define PS_TREE "/sys/kernel/pipescope"

/**
 * struct options - what is done
 * @seed:	of the workers' random numbers
 * @operations:	at least so many, all workers together
 * @workers:	processes
 * @namespaces:	pid namespaces that they are spread over
 * @users:	uids that they are spread over
 * @pauses:	moments at which all workers stand still and the accounts are checked
 * @findable:	nothing that a walk over all open files cannot find
 * @untracked:	pipes may be missing in the accounts, but must be known to be
 * @patience:	seconds after which accounts that are still wrong are a failure
 * @everything:	each operation must have had its effect
 * @soft:	fs.pipe-user-pages-soft during the run
 * @hard:	fs.pipe-user-pages-hard during the run
 */
struct options {
	unsigned long long seed;
	unsigned long operations;
	unsigned int workers;
	unsigned int namespaces;
	unsigned int users;
	unsigned int pauses;
	bool findable;
	bool untracked;
	unsigned int patience;
	bool everything;
	unsigned long soft;
	unsigned long hard;
};

extern struct options options;

/* Operations of each worker between two pauses. */
unsigned long options_interval(void);

/* namespaces.c: the workers' processes. */
void namespaces_start(void);
bool namespaces_end(bool wait);

/* limits.c: the kernel's limits per user. */
void limits_set(void);

/* fifos.c: named pipes that all workers share. */
void fifos_make(void);
int fifos_open(unsigned int number, int flags);

/* sleeper.c: what a worker's child becomes that executes this program again. */
int sleeper_main(const char *event);
void sleeper_exec(int event);

/* sysfs.c: the module's tree. */
bool sysfs_number(const char *directory, const char *file, long long *value);
bool sysfs_each(const char *directory, bool (*visit)(const char *path, void *data), void *data);

/* census.c: pipes that are open in any process. */
long census_pipes(void);

/* check.c: are the accounts right? */
void check_accounts(const char *when);
extern unsigned long checks_made;
extern unsigned long checks_without_module;

/* commands.c: what runs beside the workers. */
void commands_add(const char *operation, const char *command);
void commands_start_due(unsigned long operations);
void commands_finish(void);
bool commands_all_started(void);

#endif
