/* Categories in bulk, as a plan: see categories.h. What a want means is categories_settle.c's, places are
 * categories_arrange.c's, writing is categories_write.c's. */
#include "op/categories.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/categories_private.h"

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

void category_faults_add(struct category_faults *f, size_t want, int field, char *text) {
    f->items = mem_grow(f->items, &f->cap, f->count + 1, sizeof *f->items);
    f->items[f->count++] = (struct category_fault){want, field, text};
}

void category_faults_free(struct category_faults *f) {
    for (size_t i = 0; i < f->count; i++) free(f->items[i].text);
    free(f->items);
    *f = (struct category_faults){0};
}

static void *copy_args(const void *args) {
    struct op_categories *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_categories *)args;
    struct category_want *wants = mem_zero(copy->count + 1, sizeof *wants);
    for (size_t i = 0; i < copy->count; i++) {
        wants[i] = copy->wants[i];
        for (int f = 0; f < CATEGORY_CELLS; f++) wants[i].cells[f] = dup_or_null(wants[i].cells[f]);
        wants[i].into = dup_or_null(wants[i].into);
    }
    copy->wants = wants;
    copy->title = NULL;
    copy->reason = dup_or_null(copy->reason);
    copy->faults = NULL;
    return copy;
}

static void free_args(void *args) {
    struct op_categories *a = args;
    for (size_t i = 0; i < a->count; i++) {
        for (int f = 0; f < CATEGORY_CELLS; f++) free((char *)a->wants[i].cells[f]);
        free((char *)a->wants[i].into);
    }
    free((void *)a->wants);
    free((char *)a->reason);
    free(a);
}

static void free_data(void *data) {
    struct categories *d = data;
    for (size_t i = 0; i < d->count; i++)
        for (int f = 0; f < CATEGORY_CELLS; f++) {
            free(d->items[i].was[f]);
            free(d->items[i].now[f]);
        }
    free(d->items);
    category_faults_free(&d->faults);
    free(d);
}

static bool read_rows(struct conn *c, bool locking, struct rows *out, struct err *err) {
    struct sql q = {0};
    sql_add(&q, "SELECT c.id, c.name, c.slug, c.description, c.sort_order, c.is_active FROM workshop_categories c"
                " ORDER BY c.sort_order, c.id");
    if (locking) sql_add(&q, " FOR UPDATE");
    bool ok = conn_query(c, &q, out, err);
    sql_free(&q);
    return ok;
}

bool categories_read(struct conn *c, struct rows *out, struct err *err) { return read_rows(c, false, out, err); }

static bool read_items(struct session *s, struct categories *d, struct err *err) {
    struct rows r = {0};
    if (!read_rows(s->conn, s->locking, &r, err)) return false;
    d->items = mem_grow(d->items, &d->cap, r.count + 1, sizeof *d->items);
    for (size_t i = 0; i < r.count; i++) {
        struct category *c = &d->items[i];
        *c = (struct category){.id = rows_int(&r, i, CATEGORY_ID), .want = NOWHERE, .into = NOWHERE};
        for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) {
            c->was[f] = dup_or_null(rows_text(&r, i, (size_t)f));
            c->now[f] = dup_or_null(c->was[f]);
        }
    }
    d->count = d->present = r.count;
    rows_free(&r);
    return true;
}

/* What deleting and merging cost: workshops and series by category. */
struct costs {
    struct categories *d;
    const struct ids *ids; /* sorted */
    size_t *items;         /* by place in ids */
    bool series;
};

static void note_cost(void *arg, const struct rows *r, size_t row) {
    const struct costs *k = arg;
    for (size_t low = 0, high = k->ids->count; low < high;) {
        size_t middle = (low + high) / 2;
        int64_t id = rows_int(r, row, 0);
        struct category *c = &k->d->items[k->items[middle]];
        if (c->id == id) {
            *(k->series ? &c->series : &c->workshops) = rows_int(r, row, 1);
            return;
        }
        if (c->id < id)
            low = middle + 1;
        else
            high = middle;
    }
}

