/* Instants and calendar dates: see clock.h. */
#include "base/clock.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <time.h>

enum { DAY = 86400, DAYS_400_YEARS = 146097, DAYS_TO_1970 = 719468 };

bool civil_is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int civil_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && civil_is_leap(year));
}

/* Days are counted in eras of 400 years that begin on 1 March, so that the leap day is a year's last. */
int64_t civil_days(int year, int month, int day) {
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * DAYS_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

struct civil civil_from_seconds(int64_t seconds) {
    int64_t days = seconds / DAY, rest = seconds % DAY;
    if (rest < 0) {
        rest += DAY;
        days--;
    }
    int64_t z = days + DAYS_TO_1970;
    int64_t era = (z >= 0 ? z : z - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
    int64_t of_era = z - era * DAYS_400_YEARS;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    struct civil c = {.day = (int)(of_year - (153 * m + 2) / 5 + 1), .month = (int)(m < 10 ? m + 3 : m - 9)};
    c.year = (int)(y + era * 400 + (c.month <= 2));
    c.hour = (int)(rest / 3600);
    c.minute = (int)(rest % 3600 / 60);
    c.second = (int)(rest % 60);
    int64_t weekday = (days + 4) % 7; /* 1970-01-01 was a Thursday */
    c.weekday = (int)(weekday < 0 ? weekday + 7 : weekday);
    return c;
}

int64_t civil_to_seconds(const struct civil *c) {
    return civil_days(c->year, c->month, c->day) * DAY + c->hour * 3600 + c->minute * 60 + c->second;
}

static bool digits(const char **p, int count, int *value) {
    *value = 0;
    for (; count > 0; count--, (*p)++) {
        if (!isdigit((unsigned char)**p)) return false;
        *value = *value * 10 + (**p - '0');
    }
    return true;
}

bool clock_parse_db(const char *text, int64_t *seconds) {
    struct civil c = {0};
    const char *p = text;
    if (!digits(&p, 4, &c.year) || *p++ != '-' || !digits(&p, 2, &c.month) || *p++ != '-' || !digits(&p, 2, &c.day))
        return false;
    if (*p++ != ' ' || !digits(&p, 2, &c.hour) || *p++ != ':' || !digits(&p, 2, &c.minute) || *p++ != ':' ||
        !digits(&p, 2, &c.second) || *p)
        return false;
    if (c.month < 1 || c.month > 12 || c.day < 1 || c.day > civil_month_days(c.year, c.month) || c.hour > 23 ||
        c.minute > 59 || c.second > 59)
        return false;
    *seconds = civil_to_seconds(&c);
    return true;
}

static void clock_format(int64_t seconds, char *out, size_t size, const char *format) {
    struct civil c = civil_from_seconds(seconds);
    if (c.year < 0 || c.year > 9999) c.year = 9999;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wformat-truncation"
#endif
    snprintf(out, size, format, c.year, c.month, c.day, c.hour, c.minute, c.second);
#pragma GCC diagnostic pop
}

void clock_format_db(int64_t seconds, char out[CLOCK_DB_SIZE]) {
    clock_format(seconds, out, CLOCK_DB_SIZE, "%04d-%02d-%02d %02d:%02d:%02d");
}

void clock_format_iso(int64_t seconds, char out[CLOCK_ISO_SIZE]) {
    clock_format(seconds, out, CLOCK_ISO_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ");
}

int64_t clock_monotonic_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now(void) { return (int64_t)time(NULL); }

void clock_sleep_ms(int64_t ms) {
    struct timespec t = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&t, &t) != 0 && errno == EINTR) continue;
}
