// SPDX-License-Identifier: GPL-2.0-only
/* The contents of a pipe: its ring of buffers. */
#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

#include "facts.h"
#include "track/ring.h"

/**
 * ps_ring_slots_used() - count the slots with data
 * @pipe: the pipe, held by the caller
 *
 * Context: any; a snapshot.
 * Return: the number of such slots.
 */
unsigned int ps_ring_slots_used(const struct pipe_inode_info *pipe)
{
	return pipe_occupancy(READ_ONCE(pipe->head), READ_ONCE(pipe->tail));
}

/**
 * ps_ring_bytes_used() - count the bytes in a pipe
 * @pipe: the pipe; the caller prevents the replacement of its ring, by holding
 *	rd_wait.lock or because no other task can reach the pipe
 *
 * Context: any.
 * Return: the number of bytes.
 */
u64 ps_ring_bytes_used(const struct pipe_inode_info *pipe)
{
	unsigned int mask = pipe->ring_size - 1;
	unsigned int slot = READ_ONCE(pipe->tail);
	unsigned int used = min(ps_ring_slots_used(pipe), pipe->ring_size);
	u64 bytes = 0;

	while (used--)
		bytes += READ_ONCE(pipe->bufs[slot++ & mask].len);
	return bytes;
}

/*
 * A write(2) appends its remainder modulo the page size to the last slot, but
 * only if all of it fits: see pipe_write() in fs/pipe.c.
 */
static unsigned int mergeable_bytes(const struct pipe_inode_info *pipe)
{
	const struct pipe_buffer *last;
	unsigned int end;

	if (!ps_ring_slots_used(pipe))
		return 0;
	last = &pipe->bufs[(READ_ONCE(pipe->head) - 1) & (pipe->ring_size - 1)];
	end = READ_ONCE(last->offset) + READ_ONCE(last->len);
	if (!(READ_ONCE(last->flags) & PIPE_BUF_FLAG_CAN_MERGE) ||
	    end >= PAGE_SIZE)
		return 0;
	return PAGE_SIZE - end;
}

/**
 * ps_ring_read() - read the contents of a pipe
 * @pipe: the pipe; the caller prevents the replacement of its ring, as for
 *	ps_ring_bytes_used()
 * @facts: receives the contents
 *
 * Context: any; a snapshot.
 */
void ps_ring_read(const struct pipe_inode_info *pipe,
		  struct ps_ring_facts *facts)
{
	facts->slots = READ_ONCE(pipe->max_usage);
	facts->slots_used = ps_ring_slots_used(pipe);
	facts->bytes_used = ps_ring_bytes_used(pipe);
	facts->bytes_mergeable = mergeable_bytes(pipe);
	facts->readers = READ_ONCE(pipe->readers);
	facts->writers = READ_ONCE(pipe->writers);
}
