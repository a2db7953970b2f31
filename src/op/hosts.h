/* People as hosts: the flag can_host, and what they have coming up. What can_host and cancel share. */
#ifndef WS_OP_HOSTS_H
#define WS_OP_HOSTS_H

#include "op/ids.h"
#include "op/plan.h"
#include "op/session.h"

/* WS_CONFIG while the table users has no column can_host. */
bool hosts_need_column(struct session *s, struct err *err);
/* Adds a row for each of these users (sorted; locked when the session says so), whose can_host is to become `on`; those
 * that change are added to *changed, all that may be changed to *reached: not admins, unless an admin acts. WS_DATA
 * when one is missing. */
bool hosts_add_rows(struct session *s, const struct ids *users, bool on, struct plan *p, struct ids *changed,
                    struct ids *reached, struct err *err);
/* Adds the ids of their active series; of their scheduled, lobby and live workshops. */
bool hosts_add_series(struct session *s, const struct ids *users, struct ids *series, struct err *err);
bool hosts_add_workshops(struct session *s, const struct ids *users, struct ids *workshops, struct err *err);
/* UPDATE users of these, nothing else in their rows. */
bool hosts_write(struct session *s, const struct ids *users, bool on, int64_t *changed, struct err *err);

#endif
