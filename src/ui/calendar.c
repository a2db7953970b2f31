/* Days and hours of a calendar: see calendar.h. */
#include "ui/calendar.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { DAY = 86400, HOUR = 3600, QUARTER = 900, MONDAY = 1, WEEK = 7 };

int calendar_first_weekday(void) {
#ifdef __GLIBC__
    const char *name = setlocale(LC_TIME, NULL);
    if (!name || !strcmp(name, "POSIX") || !strcmp(name, "C") || !strncmp(name, "C.", 2)) return MONDAY;
    /* A date, as a number in place of a pointer, of the weekday that the other number counts from. */
    intptr_t base = (intptr_t)nl_langinfo(_NL_TIME_WEEK_1STDAY);
    int first = *nl_langinfo(_NL_TIME_FIRST_WEEKDAY);
    int64_t day = civil_days((int)(base / 10000), (int)(base / 100 % 100), (int)(base % 100));
    return (int)((civil_from_seconds(day * DAY).weekday + first - 1) % WEEK);
#else
    return MONDAY;
#endif
}

static int64_t floor_day(int64_t seconds) { return seconds / DAY - (seconds % DAY < 0); }

int64_t calendar_day_of(const struct zone *zone, int64_t utc) {
    return floor_day(zone_utc_to_local(zone, utc).seconds);
}

int64_t calendar_day_start(const struct zone *zone, int64_t day) { return zone_local_to_utc(zone, day * DAY, NULL); }

static int64_t week_start(const struct calendar *cal, int64_t day) {
    return day - (civil_from_seconds(day * DAY).weekday - cal->first_weekday + WEEK) % WEEK;
}

void calendar_range(const struct calendar *cal, int64_t *from, int64_t *to) {
    struct civil c = civil_from_seconds(cal->day * DAY);
    int64_t first = cal->day, last = cal->day;
    if (cal->picture == PICTURE_MONTH) {
        first = civil_days(c.year, c.month, 1);
        last = first + civil_month_days(c.year, c.month) - 1;
    }
    *from = week_start(cal, first);
    *to = week_start(cal, last) + WEEK;
}

/* The same day of another month, or its last one. */
static int64_t month_on(int64_t day, int months) {
    struct civil c = civil_from_seconds(day * DAY);
    int month = c.year * 12 + c.month - 1 + months;
    int days = civil_month_days(month / 12, month % 12 + 1);
    return civil_days(month / 12, month % 12 + 1, c.day < days ? c.day : days);
}

/* Years 1 to 9998: the pictures beside them can be drawn too. */
static void keep_in_bounds(struct calendar *cal) {
    int64_t least = civil_days(1, 1, 1), most = civil_days(9998, 12, 31);
    if (cal->day < least) cal->day = least;
    if (cal->day > most) cal->day = most;
}

static void move_line(struct calendar *cal, const struct zone *zone, int step) {
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    int64_t from, to;
    calendar_range(cal, &from, &to);
    size_t count = calendar_hours(zone, from, hours);
    if (step < 0 && cal->line > 0) cal->line--;
    if (step > 0 && cal->line + 1 < count) cal->line++;
    if (cal->line >= count) cal->line = count - 1;
}

bool calendar_move(struct calendar *cal, const struct zone *zone, const char *how) {
    static const struct {
        const char *how;
        int sign;
        int days[PICTURES]; /* 0: a month in one picture, an hour in the other */
    } moves[] = {
        {"next", 1, {0, 1, 1}},   {"previous", -1, {0, 1, 1}},    {"down", 1, {0, WEEK, 0}},
        {"up", -1, {0, WEEK, 0}}, {"page-down", 1, {0, 0, WEEK}}, {"page-up", -1, {0, 0, WEEK}},
    };
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        if (strcmp(moves[i].how, how) != 0) continue;
        int days = moves[i].days[cal->picture];
        if (days == 0 && cal->picture == PICTURE_WEEK)
            move_line(cal, zone, moves[i].sign);
        else
            cal->day = days ? cal->day + moves[i].sign * days : month_on(cal->day, moves[i].sign);
        keep_in_bounds(cal);
        return true;
    }
    return false;
}

