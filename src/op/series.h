/* Series as filling and showing them needs them: rule, zone, first date, and what they hold already. Used by fill and
 * by the word `series next`. */
#ifndef WS_OP_SERIES_H
#define WS_OP_SERIES_H

#include "op/ids.h"
#include "op/session.h"
#include "recur/recurrence.h"

struct series {
    int64_t id;
    char *title, *rrule, *time_text, *zone_name; /* as in the database; owned, as are all strings */
    bool active, host_may;                       /* is_active; the host's can_host */
    char *wrong; /* why rule, time or zone cannot be used (translated); NULL: the next one can */
    struct recurrence recurrence;
    int64_t anchor; /* its earliest workshop, else created_at: what the first date is counted from */
    int64_t updated_at;
    bool has_latest;
    int64_t latest, latest_id; /* its latest workshop, whatever its status */
    struct ids taken;          /* instants, from a day ago on, that have a workshop, cancelled ones too; sorted */
};

struct series_list {
    struct series *items; /* by id */
    size_t count, cap;
};

/* Reads these into an empty *out (`ids` is sorted). When the session says so their hosts are locked first, for sharing,
 * then the series: nobody adds a workshop to them until the end. WS_DATA when one is not there. */
bool series_read(struct session *s, const struct ids *ids, struct series_list *out, struct err *err);
void series_free(struct series_list *list);
void series_iter_start(struct rule_iter *it, const struct series *s);

#endif
