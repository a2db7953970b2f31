/* The occurrences of a rule, period after period: the days of a period that fit make its set, BYSETPOS chooses among
 * them, the zone turns each into an instant. See rule.h. */
#include <string.h>

#include "base/clock.h"
#include "recur/rule.h"

enum { DAY = 86400, MAX_EMPTY_DAYS = 15000, MAX_YEAR = 9999, YEAR = 366, TEN_YEARS = 3653 };

/* A day and its place in month and year. */
struct day {
    int64_t number; /* since 1970 */
    int year, month, day, month_days, year_day, year_days, weekday;
};

static struct day day_of(int64_t number) {
    struct civil c = civil_from_seconds(number * DAY);
    return (struct day){.number = number,
                        .year = c.year,
                        .month = c.month,
                        .day = c.day,
                        .month_days = civil_month_days(c.year, c.month),
                        .year_day = (int)(number - civil_days(c.year, 1, 1)) + 1,
                        .year_days = 365 + civil_is_leap(c.year),
                        .weekday = c.weekday};
}

/* `days` must not lead beyond the first of the next month. */
static void day_advance(struct day *d, int days) {
    d->number += days;
    d->weekday = (d->weekday + days) % 7;
    d->day += days;
    d->year_day += days;
    if (d->day <= d->month_days) return;
    d->day = 1;
    if (++d->month > 12) {
        d->month = 1;
        d->year++; /* only in a week: what looks at the day of the year begins on 1 January */
    }
    d->month_days = civil_month_days(d->year, d->month);
}

static bool has_place(const struct rule_numbers *numbers, int place, int length) {
    return rule_numbers_has(numbers, place) || rule_numbers_has(numbers, place - length - 1);
}

static bool weekday_fits(const struct rule_iter *it, const struct day *d) {
    const struct rule *rule = &it->rule;
    if (rule->weekdays >> d->weekday & 1) return true;
    if (!(it->nth_weekdays >> d->weekday & 1)) return false;
    /* Which of its weekday it is, from the first and from the last, in the month or in the year. */
    bool of_year = rule->freq == RULE_YEARLY && !rule->months;
    int place = of_year ? d->year_day : d->day, length = of_year ? d->year_days : d->month_days;
    return rule_numbers_has(&rule->nth[d->weekday], (place - 1) / 7 + 1) ||
           rule_numbers_has(&rule->nth[d->weekday], -((length - place) / 7 + 1));
}

static bool day_fits(const struct rule_iter *it, const struct day *d) {
    if (it->has_month_days && !has_place(&it->rule.month_days, d->day, d->month_days)) return false;
    if (it->has_year_days && !has_place(&it->rule.year_days, d->year_day, d->year_days)) return false;
    if ((it->rule.weekdays || it->nth_weekdays) && !weekday_fits(it, d)) return false;
    return it->rule.freq != RULE_DAILY || (d->number - it->first_day) % it->rule.interval == 0;
}

/* The first day of the present period and its length; 0 when it lies beyond the last year. */
static int period_days(const struct rule_iter *it, int64_t *start) {
    int64_t month = it->first_month;
    switch (it->rule.freq) {
    case RULE_WEEKLY: {
        int weekday = (int)((it->first_day % 7 + 7 + 4) % 7); /* 1970-01-01 was a Thursday */
        *start = it->first_day - (weekday - it->rule.week_start + 7) % 7 + 7 * it->period;
        return *start <= civil_days(MAX_YEAR, 12, 31) - 6 ? 7 : 0;
    }
    case RULE_DAILY: /* the whole month, since most days are cheaper that way */
    case RULE_MONTHLY:
        month += it->period;
        if (month / 12 > MAX_YEAR) return 0;
        *start = civil_days((int)(month / 12), (int)(month % 12) + 1, 1);
        return civil_month_days((int)(month / 12), (int)(month % 12) + 1);
    case RULE_YEARLY:
        month += it->period * 12;
        if (month / 12 > MAX_YEAR) return 0;
        *start = civil_days((int)(month / 12), 1, 1);
        return 365 + civil_is_leap((int)(month / 12));
    }
    return 0;
}

