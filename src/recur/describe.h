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

#endif
