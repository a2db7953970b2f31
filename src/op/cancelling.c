/* Workshops to be cancelled and series to be stopped: see cancelling.h. */
#include "op/cancelling.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"
#include "op/hosts.h"

static const struct notice_kind cancelled_kind = {"cancelled", "workshop_cancelled", PEOPLE_ATTENDEES_AND_HOST};

struct cancelling *cancelling_new(int64_t now, bool publish_recording, const char *words) {
    struct cancelling *c = mem_zero(1, sizeof *c);
    c->now = now;
    c->publish_recording = publish_recording;
    c->words = words;
    return c;
}

struct adding {
    struct cancelling *c;
    struct plan *plan;
};

static void add_series_row(void *arg, const struct rows *r, size_t i) {
    struct adding *a = arg;
    struct plan_row *row = plan_add_row(a->plan, ENTITY_SERIES, rows_int(r, i, 0), rows_text(r, i, 1));
    plan_row_saw(row, "is_active", rows_text(r, i, 2));
    if (rows_int(r, i, 2) == 0) {
        plan_row_skip(row, false, mem_dup(_("is stopped already")));
        return;
    }
    plan_row_change(row, "is_active", "1", "0");
    ids_add(&a->c->stopped, row->id);
}

bool cancelling_add_series(struct session *s, struct cancelling *c, const struct ids *ids, struct plan *p,
                           struct err *err) {
    struct adding a = {c, p};
    return ids_query(s->conn, "SELECT s.id, s.title, s.is_active FROM workshop_series s WHERE s.id", ids,
                     "ORDER BY s.id", add_series_row, &a, err);
}

static void add_live_changes(const struct cancelling *c, const struct workshop *w, struct plan_row *row) {
    char now[CLOCK_DB_SIZE];
    clock_format_db(c->now, now);
    plan_row_change(row, "actual_ended_at", w->ended_text, now);
    if (!c->publish_recording && w->agora_channel) plan_row_change(row, "agora_channel", w->agora_channel, NULL);
}

static void add_workshop_row(struct cancelling *c, const struct workshop *w, struct plan *p) {
    struct plan_row *row = workshop_add_row(p, w);
    if (workshop_is(w, "cancelled"))
        plan_row_skip(row, false, mem_dup(_("is cancelled already")));
    else if (workshop_is(w, "ended"))
        plan_row_skip(row, true, mem_dup(_("has ended: it cannot be cancelled")));
    if (row->skipped) return;
    plan_row_change(row, "status", w->status, "cancelled");
    ids_add(&c->cancelled, w->id);
    if (workshop_is(w, "live")) {
        ids_add(&c->live, w->id);
        add_live_changes(c, w, row);
    }
    notices_add(&c->notices, &cancelled_kind, w, TEXT_CANCELLED, "", c->words, false);
}

/* A note on a live workshop: how many are in its room. */
static void add_joined(void *plan, const struct rows *r, size_t i) {
    struct plan *p = plan;
    long long joined = rows_int(r, i, 1);
    for (size_t k = 0; k < p->row_count; k++)
        if (p->rows[k].kind == ENTITY_WORKSHOP && p->rows[k].id == rows_int(r, i, 0))
            /* TRANSLATORS: joined and left are words of the status column */
            plan_row_note(&p->rows[k],
                          mem_format(P_("%lld person: joined -> left", "%lld people: joined -> left", joined), joined));
}

bool cancelling_add_workshops(struct session *s, struct cancelling *c, const struct ids *ids, struct plan *p,
                              struct err *err) {
    if (!workshops_read(s, ids, &c->workshops, err)) return false;
    for (size_t i = 0; i < c->workshops.count; i++) add_workshop_row(c, &c->workshops.items[i], p);
    return ids_query(s->conn,
                     "SELECT a.workshop_id, COUNT(*) FROM workshop_attendees a WHERE a.status = 'joined'"
                     " AND a.workshop_id",
                     &c->live, "GROUP BY a.workshop_id", add_joined, p, err);
}

void cancelling_bar_live(struct plan *p, const char *why) {
    plan_bar(p, "close-room", mem_dup(why));
    plan_bar(p, "publish-recording", mem_dup(why));
}

