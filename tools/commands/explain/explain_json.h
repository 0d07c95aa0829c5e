/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_JSON_H
#define PIPESCOPE_EXPLAIN_JSON_H

#include <json-c/json_types.h>

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * explain_json() - describe in JSON why a writer is stuck
 * @host: the host
 * @facts: the writer
 * @object: an empty object, filled in
 */
void explain_json(const struct host *host, struct writer_facts *facts,
		  struct json_object *object);

#endif /* PIPESCOPE_EXPLAIN_JSON_H */
