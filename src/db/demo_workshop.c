/* The workshops of the demo data: their state by the clock, and their rows. */
#include "db/demo_private.h"

#include <stdio.h>

#include "base/mem.h"

enum { JUST_NOW = 90 * DEMO_MINUTE }; /* what began this short a time ago would still be live */

struct demo_workshop *demo_new_workshop(struct demo *d) {
    d->workshops = mem_grow(d->workshops, &d->cap, d->count + 1, sizeof *d->workshops);
    struct demo_workshop *w = &d->workshops[d->count];
    *w = (struct demo_workshop){.id = DEMO_FIRST_WORKSHOP + (int64_t)d->count++};
    return w;
}

void demo_settle_workshop(const struct demo *d, struct demo_workshop *w) {
    int64_t lot = demo_lot(3, (uint64_t)w->id);
    if (w->scheduled > d->now) {
        bool far = w->scheduled > d->now + 4 * DEMO_DAY && w->series;
        w->status = far && lot % 25 == 0 ? DEMO_CANCELLED : DEMO_SCHEDULED;
    } else if (w->scheduled > d->now - JUST_NOW || lot % 17 == 0) {
        w->status = DEMO_CANCELLED;
    } else {
        w->status = DEMO_ENDED;
        w->started = w->scheduled + lot % 6 * DEMO_MINUTE + lot % 50;
        w->ended = w->started + (w->minutes - 5 + lot % 13) * DEMO_MINUTE;
        if (w->ended > d->now - DEMO_MINUTE) w->ended = d->now - DEMO_MINUTE;
        w->recorded = lot % 2;
    }
}

int64_t demo_created(const struct demo *d, const struct demo_workshop *w) {
    int64_t early = w->scheduled - 35 * DEMO_DAY, late = d->now - 12 * DEMO_HOUR;
    return early < late ? early : late;
}

static bool write_workshop(const struct demo *d, const struct demo_workshop *w, struct demo_insert *rows,
                           struct err *err) {
    static const char *const statuses[] = {"scheduled", "lobby", "live", "ended", "cancelled"};
    char channel[48], url[96], sid[48], resource[48];
    long long id = (long long)w->id;
    int64_t created = demo_created(d, w), touched = w->ended ? w->ended : w->started ? w->started : created;
    if (w->status == DEMO_CANCELLED) touched = (w->scheduled < d->now ? w->scheduled : d->now) - 3 * DEMO_HOUR;
    snprintf(channel, sizeof channel, "workshop-%lld", id);
    snprintf(url, sizeof url, "https://recordings.example/workshops/%lld/index.m3u8", id);
    snprintf(sid, sizeof sid, "%08x%08x", (unsigned)demo_lot(4, (uint64_t)id), (unsigned)demo_lot(5, (uint64_t)id));
    snprintf(resource, sizeof resource, "res-%08x", (unsigned)demo_lot(6, (uint64_t)id));
    demo_put_int(rows, w->id);
    demo_put_id(rows, w->series);
    demo_put_int(rows, demo_person_id(d, w->host));
    demo_put_id(rows, w->category);
    demo_put_text(rows, w->title);
    demo_put_text(rows, w->description);
    demo_put_time(rows, w->scheduled);
    demo_put_id(rows, w->minutes);
    demo_put_time(rows, w->started);
    demo_put_time(rows, w->ended);
    demo_put_text(rows, statuses[w->status]);
    demo_put_int(rows, w->is_private);
    demo_put_id(rows, w->capacity);
    demo_put_text(rows, w->recorded ? url : NULL);
    demo_put_text(rows, w->recorded ? sid : NULL);
    demo_put_text(rows, w->recorded ? resource : NULL);
    demo_put_text(rows, channel);
    demo_put_int(rows, w->guests);
    demo_put_time(rows, created);
    demo_put_time(rows, touched);
    return demo_row_end(rows, err);
}

bool demo_write_workshops(const struct demo *d, struct err *err) {
    struct demo_insert rows = {
        .c = d->c,
        .head =
            "INSERT INTO workshops (id, series_id, host_id, category_id, title, description, scheduled_at,"
            " duration_minutes, actual_started_at, actual_ended_at, status, is_private, max_capacity, recording_url,"
            " recording_sid, recording_resource_id, agora_channel, attendee_count, created_at, updated_at) VALUES"};
    bool ok = true;
    for (size_t i = 0; ok && i < d->count; i++) ok = write_workshop(d, &d->workshops[i], &rows, err);
    return demo_insert_end(&rows, ok, err);
}
