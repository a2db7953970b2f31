/* Writing the changes of a plan's rows, whatever their number, by a statement for each thousand. Used by edit and undo,
 * which hold the rows locked. */
#ifndef WS_OP_PLAN_WRITE_H
#define WS_OP_PLAN_WRITE_H

#include "op/plan.h"
#include "op/session.h"

/* Gives the rows of this kind among the first `count` of the plan, but those that are skipped, what their changes say.
 * `now` becomes updated_at, where the entity has it. The rows changed are added to *changed. */
bool plan_write_changes(struct session *s, const struct plan *p, size_t count, enum entity_kind kind, int64_t now,
                        int64_t *changed, struct err *err);

#endif
