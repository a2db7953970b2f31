/* A plan's rows as JSON: shared by plan_json and the action log. */
#ifndef WS_OP_PLAN_JSON_H
#define WS_OP_PLAN_JSON_H

#include "base/buf.h"
#include "op/plan.h"

/* Adds the member "rows". `changed_only`: without the rows that are left alone. */
void plan_json_rows(struct buf *out, const struct plan *p, bool changed_only);

#endif
