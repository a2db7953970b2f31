/* Recurrence rules as text: the strict parser and the normal form. The occurrences are worked out in rule_iter.c. */
#include "recur/rule.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/parse.h"

enum part {
    PART_FREQ,
    PART_INTERVAL,
    PART_COUNT,
    PART_UNTIL,
    PART_BYMONTH,
    PART_BYMONTHDAY,
    PART_BYYEARDAY,
    PART_BYDAY,
    PART_BYSETPOS,
    PART_WKST,
    PARTS
};

#define PART_NAMES "FREQ INTERVAL COUNT UNTIL BYMONTH BYMONTHDAY BYYEARDAY BYDAY BYSETPOS WKST"
static const char *const part_names[PARTS] = {"FREQ",       "INTERVAL",  "COUNT", "UNTIL",    "BYMONTH",
                                              "BYMONTHDAY", "BYYEARDAY", "BYDAY", "BYSETPOS", "WKST"};
static const char *const freq_names[] = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
static const char *const weekday_names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/* The text in upper case, and where its parts begin. */
struct parser {
    char text[RULE_MAX_LENGTH + 1];
    const char *values[PARTS]; /* NULL = the part is absent */
    size_t skipped;            /* "RRULE:" in front */
    struct rule *rule;
    size_t *column;
    struct err *err;
};

static int number_word(int number) { return ((number > 0 ? number : -number) - 1) / 64; }

static uint64_t number_bit(int number) { return UINT64_C(1) << (((number > 0 ? number : -number) - 1) % 64); }

bool rule_numbers_has(const struct rule_numbers *numbers, int number) {
    const uint64_t *words = number > 0 ? numbers->first : numbers->last;
    return words[number_word(number)] & number_bit(number);
}

void rule_numbers_add(struct rule_numbers *numbers, int number) {
    uint64_t *words = number > 0 ? numbers->first : numbers->last;
    words[number_word(number)] |= number_bit(number);
}

bool rule_numbers_any(const struct rule_numbers *numbers) {
    for (int i = 0; i < 6; i++)
        if (numbers->first[i] || numbers->last[i]) return true;
    return false;
}

int rule_numbers_next(const struct rule_numbers *numbers, int after) {
    for (int n = after < 0 ? RULE_MAX_SET + 1 : after + 1; n <= RULE_MAX_SET; n++)
        if (rule_numbers_has(numbers, n)) return n;
    for (int n = after < 0 ? after + 1 : -RULE_MAX_SET; n < 0; n++)
        if (rule_numbers_has(numbers, n)) return n;
    return 0;
}

int64_t rule_until_at_most(int64_t until) { return until < RULE_LAST_UNTIL ? until : RULE_LAST_UNTIL; }

unsigned rule_numbered_weekdays(const struct rule *rule) {
    unsigned weekdays = 0;
    for (int d = 0; d < 7; d++)
        if (rule_numbers_any(&rule->nth[d])) weekdays |= 1U << d;
    return weekdays;
}

bool rule_weekdays_run(unsigned weekdays, int *first, int *last) {
    int from = 1, to = 7;
    while (from <= 7 && !(weekdays >> from % 7 & 1)) from++;
    while (to > from && !(weekdays >> to % 7 & 1)) to--;
    for (int i = from; i <= to; i++)
        if (!(weekdays >> i % 7 & 1)) return false;
    *first = from % 7;
    *last = to % 7;
    return to - from >= 2;
}

/* Puts the place in front of the reason that is in ps->err. Always false. */
static bool fail_at(struct parser *ps, const char *at) {
    size_t column = (size_t)(at - ps->text) + ps->skipped + 1;
    if (ps->column) *ps->column = column;
    /* TRANSLATORS: in front of what is wrong at this place of a recurrence rule */
    err_context(ps->err, _("column %zu"), column);
    return false;
}

static size_t item_length(const char *p) { return strcspn(p, ",;"); }

