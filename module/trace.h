/* SPDX-License-Identifier: GPL-2.0-only */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM pipescope

#if !defined(_PIPESCOPE_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _PIPESCOPE_TRACE_H

#include <linux/tracepoint.h>

#include "facts.h"

TRACE_EVENT(pipe_create,
	TP_PROTO(const struct ps_pipe_facts *pipe),
	TP_ARGS(pipe),
	TP_STRUCT__entry(
		__field(u64, pipe_id)
		__field(unsigned int, namespace)
		__field(uid_t, uid)
		__field(unsigned int, slots)
		__field(bool, shrunk)
	),
	TP_fast_assign(
		__entry->pipe_id = pipe->id;
		__entry->namespace = pipe->namespace;
		__entry->uid = pipe->uid;
		__entry->slots = pipe->slots;
		__entry->shrunk = pipe->shrunk;
	),
	TP_printk("namespace=%u pipe_id=%llu uid=%u slots=%u shrunk=%d",
		  __entry->namespace, __entry->pipe_id, __entry->uid,
		  __entry->slots, __entry->shrunk)
);

TRACE_EVENT(pipe_refuse,
	TP_PROTO(unsigned int namespace, uid_t uid),
	TP_ARGS(namespace, uid),
	TP_STRUCT__entry(
		__field(unsigned int, namespace)
		__field(uid_t, uid)
	),
	TP_fast_assign(
		__entry->namespace = namespace;
		__entry->uid = uid;
	),
	TP_printk("namespace=%u uid=%u", __entry->namespace, __entry->uid)
);

TRACE_EVENT(pipe_resize,
	TP_PROTO(const struct ps_pipe_facts *pipe, unsigned int old_slots),
	TP_ARGS(pipe, old_slots),
	TP_STRUCT__entry(
		__field(u64, pipe_id)
		__field(unsigned int, namespace)
		__field(uid_t, uid)
		__field(unsigned int, slots)
		__field(unsigned int, old_slots)
	),
	TP_fast_assign(
		__entry->pipe_id = pipe->id;
		__entry->namespace = pipe->namespace;
		__entry->uid = pipe->uid;
		__entry->slots = pipe->slots;
		__entry->old_slots = old_slots;
	),
	TP_printk("namespace=%u pipe_id=%llu uid=%u slots=%u old_slots=%u",
		  __entry->namespace, __entry->pipe_id, __entry->uid,
		  __entry->slots, __entry->old_slots)
);

TRACE_EVENT(pipe_destroy,
	TP_PROTO(const struct ps_pipe_facts *pipe, u64 unread_bytes),
	TP_ARGS(pipe, unread_bytes),
	TP_STRUCT__entry(
		__field(u64, pipe_id)
		__field(u64, unread_bytes)
		__field(unsigned int, namespace)
		__field(uid_t, uid)
		__field(unsigned int, slots)
	),
	TP_fast_assign(
		__entry->pipe_id = pipe->id;
		__entry->unread_bytes = unread_bytes;
		__entry->namespace = pipe->namespace;
		__entry->uid = pipe->uid;
		__entry->slots = pipe->slots;
	),
	TP_printk("namespace=%u pipe_id=%llu uid=%u slots=%u unread_bytes=%llu",
		  __entry->namespace, __entry->pipe_id, __entry->uid,
		  __entry->slots, __entry->unread_bytes)
);

/* Lets perf and trace-cmd print the names as well. */
TRACE_DEFINE_ENUM(PS_OPERATION_WRITE);
TRACE_DEFINE_ENUM(PS_OPERATION_SPLICE);
TRACE_DEFINE_ENUM(PS_OPERATION_OPEN);
TRACE_DEFINE_ENUM(PS_END_ROOM);
TRACE_DEFINE_ENUM(PS_END_SIGNAL);
TRACE_DEFINE_ENUM(PS_END_NO_READERS);
TRACE_DEFINE_ENUM(PS_END_PARTNER);

#define PS_SHOW_OPERATION(operation) \
	__print_symbolic(operation, \
			 { PS_OPERATION_WRITE, "write" }, \
			 { PS_OPERATION_SPLICE, "splice" }, \
			 { PS_OPERATION_OPEN, "open" })

