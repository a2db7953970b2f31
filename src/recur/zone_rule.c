/* The rule for the far future: the POSIX TZ text in the footer of a zone file, with the extensions of RFC 9636 section
 * 3.3.1 (hours from -167 to 167). Used by zone.c and zone_file.c. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "recur/zone_private.h"

enum { DAY = 86400, HOUR = 3600 };

bool zone_abbrev_is_valid(const char *abbrev, size_t len) {
    if (len < 1 || len >= ZONE_ABBREV_SIZE) return false;
    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)abbrev[i]) && abbrev[i] != '+' && abbrev[i] != '-') return false;
    return true;
}

/* "EST" or "<-03>". */
static bool parse_abbrev(const char **p, struct zone_type *type) {
    bool quoted = **p == '<';
    const char *from = *p + quoted, *to = from;
    while (quoted ? *to && *to != '>' : isalpha((unsigned char)*to)) to++;
    size_t len = (size_t)(to - from);
    if ((quoted && *to != '>') || len < 3 || !zone_abbrev_is_valid(from, len)) return false;
    memcpy(type->abbrev, from, len);
    type->abbrev[len] = '\0';
    *p = to + quoted;
    return true;
}

static bool parse_number(const char **p, int min, int max, int *value) {
    if (!isdigit((unsigned char)**p)) return false;
    int n = 0;
    for (int digits = 0; isdigit((unsigned char)**p); digits++, (*p)++) {
        if (digits == 3) return false;
        n = n * 10 + (**p - '0');
    }
    *value = n;
    return n >= min && n <= max;
}

/* [+-]hh[:mm[:ss]] */
static bool parse_time(const char **p, int max_hours, int *seconds) {
    int sign = **p == '-' ? -1 : 1, hours, minutes = 0, rest = 0;
    if (**p == '-' || **p == '+') (*p)++;
    if (!parse_number(p, 0, max_hours, &hours)) return false;
    if (**p == ':') {
        (*p)++;
        if (!parse_number(p, 0, 59, &minutes)) return false;
        if (**p == ':') {
            (*p)++;
            if (!parse_number(p, 0, 59, &rest)) return false;
        }
    }
    *seconds = sign * (hours * HOUR + minutes * 60 + rest);
    return true;
}

static bool parse_character(const char **p, char c) {
    if (**p != c) return false;
    (*p)++;
    return true;
}

static bool parse_day(const char **p, struct zone_day *day) {
    *day = (struct zone_day){.kind = ZONE_DAY_ZERO, .time = 2 * HOUR};
    if (parse_character(p, 'J')) {
        day->kind = ZONE_DAY_JULIAN;
        if (!parse_number(p, 1, 365, &day->day)) return false;
    } else if (parse_character(p, 'M')) {
        day->kind = ZONE_DAY_MONTH;
        if (!parse_number(p, 1, 12, &day->month) || !parse_character(p, '.') || !parse_number(p, 1, 5, &day->week) ||
            !parse_character(p, '.') || !parse_number(p, 0, 6, &day->day))
            return false;
    } else if (!parse_number(p, 0, 365, &day->day)) {
        return false;
    }
    return !parse_character(p, '/') || parse_time(p, 167, &day->time);
}

bool zone_rule_parse(const char *text, struct zone_rule *rule) {
    const char *p = text;
    int west;
    *rule = (struct zone_rule){0};
    if (!parse_abbrev(&p, &rule->standard) || !parse_time(&p, 24, &west)) return false;
    rule->standard.offset = -west;
    if (!*p) return true;
    if (!parse_abbrev(&p, &rule->daylight)) return false;
    rule->daylight.offset = rule->standard.offset + HOUR;
    rule->daylight.is_dst = true;
    if (*p != ',') {
        if (!parse_time(&p, 24, &west)) return false;
        rule->daylight.offset = -west;
    }
    rule->has_daylight = true;
    return parse_character(&p, ',') && parse_day(&p, &rule->start) && parse_character(&p, ',') &&
           parse_day(&p, &rule->end) && !*p;
}

/* The wall clock time, on the clock that runs until then, at which this day's change comes in a year. */
static int64_t day_in_year(const struct zone_day *day, int year) {
    int64_t days = civil_days(year, 1, 1);
    if (day->kind == ZONE_DAY_ZERO) {
        days += day->day;
    } else if (day->kind == ZONE_DAY_JULIAN) {
        days += day->day - 1 + (civil_is_leap(year) && day->day >= 60);
    } else {
        days = civil_days(year, day->month, 1);
        int weekday = civil_from_seconds(days * DAY).weekday;
        int of_month = (day->day - weekday + 7) % 7 + (day->week - 1) * 7;
        days += of_month < civil_month_days(year, day->month) ? of_month : of_month - 7;
    }
    return days * DAY + day->time;
}

struct zone_span zone_rule_span(const struct zone_rule *rule, int64_t utc) {
    struct zone_span span = {INT64_MIN, INT64_MAX, &rule->standard};
    if (!rule->has_daylight) return span;
    int year = civil_from_seconds(utc + rule->standard.offset).year;
    for (int y = year - 1; y <= year + 1; y++) {
        /* Daylight saving all year ends in the same moment in which it starts again: of two the start counts. */
        const struct {
            int64_t at;
            const struct zone_type *type;
        } changes[] = {{day_in_year(&rule->end, y) - rule->daylight.offset, &rule->standard},
                       {day_in_year(&rule->start, y) - rule->standard.offset, &rule->daylight}};
        for (int i = 0; i < 2; i++) {
            int64_t at = changes[i].at;
            if (at <= utc && at >= span.start) {
                if (at > span.start || changes[i].type == &rule->daylight) span.type = changes[i].type;
                span.start = at;
            } else if (at > utc && at < span.end) {
                span.end = at;
            }
        }
    }
    return span;
}
