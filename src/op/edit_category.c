/* What is true of categories when they are edited: slugs, places, and what a deleted one costs. See edit_private.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/slug.h"
#include "op/edit_private.h"

/* A slug that is to be made gets its name's. */
static bool make_slug(const struct edit *e, struct plan *p, size_t i, struct err *err) {
    struct plan_change *change = edit_change(e, p, i, CATEGORY_SLUG);
    if (!change || (change->after && strcmp(change->after, "=") != 0)) return true;
    const char *name = edit_after(e, p, i, CATEGORY_NAME);
    struct buf slug = {0};
    if (!slug_add(&slug, name)) {
        err_set(err, WS_DATA, _("the name \"%s\" makes no slug"), name);
        err_hint(err, "%s", _("say one: slug=TEXT"));
        return false;
    }
    edit_change_to(change, buf_steal(&slug));
    return true;
}

/* Who else has this slug? Given to one row at a time: see edit.c. */
static bool check_slug(struct session *s, const struct edit *e, const struct plan *p, size_t i, struct err *err) {
    const struct plan_change *change = edit_change(e, p, i, CATEGORY_SLUG);
    if (!change) return true;
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT c.id, c.name FROM workshop_categories c WHERE c.slug = ");
    sql_text(&q, change->after);
    sql_add(&q, " AND c.id <> ");
    sql_int(&q, p->rows[i].id);
    bool ok = conn_query(s->conn, &q, &r, err);
    if (ok && r.count > 0)
        ok = err_set(err, WS_DATA, _("the slug %s is that of category #%lld \"%s\""), change->after,
                     (long long)rows_int(&r, 0, 0), rows_text(&r, 0, 1));
    rows_free(&r);
    sql_free(&q);
    return ok;
}

/* Places that are to be worked out are the last ones, in the order of the rows. */
static bool make_places(struct session *s, const struct edit *e, struct plan *p, struct err *err) {
    struct rows r = {0};
    int64_t last = -1;
    bool ok = true;
    for (size_t i = 0; ok && i < p->row_count; i++) {
        struct plan_change *change = edit_change(e, p, i, CATEGORY_SORT_ORDER);
        if (!change || change->after) continue;
        if (last < 0) {
            ok = conn_read(s->conn, "SELECT COALESCE(MAX(c.sort_order), 0) FROM workshop_categories c", &r, err);
            if (ok) last = rows_int(&r, 0, 0);
        }
        if (ok) edit_change_to(change, mem_format("%" PRId64, ++last));
    }
    rows_free(&r);
    return ok;
}

static struct plan_row *row_of(struct plan *p, int64_t id) {
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].id == id) return &p->rows[i];
    return NULL;
}

static void note_loss(void *plan, const struct rows *r, size_t i) {
    struct plan_row *row = row_of(plan, rows_int(r, i, 0));
    long long workshops = rows_int(r, i, 1), series = rows_int(r, i, 2);
    if (!row) return;
    plan_row_saw_count(row, "workshops", workshops);
    plan_row_saw_count(row, "series", series);
    if (workshops > 0)
        plan_row_note(
            row, mem_format(P_("%lld workshop loses its category", "%lld workshops lose their category", workshops),
                            workshops));
    if (series > 0)
        plan_row_note(
            row, mem_format(P_("%lld series loses its category", "%lld series lose their category", series), series));
}

static bool note_losses(struct session *s, const struct edit *e, struct plan *p, struct err *err) {
    return ids_query(s->conn,
                     "SELECT c.id, (SELECT COUNT(*) FROM workshops w WHERE w.category_id = c.id),"
                     " (SELECT COUNT(*) FROM workshop_series s WHERE s.category_id = c.id)"
                     " FROM workshop_categories c WHERE c.id",
                     &e->ids, "", note_loss, p, err);
}

static bool category_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    if (e->args->what == EDIT_DELETE) return note_losses(s, e, p, err);
    for (size_t i = 0; i < p->row_count; i++)
        if (!make_slug(e, p, i, err) || !check_slug(s, e, p, i, err)) return false;
    return make_places(s, e, p, err);
}

const struct edit_rules edit_category_rules = {
    .set = RIGHTS_ADMIN,
    .make = RIGHTS_ADMIN,
    .remove = RIGHTS_ADMIN,
    .check = category_check,
};