static int compare_item(const void *a, const void *b, void *items) {
    int64_t x = ((struct category *)items)[*(const size_t *)a].id,
            y = ((struct category *)items)[*(const size_t *)b].id;
    return (x > y) - (x < y);
}

static bool read_costs(struct session *s, struct categories *d, struct err *err) {
    struct ids ids = {0};
    struct costs k = {.d = d, .ids = &ids, .items = mem_zero(d->count + 1, sizeof(size_t))};
    for (size_t i = 0; i < d->present; i++)
        if (!category_lives(&d->items[i])) {
            k.items[ids.count] = i;
            ids_add(&ids, d->items[i].id);
        }
    ids_sort(&ids);
    qsort_r(k.items, ids.count, sizeof *k.items, compare_item, d->items);
    bool ok = ids_query(s->conn, "SELECT w.category_id, COUNT(*) FROM workshops w WHERE w.category_id", &ids,
                        "GROUP BY w.category_id", note_cost, &k, err);
    k.series = true;
    ok = ok && ids_query(s->conn, "SELECT s.category_id, COUNT(*) FROM workshop_series s WHERE s.category_id", &ids,
                         "GROUP BY s.category_id", note_cost, &k, err);
    ids_free(&ids);
    free(k.items);
    return ok;
}

/* "14 workshops and 3 series" */
static char *cost_words(const struct category *c) {
    struct buf out = {0};
    buf_addf(&out, P_("%lld workshop", "%lld workshops", c->workshops), (long long)c->workshops);
    buf_add(&out, _(" and "));
    buf_addf(&out, P_("%lld series", "%lld series", c->series), (long long)c->series);
    return buf_steal(&out);
}

static void add_end(struct plan *p, const struct categories *d, const struct category *c) {
    struct plan_row *row = plan_add_row(p, ENTITY_CATEGORY, c->id, c->was[CATEGORY_NAME]);
    char id[24], *cost = cost_words(c);
    plan_row_saw(row, "name", c->was[CATEGORY_NAME]);
    plan_row_saw(row, "slug", c->was[CATEGORY_SLUG]);
    plan_row_saw_count(row, "workshops", c->workshops);
    plan_row_saw_count(row, "series", c->series);
    snprintf(id, sizeof id, "%" PRId64, c->id);
    plan_row_change(row, "id", id, NULL);
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) /* what it held, for the log */
        if (c->was[f]) plan_row_change(row, entities[ENTITY_CATEGORY].fields[f].name, c->was[f], NULL);
    if (c->what ==
        CATEGORY_MERGE) /* TRANSLATORS: the first %s is "14 workshops and 3 series", then a category's name */
        plan_row_note(row, mem_format(_("%s move to \"%s\""), cost, d->items[c->into].now[CATEGORY_NAME]));
    else if (c->workshops + c->series > 0)
        plan_row_note(row, mem_format(_("%s will have no category"), cost));
    free(cost);
}

static void add_row(struct plan *p, const struct category *c) {
    const struct entity *e = &entities[ENTITY_CATEGORY];
    struct plan_row *row = NULL;
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) {
        if (!category_changes(c, f)) continue;
        if (!row)
            row = plan_add_row(p, ENTITY_CATEGORY, c->id,
                               c->was[CATEGORY_NAME] ? c->was[CATEGORY_NAME] : c->now[CATEGORY_NAME]);
        if (c->id == 0 && row->change_count == 0) plan_row_change(row, "id", NULL, NULL); /* new */
        if (c->id != 0) plan_row_saw(row, e->fields[f].name, c->was[f]);
        plan_row_change(row, e->fields[f].name, c->was[f], c->now[f]);
    }
    if (c->what != CATEGORY_LEFT) return;
    if (!row) row = plan_add_row(p, ENTITY_CATEGORY, c->id, c->was[CATEGORY_NAME]);
    /* TRANSLATORS: a category whose line was taken out of the text that is edited; -12 stands for its id with a minus
     */
    char *note = mem_format(_("its line is gone (-%lld would delete it)"), (long long)c->id);
    if (row->change_count > 0)
        plan_row_note(row, note);
    else
        plan_row_skip(row, false, note);
}

