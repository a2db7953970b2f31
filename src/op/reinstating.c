/* Workshops whose cancellation is taken back: see reinstating.h. */
#include "op/reinstating.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/seats.h"

enum { LIVE_AGAIN_SECONDS = 3600 };

static const struct notice_kind on_again_kind = {"updated", "workshop_updated", PEOPLE_ATTENDEES_AND_HOST};

struct reinstating *reinstating_new(int64_t now, const char *words) {
    struct reinstating *d = mem_zero(1, sizeof *d);
    d->now = now;
    d->words = words;
    return d;
}

void reinstating_free(void *reinstating) {
    struct reinstating *d = reinstating;
    notices_free(&d->notices);
    workshops_free(&d->workshops);
    ids_free(&d->scheduled);
    ids_free(&d->live);
    free(d);
}

/* Marks a row that cannot be taken back, or needs not. */
static void check_row(const struct reinstating *d, const struct workshop *w, bool was_live, struct plan_row *row) {
    int64_t ended = 0;
    if (workshop_is(w, "ended"))
        plan_row_skip(row, true, mem_dup(_("has ended: it was not cancelled")));
    else if (!workshop_is(w, "cancelled"))
        plan_row_skip(row, false, mem_dup(_("is not cancelled")));
    else if (!was_live && w->scheduled_at <= d->now)
        plan_row_skip(row, true, mem_dup(_("its time has passed")));
    else if (was_live && (!clock_parse_db(w->ended_text, &ended) || d->now - ended > LIVE_AGAIN_SECONDS))
        plan_row_skip(row, true, mem_dup(_("was live, more than an hour ago")));
}

static void add_row(struct reinstating *d, const struct workshop *w, const char *key_end, struct plan *p) {
    bool was_live = w->started_text && w->ended_text;
    struct plan_row *row = workshop_add_row(p, w);
    if (was_live) plan_row_saw(row, "actual_ended_at", w->ended_text);
    check_row(d, w, was_live, row);
    if (row->skipped) return;
    plan_row_change(row, "status", w->status, was_live ? "live" : "scheduled");
    if (was_live) {
        plan_row_change(row, "actual_ended_at", w->ended_text, NULL);
        plan_row_note(row, mem_dup(_("who was inside when it was cancelled: left -> joined")));
    }
    if (!w->agora_channel) {
        char *channel = mem_format("workshop-%lld", (long long)w->id);
        plan_row_change(row, "agora_channel", NULL, channel);
        free(channel);
    }
    if (w->series_id != 0 && !w->series_active)
        plan_row_note(row, mem_format(_("series #%lld stays stopped"), (long long)w->series_id));
    ids_add(was_live ? &d->live : &d->scheduled, w->id);
    notices_add(&d->notices, &on_again_kind, w, TEXT_ON_AGAIN, key_end, d->words, false);
}

bool reinstating_add(struct session *s, struct reinstating *d, const struct ids *ids, struct plan *p, struct err *err) {
    if (!workshops_read(s, ids, &d->workshops, err)) return false;
    char *key_end = mem_format(":%lld", (long long)p->made_at);
    for (size_t i = 0; i < d->workshops.count; i++) add_row(d, &d->workshops.items[i], key_end, p);
    free(key_end);
    return notices_plan(s, &d->notices, p, err);
}

/* The channel comes back where cancelling took it. */
static const char set_channel[] = "agora_channel = COALESCE(agora_channel, CONCAT('workshop-', id)), updated_at = ";

static void fill_scheduled(struct sql *q, const void *arg) {
    sql_addf(q, "UPDATE workshops SET status = 'scheduled', %s", set_channel);
    sql_time(q, ((const struct reinstating *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

static void fill_live(struct sql *q, const void *arg) {
    sql_addf(q, "UPDATE workshops SET status = 'live', actual_ended_at = NULL, %s", set_channel);
    sql_time(q, ((const struct reinstating *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

/* Who was inside when it was cancelled left at the moment of its end. */
static bool write_joined(struct session *s, const struct reinstating *d, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < d->workshops.count; i++) {
        const struct workshop *w = &d->workshops.items[i];
        if (!ids_has(&d->live, w->id)) continue;
        struct sql q = {0};
        sql_add(&q, "UPDATE workshop_attendees SET status = 'joined', left_at = NULL, updated_at = ");
        sql_time(&q, d->now);
        sql_add(&q, " WHERE status = 'left' AND workshop_id = ");
        sql_int(&q, w->id);
        sql_add(&q, " AND left_at = ");
        sql_text(&q, w->ended_text);
        ok = conn_exec(s->conn, &q, NULL, err);
        sql_free(&q);
    }
    return ok;
}

/* Who was taken out meanwhile no longer counts. */
bool reinstating_write(struct session *s, const struct reinstating *d, struct plan_result *result, struct err *err) {
    return ids_update(s, fill_live, d, &d->live, &result->rows_changed, err) &&
           ids_update(s, fill_scheduled, d, &d->scheduled, &result->rows_changed, err) &&
           seats_count(s, &d->scheduled, d->now, err) && write_joined(s, d, err) &&
           notices_send(s, &d->notices, &result->told, err);
}
