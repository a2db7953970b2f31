/* Coming workshops that change because their series does or is mended: moved, cancelled, carried along, and new dates,
 * with the news of it. What series_edit and mend share. */
#ifndef WS_OP_CHANGING_H
#define WS_OP_CHANGING_H

#include "op/fill.h"
#include "op/notice.h"

/* What begins earlier is not moved, and nothing is moved there (SPEC section 4). */
enum { CHANGING_AHEAD_MINUTES = 15 };
bool changing_is_ahead(int64_t at, int64_t now);

struct changing_move {
    int64_t id, from, at; /* UTC seconds */
};

struct changing {
    int64_t now, made_at;
    const char *words;          /* for the people told; may be NULL */
    struct workshops workshops; /* those looked at, locked when the session says so */
    struct changing_move *moves;
    size_t move_count, move_cap;
    struct ids moved, cancelled, stopped; /* the last: series that become inactive */
    struct fill fill;                     /* new dates */
    struct notices notices;
};

/* Adds these workshops' rows to `workshops`; `ids` sorted. */
bool changing_read(struct session *s, struct changing *c, const struct ids *ids, struct err *err);
/* These take a workshop of `workshops` and its plan's row. Moving changes w->scheduled_at to `at`, in `zone`: whoever
 * attends is told, and reminded of it again. */
void changing_move(struct changing *c, struct workshop *w, struct plan_row *row, int64_t at, const struct zone *zone);
void changing_cancel(struct changing *c, const struct workshop *w, struct plan_row *row);
/* A new workshop; `latest_id` as in struct fill_date. */
void changing_add_date(struct changing *c, int64_t series_id, int64_t at, int64_t latest_id);
/* When all is there: who is told of what. */
bool changing_plan_notices(struct session *s, struct changing *c, struct plan *p, struct err *err);
/* "2 workshops moved, 1 cancelled, 3 made" and what takes it back. */
void changing_add_words(const struct changing *c, struct plan *p);
bool changing_write(struct session *s, const struct changing *c, struct plan_result *result, struct err *err);
void changing_clear(struct changing *c);

#endif