/* Adds ", " and the text, which is freed, when n > 0. */
static void add_sum(struct buf *out, long long n, char *text) {
    if (n > 0) buf_addf(out, "%s%s", out->len > 0 ? ", " : "", text);
    free(text);
}

static void sum_up(struct plan *p, const struct categories *d) {
    long long made = 0, changed = 0, deleted = 0, merged = 0, moved = 0, bare = 0;
    struct buf all = {0};
    for (size_t i = 0; i < d->count; i++) {
        const struct category *c = &d->items[i];
        bool changes = false;
        for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) changes = changes || category_changes(c, f);
        made += c->id == 0;
        changed += c->id != 0 && category_lives(c) && changes;
        deleted += c->what == CATEGORY_DELETE;
        merged += c->what == CATEGORY_MERGE;
        *(c->what == CATEGORY_MERGE ? &moved : &bare) += c->workshops + c->series;
    }
    add_sum(&all, made, mem_format(P_("%lld category made", "%lld categories made", made), made));
    add_sum(&all, changed, mem_format(P_("%lld category changed", "%lld categories changed", changed), changed));
    add_sum(&all, deleted, mem_format(P_("%lld category deleted", "%lld categories deleted", deleted), deleted));
    add_sum(&all, merged, mem_format(P_("%lld category merged", "%lld categories merged", merged), merged));
    add_sum(&all, moved,
            mem_format(P_("%lld workshop or series moved", "%lld workshops and series moved", moved), moved));
    add_sum(&all, bare,
            mem_format(
                P_("%lld workshop or series without a category", "%lld workshops and series without a category", bare),
                bare));
    p->in_all = buf_steal(&all);
    if (made + deleted + merged == 0) p->undo = mem_dup(_("undo takes it back."));
    if (deleted + merged > 0) plan_warn(p, mem_dup(_("A category that is deleted does not come back.")));
}

/* The first of the faults in the error; all of them for the caller. */
static bool fail_faults(struct categories *d, const struct op_categories *a, struct err *err) {
    const struct category_fault *f = &d->faults.items[0];
    err_set(err, WS_DATA, "%s: %s", _(entities[ENTITY_CATEGORY].fields[f->field].label), f->text);
    if (a->faults) {
        *a->faults = d->faults;
        d->faults = (struct category_faults){0};
    }
    return false;
}

static bool fill(struct session *s, const struct op_categories *a, struct plan *p, struct err *err) {
    struct categories *d = p->data;
    if (!read_items(s, d, err)) return false;
    categories_settle(d, a);
    if (d->faults.count > 0) return fail_faults(d, a, err);
    categories_arrange(d, a);
    if (!read_costs(s, d, err)) return false;
    for (size_t i = 0; i < d->count; i++)
        if (category_lives(&d->items[i]))
            add_row(p, &d->items[i]);
        else
            add_end(p, d, &d->items[i]);
    plan_count(p);
    sum_up(p, d);
    return true;
}

static const struct plan_operation categories_operation;

static struct plan *categories_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_categories *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "changing categories needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("changing categories"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&categories_operation, args, mem_dup(a->title ? a->title : ""));
    struct categories *d = p->data = mem_zero(1, sizeof *d);
    p->made_at = made_at ? made_at : now;
    p->reason = dup_or_null(a->reason);
    d->made_at = now;
    if (fill(s, a, p, err)) return p;
    plan_free(p);
    return NULL;
}

static const struct plan_operation categories_operation = {
    "categories", categories_make, categories_write, copy_args, free_args, free_data, NULL,
};

struct plan *categories_plan(struct session *s, const struct op_categories *args, struct err *err) {
    return categories_make(s, args, 0, err);
}
