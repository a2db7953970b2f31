/* Which workshop of a series stands for which date of its rule. Used when a series is changed, and by its doctor. Pure:
 * no database. */
#ifndef WS_OP_SERIES_MATCH_H
#define WS_OP_SERIES_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct series_match {
    int64_t at;   /* in: the workshop's time; ascending */
    bool stays;   /* in: takes no other date than its own */
    bool matched; /* out: it has a date */
    int64_t date; /* out: which */
};

/* A workshop at one of the dates stands for it, the first of several there. Then, in order of time, each other takes
 * the nearest free date that is less than `half` a period (seconds) away, of two the earlier; a date to which a later
 * workshop is nearer is left to that one. `dates` ascend; `taken` (as many, may be NULL) is set for those that have a
 * workshop afterwards. */
void series_match(struct series_match *rows, size_t count, const int64_t *dates, size_t date_count, bool *taken,
                  int64_t half);

#endif