static bool read_number(struct parser *ps, enum part part, const char *p, int min, int max, int *value) {
    char digits[8];
    size_t len = item_length(p), sign = min < 0 && *p == '+' && isdigit((unsigned char)p[1]);
    int64_t number;
    if (len >= sizeof digits) len = sizeof digits - 1; /* too long for any of ours: refused below */
    memcpy(digits, p + sign, len - sign);
    digits[len - sign] = '\0';
    if (len == item_length(p) && parse_int(digits, min, max, &number) && number != 0) {
        *value = (int)number;
        return true;
    }
    if (min < 0)
        err_set(ps->err, WS_DATA, _("%s takes numbers from 1 to %d and from -1 to -%d"), part_names[part], max, max);
    else
        err_set(ps->err, WS_DATA, _("%s takes a number from %d to %d"), part_names[part], min, max);
    return fail_at(ps, p);
}

static bool read_weekday(struct parser *ps, const char *p, size_t len, const char *item, int *weekday) {
    for (*weekday = 0; *weekday < 7; (*weekday)++)
        if (len == 2 && !strncmp(p, weekday_names[*weekday], 2)) return true;
    err_set(ps->err, WS_DATA, _("\"%.*s\" is not a weekday: use MO TU WE TH FR SA SU"), (int)item_length(item), item);
    return fail_at(ps, item);
}

/* MO, 2MO, +2MO, -1MO */
static bool read_byday(struct parser *ps, const char *item) {
    const char *p = item + (*item == '+' || *item == '-');
    int number = 0, weekday;
    for (int digits = 0; isdigit((unsigned char)*p) && digits < 3; digits++, p++) number = number * 10 + (*p - '0');
    bool has_number = p > item;
    if (!read_weekday(ps, p, item_length(p), item, &weekday)) return false;
    if (!has_number) {
        ps->rule->weekdays |= 1U << weekday;
        return true;
    }
    if (number < 1 || number > 53) {
        err_set(ps->err, WS_DATA, _("a weekday of BYDAY takes numbers from 1 to %d and from -1 to -%d"), 53, 53);
        return fail_at(ps, item);
    }
    rule_numbers_add(&ps->rule->nth[weekday], *item == '-' ? -number : number);
    return true;
}

static bool read_freq(struct parser *ps, const char *p) {
    size_t len = item_length(p);
    for (unsigned i = 0; i < 4; i++)
        if (len == strlen(freq_names[i]) && !strncmp(p, freq_names[i], len)) {
            ps->rule->freq = (enum rule_freq)i;
            return true;
        }
    err_set(ps->err, WS_DATA, _("FREQ=%.*s cannot be used: it must be DAILY, WEEKLY, MONTHLY or YEARLY"), (int)len, p);
    return fail_at(ps, p);
}

