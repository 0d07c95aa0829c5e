// SPDX-License-Identifier: GPL-2.0-only
/* A process that can read from a pipe, as text. */
#include "commands/explain/describe_reader.h"
#include "output/printable.h"

void describe_name(const char *comm, uintmax_t id, FILE *out)
{
	printable_put(*comm ? comm : "?", out);
	fprintf(out, " (%ju)", id);
}

void describe_container(const struct container *container, FILE *out)
{
	if (*container->id)
		fprintf(out, "; container %.*s", CONTAINER_SHORT_LEN,
			container->id);
	if (*container->pod)
		fprintf(out, "; pod %s", container->pod);
}

static void describe_doing(const struct reader *reader, FILE *out)
{
	char doing[TASK_DOING_MAX];

	task_doing(&reader->thread->task, doing, sizeof(doing));
	if (*doing)
		fputs("; ", out);
	if (*doing && reader->thread->tid != reader->holder.pid)
		fprintf(out, "thread %ju: ", reader->thread->tid);
	printable_put(doing, out);
	if (reader->candidate->leader_dead)
		fputs("; its first thread is a zombie", out);
	if (reader->candidate->frozen.value)
		fputs("; its cgroup is frozen", out);
	if (reader->thread->task.tracer.value)
		fprintf(out, "; traced by %ju",
			reader->thread->task.tracer.value);
}

void describe_reader(const struct writer_facts *facts,
		     const struct reader *reader, FILE *out)
{
	const struct process *process = &reader->candidate->process;

	describe_name(process->comm, reader->holder.pid, out);
	fprintf(out, ", descriptor %ju", reader->holder.fd);
	if (reader->sight.own)
		fputs(": the writer's own process", out);
	if (process->namespace.known &&
	    process->namespace.value != facts->process.namespace.value)
		fprintf(out, "; pid namespace %ju", process->namespace.value);
	if (!reader->sight.own)
		describe_container(&process->container, out);
	describe_doing(reader, out);
	if (reader->sight.hidden)
		fputs("; not permitted to see its system calls", out);
	if (facts->evidence.moved && reader->sight.has_read)
		fputs("; it has just read something", out);
	if (reader->sight.awaits && reader->awaited == facts->writer->pid.value)
		fputs("; waits for the writer to exit", out);
	else if (reader->sight.awaits)
		fprintf(out,
			"; waits for %ju to exit, from which the writer descends",
			reader->awaited);
	else if (reader->ancestor)
		fputs("; the writer descends from it", out);
	if (reader->blocked_tid && !reader->sight.own)
		fprintf(out, "; is itself blocked%s, as writer %ju",
			reader->sight.fellow ? " on this pipe" : "",
			reader->blocked_tid);
}
