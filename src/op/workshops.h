/* Workshops as the operations see them: read by id, locked first when the session says so. Used by cancel, reinstate,
 * can_host and notify. */
#ifndef WS_OP_WORKSHOPS_H
#define WS_OP_WORKSHOPS_H

#include "op/ids.h"
#include "op/plan.h"
#include "op/session.h"
#include "recur/zone.h"

struct workshop {
    int64_t id, series_id, host_id; /* series_id 0: of no series */
    char *title, *status;           /* owned, as are all strings */
    int64_t scheduled_at;
    char *scheduled_text, *started_text, *ended_text; /* as in the database; the last two NULL for NULL */
    char *agora_channel, *recording_url;              /* NULL for NULL */
    const struct zone *zone;                          /* the series', else the host's, else UTC */
    bool series_active;
    int64_t attendee_count, created_at, updated_at;
};

struct workshops {
    struct workshop *items; /* by id */
    size_t count, cap;
};

/* Reads these into an empty *out (`ids` is sorted). WS_DATA when one is not there. */
bool workshops_read(struct session *s, const struct ids *ids, struct workshops *out, struct err *err);
void workshops_free(struct workshops *w);
bool workshop_is(const struct workshop *w, const char *status);
bool workshop_is_on(const struct workshop *w); /* neither cancelled nor ended */
/* For qsort of pointers: by time, at one instant those that are on first: a date is theirs before it is a cancelled
 * one's. */
int workshop_by_time(const void *a, const void *b);

/* A plan's row for it, with status and scheduled_at as seen. */
struct plan_row *workshop_add_row(struct plan *p, const struct workshop *w);

/* "cancel #1234" or "cancel 7 workshops", for titles. `verb` is translated. */
char *workshops_title(const char *verb, const int64_t *ids, size_t count);

#endif
