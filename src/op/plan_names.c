/* The names of what a plan's references point to: see plan_read_names in plan.h. One statement a kind of row (a
 * thousand ids in each), however many rows the plan has. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "op/ids.h"
#include "op/plan.h"
#include "op/session.h"

static const char *const name_query[ENTITY_KINDS] = {
    [ENTITY_CATEGORY] = "SELECT c.id, c.slug FROM workshop_categories c WHERE c.id",
    [ENTITY_SERIES] = "SELECT s.id, s.title FROM workshop_series s WHERE s.id",
    [ENTITY_WORKSHOP] = "SELECT w.id, w.title FROM workshops w WHERE w.id",
    [ENTITY_USER] = "SELECT u.id, u.username FROM users u WHERE u.id",
};

struct named {
    int64_t id;
    char *name;
};

struct naming {
    enum entity_kind kind;
    struct ids ids; /* that the plan's references name */
    struct named *found;
    size_t count, cap;
};

static bool points_to(const struct plan_row *row, const struct plan_change *change, enum entity_kind kind) {
    const struct entity *e = &entities[row->kind];
    int field = entity_field(e, change->field);
    return field >= 0 && e->fields[field].type == FIELD_REF && e->fields[field].ref == kind;
}

static void collect_id(struct naming *n, const char *text) {
    int64_t id;
    if (text && parse_int(text, 1, INT64_MAX, &id)) ids_add(&n->ids, id);
}

static void take_name(void *arg, const struct rows *r, size_t i) {
    struct naming *n = arg;
    const char *name = rows_text(r, i, 1);
    n->found = mem_grow(n->found, &n->cap, n->count + 1, sizeof *n->found);
    n->found[n->count++] = (struct named){rows_int(r, i, 0), mem_dup(name ? name : "")};
}

static int compare_named(const void *a, const void *b) {
    int64_t x = ((const struct named *)a)->id, y = ((const struct named *)b)->id;
    return (x > y) - (x < y);
}

static void give_name(const struct naming *n, const char *text, char **name) {
    struct named key = {0};
    free(*name);
    *name = NULL;
    if (!text || n->count == 0 || !parse_int(text, 1, INT64_MAX, &key.id)) return;
    const struct named *found = bsearch(&key, n->found, n->count, sizeof *n->found, compare_named);
    if (!found) return;
    if (n->kind == ENTITY_USER)
        *name = mem_format("@%s", found->name);
    else if (n->kind == ENTITY_CATEGORY)
        *name = mem_dup(found->name);
    else
        *name = mem_format("#%s \"%s\"", text, found->name);
}

/* Calls `each` for the changes that point to rows of this kind. */
static void each_change(struct plan *p, struct naming *n, void (*each)(struct naming *, struct plan_change *)) {
    for (size_t i = 0; i < p->row_count; i++)
        for (size_t k = 0; k < p->rows[i].change_count; k++)
            if (points_to(&p->rows[i], &p->rows[i].changes[k], n->kind)) each(n, &p->rows[i].changes[k]);
}

static void collect(struct naming *n, struct plan_change *change) {
    collect_id(n, change->before);
    collect_id(n, change->after);
}

static void give(struct naming *n, struct plan_change *change) {
    give_name(n, change->before, &change->before_name);
    give_name(n, change->after, &change->after_name);
}

static bool read_kind(struct session *s, struct plan *p, enum entity_kind kind, struct err *err) {
    struct naming n = {.kind = kind};
    each_change(p, &n, collect);
    ids_sort(&n.ids);
    bool ok = ids_query(s->conn, name_query[kind], &n.ids, "ORDER BY 1", take_name, &n, err);
    if (ok) each_change(p, &n, give);
    for (size_t i = 0; i < n.count; i++) free(n.found[i].name);
    free(n.found);
    ids_free(&n.ids);
    return ok;
}

bool plan_read_names(struct session *s, struct plan *p, struct err *err) {
    bool ok = true;
    for (int kind = 0; ok && kind < ENTITY_KINDS; kind++)
        if (name_query[kind]) ok = read_kind(s, p, (enum entity_kind)kind, err);
    return ok;
}
