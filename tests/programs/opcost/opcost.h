/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef OPCOST_H
#define OPCOST_H

/**
 * struct operation - something whose cost is measured
 * @name: as on the command line
 * @text: what it does, for the usage
 * @times: in a round, few enough that most rounds see no timer interrupt
 * @prepare: makes what @perform needs
 * @before_round: may be NULL
 * @perform: does it once
 */
struct operation {
	const char *name;
	const char *text;
	unsigned long times;
	void (*prepare)(void);
	void (*before_round)(void);
	void (*perform)(void);
};

void prepare_pipe(void);
void write_1(void);
void write_4096(void);
void write_65536(void);

void prepare_nothing(void);
void keep_pipe(void);
void make_pipe(void);

void prepare_fifo(void);
void open_fifo(void);

void prepare_pipes(void);
void splice_pipes(void);

void prepare_writer(void);
void prepare_two_writers(void);
void read_blocked(void);

#endif
