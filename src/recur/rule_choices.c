/* A rule as a few choices: see rule_choices.h. */
#include "recur/rule_choices.h"

#include <string.h>

enum { DAY = 86400, MONDAY = 1, COUNT_FIRST = 10 };

/* The one number there is in range, else `otherwise`. */
static int number_of(const struct rule_numbers *numbers, int most, int otherwise) {
    int first = rule_numbers_next(numbers, 0);
    return (first >= 1 && first <= most) || first == -1 ? first : otherwise;
}

static void read_on(struct rule_choices *c, const struct rule *rule) {
    unsigned numbered = rule_numbered_weekdays(rule);
    if (rule_numbers_any(&rule->month_days)) c->on = CHOICES_ON_DAY;
    if (numbered) c->on = CHOICES_ON_WEEKDAY;
    c->day = number_of(&rule->month_days, CHOICES_LAST_DAY, 1);
    for (int d = 6; d >= 0; d--)
        if (numbered >> d & 1) c->weekday = d;
    if (numbered) c->place = number_of(&rule->nth[c->weekday], CHOICES_LAST_PLACE, 1);
}

static bool same_text(const struct rule *a, const struct rule *b) {
    struct buf one = {0}, other = {0};
    rule_print(a, &one);
    rule_print(b, &other);
    bool same = !strcmp(buf_str(&one), buf_str(&other));
    buf_free(&one);
    buf_free(&other);
    return same;
}

bool rule_choices_read(struct rule_choices *c, const struct rule *rule) {
    struct rule again;
    *c = (struct rule_choices){.freq = rule->freq,
                               .interval = rule->interval,
                               .weekdays = rule->weekdays,
                               .place = 1,
                               .weekday = MONDAY,
                               .count = rule->count ? rule->count : COUNT_FIRST,
                               .until = rule->until,
                               .week_start = rule->week_start};
    if (rule->count) c->end = CHOICES_END_COUNT;
    if (rule->has_until) c->end = CHOICES_END_UNTIL;
    for (int m = 12; m >= 1; m--)
        if (rule->months >> m & 1) c->month = m;
    read_on(c, rule);
    rule_choices_write(c, &again);
    return same_text(&again, rule);
}

bool rule_choices_has_on(const struct rule_choices *c) {
    return c->freq == RULE_MONTHLY || (c->freq == RULE_YEARLY && c->month != 0);
}

void rule_choices_write(const struct rule_choices *c, struct rule *rule) {
    *rule = (struct rule){.freq = c->freq, .interval = c->interval, .week_start = c->week_start};
    if (c->freq == RULE_WEEKLY) rule->weekdays = c->weekdays;
    if (c->freq == RULE_YEARLY && c->month) rule->months = 1U << c->month;
    if (rule_choices_has_on(c) && c->on == CHOICES_ON_DAY) rule_numbers_add(&rule->month_days, c->day);
    if (rule_choices_has_on(c) && c->on == CHOICES_ON_WEEKDAY) rule_numbers_add(&rule->nth[c->weekday], c->place);
    if (c->end == CHOICES_END_COUNT) rule->count = c->count;
    rule->has_until = c->end == CHOICES_END_UNTIL;
    if (rule->has_until) rule->until = c->until;
}

static int64_t day_of(int64_t seconds) { return (seconds - (seconds % DAY + DAY) % DAY) / DAY; }

int64_t rule_until_day(int64_t until, int time_of_day, const struct zone *zone) {
    return day_of(rule_until_at_most(zone_utc_to_local(zone, until).seconds - time_of_day));
}

int64_t rule_until_of_day(int64_t day, const struct zone *zone) {
    return rule_until_at_most(zone_local_to_utc(zone, day * DAY + DAY - 1, NULL));
}

void rule_until_keep_day(const struct recurrence *was, struct recurrence *r) {
    if (!was->rule.has_until || !r->rule.has_until || r->rule.until != was->rule.until) return;
    if (r->time_of_day == was->time_of_day && r->zone == was->zone) return;
    r->rule.until = rule_until_of_day(rule_until_day(was->rule.until, was->time_of_day, was->zone), r->zone);
}
