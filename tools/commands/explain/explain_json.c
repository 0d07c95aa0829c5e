// SPDX-License-Identifier: GPL-2.0-only
/* Why a writer is stuck, in JSON. */
#include "commands/explain/chain.h"
#include "commands/explain/explain_json.h"
#include "commands/explain/pipe.h"
#include "commands/explain/usage.h"
#include "output/json.h"
#include "xalloc.h"

static struct number known_number(uintmax_t value)
{
	return (struct number){ value, true };
}

static struct number nonzero_number(uintmax_t value)
{
	return (struct number){ value, value };
}

static void add_process(struct json_object *object,
			const struct process *process)
{
	json_add_text(object, "command", process->comm);
	json_add_number(object, "namespace", process->namespace);
	json_add_text(object, "container", process->container.id);
	json_add_text(object, "pod", process->container.pod);
}

static void add_task(struct json_object *object, const struct task *task)
{
	char call[32] = "";

	if (task->in_call)
		syscall_describe(&task->call, call, sizeof(call));
	json_add_text(object, "state", task->state);
	json_add_text(object, "syscall", call);
	json_add_text(object, "wchan", task->wchan);
}

static void add_writer(struct json_object *object,
		       const struct writer_facts *facts)
{
	const struct writer *writer = facts->writer;

	json_add_number(object, "tid", known_number(writer->tid));
	json_add_number(object, "pid", writer->pid);
	json_add_number(object, "ns_tid", facts->ns_tid);
	json_add_number(object, "ns_pid", facts->ns_pid);
	add_process(object, &facts->process);
	json_add_text(object, "operation", facts->operation);
	add_task(object, &facts->task);
	json_add_number(object, "fd", writer->fd);
	json_add_number(object, "request_bytes", facts->request.bytes);
	json_add_number(object, "request_buffers", facts->request.buffers);
	json_add_number(object, "blocked_usec", writer->usec);
	json_add_number(object, "blocked_since", facts->since);
	json_add_flag(object, "preexisting", facts->preexisting);
}

static void add_creation(struct json_object *object,
			 const struct writer_facts *facts)
{
	static const char *const names[] = {
		[CREATION_UNKNOWN] = "",
		[CREATION_SHRUNK] = "shrunk",
		[CREATION_DEFAULT] = "default",
		[CREATION_OTHER] = "other",
	};

	json_add_text(object, "created", names[pipe_creation(facts)]);
	json_add_number(object, "slots_created", facts->pipe.slots_created);
	json_add_flag(object, "resized", pipe_resized(facts));
	json_add_flag(object, "fits_by_default", pipe_fits_by_default(facts));
}

static void add_pipe(struct json_object *object,
		     const struct writer_facts *facts)
{
	const struct pipe_facts *pipe = &facts->pipe;

	json_add_number(object, "inode",
			nonzero_number(facts->writer->inode.value));
	json_add_number(object, "id", nonzero_number(pipe->id.value));
	json_add_text(object, "path", pipe->path);
	json_add_number(object, "slots", pipe->slots);
	json_add_number(object, "slots_used", pipe->slots_used);
	json_add_number(object, "bytes_used", pipe->bytes_used);
	json_add_number(object, "bytes_mergeable", pipe->bytes_mergeable);
	add_creation(object, facts);
	json_add_number(object, "uid", pipe->uid);
	json_add_number(object, "namespace",
			nonzero_number(pipe->namespace.value));
	json_add_number(object, "readers", pipe->readers);
	json_add_number(object, "writers", pipe->writers);
}

static void add_quota(struct json_object *object, const struct host *host,
		      const struct writer_facts *facts)
{
	const struct usage *usage = &facts->usage;
	struct json_object *array;

	json_add_number(object, "pages", usage->pages);
	json_add_number(object, "soft", usage->quota.soft);
	json_add_number(object, "hard", usage->quota.hard);
	array = json_add_array(object, "namespaces");
	for (size_t i = 0; i < usage->n; i++) {
		struct json_object *share = json_append(array);
		struct process init = { 0 };

		usage_init(host, &usage->shares[i], &init);
		json_add_number(share, "pages", usage->shares[i].pages);
		init.namespace = known_number(usage->shares[i].inum);
		add_process(share, &init);
	}
}

static void add_reader(struct json_object *object,
		       const struct writer_facts *facts,
		       const struct reader *reader)
{
	const struct sight *sight = &reader->sight;

	json_add_number(object, "pid", known_number(reader->holder.pid));
	json_add_number(object, "tid", known_number(reader->thread->tid));
	json_add_number(object, "fd", known_number(reader->holder.fd));
	add_process(object, &reader->candidate->process);
	add_task(object, &reader->thread->task);
	json_add_flag(object, "self", known_number(sight->own));
	json_add_flag(object, "stopped", known_number(sight->stopped));
	json_add_flag(object, "frozen", reader->candidate->frozen);
	json_add_flag(object, "zombie_leader",
		      known_number(reader->candidate->leader_dead));
	json_add_number(object, "tracer",
			nonzero_number(reader->thread->task.tracer.value));
	json_add_flag(object, "reads",
		      known_number(sight->reading ||
				   (facts->evidence.moved && sight->has_read)));
	json_add_flag(object, "ancestor", known_number(reader->ancestor));
	json_add_number(object, "waits_for", nonzero_number(reader->awaited));
	json_add_number(object, "blocked_tid",
			sight->own ? (struct number){ 0 } :
				     nonzero_number(reader->blocked_tid));
	json_add_flag(object, "hidden", known_number(sight->hidden));
}

static void add_chain(struct json_object *object, struct writer_facts *facts)
{
	struct json_object *array = json_add_array(object, "chain");
	struct chain chain;

	chain_follow(facts, &chain);
	for (size_t i = 0; i < chain.n; i++) {
		const struct decision *decision = &chain.links[i]->decision;
		struct json_object *link = json_append(array);

		json_add_number(link, "tid",
				known_number(chain.links[i]->writer->tid));
		json_add_text(link, "verdict", verdict_name(decision->verdict));
	}
	json_add_flag(object, "circle", known_number(chain.circle));
	free(chain.links);
}

static void add_verdict(struct json_object *object,
			const struct writer_facts *facts)
{
	const struct decision *decision = &facts->decision;
	struct number reader = { .known = decision->reader < facts->n_readers };

	if (reader.known)
		reader.value = facts->readers[decision->reader].holder.pid;
	json_add_text(object, "verdict", verdict_name(decision->verdict));
	json_add_text(object, "doubt", verdict_doubt(decision->doubt));
	json_add_text(object, "meaning", verdict_meaning(decision));
	json_add_number(object, "reader", reader);
}

void explain_json(const struct host *host, struct writer_facts *facts,
		  struct json_object *object)
{
	struct json_object *array;

	add_writer(object, facts);
	add_pipe(json_add_object(object, "pipe"), facts);
	if (usage_concerns(facts))
		add_quota(json_add_object(object, "quota"), host, facts);
	else
		json_add_text(object, "quota", "");
	array = json_add_array(object, "readers");
	for (size_t i = 0; i < facts->n_readers; i++)
		add_reader(json_append(array), facts, &facts->readers[i]);
	json_add_number(object, "unreadable",
			known_number(facts->evidence.unreadable));
	add_verdict(object, facts);
	add_chain(object, facts);
}
