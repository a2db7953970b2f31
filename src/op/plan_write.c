/* See plan_write.h. A field that the rows of a statement change alike is bound once, however many of them keep theirs:
 * a long text of a thousand rows is no more than a packet holds. Any other is bound by a CASE over the ids. */
#include "op/plan_write.h"

#include <string.h>

#include "db/sql.h"
#include "op/ids.h"
#include "op/progress.h"

struct writing {
    const struct entity *entity;
    const struct plan_row *rows[IDS_IN_A_LIST];
    int64_t ids[IDS_IN_A_LIST];
    size_t count;
};

static const struct plan_change *change_of(const struct plan_row *row, const char *field) {
    for (size_t k = 0; k < row->change_count; k++)
        if (!strcmp(row->changes[k].field, field)) return &row->changes[k];
    return NULL;
}

static bool same(const struct plan_change *a, const struct plan_change *b) {
    return a->after && b->after ? !strcmp(a->after, b->after) : a->after == b->after;
}

static void add_case(struct sql *q, const struct writing *w, const char *field) {
    const struct plan_change *change;
    sql_add(q, "CASE id");
    for (size_t i = 0; i < w->count; i++) {
        if (!(change = change_of(w->rows[i], field))) continue;
        sql_add(q, " WHEN ");
        sql_int(q, w->ids[i]);
        sql_add(q, " THEN ");
        sql_text(q, change->after);
    }
    sql_addf(q, " ELSE %s END", field);
}

static void add_alike(struct sql *q, const struct plan_change *change, const int64_t *ids, size_t count, bool all) {
    if (all) {
        sql_text(q, change->after);
        return;
    }
    sql_add(q, "IF(id IN (");
    sql_ids(q, ids, count);
    sql_add(q, "), ");
    sql_text(q, change->after);
    sql_addf(q, ", %s)", change->field);
}

/* Adds "field = value", when any of the rows changes it. */
static void add_field(struct sql *q, const struct writing *w, const char *field) {
    const struct plan_change *first = NULL, *change;
    int64_t ids[IDS_IN_A_LIST];
    size_t count = 0;
    bool alike = true;
    for (size_t i = 0; i < w->count; i++) {
        if (!(change = change_of(w->rows[i], field))) continue;
        if (!first) first = change;
        ids[count++] = w->ids[i];
        alike = alike && same(first, change);
    }
    if (count == 0) return;
    sql_addf(q, "%s%s = ", q->count > 0 ? ", " : "", field);
    if (alike)
        add_alike(q, first, ids, count, count == w->count);
    else
        add_case(q, w, field);
}

static bool write_list(struct session *s, struct writing *w, int64_t now, int64_t *changed, struct err *err) {
    struct sql q = {0};
    int64_t n = 0;
    sql_addf(&q, "UPDATE %s SET ", w->entity->table);
    for (size_t f = 1; f < w->entity->field_count; f++) add_field(&q, w, w->entity->fields[f].name);
    if (entity_field(w->entity, "updated_at") >= 0) {
        sql_add(&q, ", updated_at = ");
        sql_time(&q, now);
    }
    sql_add(&q, " WHERE id IN (");
    sql_ids(&q, w->ids, w->count);
    sql_add(&q, ")");
    bool ok = conn_exec(s->conn, &q, &n, err);
    *changed += n;
    sql_free(&q);
    w->count = 0;
    return ok;
}

static bool is_wanted(const struct plan_row *row, enum entity_kind kind) {
    return row->kind == kind && !row->skipped && row->change_count > 0;
}

bool plan_write_changes(struct session *s, const struct plan *p, size_t count, enum entity_kind kind, int64_t now,
                        int64_t *changed, struct err *err) {
    struct writing w = {.entity = &entities[kind]};
    int64_t done = 0, all = 0;
    for (size_t i = 0; i < count; i++) all += is_wanted(&p->rows[i], kind);
    if (all == 0) return true;
    for (size_t i = 0; i < count; i++) {
        const struct plan_row *row = &p->rows[i];
        if (!is_wanted(row, kind)) continue;
        w.rows[w.count] = row;
        w.ids[w.count++] = row->id;
        if (w.count < IDS_IN_A_LIST && done + (int64_t)w.count < all) continue;
        int64_t these = (int64_t)w.count;
        if (!progress_step(s, done, all, err) || !write_list(s, &w, now, changed, err)) return false;
        done += these;
    }
    return progress_step(s, all, all, err);
}
