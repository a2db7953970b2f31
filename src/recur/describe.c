/* Recurrence rules as a sentence: see describe.h. The sentence is put together from phrases that are translated one by
 * one; lists of names are one message each, with blanks between the names. */
#include "recur/describe.h"

#include "base/i18n.h"
#include "recur/rule_choices.h"
#include "recur/when.h"

enum { ALL_DAYS = 0x7F, MONDAY_TO_FRIDAY = 0x3E, WEEKEND = 0x41, DAY = 86400 };

/* Items on their way to "A, B and C". */
struct list {
    struct buf head, last;
    int count;
};

static void list_add(struct list *list, const struct buf *item) {
    if (list->count > 1) buf_add(&list->head, ", ");
    buf_add(&list->head, buf_str(&list->last));
    buf_truncate(&list->last, 0);
    buf_add(&list->last, buf_str(item));
    list->count++;
}

/* Adds the list and forgets it. */
static void list_end(struct list *list, struct buf *out, const char *conjunction) {
    if (list->count > 1) buf_addf(out, "%s %s ", buf_str(&list->head), conjunction);
    buf_add(out, buf_str(&list->last));
    buf_free(&list->head);
    buf_free(&list->last);
}

/* TRANSLATORS: joins the last two of a list, "Monday, Tuesday and Friday" */
static const char *and_word(void) { return _("and"); }

void describe_add_weekday(struct buf *out, int weekday) {
    /* TRANSLATORS: seven weekdays with blanks between, as in "every week on Monday" or "the first Monday" */
    when_add_word(out, _("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"), weekday);
}

void describe_add_place(struct buf *out, int number) {
    if (number > 0) /* TRANSLATORS: five words with blanks between, as in "the first Monday" */
        when_add_word(out, _("first second third fourth fifth"), number - 1);
    else
        /* TRANSLATORS: five words with blanks between, as in "the last Monday" */
        when_add_word(out, _("last second-last third-last fourth-last fifth-last"), -number - 1);
}

void describe_add_month(struct buf *out, int month) {
    /* TRANSLATORS: twelve months with blanks between, as in "every week in January and March" */
    const char *words = _("January February March April May June July August September October November December");
    when_add_word(out, words, month - 1);
}

/* "the first Monday", "the last day", "Monday no. 20". */
static void add_ordinal(struct buf *out, int number, const char *noun) {
    struct buf word = {0};
    if (number > 5) {
        /* TRANSLATORS: "Monday no. 20" (of a year) */
        buf_addf(out, _("%s no. %d"), noun, number);
    } else if (number < -5) {
        /* TRANSLATORS: "Monday no. 20 from the end" (of a year) */
        buf_addf(out, _("%s no. %d from the end"), noun, -number);
    } else {
        describe_add_place(&word, number);
        /* TRANSLATORS: "the first Monday", "the last day" */
        buf_addf(out, _("the %s %s"), buf_str(&word), noun);
    }
    buf_free(&word);
}

/* Takes an item into the list, as one of the year where it is that. */
static void list_take(struct list *list, struct buf *item, bool of_year) {
    struct buf whole = {0};
    if (of_year) /* TRANSLATORS: "day 100 of the year", "the last Monday of the year" */
        buf_addf(&whole, _("%s of the year"), buf_str(item));
    list_add(list, of_year ? &whole : item);
    buf_free(&whole);
    buf_truncate(item, 0);
}

/* The weekdays of a mask: "Monday and Thursday", "Monday to Friday". */
static void add_weekdays(struct buf *out, unsigned weekdays, const char *conjunction) {
    struct list list = {0};
    struct buf item = {0};
    int first, last;
    if (rule_weekdays_run(weekdays, &first, &last)) {
        struct buf end = {0};
        describe_add_weekday(&item, first);
        describe_add_weekday(&end, last);
        /* TRANSLATORS: "Monday to Friday" */
        buf_addf(out, _("%s to %s"), buf_str(&item), buf_str(&end));
        buf_free(&end);
    } else {
        for (int i = 1; i <= 7; i++) {
            if (!(weekdays >> i % 7 & 1)) continue;
            describe_add_weekday(&item, i % 7);
            list_take(&list, &item, false);
        }
        list_end(&list, out, conjunction);
    }
    buf_free(&item);
}

