/* Instants in words: see when.h. */
#include "recur/when.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* By enum when_language. */
static const char *const weekdays_sent[] = {"Sun Mon Tue Wed Thu Fri Sat", "dom lun mar mié jue vie sáb"};
static const char *const months_sent[] = {"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
                                          "ene feb mar abr may jun jul ago sep oct nov dic"};

void when_add_word(struct buf *out, const char *words, int number) {
    for (; number > 0; number--) {
        words += strcspn(words, " ");
        words += strspn(words, " ");
    }
    buf_add_len(out, words, strcspn(words, " "));
}

static void add_weekday(struct buf *out, const struct civil *c) {
    /* TRANSLATORS: seven short names of weekdays, with blanks between, as in "Tue 20:00" */
    when_add_word(out, _("Sun Mon Tue Wed Thu Fri Sat"), c->weekday);
}

static void add_day_month(struct buf *out, const struct civil *c) {
    struct buf month = {0};
    /* TRANSLATORS: twelve short names of months, with blanks between, as in "30 Nov 19:00" */
    when_add_word(&month, _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"), c->month - 1);
    /* TRANSLATORS: day and month, as in "30 Nov" */
    buf_addf(out, _("%1$d %2$s"), c->day, buf_str(&month));
    buf_free(&month);
}

static void add_time(struct buf *out, const struct civil *c) { buf_addf(out, "%02d:%02d", c->hour, c->minute); }

static struct civil civil_at(int64_t utc, const struct zone *zone) {
    return civil_from_seconds(zone_utc_to_local(zone, utc).seconds);
}

void when_add(struct buf *out, int64_t utc, const struct zone *zone, enum when_language language) {
    struct civil c = civil_at(utc, zone);
    when_add_word(out, weekdays_sent[language], c.weekday);
    buf_addf(out, " %d ", c.day);
    when_add_word(out, months_sent[language], c.month - 1);
    buf_addf(out, " %d %02d:%02d (%s)", c.year, c.hour, c.minute, zone_name(zone));
}

void when_add_date(struct buf *out, int64_t utc, const struct zone *zone) {
    struct civil c = civil_at(utc, zone);
    add_weekday(out, &c);
    buf_add_char(out, ' ');
    add_day_month(out, &c);
    buf_addf(out, " %d ", c.year);
    add_time(out, &c);
}

void when_add_clock(struct buf *out, int64_t utc, const struct zone *zone) {
    struct civil c = civil_at(utc, zone);
    add_weekday(out, &c);
    buf_add_char(out, ' ');
    add_day_month(out, &c);
    buf_add_char(out, ' ');
    add_time(out, &c);
}

void when_add_short(struct buf *out, int64_t utc, int64_t now, const struct zone *zone) {
    int64_t minutes = utc / MINUTE - now / MINUTE;
    if (minutes == 0) {
        /* TRANSLATORS: in the column "When": this minute */
        buf_add(out, _("now"));
        return;
    }
    if (minutes > 0 && minutes < 60) {
        /* TRANSLATORS: in the column "When", at most 11 columns: minutes until it starts */
        buf_addf(out, _("in %dm"), (int)minutes);
        return;
    }
    struct civil c = civil_at(utc, zone), today = civil_at(now, zone);
    int64_t days = civil_days(c.year, c.month, c.day) - civil_days(today.year, today.month, today.day);
    if (days > 0 && days < 7) {
        add_weekday(out, &c);
        buf_add_char(out, ' ');
    } else if (days != 0) {
        add_day_month(out, &c);
        if (c.year != today.year) buf_addf(out, " %d", c.year);
        buf_add_char(out, ' ');
    }
    add_time(out, &c);
}

/* A length of time in its largest unit: "47m", "3h", "2d". */
static void add_length(struct buf *out, int64_t seconds) {
    if (seconds < 0) seconds = 0;
    if (seconds < HOUR) /* TRANSLATORS: a number of minutes, as short as can be */
        buf_addf(out, _("%dm"), (int)(seconds / MINUTE));
    else if (seconds < 2 * DAY)
        /* TRANSLATORS: a number of hours, as short as can be */
        buf_addf(out, _("%dh"), (int)(seconds / HOUR));
    else
        /* TRANSLATORS: a number of days, as short as can be */
        buf_addf(out, _("%dd"), (int)(seconds / DAY));
}

void when_add_live(struct buf *out, int64_t started, int64_t now) {
    struct buf length = {0};
    add_length(&length, now - started);
    /* TRANSLATORS: in the column "When", at most 11 columns: running for %s ("47m") */
    buf_addf(out, _("live %s"), buf_str(&length));
    buf_free(&length);
}

void when_add_overdue(struct buf *out, int64_t utc, int64_t now) {
    struct buf length = {0};
    add_length(&length, now - utc);
    /* TRANSLATORS: in the column "When", at most 11 columns: should have started %s ("28m") ago */
    buf_addf(out, _("%s overdue"), buf_str(&length));
    buf_free(&length);
}

void when_add_iso(struct buf *out, int64_t utc, const struct zone *zone) {
    struct zone_local local = zone_utc_to_local(zone, utc);
    char text[CLOCK_ISO_SIZE];
    clock_format_iso(local.seconds, text);
    int offset = abs(local.offset);
    buf_add_len(out, text, strlen(text) - 1); /* without its Z */
    buf_addf(out, "%c%02d:%02d", local.offset < 0 ? '-' : '+', offset / HOUR, offset % HOUR / MINUTE);
    if (offset % MINUTE) buf_addf(out, ":%02d", offset % MINUTE); /* local mean times of long ago */
}