static void add_warnings(const struct session *s, const struct cancelling *c, struct plan *p) {
    struct err err = {0};
    if (c->live.count == 0) {
        cancelling_bar_live(p, _("none of them is live"));
        return;
    }
    if (agora_need_close(s->agora, &err))
        p->suggests = "close-room";
    else
        plan_bar(p, "close-room", mem_dup(err.text));
    err_free(&err);
    plan_warn(p, mem_dup(c->close_room ? _("Their rooms are closed afterwards: nobody can enter them for 24 hours, not"
                                           " even after reinstate.")
                                       : _("A changed row does not close a room: those inside can go on for up to an"
                                           " hour.")));
    plan_warn(p, mem_dup(c->publish_recording
                             ? _("When it ends, the platform publishes the recording and tells all attendees.")
                             : _("The recording is not published: the workshop loses its channel.")));
}

bool cancelling_finish(struct session *s, struct cancelling *c, struct plan *p, struct err *err) {
    struct buf all = {0};
    if (!notices_plan(s, &c->notices, p, err)) return false;
    add_warnings(s, c, p);
    plan_count(p);
    buf_addf(&all, P_("%lu workshop cancelled", "%lu workshops cancelled", c->cancelled.count),
             (unsigned long)c->cancelled.count);
    if (c->stopped.count > 0) {
        buf_add(&all, ", ");
        buf_addf(&all, P_("%lu series stopped", "%lu series stopped", c->stopped.count),
                 (unsigned long)c->stopped.count);
    }
    if (c->hosts.count > 0) {
        buf_add(&all, ", ");
        buf_addf(&all, P_("%lu host stopped", "%lu hosts stopped", c->hosts.count), (unsigned long)c->hosts.count);
    }
    p->in_all = buf_steal(&all);
    if (c->cancelled.count > 0)
        p->undo = mem_dup(c->live.count > 0 ? _("undo takes it back (a live one within the hour), but not the news.")
                                            : _("undo takes it back while its time is ahead, but not the news."));
    return true;
}

static void fill_stop(struct sql *q, const void *arg) {
    const struct cancelling *c = arg;
    sql_add(q, "UPDATE workshop_series SET is_active = 0, updated_at = ");
    sql_time(q, c->now);
    sql_add(q, " WHERE id IN ");
}

static void fill_cancel(struct sql *q, const void *arg) {
    const struct cancelling *c = arg;
    sql_add(q, "UPDATE workshops SET status = 'cancelled', updated_at = ");
    sql_time(q, c->now);
    sql_add(q, " WHERE id IN ");
}

static void fill_end(struct sql *q, const void *arg) {
    const struct cancelling *c = arg;
    sql_add(q, "UPDATE workshops SET actual_ended_at = ");
    sql_time(q, c->now);
    if (!c->publish_recording) sql_add(q, ", agora_channel = NULL");
    sql_add(q, " WHERE id IN ");
}

static void fill_leave(struct sql *q, const void *arg) {
    const struct cancelling *c = arg;
    sql_add(q, "UPDATE workshop_attendees SET status = 'left', left_at = ");
    sql_time(q, c->now);
    sql_add(q, ", updated_at = ");
    sql_time(q, c->now);
    sql_add(q, " WHERE status = 'joined' AND workshop_id IN ");
}

bool cancelling_write(struct session *s, const struct cancelling *c, struct plan_result *result, struct err *err) {
    int64_t *n = &result->rows_changed;
    return hosts_write(s, &c->hosts, false, n, err) && ids_update(s, fill_stop, c, &c->stopped, n, err) &&
           ids_update(s, fill_end, c, &c->live, NULL, err) && ids_update(s, fill_cancel, c, &c->cancelled, n, err) &&
           ids_update(s, fill_leave, c, &c->live, NULL, err) && notices_send(s, &c->notices, &result->told, err);
}

bool cancelling_after(struct session *s, const struct cancelling *c, struct buf *words, struct err *err) {
    struct agora_rooms rooms = {0};
    size_t closed = 0;
    for (size_t i = 0; c->close_room && i < c->workshops.count; i++) {
        const struct workshop *w = &c->workshops.items[i];
        if (ids_has(&c->live, w->id)) agora_rooms_add(&rooms, w->id, w->agora_channel);
    }
    bool ok = agora_rooms_close(s->agora, &rooms, &closed, err);
    if (closed > 0) buf_addf(words, P_("%lu room closed", "%lu rooms closed", closed), (unsigned long)closed);
    agora_rooms_free(&rooms);
    return ok;
}

void cancelling_free(void *cancelling) {
    struct cancelling *c = cancelling;
    notices_free(&c->notices);
    workshops_free(&c->workshops);
    ids_free(&c->cancelled);
    ids_free(&c->live);
    ids_free(&c->stopped);
    ids_free(&c->hosts);
    free(c);
}
