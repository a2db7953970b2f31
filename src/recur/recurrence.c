/* What a series repeats by: see recurrence.h. */
#include "recur/recurrence.h"

#include "base/i18n.h"

enum { HALF_DAY = 43200 };

bool recurrence_read(struct recurrence *r, const char *rrule, const char *time_of_day, const char *timezone,
                     struct err *err) {
    const char *wrong = NULL;
    r->zone = zone_get(timezone, err);
    if (!r->zone)
        wrong = "timezone";
    else if (!rule_parse_time(time_of_day, &r->time_of_day, err))
        wrong = "time_of_day";
    else if (!rule_parse(rrule, &r->rule, NULL, err))
        wrong = "rrule";
    if (wrong) err_context(err, "%s", wrong);
    return !wrong;
}

void recurrence_end_by_date(struct recurrence *r, int64_t anchor) {
    struct rule_iter it;
    int64_t at, last = 0;
    bool any = false;
    recurrence_start(&it, r, anchor);
    while (rule_iter_next(&it, &at)) {
        last = at;
        any = true;
    }
    if (!any) return;
    int64_t wall = zone_utc_to_local(r->zone, last).seconds;
    r->rule.count = 0;
    r->rule.has_until = true;
    r->rule.until = rule_until_at_most(wall > last ? wall : last);
}

bool recurrence_check(struct recurrence *r, const char *rrule, const char *time_of_day, const char *timezone,
                      int64_t anchor, struct err *err) {
    if (!recurrence_read(r, rrule, time_of_day, timezone, err)) return false;
    if (!rule_is_possible(&r->rule, r->zone, anchor, r->time_of_day)) {
        err_set(err, WS_DATA, "%s", _("this rule has no occurrence within ten years"));
        err_context(err, "%s", "rrule");
        return false;
    }
    if (r->rule.has_until) recurrence_end_by_date(r, anchor);
    return true;
}

void recurrence_start(struct rule_iter *it, const struct recurrence *r, int64_t anchor) {
    rule_iter_start(it, &r->rule, r->zone, anchor, r->time_of_day);
}

int64_t recurrence_begin(const struct recurrence *r, int64_t now) {
    struct recurrence endless = *r; /* one that is past already is not counted */
    struct rule_iter it;
    int64_t at;
    endless.rule.count = 0;
    recurrence_start(&it, &endless, now);
    while (rule_iter_next(&it, &at))
        if (at > now) return at;
    return now;
}

int64_t recurrence_half_period(const struct rule *rule) {
    static const int days[] = {[RULE_DAILY] = 1, [RULE_WEEKLY] = 7, [RULE_MONTHLY] = 30, [RULE_YEARLY] = 365};
    return (int64_t)days[rule->freq] * rule->interval * HALF_DAY;
}
