/* Taking back what the acting user did, the last or one by its id (SPEC section 9): an operation made of the action
 * log. What it can take back is what a log entry's rows say: cancellations and reinstatements of workshops, edits
 * (undo_edits.h), and other single fields (undo_fields). Each field must still hold what the action left there: else
 * nothing is taken back. */
#ifndef WS_OP_UNDO_H
#define WS_OP_UNDO_H

#include "op/plan.h"
#include "op/session.h"

struct op_undo {
    const char *id;     /* of the action in the log, or its beginning; NULL: the last that can be taken back */
    const char *reason; /* for the log; may be NULL */
    const char *words;  /* the sender's sentence for the people told; may be NULL */
};

/* WS_REFUSED when there is nothing that could be taken back, or somebody changed it since. */
struct plan *undo_plan(struct session *s, const struct op_undo *args, struct err *err);

/* For undo --list: the acting user's actions here, the latest first. Strings are raw. */
struct undo_entry {
    int64_t at;
    const char *id, *action, *what;
    const char *state; /* translated: can it be taken back, and why not */
    bool open;         /* it can */
};
bool undo_each(struct session *s, bool (*each)(void *arg, const struct undo_entry *e, struct err *err), void *arg,
               struct err *err);

#endif
