/* The workshops' list as a picture: a calendar by month or by week, in the viewer's zone. This part is pure: which days
 * and hours a picture has, and how its cursor moves. Reading is calendar_load.c's, drawing calendar_draw.c's.
 *
 * A day is a number: days since 1970-01-01, of the zone's own calendar. */
#ifndef WS_UI_CALENDAR_H
#define WS_UI_CALENDAR_H

#include "recur/zone.h"
#include "ui/row.h"

enum picture { PICTURE_LIST, PICTURE_MONTH, PICTURE_WEEK, PICTURES };

/* A line of the week: an hour of the wall clock, or the same once more on the day when clocks go back. */
struct calendar_hour {
    int hour;
    bool again;
};
enum { CALENDAR_HOURS_MAX = 30 };

struct calendar {
    enum picture picture;
    int first_weekday; /* 0 = Sunday */
    int64_t day;       /* under the cursor */
    size_t line;       /* of the week: the hour under the cursor */
    size_t line_top;   /* … and the first one on the screen */

    /* What was read: the workshops of the days [from, to), by time. */
    int64_t from, to;
    struct row **rows;
    int64_t *times; /* of the rows */
    size_t count;
    int64_t complete_to; /* an instant: there were too many, what begins here or later is not held; INT64_MAX: all is */
    bool stale;          /* to be read again */
};

/* The day on which weeks begin, as the locale's LC_TIME says; Monday in C and POSIX. 0 = Sunday. */
int calendar_first_weekday(void);
int64_t calendar_day_of(const struct zone *zone, int64_t utc);
int64_t calendar_day_start(const struct zone *zone, int64_t day); /* the instant */

/* The days [from, to) that the picture shows: whole weeks. */
void calendar_range(const struct calendar *cal, int64_t *from, int64_t *to);
/* "next", "previous": a day; "down", "up": a week, or an hour of the week; "page-down", "page-up": a month or week.
 * False: it is none of these. */
bool calendar_move(struct calendar *cal, const struct zone *zone, const char *how);
void calendar_go(struct calendar *cal, const struct zone *zone, int64_t utc); /* to the day and hour of an instant */

/* The lines of the week that begins with day `from`; returns how many. */
size_t calendar_hours(const struct zone *zone, int64_t from, struct calendar_hour out[CALENDAR_HOURS_MAX]);
/* Does the day have this hour? Not the one that is left out in spring, nor a second one on other days than autumn's. */
bool calendar_has_hour(const struct zone *zone, int64_t day, const struct calendar_hour *hour);
/* Is the instant in this hour of its day? */
bool calendar_in_hour(const struct zone *zone, int64_t utc, const struct calendar_hour *hour);

/* The held workshops of the day, or (hour not NULL) of its hour: the first one's place, and in *count how many. */
size_t calendar_find(const struct calendar *cal, const struct zone *zone, int64_t day, const struct calendar_hour *hour,
                     size_t *count);
/* Is everything known of the day? */
bool calendar_knows(const struct calendar *cal, const struct zone *zone, int64_t day);
/* The hour under the cursor; false in a month. */
bool calendar_cursor_hour(const struct calendar *cal, const struct zone *zone, struct calendar_hour *hour);
void calendar_forget(struct calendar *cal); /* what was read */

#endif
