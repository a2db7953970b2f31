/* See rule_short.h. It reads only what it can say; anything else in the rule makes it give up. */
#include "ui/rule_short.h"

#include <stdbool.h>
#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/parse.h"
#include "recur/when.h"

enum { WEEKDAYS = 0x1F /* Monday to Friday */, PIECE_SIZE = 64 };

struct rule {
    char freq; /* D, W, M, Y */
    int64_t interval;
    unsigned days;   /* bit 0 = Monday */
    int64_t ordinal; /* of the one day: 1FR, -1SU */
    int64_t month_day;
};

/* The next piece of a list; one that is too long is given empty, which is nothing known. */
static bool next_piece(const char **at, char separator, char piece[PIECE_SIZE]) {
    const char end[] = {separator, 0};
    if (!**at) return false;
    size_t len = strcspn(*at, end);
    size_t kept = len < PIECE_SIZE ? len : 0;
    memcpy(piece, *at, kept);
    piece[kept] = 0;
    *at += len + ((*at)[len] != 0);
    return true;
}

static bool read_day(struct rule *r, char *text) {
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    size_t len = strlen(text);
    if (len < 2) return false;
    bool first = r->days == 0;
    for (unsigned i = 0; i < 7; i++)
        if (!strcmp(text + len - 2, names[i])) r->days |= 1U << i;
    text[len - 2] = 0;
    if (!*text) return r->days && r->ordinal == 0;
    return first && parse_int(*text == '+' ? text + 1 : text, -5, 5, &r->ordinal);
}

static bool read_days(struct rule *r, const char *list) {
    char day[PIECE_SIZE];
    while (next_piece(&list, ',', day))
        if (!read_day(r, day)) return false;
    return r->days != 0;
}

static bool read_part(struct rule *r, const char *name, const char *value) {
    if (!strcmp(name, "FREQ")) {
        r->freq = *value;
        return *value && strchr("DWMY", *value) != NULL;
    }
    if (!strcmp(name, "INTERVAL")) return parse_int(value, 1, 1000, &r->interval);
    if (!strcmp(name, "BYDAY")) return read_days(r, value);
    if (!strcmp(name, "BYMONTHDAY")) return parse_int(value, -31, 31, &r->month_day);
    return !strcmp(name, "WKST") || !strcmp(name, "COUNT") || !strcmp(name, "UNTIL");
}

static bool read_rule(struct rule *r, const char *text) {
    char part[PIECE_SIZE];
    *r = (struct rule){.interval = 1};
    while (next_piece(&text, ';', part)) {
        char *value = strchr(part, '=');
        if (!value) return false;
        *value++ = 0;
        if (!read_part(r, part, value)) return false;
    }
    return r->freq != 0;
}

static void add_days(struct buf *out, unsigned days) {
    /* TRANSLATORS: seven weekdays as short as they can be, from Monday, with blanks between */
    const char *names = _("Mo Tu We Th Fr Sa Su");
    if (days == WEEKDAYS) {
        when_add_word(out, names, 0);
        buf_add(out, gate_is_utf8() ? "–" : "-");
        when_add_word(out, names, 4);
        return;
    }
    bool any = false;
    for (int i = 0; i < 7; i++) {
        if (!(days & 1U << i)) continue;
        if (any) buf_add_char(out, ',');
        when_add_word(out, names, i);
        any = true;
    }
}

static void add_ordinal(struct buf *out, int64_t ordinal) {
    /* TRANSLATORS: "last", then first to fifth, as in "1st Fr" (the first Friday of the month) */
    when_add_word(out, _("last 1st 2nd 3rd 4th 5th"), ordinal < 0 ? 0 : (int)ordinal);
    buf_add_char(out, ' ');
}

static bool add_rule(struct buf *out, const struct rule *r) {
    int interval = (int)r->interval;
    switch (r->freq) {
    case 'D':
        if (r->days || r->month_day) return false;
        if (interval == 1)
            buf_add(out, _("daily"));
        else /* TRANSLATORS: every n days, as short as can be */
            buf_addf(out, _("every %d d"), interval);
        return true;
    case 'W':
        if (r->month_day || r->ordinal) return false;
        if (interval > 1) /* TRANSLATORS: every n weeks, as short as can be; the days follow */
            buf_addf(out, _("%d wk "), interval);
        if (r->days)
            add_days(out, r->days);
        else
            buf_add(out, _("weekly"));
        return true;
    case 'M':
        if (interval > 1 || r->ordinal < -1 || (r->days != 0) == (r->month_day != 0)) return false;
        if (r->days && !r->ordinal) return false;
        if (r->days) {
            add_ordinal(out, r->ordinal);
            add_days(out, r->days);
        } else { /* TRANSLATORS: the day of the month */
            buf_addf(out, _("day %d"), (int)r->month_day);
        }
        return true;
    default: return false;
    }
}

void rule_short_add(struct buf *out, const char *rrule) {
    struct rule r;
    size_t before = out->len;
    if (read_rule(&r, rrule) && add_rule(out, &r)) return;
    buf_truncate(out, before);
    buf_add(out, rrule);
}