#define PS_SHOW_END(end) \
	__print_symbolic(end, \
			 { PS_END_ROOM, "room" }, \
			 { PS_END_SIGNAL, "signal" }, \
			 { PS_END_NO_READERS, "no-readers" }, \
			 { PS_END_PARTNER, "partner" })

DECLARE_EVENT_CLASS(writer_waits,
	TP_PROTO(const struct ps_wait_facts *wait, u64 blocked_usec),
	TP_ARGS(wait, blocked_usec),
	TP_STRUCT__entry(
		__field(u64, pipe_id)
		__field(u64, inode)
		__field(u64, blocked_usec)
		__field(pid_t, tid)
		__field(unsigned int, namespace)
		__field(unsigned int, pipe_namespace)
		__field(int, fd)
		__field(unsigned int, operation)
		__field(unsigned int, slots)
		__field(unsigned int, slots_used)
	),
	TP_fast_assign(
		__entry->pipe_id = wait->pipe.id;
		__entry->inode = wait->inode;
		__entry->blocked_usec = blocked_usec;
		__entry->tid = wait->tid;
		__entry->namespace = wait->namespace;
		__entry->pipe_namespace = wait->pipe.namespace;
		__entry->fd = wait->fd;
		__entry->operation = wait->operation;
		__entry->slots = wait->slots;
		__entry->slots_used = wait->slots_used;
	),
	TP_printk("tid=%d namespace=%u pipe_namespace=%u pipe_id=%llu inode=%llu fd=%d operation=%s slots=%u slots_used=%u blocked_usec=%llu",
		  __entry->tid, __entry->namespace, __entry->pipe_namespace,
		  __entry->pipe_id, __entry->inode, __entry->fd,
		  PS_SHOW_OPERATION(__entry->operation),
		  __entry->slots, __entry->slots_used, __entry->blocked_usec)
);

DEFINE_EVENT(writer_waits, writer_block,
	TP_PROTO(const struct ps_wait_facts *wait, u64 blocked_usec),
	TP_ARGS(wait, blocked_usec)
);

DEFINE_EVENT(writer_waits, writer_stall,
	TP_PROTO(const struct ps_wait_facts *wait, u64 blocked_usec),
	TP_ARGS(wait, blocked_usec)
);

TRACE_EVENT(writer_unblock,
	TP_PROTO(const struct ps_wait_facts *wait, u64 blocked_usec,
		 enum ps_end end),
	TP_ARGS(wait, blocked_usec, end),
	TP_STRUCT__entry(
		__field(u64, pipe_id)
		__field(u64, inode)
		__field(u64, blocked_usec)
		__field(pid_t, tid)
		__field(unsigned int, namespace)
		__field(unsigned int, pipe_namespace)
		__field(int, fd)
		__field(unsigned int, operation)
		__field(unsigned int, slots)
		__field(unsigned int, slots_used)
		__field(unsigned int, end)
	),
	TP_fast_assign(
		__entry->pipe_id = wait->pipe.id;
		__entry->inode = wait->inode;
		__entry->blocked_usec = blocked_usec;
		__entry->tid = wait->tid;
		__entry->namespace = wait->namespace;
		__entry->pipe_namespace = wait->pipe.namespace;
		__entry->fd = wait->fd;
		__entry->operation = wait->operation;
		__entry->slots = wait->slots;
		__entry->slots_used = wait->slots_used;
		__entry->end = end;
	),
	TP_printk("tid=%d namespace=%u pipe_namespace=%u pipe_id=%llu inode=%llu fd=%d operation=%s slots=%u slots_used=%u blocked_usec=%llu end=%s",
		  __entry->tid, __entry->namespace, __entry->pipe_namespace,
		  __entry->pipe_id, __entry->inode, __entry->fd,
		  PS_SHOW_OPERATION(__entry->operation),
		  __entry->slots, __entry->slots_used, __entry->blocked_usec,
		  PS_SHOW_END(__entry->end))
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
