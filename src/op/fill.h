/* Filling series with dates (SPEC section 6): what fill.c finds out and fill_write.c writes. The operation itself is in
 * op.h. */
#ifndef WS_OP_FILL_H
#define WS_OP_FILL_H

#include "op/plan.h"
#include "op/series.h"

enum { FILL_HORIZON = 90, FILL_HORIZON_MOST = 3660 }; /* days */

struct fill_date {
    int64_t series_id, at;
    int64_t latest_id; /* the workshop whose privacy and later columns it takes; 0: the series has none */
};

struct fill_dates {
    struct fill_date *items;
    size_t count, cap;
};

struct fill {
    int64_t now;
    struct fill_dates first, next; /* of series without a workshop; of the others */
    int64_t complete, holed;  /* of all series: those that have their dates already; those of them with missing ones */
    struct ids filled, ended; /* series that get dates; that become inactive */
};

/* A date to be made; `latest_id` as in struct fill_date. */
void fill_add_date(struct fill *f, int64_t series_id, int64_t at, int64_t latest_id);
/* Notes "new: 13 dates, Mon 7 Dec 2026 19:00 to …" on a row, in the series' zone; nothing when there are none. */
void fill_note_dates(struct plan_row *row, const struct zone *zone, const struct ids *made);
/* Is this date within `horizon` days, or needed to have one more than 31 days ahead? `reached` is the last so far. */
bool fill_is_wanted(int64_t at, int64_t now, int horizon, int64_t reached);
/* For who mends a series without coming workshops: adds all it lacks to f, and says so in its row. */
void fill_series(struct fill *f, const struct series *s, struct plan_row *row);
/* For who makes a series: adds the dates that it gets at once, in order, to `dates` and what is to be written to f. */
void fill_begin_series(struct fill *f, const struct series *s, struct ids *dates);
/* Writes f's dates and the ends of series; the result gets the number of rows and the workshops' ids. */
bool fill_write_dates(struct session *s, const struct fill *f, struct plan_result *result, struct err *err);
/* Writes the rules whose end became a date, as the plan's rows say. */
bool fill_write_ends(struct session *s, const struct plan *p, struct plan_result *result, struct err *err);
void fill_clear(struct fill *f);
void fill_free(void *fill);
bool fill_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err);

#endif
