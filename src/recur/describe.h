/* Recurrence rules in words, in the program's language. */
#ifndef WS_RECUR_DESCRIBE_H
#define WS_RECUR_DESCRIBE_H

#include "base/buf.h"
#include "recur/rule.h"
#include "recur/zone.h"

/* "every 2 weeks on Monday and Thursday at 19:00 (America/New_York), 12 times" */
void describe_add(struct buf *out, const struct rule *rule, int time_of_day, const struct zone *zone);

/* For a column: "Mo–Fr 07:30", "1st Fr 19:00", "2 wk Mo,Th", "daily 01:45". The time is left out when the whole would
 * be wider than `columns`; a rule that has no short form is given as it is stored. */
void describe_add_short(struct buf *out, const struct rule *rule, int time_of_day, size_t columns);

/* The names that sentences are made of: "Monday" (0 = Sunday), "January" (1 to 12), "first" or "last" (1 to 5, -1 to
 * -5). */
void describe_add_weekday(struct buf *out, int weekday);
void describe_add_month(struct buf *out, int month);
void describe_add_place(struct buf *out, int number);
/* "Mo" */
void describe_add_weekday_short(struct buf *out, int weekday);

#endif
