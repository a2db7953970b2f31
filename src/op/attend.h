/* People of a workshop: adding attendees, inviting (SPEC section 4, "attendees", "invite"). Moderators may. Removing
 * attendees and what they may do is edit's (op/edit.h). */
#ifndef WS_OP_ATTEND_H
#define WS_OP_ATTEND_H

#include "op/plan.h"
#include "op/session.h"

struct op_attend {
    int64_t workshop;
    const int64_t *ids; /* users */
    size_t count;
    const char *reason; /* for the log; may be NULL */
    const char *words;  /* invite: the sender's sentence; may be NULL */
};

/* Who has left comes again; who comes already is left alone. Only while the workshop is scheduled. */
struct plan *attend_plan(struct session *s, const struct op_attend *args, struct err *err);
/* Those who are invited for the first time are told. Scheduled, in the lobby or live. */
struct plan *invite_plan(struct session *s, const struct op_attend *args, struct err *err);

#endif
