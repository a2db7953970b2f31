/* Writing a plan of categories: see categories_private.h. What goes away goes first, then slugs that change hands are
 * set aside, then everything gets its cells, then what is new is made: so that no two ever hold one slug. Each step is
 * one statement for every WRITE_LIST categories; what they hold moves MOVE_ROWS rows at a time. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "op/categories_private.h"
#include "op/progress.h"

enum { WRITE_LIST = 1000, MOVE_ROWS = 5000 };

/* Adds "CASE column WHEN id THEN value … ELSE otherwise END"; the ids are those of `list`. */
static void add_case(struct sql *q, const struct categories *d, const long *list, size_t count, int field) {
    const char *column = entities[ENTITY_CATEGORY].fields[field].name;
    sql_addf(q, ", %s = CASE id", column);
    for (size_t i = 0; i < count; i++) {
        const struct category *c = &d->items[list[i]];
        if (!category_changes(c, field)) continue;
        sql_add(q, " WHEN ");
        sql_int(q, c->id);
        sql_add(q, " THEN ");
        sql_text(q, c->now[field]);
    }
    sql_addf(q, " ELSE %s END", column);
}

static void add_ids(struct sql *q, const struct categories *d, const long *list, size_t count) {
    sql_add(q, " IN (");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) sql_add(q, ", ");
        sql_int(q, d->items[list[i]].id);
    }
    sql_add(q, ")");
}

static void fill_update(struct sql *q, const struct categories *d, const long *list, size_t count) {
    sql_add(q, "UPDATE workshop_categories SET updated_at = ");
    sql_time(q, d->made_at);
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) {
        bool any = false;
        for (size_t i = 0; i < count; i++) any = any || category_changes(&d->items[list[i]], f);
        if (any) add_case(q, d, list, count, f);
    }
    sql_add(q, " WHERE id");
    add_ids(q, d, list, count);
}

/* No slug holds a tilde. */
static void fill_aside(struct sql *q, const struct categories *d, const long *list, size_t count) {
    sql_add(q, "UPDATE workshop_categories SET slug = CONCAT('~', id) WHERE id");
    add_ids(q, d, list, count);
}

static void fill_delete(struct sql *q, const struct categories *d, const long *list, size_t count) {
    sql_add(q, "DELETE FROM workshop_categories WHERE id");
    add_ids(q, d, list, count);
}

static void fill_insert(struct sql *q, const struct categories *d, const long *list, size_t count) {
    sql_add(q, "INSERT INTO workshop_categories"
               " (name, slug, description, sort_order, is_active, created_at, updated_at) VALUES ");
    for (size_t i = 0; i < count; i++) {
        sql_add(q, i > 0 ? ", (" : "(");
        for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) {
            sql_text(q, d->items[list[i]].now[f]);
            sql_add(q, ", ");
        }
        sql_time(q, d->made_at);
        sql_add(q, ", ");
        sql_time(q, d->made_at);
        sql_add(q, ")");
    }
}

static void fill_move(struct sql *q, const char *table, const struct categories *d, const long *list, size_t count) {
    sql_addf(q, "UPDATE %s SET updated_at = ", table);
    sql_time(q, d->made_at);
    sql_add(q, ", category_id = CASE category_id");
    for (size_t i = 0; i < count; i++) {
        const struct category *c = &d->items[list[i]];
        sql_add(q, " WHEN ");
        sql_int(q, c->id);
        sql_add(q, " THEN ");
        sql_int(q, d->items[c->into].id);
    }
    sql_add(q, " END WHERE category_id");
    add_ids(q, d, list, count);
    sql_addf(q, " ORDER BY id LIMIT %d", MOVE_ROWS);
}

static void fill_move_series(struct sql *q, const struct categories *d, const long *list, size_t count) {
    fill_move(q, "workshop_series", d, list, count);
}

static void fill_move_workshops(struct sql *q, const struct categories *d, const long *list, size_t count) {
    fill_move(q, "workshops", d, list, count);
}

/* The slugs that somebody else is to get; sorted, for slug_is_wanted. */
struct wanted {
    const char **slugs;
    size_t count;
};

