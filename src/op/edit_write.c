/* Writing what a plan of edit.c says. See edit_private.h. */
#include "op/edit_private.h"

#include <inttypes.h>

#include "base/mem.h"
#include "op/plan_write.h"

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

static void fill_delete(struct sql *q, const void *arg) {
    sql_addf(q, "DELETE FROM %s WHERE id IN ", ((const struct edit *)arg)->entity->table);
}

static bool delete_rows(struct session *s, const struct edit *e, const struct plan *p, struct plan_result *result,
                        struct err *err) {
    struct ids ids = {0};
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].kind == e->args->kind && !p->rows[i].skipped) ids_add(&ids, p->rows[i].id);
    bool ok = ids_update(s, fill_delete, e, &ids, &result->rows_changed, err);
    ids_free(&ids);
    return ok;
}

static bool write_rows(struct session *s, const struct edit *e, const struct plan *p, struct plan_result *result,
                       struct err *err) {
    switch (e->args->what) {
    case EDIT_NEW: return insert_row(s, e, &p->rows[0], result, err);
    case EDIT_DELETE: return delete_rows(s, e, p, result, err);
    default: return plan_write_changes(s, p, p->row_count, e->args->kind, e->now, &result->rows_changed, err);
    }
}

bool edit_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    struct edit *e = p->data;
    const struct edit_rules *rules = edit_rules_of(e->args->kind);
    return write_rows(s, e, p, result, err) && (!rules->write || rules->write(s, e, p, result, err));
}
