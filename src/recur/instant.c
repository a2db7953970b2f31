/* Instants as people write them: see instant.h. */
#include "recur/instant.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "recur/zone.h"

/* Reads exactly two digits at *p. */
static bool two_digits(const char **p, int *value) {
    const char *s = *p;
    if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9') return false;
    *value = (s[0] - '0') * 10 + (s[1] - '0');
    *p += 2;
    return true;
}

static bool read_date(const char **p, struct civil *c) {
    int century;
    if (!two_digits(p, &century) || !two_digits(p, &c->year) || *(*p)++ != '-' || !two_digits(p, &c->month) ||
        *(*p)++ != '-' || !two_digits(p, &c->day))
        return false;
    c->year += century * 100;
    return c->month >= 1 && c->month <= 12 && c->day >= 1 && c->day <= civil_month_days(c->year, c->month);
}

static bool read_time(const char **p, struct civil *c) {
    if (**p != 'T' && **p != ' ') return true; /* a date alone is its midnight */
    ++*p;
    if (!two_digits(p, &c->hour) || *(*p)++ != ':' || !two_digits(p, &c->minute)) return false;
    if (**p == ':' && (++*p, !two_digits(p, &c->second))) return false;
    return c->hour < 24 && c->minute < 60 && c->second < 60;
}

/* Z or ±HH:MM up to the end; *given stays false when there is nothing. */
static bool read_offset(const char *p, bool *given, int *offset) {
    int hours, minutes;
    *given = *p != '\0';
    *offset = 0;
    if (!*p || !strcmp(p, "Z")) return true;
    bool west = *p == '-';
    if (*p != '+' && *p != '-') return false;
    ++p;
    if (!two_digits(&p, &hours) || *p++ != ':' || !two_digits(&p, &minutes) || *p || hours > 15 || minutes > 59)
        return false;
    *offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

bool instant_parse(const char *text, const struct zone *zone, int64_t *utc, struct err *err) {
    struct civil c = {0};
    bool given;
    int offset;
    const char *p = text;
    if (!read_date(&p, &c) || !read_time(&p, &c) || !read_offset(p, &given, &offset)) {
        err_set(err, WS_USAGE, _("%s is not a time"), text);
        err_hint(err, "%s", _("write 2026-11-30, 2026-11-30 19:00 or 2026-11-30T19:00:00Z"));
        return false;
    }
    int64_t local = civil_to_seconds(&c);
    enum zone_kind kind = ZONE_PLAIN;
    *utc = given ? local - offset : zone_local_to_utc(zone, local, &kind);
    if (kind == ZONE_GAP)
        return err_set(err, WS_USAGE, _("%s does not exist in %s: the clock jumps over it"), text, zone_name(zone));
    if (kind == ZONE_OVERLAP) {
        err_set(err, WS_USAGE, _("%s comes twice in %s"), text, zone_name(zone));
        err_hint(err, "%s", _("add its offset, as in 2026-11-01T01:30:00-05:00"));
        return false;
    }
    return true;
}
