/* What a series repeats by: rule, time of day and zone, read and checked together (SPEC section 6, "validate"). Used
 * wherever a series is entered, changed or imported. */
#ifndef WS_RECUR_RECURRENCE_H
#define WS_RECUR_RECURRENCE_H

#include "recur/rule.h"

struct recurrence {
    struct rule rule;
    int time_of_day; /* seconds */
    const struct zone *zone;
};

/* WS_DATA says which of the three is wrong, the column within the rule, and why. */
bool recurrence_read(struct recurrence *r, const char *rrule, const char *time_of_day, const char *timezone,
                     struct err *err) __attribute__((nonnull(1, 2, 3, 4)));
/* The same, strict as for what is to be stored: WS_DATA also when it has no occurrence within ten years after `anchor`,
 * the earliest workshop's time. An UNTIL becomes the later of the last occurrence's instant and its wall clock read as
 * UTC, so that the web application, which compares the latter, ends at the same one. */
bool recurrence_check(struct recurrence *r, const char *rrule, const char *time_of_day, const char *timezone,
                      int64_t anchor, struct err *err) __attribute__((nonnull(1, 2, 3, 4)));

/* Puts such an UNTIL in the place of how it ends now; one that never ends is not for here. */
void recurrence_end_by_date(struct recurrence *r, int64_t anchor);

void recurrence_start(struct rule_iter *it, const struct recurrence *r, int64_t anchor);
/* What a series that is made at `now` is counted from: its first date that is still ahead, so that COUNT is as many as
 * can be held. `now` when it has none. */
int64_t recurrence_begin(const struct recurrence *r, int64_t now);
/* Half of the rule's period (a day, week, 30 days, 365 days, times INTERVAL), in seconds: how far a workshop may be off
 * an occurrence and still stand for it. */
int64_t recurrence_half_period(const struct rule *rule);

#endif
