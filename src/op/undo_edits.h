/* Taking edits of workshops, series, attendees and categories back, and hosts that were handed over: the old values are
 * set again, as they were and whatever today's limits are, by the operations edit and categories, with their rules and
 * news to people. Used by undo.c alone. */
#ifndef WS_OP_UNDO_EDITS_H
#define WS_OP_UNDO_EDITS_H

#include <jansson.h>

#include "op/plan.h"
#include "op/session.h"

struct undo_edits {
    struct plan **plans; /* of those operations; their rows and notices are shown by the undo's plan, which owns them */
    size_t count, cap;
};

/* Is this row of the log's intent set back by them? */
bool undo_edits_take(const json_t *intent, const json_t *row);
/* Why an action cannot be taken back though each of its rows could (translated, static), or NULL: rule, times and what
 * a series hands on are not turned round, for workshops may have been made, moved, cancelled or set by hand;
 * and more than 100 different old values are not set. */
const char *undo_edits_why_not(const json_t *intent);
/* Plans it, and adds rows, notices and warnings to p. WS_REFUSED when a rule forbids a row. */
bool undo_edits_add(struct session *s, struct undo_edits *u, const json_t *intent, struct plan *p, const char *words,
                    int64_t made_at, struct err *err);
bool undo_edits_write(struct session *s, const struct undo_edits *u, struct plan_result *result, struct err *err);
void undo_edits_free(struct undo_edits *u);

#endif