static void choose_positions(struct rule_iter *it) {
    int kept = 0;
    for (int i = 0; i < it->set_count; i++)
        if (has_place(&it->rule.positions, i + 1, it->set_count)) it->set[kept++] = it->set[i];
    it->set_count = kept;
}

/* Fills the set of the next period. Returns the days of that period, 0 at the end of time. */
static int next_set(struct rule_iter *it) {
    int64_t start;
    int length = period_days(it, &start);
    it->set_count = it->set_next = 0;
    it->period += it->rule.freq == RULE_DAILY ? 1 : it->rule.interval;
    if (length == 0) return 0;
    struct day d = day_of(start);
    while (d.number < start + length) {
        int step = 1;
        if (it->rule.months && !(it->rule.months >> d.month & 1))
            step = d.month_days - d.day + 1; /* none in this month */
        else if (day_fits(it, &d))
            it->set[it->set_count++] = d.number;
        day_advance(&d, step);
    }
    if (it->has_positions) choose_positions(it);
    return length;
}

void rule_iter_start(struct rule_iter *it, const struct rule *rule, const struct zone *zone, int64_t anchor,
                     int time_of_day) {
    struct zone_local local = zone_utc_to_local(zone, anchor);
    struct civil first = civil_from_seconds(local.seconds);
    struct rule *r = &it->rule;
    memset(it, 0, sizeof *it);
    *r = *rule;
    it->nth_weekdays = rule_numbered_weekdays(r);
    /* What the rule leaves open, the first date says. */
    bool open =
        !r->weekdays && !it->nth_weekdays && !rule_numbers_any(&r->month_days) && !rule_numbers_any(&r->year_days);
    if (open && r->freq == RULE_WEEKLY) r->weekdays = 1U << first.weekday;
    if (open && r->freq == RULE_YEARLY && !r->months) r->months = 1U << first.month;
    if (open && (r->freq == RULE_MONTHLY || r->freq == RULE_YEARLY)) rule_numbers_add(&r->month_days, first.day);
    it->has_month_days = rule_numbers_any(&r->month_days);
    it->has_year_days = rule_numbers_any(&r->year_days);
    it->has_positions = rule_numbers_any(&r->positions);
    if (r->freq == RULE_DAILY && it->has_positions) { /* out of one date a day */
        it->has_positions = false;
        it->done = !has_place(&r->positions, 1, 1);
    }
    it->zone = zone;
    it->time_of_day = time_of_day;
    it->first_day = civil_days(first.year, first.month, first.day);
    it->first_month = (int64_t)first.year * 12 + first.month - 1;
    it->empty_most = MAX_EMPTY_DAYS;
    it->last = INT64_MIN;
}

/* The next day of the rule, whatever its zone and end. */
static bool next_day(struct rule_iter *it, int64_t *day) {
    for (int empty = 0; empty < it->empty_most;) {
        while (it->set_next < it->set_count) {
            *day = it->set[it->set_next++];
            if (*day >= it->first_day) return true;
        }
        int length = next_set(it);
        if (length == 0) return false;
        empty += length;
    }
    return false;
}

bool rule_iter_next(struct rule_iter *it, int64_t *utc) {
    int64_t day, t;
    while (!it->done && (!it->rule.count || it->found < it->rule.count) && next_day(it, &day)) {
        t = zone_local_to_utc(it->zone, day * DAY + it->time_of_day, NULL);
        if (it->rule.has_until && t > it->rule.until) break;
        if (t <= it->last) continue; /* a date that a zone left out falls on the next */
        it->found++;
        it->last = *utc = t;
        return true;
    }
    it->done = true;
    return false;
}

bool rule_is_possible(const struct rule *rule, const struct zone *zone, int64_t anchor, int time_of_day) {
    struct rule_iter it;
    int64_t t;
    rule_iter_start(&it, rule, zone, anchor, time_of_day);
    it.empty_most = TEN_YEARS + YEAR; /* the first period can begin a year before */
    return rule_iter_next(&it, &t) && t <= anchor + TEN_YEARS * (int64_t)DAY;
}
