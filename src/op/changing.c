/* Coming workshops that change: see changing.h. */
#include "op/changing.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/reminders.h"

enum { MOVES_IN_A_STATEMENT = 500 };

static const struct notice_kind cancelled_kind = {"cancelled", "workshop_cancelled", PEOPLE_ATTENDEES_AND_HOST};
static const struct notice_kind updated_kind = {"updated", "workshop_updated", PEOPLE_ATTENDEES};

bool changing_is_ahead(int64_t at, int64_t now) { return at >= now + CHANGING_AHEAD_MINUTES * 60; }

bool changing_read(struct session *s, struct changing *c, const struct ids *ids, struct err *err) {
    return workshops_read(s, ids, &c->workshops, err);
}

void changing_move(struct changing *c, struct workshop *w, struct plan_row *row, int64_t at, const struct zone *zone) {
    char text[CLOCK_DB_SIZE], key_end[32];
    clock_format_db(at, text);
    snprintf(key_end, sizeof key_end, ":%" PRId64, c->made_at);
    plan_row_change(row, "scheduled_at", w->scheduled_text, text);
    c->moves = mem_grow(c->moves, &c->move_cap, c->move_count + 1, sizeof *c->moves);
    c->moves[c->move_count++] = (struct changing_move){w->id, w->scheduled_at, at};
    ids_add(&c->moved, w->id);
    w->scheduled_at = at;
    w->zone = zone;
    notices_add(&c->notices, &updated_kind, w, TEXT_MOVED, key_end, c->words, false);
}

void changing_cancel(struct changing *c, const struct workshop *w, struct plan_row *row) {
    plan_row_change(row, "status", w->status, "cancelled");
    ids_add(&c->cancelled, w->id);
    notices_add(&c->notices, &cancelled_kind, w, TEXT_CANCELLED, "", c->words, false);
}

void changing_add_date(struct changing *c, int64_t series_id, int64_t at, int64_t latest_id) {
    fill_add_date(&c->fill, series_id, at, latest_id);
}

bool changing_plan_notices(struct session *s, struct changing *c, struct plan *p, struct err *err) {
    ids_sort(&c->moved);
    ids_sort(&c->cancelled);
    ids_sort(&c->stopped);
    return notices_plan(s, &c->notices, p, err);
}

static void add_part(struct buf *all, char *text, unsigned long count) {
    if (count > 0) buf_addf(all, "%s%s", all->len > 0 ? ", " : "", text);
    free(text);
}

void changing_add_words(const struct changing *c, struct plan *p) {
    unsigned long made = c->fill.first.count + c->fill.next.count, ended = c->fill.ended.count;
    struct buf all = {0};
    if (p->in_all) buf_add(&all, p->in_all);
    add_part(&all, mem_format(P_("%lu workshop moved", "%lu workshops moved", c->moved.count), c->moved.count),
             c->moved.count);
    add_part(
        &all,
        mem_format(P_("%lu workshop cancelled", "%lu workshops cancelled", c->cancelled.count), c->cancelled.count),
        c->cancelled.count);
    add_part(&all, mem_format(P_("%lu workshop made", "%lu workshops made", made), made), made);
    add_part(&all, mem_format(P_("%lu series stopped", "%lu series stopped", c->stopped.count), c->stopped.count),
             c->stopped.count);
    add_part(&all, mem_format(P_("%lu series ended", "%lu series ended", ended), ended), ended);
    free(p->in_all);
    p->in_all = buf_steal(&all);
    if (c->cancelled.count > 0)
        p->undo = mem_dup(_("reinstate takes a cancellation back while it is ahead, but not the news."));
}

/* UPDATE … SET scheduled_at = CASE id WHEN 5 THEN … END WHERE id IN (5, …) */
static bool write_moves(struct session *s, const struct changing *c, struct plan_result *result, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < c->move_count; i += MOVES_IN_A_STATEMENT) {
        size_t left = c->move_count - i, count = left < MOVES_IN_A_STATEMENT ? left : MOVES_IN_A_STATEMENT;
        const struct changing_move *moves = c->moves + i;
        struct sql q = {0};
        int64_t changed = 0;
        sql_add(&q, "UPDATE workshops SET scheduled_at = CASE id");
        for (size_t k = 0; k < count; k++) {
            sql_add(&q, " WHEN ");
            sql_int(&q, moves[k].id);
            sql_add(&q, " THEN ");
            sql_time(&q, moves[k].at);
        }
        sql_add(&q, " END, updated_at = ");
        sql_time(&q, c->now);
        for (size_t k = 0; k < count; k++) {
            sql_add(&q, k == 0 ? " WHERE id IN (" : ",");
            sql_int(&q, moves[k].id);
        }
        sql_add(&q, ")");
        ok = conn_exec(s->conn, &q, &changed, err);
        result->rows_changed += changed;
        sql_free(&q);
    }
    return ok;
}

static bool free_reminders(struct session *s, const struct changing *c, struct err *err) {
    struct reminded *list = mem_zero(c->move_count, sizeof *list);
    for (size_t i = 0; i < c->move_count; i++) list[i] = (struct reminded){c->moves[i].id, c->moves[i].from};
    bool ok = reminders_free(s, list, c->move_count, err);
    free(list);
    return ok;
}

static void fill_cancel(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshops SET status = 'cancelled', updated_at = ");
    sql_time(q, ((const struct changing *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

static void fill_stop(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshop_series SET is_active = 0, updated_at = ");
    sql_time(q, ((const struct changing *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

bool changing_write(struct session *s, const struct changing *c, struct plan_result *result, struct err *err) {
    int64_t *n = &result->rows_changed;
    return write_moves(s, c, result, err) && free_reminders(s, c, err) &&
           ids_update(s, fill_cancel, c, &c->cancelled, n, err) &&
           ids_update(s, fill_stop, c, &c->stopped, n, err) && fill_write_dates(s, &c->fill, result, err) &&
           notices_send(s, &c->notices, &result->told, err);
}

void changing_clear(struct changing *c) {
    notices_free(&c->notices);
    workshops_free(&c->workshops);
    free(c->moves);
    ids_free(&c->moved);
    ids_free(&c->cancelled);
    ids_free(&c->stopped);
    fill_clear(&c->fill);
}