static int compare_text(const void *a, const void *b) {
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

static bool changes(const struct category *c) {
    bool any = false;
    for (int f = CATEGORY_NAME; f < CATEGORY_CELLS; f++) any = any || category_changes(c, f);
    return any;
}

static bool is_merged(const struct category *c, const struct wanted *w) {
    (void)w;
    return c->what == CATEGORY_MERGE;
}

static bool goes(const struct category *c, const struct wanted *w) {
    (void)w;
    return !category_lives(c);
}

static bool is_changed(const struct category *c, const struct wanted *w) {
    (void)w;
    return category_lives(c) && c->id != 0 && changes(c);
}

static bool is_made(const struct category *c, const struct wanted *w) {
    (void)w;
    return c->id == 0;
}

static bool gives_slug_away(const struct category *c, const struct wanted *w) {
    const char *slug = c->was[CATEGORY_SLUG];
    return is_changed(c, w) && category_changes(c, CATEGORY_SLUG) && w->count > 0 &&
           bsearch(&slug, w->slugs, w->count, sizeof *w->slugs, compare_text) != NULL;
}

static int64_t its_series(const struct category *c) { return c->series; }
static int64_t its_workshops(const struct category *c) { return c->workshops; }

/* In the order in which they are done; `counts`: the rows it changes are categories that the plan speaks of; `holds`:
 * the statement is run until nothing is left of what so many rows were when the plan was made. */
static const struct step {
    bool (*takes)(const struct category *c, const struct wanted *w);
    void (*fill)(struct sql *q, const struct categories *d, const long *list, size_t count);
    bool counts;
    int64_t (*holds)(const struct category *c);
} steps[] = {
    {is_merged, fill_move_series, true, its_series},
    {is_merged, fill_move_workshops, true, its_workshops},
    {goes, fill_delete, true, NULL},
    {gives_slug_away, fill_aside, false, NULL},
    {is_changed, fill_update, true, NULL},
    {is_made, fill_insert, true, NULL},
};

static int64_t step_rows(const struct categories *d, const struct wanted *w, const struct step *step) {
    int64_t rows = 0;
    for (size_t i = 0; i < d->count; i++)
        if (step->takes(&d->items[i], w)) rows += step->holds ? step->holds(&d->items[i]) : 1;
    return rows;
}

/* The statement for these categories. */
static bool run_list(struct session *s, const struct categories *d, const struct step *step, const long *list, size_t n,
                     int64_t *done, int64_t *all, int64_t *changed, struct err *err) {
    struct sql q = {0};
    int64_t rows = 0;
    bool ok = true;
    step->fill(&q, d, list, n);
    do {
        if (*all < *done) *all = *done; /* more have come since the plan was made */
        ok = (*all == 0 || progress_step(s, *done, *all, err)) && conn_exec(s->conn, &q, &rows, err);
        if (ok) *done += step->holds ? rows : (int64_t)n;
        if (ok && step->counts) *changed += rows;
    } while (ok && step->holds && rows == MOVE_ROWS);
    sql_free(&q);
    return ok;
}

static bool run_step(struct session *s, const struct categories *d, const struct wanted *w, const struct step *step,
                     int64_t *changed, struct err *err) {
    long list[WRITE_LIST];
    int64_t done = 0, all = step_rows(d, w, step);
    bool ok = true;
    for (size_t i = 0, n = 0; ok && i <= d->count; i++) {
        if (i < d->count && step->takes(&d->items[i], w)) list[n++] = (long)i;
        if (n == 0 || (n < WRITE_LIST && i < d->count)) continue;
        ok = run_list(s, d, step, list, n, &done, &all, changed, err);
        n = 0;
    }
    return ok && (all == 0 || progress_step(s, all, all, err));
}

bool categories_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct categories *d = p->data;
    struct wanted w = {mem_zero(d->count + 1, sizeof *w.slugs), 0};
    bool ok = true;
    for (size_t i = 0; i < d->count; i++)
        if (category_lives(&d->items[i]) && category_changes(&d->items[i], CATEGORY_SLUG))
            w.slugs[w.count++] = d->items[i].now[CATEGORY_SLUG];
    qsort(w.slugs, w.count, sizeof *w.slugs, compare_text);
    for (size_t i = 0; ok && i < sizeof steps / sizeof *steps; i++)
        ok = run_step(s, d, &w, &steps[i], &result->rows_changed, err);
    free(w.slugs);
    return ok;
}
