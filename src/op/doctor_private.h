/* What the files of doctor share. Included by no one else. */
#ifndef WS_OP_DOCTOR_PRIVATE_H
#define WS_OP_DOCTOR_PRIVATE_H

#include "op/doctor.h"

struct doctor {
    struct session *session;
    doctor_each *each;
    void *arg;
    struct err *err;
    size_t wrong;
    bool ended; /* the connection is lost, or `each` has failed: no check says anything any more */
};

/* `todo` may be NULL. */
void doctor_say(struct doctor *d, const char *check, enum doctor_state state, const char *todo, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* A check could not be made: the reason is the answer. A table that is missing is the schema's to tell and says nothing
 * here. Frees *why. */
void doctor_say_error(struct doctor *d, const char *check, enum doctor_state state, struct err *why);
/* A query of a check; false when there is no answer to go on with (it has been said). */
bool doctor_read(struct doctor *d, const char *check, const struct sql *q, struct rows *out);

/* doctor_server.c */
void doctor_check_server(struct doctor *d);
void doctor_check_settings(struct doctor *d);
void doctor_check_clock(struct doctor *d);
void doctor_check_schema(struct doctor *d);
void doctor_check_actor(struct doctor *d);
/* doctor_rights.c */
void doctor_check_rights(struct doctor *d);
/* doctor_here.c: this machine */
void doctor_check_zones(struct doctor *d);
void doctor_check_terminal(struct doctor *d);
void doctor_check_agora(struct doctor *d);
/* doctor_rows.c */
void doctor_check_counts(struct doctor *d);
void doctor_check_overdue(struct doctor *d);
void doctor_check_series_zones(struct doctor *d);
void doctor_check_doubles(struct doctor *d);

#endif
