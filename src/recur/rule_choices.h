/* A rule as a few choices, for the console's box that builds one: what most series repeat by. Pure. */
#ifndef WS_RECUR_RULE_CHOICES_H
#define WS_RECUR_RULE_CHOICES_H

#include "recur/recurrence.h"

/* Which day of a month; of a year only beside a month. */
enum choices_on {
    CHOICES_ON_FIRST,   /* the day of the first date */
    CHOICES_ON_DAY,     /* day 15, the last day */
    CHOICES_ON_WEEKDAY, /* the second Tuesday */
    CHOICES_ONS
};

enum choices_end { CHOICES_END_NEVER, CHOICES_END_COUNT, CHOICES_END_UNTIL, CHOICES_ENDS };

enum { CHOICES_LAST_DAY = 31, CHOICES_LAST_PLACE = 5 };

struct rule_choices {
    enum rule_freq freq;
    int interval;
    unsigned weekdays; /* of every week, as in struct rule; none: that of the first date */
    int month;         /* of every year, 1 to 12; 0: that of the first date */
    enum choices_on on;
    int day;            /* of the month, 1 to CHOICES_LAST_DAY, or -1, the last */
    int place, weekday; /* of the month: its place-th weekday, 1 to CHOICES_LAST_PLACE, or -1, the last */
    enum choices_end end;
    int count;
    int64_t until;  /* an instant */
    int week_start; /* there is no choice of it: what the rule says stays */
};

/* What a rule is chosen by. False when it says more than the choices can: they are then the nearest. Fields that it
 * says nothing of get what one most likely wants. */
bool rule_choices_read(struct rule_choices *c, const struct rule *rule);
void rule_choices_write(const struct rule_choices *c, struct rule *rule);

/* Does this choice say anything, with the others as they are? */
bool rule_choices_has_on(const struct rule_choices *c);

/* The last date that an UNTIL lets through, as days since 1970 in the zone; and the UNTIL of such a date, the end of
 * that day. */
int64_t rule_until_day(int64_t until, int time_of_day, const struct zone *zone);
int64_t rule_until_of_day(int64_t day, const struct zone *zone);
/* The UNTIL that a series had stands for its last date: when r has the same UNTIL with another time or zone, r's
 * becomes the end of that date. */
void rule_until_keep_day(const struct recurrence *was, struct recurrence *r);

#endif
