/* The next dates of what repeats, and what a change to or from daylight saving does to them. Used by the words about
 * series and by the console. */
#ifndef WS_RECUR_NEXT_H
#define WS_RECUR_NEXT_H

#include "recur/recurrence.h"

struct next_dates {
    struct rule_iter it;
    int64_t after;
    int offset; /* of the zone, until the next date */
};

/* `anchor` as in recurrence_start; only dates later than `after` are given. */
void next_start(struct next_dates *n, const struct recurrence *r, int64_t anchor, int64_t after);
/* The next date, false at the end. Adds to `mark` (NULL: no matter) what the clocks do to it, "UTC-05:00 -> UTC-04:00"
 * where they have changed since the date before, translated; mostly nothing. */
bool next_date(struct next_dates *n, int64_t *at, struct buf *mark);

/* Up to `most` dates in the program's language and the series' zone, one a line, each behind `indent` blanks, with
 * marks. */
void next_add_lines(struct buf *out, const struct recurrence *r, int64_t anchor, int64_t after, int most,
                    size_t indent);

#endif
