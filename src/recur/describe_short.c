/* Recurrence rules in a few columns: see describe.h. */
#include "base/gate.h"
#include "base/i18n.h"
#include "recur/describe.h"
#include "recur/when.h"

void describe_add_weekday_short(struct buf *out, int weekday) {
    /* TRANSLATORS: seven weekdays as short as they can be, from Monday, with blanks between */
    when_add_word(out, _("Mo Tu We Th Fr Sa Su"), (weekday + 6) % 7);
}

static void add_weekdays(struct buf *out, unsigned weekdays) {
    int first, last;
    if (rule_weekdays_run(weekdays, &first, &last)) {
        describe_add_weekday_short(out, first);
        buf_add(out, gate_is_utf8() ? "–" : "-");
        describe_add_weekday_short(out, last);
        return;
    }
    bool any = false;
    for (int i = 1; i <= 7; i++) {
        if (!(weekdays >> i % 7 & 1)) continue;
        if (any) buf_add_char(out, ',');
        describe_add_weekday_short(out, i % 7);
        any = true;
    }
}

/* "1st ", "last "; false where there is no short word. */
static bool add_ordinal(struct buf *out, int number) {
    if (number < -1 || number > 5) return false;
    /* TRANSLATORS: "last", then first to fifth, with blanks between, as in "1st Fr" (the first Friday of the month) */
    when_add_word(out, _("last 1st 2nd 3rd 4th 5th"), number < 0 ? 0 : number);
    buf_add_char(out, ' ');
    return true;
}

/* The one number there is, 0 when there are more or none. */
static int single(const struct rule_numbers *numbers) {
    int number = rule_numbers_next(numbers, 0);
    return number && rule_numbers_next(numbers, number) ? 0 : number;
}

/* "1st Fr,3rd Fr" */
static bool add_numbered_weekdays(struct buf *out, const struct rule *rule) {
    bool any = false;
    for (int i = 1; i <= 7; i++)
        for (int n = 0; (n = rule_numbers_next(&rule->nth[i % 7], n)) != 0; any = true) {
            if (any) buf_add_char(out, ',');
            if (!add_ordinal(out, n)) return false;
            describe_add_weekday_short(out, i % 7);
        }
    return true;
}

static void add_every(struct buf *out, const struct rule *rule, bool alone) {
    static const char *const names[] = {N_("daily"), N_("weekly"), N_("monthly"), N_("yearly")};
    int n = rule->interval;
    if (n == 1) {
        if (alone) buf_add(out, _(names[rule->freq]));
        return;
    }
    switch (rule->freq) {
    /* TRANSLATORS: every so many days, weeks, months, years, as short as can be */
    case RULE_DAILY: buf_addf(out, _("%d d"), n); break;
    /* TRANSLATORS: every so many weeks, as short as can be; weekdays may follow: "2 wk Mo,Th" */
    case RULE_WEEKLY: buf_addf(out, _("%d wk"), n); break;
    /* TRANSLATORS: every so many months, as short as can be */
    case RULE_MONTHLY: buf_addf(out, _("%d mo"), n); break;
    /* TRANSLATORS: every so many years, as short as can be */
    case RULE_YEARLY: buf_addf(out, _("%d yr"), n); break;
    }
    if (!alone) buf_add_char(out, ' ');
}

/* False when this rule says more than fits. */
static bool add_rule(struct buf *out, const struct rule *rule) {
    bool numbered = rule_numbered_weekdays(rule) != 0, positions = rule_numbers_any(&rule->positions);
    bool month_days = rule_numbers_any(&rule->month_days), by_period = rule->freq >= RULE_MONTHLY;
    if (rule->months || (rule->freq == RULE_YEARLY && (rule->weekdays || numbered || month_days))) return false;
    if (rule_numbers_any(&rule->year_days) || (rule->weekdays || numbered) + month_days > 1) return false;
    if (numbered && (positions || rule->weekdays)) return false;
    add_every(out, rule, !rule->weekdays && !numbered && !month_days);
    if (numbered) return add_numbered_weekdays(out, rule);
    if (month_days) {
        int day = single(&rule->month_days);
        if (!by_period || positions || day == 0 || day < -1) return false;
        if (day > 0) /* TRANSLATORS: a day of the month by its number, "day 15" */
            buf_addf(out, _("day %d"), day);
        else
            /* TRANSLATORS: the last day of the month, as short as can be */
            buf_add(out, _("last day"));
        return true;
    }
    if (positions && (!by_period || !single(&rule->positions) || !add_ordinal(out, single(&rule->positions))))
        return false;
    if (rule->weekdays && by_period && !positions) return false;
    add_weekdays(out, rule->weekdays);
    return true;
}

void describe_add_short(struct buf *out, const struct rule *rule, int time_of_day, size_t columns) {
    size_t before = out->len;
    struct buf time = {0};
    if (!add_rule(out, rule)) {
        buf_truncate(out, before);
        rule_print(rule, out);
    }
    buf_add_char(&time, ' ');
    rule_print_time(time_of_day, &time);
    if (gate_columns(buf_str(out) + before, out->len - before) + time.len <= columns) buf_add(out, buf_str(&time));
    buf_free(&time);
}
