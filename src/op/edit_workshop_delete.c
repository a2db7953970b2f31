/* Deleting workshops, and what stands in the way of deleting anything: see edit_workshop.h and edit_private.h. */
#include "op/edit_workshop.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* What goes with a workshop: how many rows of each. */
enum trace { TRACE_ATTENDEES, TRACE_CHATS, TRACE_NOTES, TRACE_INVITES, TRACES };

struct traces {
    int64_t *counts; /* TRACES for each row of the plan */
    enum trace trace;
    const struct plan *plan;
};

static void count_trace(void *arg, const struct rows *r, size_t i) {
    struct traces *t = arg;
    for (size_t k = 0; k < t->plan->row_count; k++)
        if (t->plan->rows[k].id == rows_int(r, i, 0)) t->counts[k * TRACES + t->trace] = rows_int(r, i, 1);
}

static void note_traces(struct plan_row *row, const int64_t *n) {
    struct buf note = {0};
    if (n[TRACE_ATTENDEES] + n[TRACE_CHATS] + n[TRACE_NOTES] + n[TRACE_INVITES] == 0) return;
    buf_addf(&note, P_("goes with it: %lld attendee", "goes with it: %lld attendees", n[TRACE_ATTENDEES]),
             (long long)n[TRACE_ATTENDEES]);
    buf_addf(&note, P_(", %lld chat message", ", %lld chat messages", n[TRACE_CHATS]), (long long)n[TRACE_CHATS]);
    buf_addf(&note, P_(", %lld note", ", %lld notes", n[TRACE_NOTES]), (long long)n[TRACE_NOTES]);
    buf_addf(&note, P_(", %lld invite", ", %lld invites", n[TRACE_INVITES]), (long long)n[TRACE_INVITES]);
    plan_row_note(row, buf_steal(&note));
}

static void check_row(const struct edit *e, size_t i, const int64_t *n, struct plan *p) {
    const struct workshop *w = &e->workshops.items[i];
    struct plan_row *row = &p->rows[i];
    bool used = n[TRACE_ATTENDEES] + n[TRACE_CHATS] + n[TRACE_NOTES] > 0;
    plan_row_saw(row, "status", w->status);
    note_traces(row, n);
    if (row->skipped) return;
    if (workshop_is(w, "live"))
        plan_row_skip(row, true, mem_dup(_("is live: it is never deleted (cancel it first)")));
    else if (used && e->args->confirmed != w->id)
        plan_row_skip(row, true,
                      mem_format(_("people have been in it: type its id to delete it all the same (--confirm=%lld)"),
                                 (long long)w->id));
    else if (workshop_is(w, "scheduled") || workshop_is(w, "lobby"))
        plan_row_note(row, mem_dup(_("nobody is told: cancel does that")));
}

bool edit_workshop_check_delete(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    static const char *const tables[TRACES] = {"workshop_attendees", "workshop_chats", "workshop_notes",
                                               "workshop_invites"};
    struct traces t = {mem_zero(p->row_count * TRACES + 1, sizeof *t.counts), 0, p};
    bool ok = true;
    for (int trace = 0; ok && trace < TRACES; trace++) {
        char *select = mem_format("SELECT t.workshop_id, COUNT(*) FROM %s t WHERE t.workshop_id", tables[trace]);
        t.trace = (enum trace)trace;
        ok = ids_query(s->conn, select, &e->ids, "GROUP BY t.workshop_id", count_trace, &t, err);
        free(select);
    }
    for (size_t i = 0; ok && i < p->row_count; i++) {
        const struct workshop *w = &e->workshops.items[i];
        check_row(e, i, t.counts + i * TRACES, p);
        if (w->series_id != 0 && !p->rows[i].skipped) ok = edit_note_anchor(s, w, INT64_MIN, &p->rows[i], err);
    }
    free(t.counts);
    return ok;
}

struct foreign {
    const struct plan *plan;
    const char *table;
};

static void refuse_row(void *arg, const struct rows *r, size_t i) {
    const struct foreign *f = arg;
    for (size_t k = 0; k < f->plan->row_count; k++) {
        struct plan_row *row = &f->plan->rows[k];
        if (row->id != rows_int(r, i, 0) || row->skipped) continue;
        plan_row_skip(row, true,
                      mem_format(P_("%lld row of the table %s belongs to it and forbids it",
                                    "%lld rows of the table %s belong to it and forbid it", rows_int(r, i, 1)),
                                 (long long)rows_int(r, i, 1), f->table));
    }
}

/* The plan's rows that this column of another table points to. */
static bool check_column(struct session *s, const struct edit *e, struct plan *p, const char *table, const char *column,
                         struct err *err) {
    struct buf name = {0}, select = {0}, group = {0};
    sql_quote_name(&name, column);
    buf_addf(&select, "SELECT f.%s, COUNT(*) FROM ", buf_str(&name));
    sql_quote_name(&select, table);
    buf_addf(&select, " f WHERE f.%s", buf_str(&name));
    buf_addf(&group, "GROUP BY f.%s", buf_str(&name));
    struct foreign f = {p, table};
    bool ok = ids_query(s->conn, buf_str(&select), &e->ids, buf_str(&group), refuse_row, &f, err);
    buf_free(&name);
    buf_free(&select);
    buf_free(&group);
    return ok;
}

/* What the account cannot see here the server says when it is tried; nothing is changed then either. */
bool edit_check_foreign(struct session *s, const struct edit *e, struct plan *p, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT k.TABLE_NAME, k.COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE k"
                " JOIN information_schema.REFERENTIAL_CONSTRAINTS c ON c.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
                " AND c.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND c.TABLE_NAME = k.TABLE_NAME"
                " WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_SCHEMA = DATABASE()"
                " AND c.DELETE_RULE IN ('RESTRICT', 'NO ACTION') AND k.REFERENCED_TABLE_NAME = ");
    sql_text(&q, e->entity->table);
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < r.count; i++)
        ok = check_column(s, e, p, rows_text(&r, i, 0), rows_text(&r, i, 1), err);
    rows_free(&r);
    sql_free(&q);
    return ok;
}
