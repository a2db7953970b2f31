/* What the files of the zone reader share. Included by no one else. */
#ifndef WS_RECUR_ZONE_PRIVATE_H
#define WS_RECUR_ZONE_PRIVATE_H

#include <stddef.h>

#include "recur/zone.h"

enum {
    ZONE_ABBREV_SIZE = 16,
    ZONE_OFFSET_LOW = -25 * 3600 + 1, /* RFC 9636 section 3.2 */
    ZONE_OFFSET_HIGH = 26 * 3600 - 1
};

struct zone_type {
    int offset; /* seconds east of UTC */
    bool is_dst;
    char abbrev[ZONE_ABBREV_SIZE];
};

/* A day of every year, as in POSIX TZ. */
struct zone_day {
    enum { ZONE_DAY_JULIAN, ZONE_DAY_ZERO, ZONE_DAY_MONTH } kind; /* Jn, n, Mm.w.d */
    int month, week, day;
    int time; /* seconds of the wall clock after midnight, -167 to 167 hours */
};

/* The POSIX TZ text in a file's footer: what holds after the last transition. */
struct zone_rule {
    struct zone_type standard, daylight;
    bool has_daylight;
    struct zone_day start, end; /* of daylight saving */
};

struct zone {
    char name[ZONE_NAME_SIZE];
    size_t count; /* transitions */
    int64_t *at;  /* ascending */
    unsigned char *type_of;
    struct zone_type *types; /* types[0] holds before the first transition */
    size_t type_count;
    bool has_rule;
    struct zone_rule rule;
    struct zone *older; /* what was read before the file changed; kept, since somebody may use it */
};

/* A time in which nothing changes: start <= t < end; INT64_MIN and INT64_MAX where it does not end. */
struct zone_span {
    int64_t start, end;
    const struct zone_type *type;
};

bool zone_rule_parse(const char *text, struct zone_rule *rule);
struct zone_span zone_rule_span(const struct zone_rule *rule, int64_t utc);
bool zone_abbrev_is_valid(const char *abbrev, size_t len);

/* Fills a zone from a file's bytes. On failure nothing is left allocated and *reason says why (untranslated, N_). */
bool zone_parse(const unsigned char *bytes, size_t size, struct zone *zone, const char **reason);

#endif