/* BYDAY with numbers, and the plain ones beside them. */
static void add_numbered_weekdays(struct buf *out, const struct rule *rule) {
    bool of_year = rule->freq == RULE_YEARLY && !rule->months;
    struct list list = {0};
    struct buf item = {0}, name = {0};
    for (int i = 1; i <= 7; i++) {
        int d = i % 7;
        buf_truncate(&name, 0);
        describe_add_weekday(&name, d);
        if (rule->weekdays >> d & 1) list_add(&list, &name);
        for (int n = 0; (n = rule_numbers_next(&rule->nth[d], n)) != 0;) {
            add_ordinal(&item, n, buf_str(&name));
            list_take(&list, &item, of_year);
        }
    }
    list_end(&list, out, and_word());
    buf_free(&item);
    buf_free(&name);
}

static void add_days(struct buf *out, const struct rule_numbers *days, bool of_year) {
    struct list list = {0};
    struct buf item = {0};
    for (int n = 0; (n = rule_numbers_next(days, n)) != 0;) {
        if (n > 0) /* TRANSLATORS: a day of the month or of the year by its number, "day 15" */
            buf_addf(&item, _("day %d"), n);
        else
            add_ordinal(&item, n, _("day"));
        list_take(&list, &item, of_year);
    }
    list_end(&list, out, and_word());
    buf_free(&item);
}

static void add_positions(struct buf *out, const struct rule *rule, const char *noun) {
    struct list list = {0};
    struct buf item = {0};
    for (int n = 0; (n = rule_numbers_next(&rule->positions, n)) != 0;) {
        add_ordinal(&item, n, noun);
        list_take(&list, &item, false);
    }
    list_end(&list, out, and_word());
    buf_free(&item);
}

/* BYSETPOS of nothing but weekdays: "the last weekday", "the second Monday or Friday". */
static void add_chosen_weekdays(struct buf *out, const struct rule *rule) {
    struct buf noun = {0};
    if (rule->weekdays == ALL_DAYS)
        buf_add(&noun, _("day"));
    else if (rule->weekdays == MONDAY_TO_FRIDAY)
        /* TRANSLATORS: a day from Monday to Friday, as in "the last weekday" */
        buf_add(&noun, _("weekday"));
    else if (rule->weekdays == WEEKEND)
        /* TRANSLATORS: Saturday or Sunday, as in "the last weekend day" */
        buf_add(&noun, _("weekend day"));
    else
        /* TRANSLATORS: joins the last two of a choice, "Monday or Friday" */
        add_weekdays(&noun, rule->weekdays, _("or"));
    add_positions(out, rule, buf_str(&noun));
    buf_free(&noun);
}

/* One condition more on the dates chosen so far. */
static void add_condition(struct buf *out, const struct buf *condition) {
    if (out->len == 0)
        buf_add(out, buf_str(condition));
    else
        /* TRANSLATORS: a further condition: "on Friday, only on day 13" */
        buf_addf(out, _(", only on %s"), buf_str(condition));
}

/* Which days of the period; nothing where the first date says it. */
static void add_selection(struct buf *out, const struct rule *rule) {
    bool numbered = rule_numbered_weekdays(rule) != 0, month_days = rule_numbers_any(&rule->month_days);
    bool year_days = rule_numbers_any(&rule->year_days), positions = rule_numbers_any(&rule->positions);
    struct buf condition = {0};
    if (rule->weekdays && positions && !numbered && !month_days && !year_days) {
        add_chosen_weekdays(out, rule);
        return;
    }
    if (numbered)
        add_numbered_weekdays(out, rule);
    else if (rule->weekdays)
        add_weekdays(out, rule->weekdays, and_word());
    if (month_days) {
        add_days(&condition, &rule->month_days, false);
        add_condition(out, &condition);
        buf_truncate(&condition, 0);
    }
    if (year_days) {
        add_days(&condition, &rule->year_days, true);
        add_condition(out, &condition);
        buf_truncate(&condition, 0);
    }
    if (positions) {
        /* TRANSLATORS: one of the dates that fit, as in "only on the last date" */
        add_positions(&condition, rule, _("date"));
        add_condition(out, &condition);
    }
    buf_free(&condition);
}

