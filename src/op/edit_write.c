/* Writing what a plan of edit.c says: rows whose changes are the same by one statement. See edit_private.h. */
#include "op/edit_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool has_field(const struct edit *e, const char *name) { return entity_field(e->entity, name) >= 0; }

static bool insert_row(struct session *s, const struct edit *e, struct plan_row *row, struct plan_result *result,
                       struct err *err) {
    struct sql q = {0};
    sql_addf(&q, "INSERT INTO %s (created_at", e->entity->table);
    if (has_field(e, "updated_at")) sql_add(&q, ", updated_at");
    for (size_t k = 1; k < row->change_count; k++) sql_addf(&q, ", %s", row->changes[k].field);
    sql_add(&q, ") VALUES (");
    sql_time(&q, e->now);
    if (has_field(e, "updated_at")) {
        sql_add(&q, ", ");
        sql_time(&q, e->now);
    }
    for (size_t k = 1; k < row->change_count; k++) {
        sql_add(&q, ", ");
        sql_text(&q, row->changes[k].after);
    }
    sql_add(&q, ")");
    bool ok = conn_exec(s->conn, &q, &result->rows_changed, err);
    sql_free(&q);
    if (!ok) return false;
    row->id = conn_insert_id(s->conn);
    row->changes[0].after = mem_format("%" PRId64, row->id);
    return true;
}

static bool same_changes(const struct plan_row *a, const struct plan_row *b) {
    if (a->change_count != b->change_count) return false;
    for (size_t k = 0; k < a->change_count; k++) {
        const char *x = a->changes[k].after, *y = b->changes[k].after;
        if (strcmp(a->changes[k].field, b->changes[k].field) != 0 || (x && y ? strcmp(x, y) != 0 : x != y))
            return false;
    }
    return true;
}

struct update {
    const struct edit *e;
    const struct plan_row *like; /* its changes */
};

static void fill_update(struct sql *q, const void *arg) {
    const struct update *u = arg;
    sql_addf(q, "UPDATE %s SET ", u->e->entity->table);
    for (size_t k = 0; k < u->like->change_count; k++) {
        sql_addf(q, "%s%s = ", k > 0 ? ", " : "", u->like->changes[k].field);
        sql_text(q, u->like->changes[k].after);
    }
    if (has_field(u->e, "updated_at")) {
        sql_add(q, ", updated_at = ");
        sql_time(q, u->e->now);
    }
    sql_add(q, " WHERE id IN ");
}

static void fill_delete(struct sql *q, const void *arg) {
    sql_addf(q, "DELETE FROM %s WHERE id IN ", ((const struct update *)arg)->e->entity->table);
}

/* Each row and those after it that become the same. */
static bool change_rows(struct session *s, const struct edit *e, const struct plan *p, struct plan_result *result,
                        struct err *err) {
    bool *done = mem_zero(p->row_count + 1, sizeof *done), ok = true;
    bool deletes = e->args->what == EDIT_DELETE;
    for (size_t i = 0; ok && i < p->row_count; i++) {
        struct ids ids = {0};
        const struct update u = {e, &p->rows[i]};
        for (size_t k = i; k < p->row_count; k++) {
            if (done[k] || p->rows[k].kind != e->args->kind || p->rows[k].skipped || !(deletes || same_changes(u.like, &p->rows[k]))) continue;
            done[k] = true;
            ids_add(&ids, p->rows[k].id);
        }
        ok = ids_update(s->conn, deletes ? fill_delete : fill_update, &u, &ids, &result->rows_changed, err);
        ids_free(&ids);
    }
    free(done);
    return ok;
}

bool edit_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    struct edit *e = p->data;
    const struct edit_rules *rules = edit_rules_of(e->args->kind);
    bool ok =
        e->args->what == EDIT_NEW ? insert_row(s, e, &p->rows[0], result, err) : change_rows(s, e, p, result, err);
    return ok && (!rules->write || rules->write(s, e, p, result, err));
}
