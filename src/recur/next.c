/* Next dates: see next.h. */
#include "recur/next.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "recur/when.h"

enum { DAY_SECONDS = 86400 };

static void add_offset(struct buf *out, int offset) {
    int minutes = abs(offset) / 60;
    buf_addf(out, "UTC%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void add_mark(struct buf *out, const struct rule_iter *it, int64_t at, int before) {
    struct zone_local local = zone_utc_to_local(it->zone, at);
    enum zone_kind kind = ZONE_PLAIN;
    int64_t day = local.seconds - (local.seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
    if (day + it->time_of_day > local.seconds) day -= DAY_SECONDS; /* a gap moved it over midnight */
    if (zone_local_to_utc(it->zone, day + it->time_of_day, &kind) != at) kind = ZONE_PLAIN;
    if (local.offset != before) {
        add_offset(out, before);
        buf_add(out, " -> ");
        add_offset(out, local.offset);
    }
    if (kind == ZONE_PLAIN) return;
    if (out->len > 0) buf_add(out, ", ");
    buf_add(out, kind == ZONE_GAP ? _("the clocks jump over the time: later by the gap")
                                  : _("the time comes twice: the first of them"));
}

void next_start(struct next_dates *n, const struct recurrence *r, int64_t anchor, int64_t after) {
    recurrence_start(&n->it, r, anchor);
    n->after = after;
    n->offset = zone_utc_to_local(r->zone, after).offset;
}

bool next_date(struct next_dates *n, int64_t *at, struct buf *mark) {
    do {
        if (!rule_iter_next(&n->it, at)) return false;
    } while (*at <= n->after);
    if (mark) add_mark(mark, &n->it, *at, n->offset);
    n->offset = zone_utc_to_local(n->it.zone, *at).offset;
    return true;
}

void next_add_lines(struct buf *out, const struct recurrence *r, int64_t anchor, int64_t after, int most,
                    size_t indent) {
    struct next_dates n;
    struct buf mark = {0};
    int64_t at;
    next_start(&n, r, anchor, after);
    for (; most > 0 && next_date(&n, &at, &mark); most--) {
        buf_add_repeat(out, ' ', indent);
        when_add_date(out, at, r->zone);
        if (mark.len > 0) buf_addf(out, "  %s", buf_str(&mark));
        buf_add_char(out, '\n');
        buf_truncate(&mark, 0);
    }
    buf_free(&mark);
}
