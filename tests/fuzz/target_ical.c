/* Calendars: what is taken as a series has a rule and a time that can be used, what is not says why; and what is
 * written of it is read again. */
#include <stdlib.h>

#include "fuzz.h"
#include "recur/ical.h"

enum { NOW = 1793750400 };

static void check_series(const struct ical_series *s) {
    struct recurrence r;
    struct buf out = {0};
    struct ical_list again = {0};
    if (s->refused) return;
    if (!s->rrule || !recurrence_read(&r, s->rrule, s->time_of_day, zone_name(s->zone), NULL)) abort();
    const struct ical_event event = {.uid = "1",
                                     .title = s->title ? s->title : "",
                                     .description = s->description,
                                     .start = s->start,
                                     .minutes = s->minutes,
                                     .zone = s->zone,
                                     .rule = &r.rule,
                                     .exdates = s->exdates,
                                     .exdate_count = s->exdate_count};
    if (!ical_write(&out, &event, 1, NOW, NOW, NULL)) abort();
    if (!ical_read(buf_str(&out), out.len, zone_utc(), &again, NULL) || again.count != 1) abort();
    ical_list_free(&again);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct ical_list list = {0};
    struct err err = {0};
    bool ok = ical_read((const char *)data, size, zone_utc(), &list, &err);
    if (!ok && err.code != WS_DATA) abort();
    for (size_t i = 0; i < list.count; i++) check_series(&list.items[i]);
    ical_list_free(&list);
    err_free(&err);
    return 0;
}