static void add_every(struct buf *out, const struct rule *rule) {
    static const char *const single[] = {N_("every day"), N_("every week"), N_("every month"), N_("every year")};
    int n = rule->interval;
    if (n == 1) {
        buf_add(out, _(single[rule->freq]));
        return;
    }
    switch (rule->freq) {
    case RULE_DAILY: buf_addf(out, P_("every %d day", "every %d days", n), n); break;
    case RULE_WEEKLY: buf_addf(out, P_("every %d week", "every %d weeks", n), n); break;
    case RULE_MONTHLY: buf_addf(out, P_("every %d month", "every %d months", n), n); break;
    case RULE_YEARLY: buf_addf(out, P_("every %d year", "every %d years", n), n); break;
    }
}

static void add_months(struct buf *out, unsigned months) {
    struct list list = {0};
    struct buf item = {0}, names = {0};
    for (int m = 1; m <= 12; m++) {
        if (!(months >> m & 1)) continue;
        describe_add_month(&item, m);
        list_take(&list, &item, false);
    }
    list_end(&list, &names, and_word());
    buf_add_char(out, ' ');
    /* TRANSLATORS: months: "in January and March" */
    buf_addf(out, _("in %s"), buf_str(&names));
    buf_free(&item);
    buf_free(&names);
}

/* Of UNTIL the last date that it lets through, not the instant: that may lie on the next day of the zone. */
static void add_end(struct buf *out, const struct rule *rule, int time_of_day, const struct zone *zone) {
    struct buf date = {0};
    /* TRANSLATORS: how often in all, at the end of "every week on Monday at 19:00 (UTC), 12 times" */
    if (rule->count) buf_addf(out, P_(", %d time", ", %d times", rule->count), rule->count);
    if (rule->has_until) {
        int64_t day = rule_until_day(rule->until, time_of_day, zone);
        when_add_date(&date, zone_local_to_utc(zone, day * DAY + time_of_day, NULL), zone);
        /* TRANSLATORS: until when, at the end of "every week at 19:00 (UTC), until Mon 30 Nov 2026 19:00" */
        buf_addf(out, _(", until %s"), buf_str(&date));
    }
    buf_free(&date);
}

void describe_add(struct buf *out, const struct rule *rule, int time_of_day, const struct zone *zone) {
    struct buf part = {0};
    add_every(out, rule);
    add_selection(&part, rule);
    if (part.len > 0) {
        buf_add_char(out, ' ');
        /* TRANSLATORS: which days: "on Monday and Thursday", "on the first Monday", "on day 15" */
        buf_addf(out, _("on %s"), buf_str(&part));
    }
    if (rule->months) add_months(out, rule->months);
    buf_truncate(&part, 0);
    rule_print_time(time_of_day, &part);
    buf_add_char(out, ' ');
    /* TRANSLATORS: time of day and time zone: "at 19:00 (America/New_York)" */
    buf_addf(out, _("at %s (%s)"), buf_str(&part), zone_name(zone));
    if (rule->freq == RULE_WEEKLY && rule->interval > 1 && rule->week_start != 1) {
        buf_truncate(&part, 0);
        describe_add_weekday(&part, rule->week_start);
        /* TRANSLATORS: which weekday begins a week where every second week counts: "weeks beginning on Sunday" */
        buf_addf(out, _(", weeks beginning on %s"), buf_str(&part));
    }
    add_end(out, rule, time_of_day, zone);
    buf_free(&part);
}