/* 20261231T235959Z */
static bool read_until(struct parser *ps, const char *p) {
    char text[CLOCK_DB_SIZE];
    if (item_length(p) == 16 && p[8] == 'T' && p[15] == 'Z') {
        snprintf(text, sizeof text, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s", p, p + 4, p + 6, p + 9, p + 11, p + 13);
        if (clock_parse_db(text, &ps->rule->until)) {
            ps->rule->has_until = true;
            return true;
        }
    }
    err_set(ps->err, WS_DATA, _("UNTIL takes a time in UTC such as 20261231T235959Z"));
    return fail_at(ps, p);
}

static bool read_item(struct parser *ps, enum part part, const char *p) {
    struct rule *rule = ps->rule;
    int number;
    switch (part) {
    case PART_FREQ: return read_freq(ps, p);
    case PART_INTERVAL: return read_number(ps, part, p, 1, RULE_MAX_INTERVAL, &rule->interval);
    case PART_COUNT: return read_number(ps, part, p, 1, RULE_MAX_COUNT, &rule->count);
    case PART_UNTIL: return read_until(ps, p);
    case PART_WKST: return read_weekday(ps, p, item_length(p), p, &rule->week_start);
    case PART_BYDAY: return read_byday(ps, p);
    case PART_BYMONTH:
        if (!read_number(ps, part, p, 1, 12, &number)) return false;
        rule->months |= 1U << number;
        return true;
    case PART_BYMONTHDAY:
        if (!read_number(ps, part, p, -31, 31, &number)) return false;
        rule_numbers_add(&rule->month_days, number);
        return true;
    case PART_BYYEARDAY:
    case PART_BYSETPOS:
        if (!read_number(ps, part, p, -RULE_MAX_SET, RULE_MAX_SET, &number)) return false;
        rule_numbers_add(part == PART_BYYEARDAY ? &rule->year_days : &rule->positions, number);
        return true;
    case PARTS: break;
    }
    return false;
}

/* One NAME=VALUE; moves *p behind it. */
static bool read_part(struct parser *ps, const char **p) {
    const char *name = *p;
    size_t len = strcspn(name, "=;");
    unsigned part = 0;
    while (part < PARTS && (len != strlen(part_names[part]) || strncmp(name, part_names[part], len) != 0)) part++;
    if (len == 0) {
        err_set(ps->err, WS_DATA, _("a part is empty"));
        return fail_at(ps, name);
    }
    if (part == PARTS) {
        err_set(ps->err, WS_DATA, _("\"%.*s\" cannot be used; the parts of a rule are %s"), (int)len, name, PART_NAMES);
        return fail_at(ps, name);
    }
    if (ps->values[part]) {
        err_set(ps->err, WS_DATA, _("%s is there twice"), part_names[part]);
        return fail_at(ps, name);
    }
    bool is_list = part >= PART_BYMONTH && part <= PART_BYSETPOS;
    *p = name + len;
    ps->values[part] = *p + (**p == '=');
    do {
        const char *item = *p + (**p != '\0' && **p != ';');
        size_t item_len = item_length(item);
        if (item_len == 0) {
            err_set(ps->err, WS_DATA, _("a value of %s is missing"), part_names[part]);
            return fail_at(ps, item);
        }
        if (!read_item(ps, (enum part)part, item)) return false;
        *p = item + item_len;
    } while (**p == ',' && is_list);
    if (**p != ',') return true;
    err_set(ps->err, WS_DATA, _("%s takes one value"), part_names[part]);
    return fail_at(ps, *p);
}

static bool refuse(struct parser *ps, enum part part, const char *reason) {
    err_set(ps->err, WS_DATA, "%s", _(reason));
    return fail_at(ps, ps->values[part]);
}

/* What the parts say of each other: RFC 5545 section 3.3.10. */
static bool check_parts(struct parser *ps) {
    const struct rule *rule = ps->rule;
    const char *const *has = ps->values;
    if (!has[PART_FREQ]) {
        err_set(ps->err, WS_DATA, _("FREQ is missing"));
        return fail_at(ps, ps->text + strlen(ps->text));
    }
    if (has[PART_COUNT] && has[PART_UNTIL])
        return refuse(ps, has[PART_COUNT] > has[PART_UNTIL] ? PART_COUNT : PART_UNTIL,
                      N_("COUNT and UNTIL exclude each other"));
    if (has[PART_BYMONTHDAY] && rule->freq == RULE_WEEKLY)
        return refuse(ps, PART_BYMONTHDAY, N_("BYMONTHDAY cannot be used with FREQ=WEEKLY"));
    if (has[PART_BYYEARDAY] && rule->freq != RULE_YEARLY)
        return refuse(ps, PART_BYYEARDAY, N_("BYYEARDAY can be used with FREQ=YEARLY only"));
    bool of_year = rule->freq == RULE_YEARLY && !has[PART_BYMONTH];
    for (int d = 0; d < 7; d++) {
        if (!rule_numbers_any(&rule->nth[d])) continue;
        if (rule->freq != RULE_MONTHLY && rule->freq != RULE_YEARLY)
            return refuse(ps, PART_BYDAY, N_("a weekday with a number needs FREQ=MONTHLY or YEARLY"));
        for (int n = 0; !of_year && (n = rule_numbers_next(&rule->nth[d], n)) != 0;)
            if (n > 5 || n < -5) return refuse(ps, PART_BYDAY, N_("no month has more than five of a weekday"));
    }
    if (has[PART_BYSETPOS] && !has[PART_BYMONTH] && !has[PART_BYMONTHDAY] && !has[PART_BYYEARDAY] && !has[PART_BYDAY])
        return refuse(ps, PART_BYSETPOS, N_("BYSETPOS needs another BY part to choose from"));
    return true;
}

bool rule_parse(const char *text, struct rule *rule, size_t *column, struct err *err) {
    struct parser ps = {.rule = rule, .column = column, .err = err};
    *rule = (struct rule){.interval = 1, .week_start = 1};
    if (!strncasecmp(text, "RRULE:", 6)) ps.skipped = 6;
    text += ps.skipped;
    for (size_t i = 0; text[i]; i++) {
        if (i == RULE_MAX_LENGTH) {
            err_set(err, WS_DATA, _("a rule has at most %d characters"), RULE_MAX_LENGTH);
            return fail_at(&ps, ps.text + i);
        }
        ps.text[i] = (char)(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 'a' + 'A' : text[i]);
    }
    const char *p = ps.text;
    for (;; p++) {
        if (!read_part(&ps, &p)) return false;
        if (!*p) return check_parts(&ps);
    }
}

static void print_numbers(struct buf *out, char *separator, const struct rule_numbers *numbers, const char *suffix) {
    for (int n = 0; (n = rule_numbers_next(numbers, n)) != 0; *separator = ',')
        buf_addf(out, "%c%d%s", *separator, n, suffix);
}

static void print_list(struct buf *out, enum part part, const struct rule_numbers *numbers) {
    char separator = '=';
    if (!rule_numbers_any(numbers)) return;
    buf_addf(out, ";%s", part_names[part]);
    print_numbers(out, &separator, numbers, "");
}

static void print_weekdays(struct buf *out, const struct rule *rule) {
    char separator = '=';
    for (int i = 1; i <= 7; i++) {
        int d = i % 7; /* Monday first */
        if (separator == '=' && (rule->weekdays >> d & 1 || rule_numbers_any(&rule->nth[d]))) buf_add(out, ";BYDAY");
        if (rule->weekdays >> d & 1) {
            buf_addf(out, "%c%s", separator, weekday_names[d]);
            separator = ',';
        }
        print_numbers(out, &separator, &rule->nth[d], weekday_names[d]);
    }
}

void rule_print(const struct rule *rule, struct buf *out) {
    buf_addf(out, "FREQ=%s", freq_names[rule->freq]);
    if (rule->interval != 1) buf_addf(out, ";INTERVAL=%d", rule->interval);
    struct rule_numbers months = {.first = {rule->months >> 1}};
    print_list(out, PART_BYMONTH, &months);
    print_list(out, PART_BYMONTHDAY, &rule->month_days);
    print_list(out, PART_BYYEARDAY, &rule->year_days);
    print_weekdays(out, rule);
    print_list(out, PART_BYSETPOS, &rule->positions);
    if (rule->week_start != 1) buf_addf(out, ";WKST=%s", weekday_names[rule->week_start]);
    if (rule->count) buf_addf(out, ";COUNT=%d", rule->count);
    if (rule->has_until) {
        struct civil c = civil_from_seconds(rule->until);
        buf_addf(out, ";UNTIL=%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, c.hour, c.minute, c.second);
    }
}

bool rule_parse_time(const char *text, int *seconds, struct err *err) {
    char full[CLOCK_DB_SIZE] = "1970-01-01 00:00:00";
    size_t len = strlen(text);
    int64_t t;
    if (len == 5 || len == 8) {
        memcpy(full + 11, text, len);
        if (clock_parse_db(full, &t)) {
            *seconds = (int)t;
            return true;
        }
    }
    err_set(err, WS_DATA, _("\"%s\" is not a time of day; write it as 19:00 or 19:00:00"), text);
    return false;
}

void rule_print_time(int seconds, struct buf *out) {
    buf_addf(out, "%02d:%02d", seconds / 3600, seconds % 3600 / 60);
    if (seconds % 60) buf_addf(out, ":%02d", seconds % 60);
}
