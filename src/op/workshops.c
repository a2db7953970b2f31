/* Workshops as the operations see them: see workshops.h. */
#include "op/workshops.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* The columns of workshops_read. */
enum {
    COL_ID,
    COL_SERIES_ID,
    COL_HOST_ID,
    COL_TITLE,
    COL_STATUS,
    COL_SCHEDULED_AT,
    COL_STARTED,
    COL_ENDED,
    COL_CHANNEL,
    COL_RECORDING,
    COL_SERIES_ZONE,
    COL_HOST_ZONE,
    COL_SERIES_ACTIVE,
    COL_ATTENDEE_COUNT,
    COL_CREATED_AT,
    COL_UPDATED_AT
};

static char *cell_dup(const struct rows *r, size_t row, size_t column) {
    const char *text = rows_text(r, row, column);
    return text ? mem_dup(text) : NULL;
}

/* A zone that is not known counts as none. */
static const struct zone *zone_of(const struct rows *r, size_t row) {
    for (size_t column = COL_SERIES_ZONE; column <= COL_HOST_ZONE; column++) {
        const char *name = rows_text(r, row, column);
        struct err ignored = {0};
        const struct zone *zone = name ? zone_get(name, &ignored) : NULL;
        err_free(&ignored);
        if (zone) return zone;
    }
    return zone_utc();
}

static void workshop_add(void *arg, const struct rows *r, size_t i) {
    struct workshops *out = arg;
    out->items = mem_grow(out->items, &out->cap, out->count + 1, sizeof *out->items);
    struct workshop *w = &out->items[out->count++];
    *w = (struct workshop){
        .id = rows_int(r, i, COL_ID),
        .series_id = rows_int(r, i, COL_SERIES_ID),
        .host_id = rows_int(r, i, COL_HOST_ID),
        .title = cell_dup(r, i, COL_TITLE),
        .status = cell_dup(r, i, COL_STATUS),
        .scheduled_text = cell_dup(r, i, COL_SCHEDULED_AT),
        .started_text = cell_dup(r, i, COL_STARTED),
        .ended_text = cell_dup(r, i, COL_ENDED),
        .agora_channel = cell_dup(r, i, COL_CHANNEL),
        .recording_url = cell_dup(r, i, COL_RECORDING),
        .zone = zone_of(r, i),
        .series_active = rows_int(r, i, COL_SERIES_ACTIVE) != 0,
        .attendee_count = rows_int(r, i, COL_ATTENDEE_COUNT),
    };
    rows_time(r, i, COL_SCHEDULED_AT, &w->scheduled_at);
    rows_time(r, i, COL_CREATED_AT, &w->created_at);
    rows_time(r, i, COL_UPDATED_AT, &w->updated_at);
}

bool workshops_read(struct session *s, const struct ids *ids, struct workshops *out, struct err *err) {
    if (s->locking && !ids_lock(s->conn, "workshops", ids, err)) return false;
    if (!ids_query(s->conn,
                   "SELECT w.id, w.series_id, w.host_id, w.title, w.status, w.scheduled_at, w.actual_started_at,"
                   " w.actual_ended_at, w.agora_channel, w.recording_url, s.timezone, {h.timezone}, s.is_active,"
                   " w.attendee_count, w.created_at, w.updated_at"
                   " FROM workshops w JOIN users h ON h.id = w.host_id"
                   " LEFT JOIN workshop_series s ON s.id = w.series_id WHERE w.id",
                   ids, "ORDER BY w.id", workshop_add, out, err))
        return false;
    for (size_t i = 0; i < ids->count; i++)
        if (i >= out->count || out->items[i].id != ids->items[i])
            return err_set(err, WS_DATA, _("there is no workshop #%lld"), (long long)ids->items[i]);
    return true;
}

void workshops_free(struct workshops *w) {
    for (size_t i = 0; i < w->count; i++) {
        struct workshop *o = &w->items[i];
        char *const texts[] = {o->title,      o->status,        o->scheduled_text, o->started_text,
                               o->ended_text, o->agora_channel, o->recording_url};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
    }
    free(w->items);
    *w = (struct workshops){0};
}

bool workshop_is(const struct workshop *w, const char *status) { return !strcmp(w->status, status); }

bool workshop_is_on(const struct workshop *w) { return !workshop_is(w, "cancelled") && !workshop_is(w, "ended"); }

int workshop_by_time(const void *a, const void *b) {
    const struct workshop *x = *(struct workshop *const *)a, *y = *(struct workshop *const *)b;
    if (x->scheduled_at != y->scheduled_at) return x->scheduled_at > y->scheduled_at ? 1 : -1;
    if (workshop_is_on(x) != workshop_is_on(y)) return workshop_is_on(x) ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

struct plan_row *workshop_add_row(struct plan *p, const struct workshop *w) {
    struct plan_row *row = plan_add_row(p, ENTITY_WORKSHOP, w->id, w->title);
    plan_row_saw(row, "status", w->status);
    plan_row_saw(row, "scheduled_at", w->scheduled_text);
    return row;
}

char *workshops_title(const char *verb, const int64_t *ids, size_t count) {
    /* TRANSLATORS: the title of a plan: "cancel #1234" */
    if (count == 1) return mem_format(_("%s #%lld"), verb, (long long)ids[0]);
    /* TRANSLATORS: the title of a plan: "cancel 7 workshops" */
    return mem_format(P_("%s %lu workshop", "%s %lu workshops", count), verb, (unsigned long)count);
}
