/* Attendee counts: see seats.h. */
#include "op/seats.h"

static void fill_counts(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshops SET attendee_count = (SELECT COUNT(*) FROM workshop_attendees a"
               " WHERE a.workshop_id = workshops.id AND a.status <> 'left'), updated_at = ");
    sql_time(q, *(const int64_t *)arg);
    sql_add(q, " WHERE status IN ('scheduled', 'lobby') AND id IN ");
}

bool seats_count(struct session *s, const struct ids *workshops, int64_t now, struct err *err) {
    return ids_update(s, fill_counts, &now, workshops, NULL, err);
}
