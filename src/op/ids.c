/* Sets of ids: see ids.h. */
#include "op/ids.h"

#include <stdlib.h>

#include "base/mem.h"
#include "op/progress.h"

void ids_add(struct ids *ids, int64_t id) {
    ids->items = mem_grow(ids->items, &ids->cap, ids->count + 1, sizeof *ids->items);
    ids->items[ids->count++] = id;
}

static int ids_compare(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

void ids_sort(struct ids *ids) {
    if (ids->count == 0) return;
    qsort(ids->items, ids->count, sizeof *ids->items, ids_compare);
    size_t kept = 1;
    for (size_t i = 1; i < ids->count; i++)
        if (ids->items[i] != ids->items[kept - 1]) ids->items[kept++] = ids->items[i];
    ids->count = kept;
}

bool ids_has(const struct ids *ids, int64_t id) {
    return ids->count > 0 && bsearch(&id, ids->items, ids->count, sizeof *ids->items, ids_compare) != NULL;
}

void ids_free(struct ids *ids) {
    free(ids->items);
    *ids = (struct ids){0};
}

static size_t list_length(const struct ids *ids, size_t from) {
    size_t left = ids->count - from;
    return left < IDS_IN_A_LIST ? left : IDS_IN_A_LIST;
}

bool ids_query(struct conn *c, const char *before, const struct ids *in, const char *after, ids_each *each, void *arg,
               struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < in->count; i += IDS_IN_A_LIST) {
        struct sql q = {0};
        struct rows r = {0};
        sql_addf(&q, "%s IN (", before);
        sql_ids(&q, in->items + i, list_length(in, i));
        sql_addf(&q, ") %s", after);
        ok = conn_query(c, &q, &r, err);
        for (size_t row = 0; ok && row < r.count; row++) each(arg, &r, row);
        rows_free(&r);
        sql_free(&q);
    }
    return ok;
}

void ids_add_row(void *ids, const struct rows *r, size_t row) { ids_add(ids, rows_int(r, row, 0)); }

bool ids_lock(struct conn *c, const char *table, const struct ids *ids, struct err *err) {
    struct ids locked = {0};
    char *select = mem_format("SELECT id FROM %s WHERE id", table);
    bool ok = ids_query(c, select, ids, "ORDER BY id FOR UPDATE", ids_add_row, &locked, err);
    free(select);
    ids_free(&locked);
    return ok;
}

bool ids_update(struct session *s, void (*fill)(struct sql *q, const void *arg), const void *arg, const struct ids *ids,
                int64_t *changed, struct err *err) {
    int64_t all = (int64_t)ids->count;
    bool ok = true, several = ids->count > IDS_IN_A_LIST;
    for (size_t i = 0; ok && i < ids->count; i += IDS_IN_A_LIST) {
        struct sql q = {0};
        int64_t n = 0;
        fill(&q, arg);
        sql_add(&q, "(");
        sql_ids(&q, ids->items + i, list_length(ids, i));
        sql_add(&q, ")");
        ok = (!several || progress_step(s, (int64_t)i, all, err)) && conn_exec(s->conn, &q, &n, err);
        if (changed) *changed += n;
        sql_free(&q);
    }
    return ok && (!several || progress_step(s, all, all, err));
}