void calendar_go(struct calendar *cal, const struct zone *zone, int64_t utc) {
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    struct calendar week = {.picture = PICTURE_WEEK, .first_weekday = cal->first_weekday};
    int64_t from, to;
    cal->day = calendar_day_of(zone, utc);
    keep_in_bounds(cal);
    week.day = cal->day;
    calendar_range(&week, &from, &to);
    size_t count = calendar_hours(zone, from, hours);
    for (size_t i = 0; i < count; i++)
        if (calendar_in_hour(zone, utc, &hours[i])) cal->line = i;
}

/* Does any quarter of the hour have this kind? Some clocks change by half an hour, or at half past. */
static int quarters_of(const struct zone *zone, int64_t day, int hour, enum zone_kind kind) {
    int count = 0;
    for (int64_t at = day * DAY + hour * HOUR, end = at + HOUR; at < end; at += QUARTER) {
        enum zone_kind is;
        zone_local_to_utc(zone, at, &is);
        count += is == kind;
    }
    return count;
}

bool calendar_has_hour(const struct zone *zone, int64_t day, const struct calendar_hour *hour) {
    if (hour->again) return quarters_of(zone, day, hour->hour, ZONE_OVERLAP) > 0;
    return quarters_of(zone, day, hour->hour, ZONE_GAP) < HOUR / QUARTER;
}

size_t calendar_hours(const struct zone *zone, int64_t from, struct calendar_hour out[CALENDAR_HOURS_MAX]) {
    size_t count = 0;
    for (int hour = 0; hour < 24; hour++) {
        struct calendar_hour again = {hour, true};
        bool twice = false;
        for (int64_t day = from; day < from + WEEK; day++) twice = twice || calendar_has_hour(zone, day, &again);
        out[count++] = (struct calendar_hour){hour, false};
        if (twice && (int)count < CALENDAR_HOURS_MAX - (23 - hour)) out[count++] = again;
    }
    return count;
}

bool calendar_in_hour(const struct zone *zone, int64_t utc, const struct calendar_hour *hour) {
    int64_t local = zone_utc_to_local(zone, utc).seconds;
    bool again = zone_local_to_utc(zone, local, NULL) != utc;
    return civil_from_seconds(local).hour == hour->hour && again == hour->again;
}

size_t calendar_find(const struct calendar *cal, const struct zone *zone, int64_t day, const struct calendar_hour *hour,
                     size_t *count) {
    int64_t from = calendar_day_start(zone, day), to = calendar_day_start(zone, day + 1);
    size_t first = 0;
    *count = 0;
    for (size_t i = 0; i < cal->count; i++) {
        if (cal->times[i] < from || cal->times[i] >= to) continue;
        if ((!hour || calendar_in_hour(zone, cal->times[i], hour)) && (*count)++ == 0) first = i;
    }
    return first;
}

bool calendar_knows(const struct calendar *cal, const struct zone *zone, int64_t day) {
    return day >= cal->from && day < cal->to && calendar_day_start(zone, day + 1) <= cal->complete_to;
}

bool calendar_cursor_hour(const struct calendar *cal, const struct zone *zone, struct calendar_hour *hour) {
    struct calendar_hour hours[CALENDAR_HOURS_MAX];
    int64_t from, to;
    if (cal->picture != PICTURE_WEEK) return false;
    calendar_range(cal, &from, &to);
    size_t count = calendar_hours(zone, from, hours);
    *hour = hours[cal->line < count ? cal->line : count - 1];
    return true;
}

void calendar_forget(struct calendar *cal) {
    for (size_t i = 0; i < cal->count; i++) free(cal->rows[i]);
    free(cal->rows);
    free(cal->times);
    cal->rows = NULL;
    cal->times = NULL;
    cal->count = 0;
    cal->from = cal->to = 0;
    cal->stale = true;
}
