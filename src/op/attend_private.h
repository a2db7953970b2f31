/* What attend.c and invite.c share: the workshop, the people, and the rows they have. */
#ifndef WS_OP_ATTEND_PRIVATE_H
#define WS_OP_ATTEND_PRIVATE_H

#include "op/attend.h"
#include "op/notice.h"
#include "op/people.h"

struct attend {
    int64_t now;
    struct ids users; /* sorted */
    struct people people;
    struct workshops workshops; /* the one */
    struct rows rows;           /* (id, user_id, status, is_co_host, can_speak) of its attendees among them */
    struct ids added;           /* users who get a row */
    struct ids again;           /* attendees' rows that become rsvp again */
    struct notices notices;
};

void *attend_copy_args(const void *args);
void attend_free_args(void *args);
void attend_free(void *attend);
/* Locks and reads all that; plan->data becomes a struct attend. */
bool attend_begin(struct session *s, struct plan *p, int64_t made_at, struct err *err);
/* The row of this user, or -1. */
long attend_row(const struct attend *d, int64_t user);
/* After the rows are there: puts their ids into the plan's rows, found by username. `select` gives (id, username) of a
 * workshop. */
bool attend_take_ids(struct session *s, const struct plan *p, const char *select, struct err *err);

#endif
