/* Lists of any length, read by keyset: see list.h. Which index serves what is list_path.c's. */
#include "db/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/list_names.h"
#include "db/list_path.h"
#include "db/rows.h"

/* One reading of a page. */
struct reading {
    struct conn *conn;
    const struct list_request *request;
    struct list_path path;
    struct rows_builder found; /* the table's own columns, in the order read */
    struct list_key *keys;
    size_t count, key_cap;
    size_t sort_column, id_column;
    bool slice_used; /* a slice of LIST_SLICE entries was searched: the page ends there */
    struct list_key reached;
};

/* Places of the sort column and the id among the table's own columns. */
static void find_columns(struct reading *r) {
    const struct entity *e = &entities[r->request->kind];
    size_t column = 0;
    for (size_t i = 0; i < e->field_count; i++) {
        if (e->fields[i].type == FIELD_NAME) continue;
        if (e->fields[i].type == FIELD_ID) r->id_column = column;
        if ((int)i == r->path.sort) r->sort_column = column;
        column++;
    }
    r->found.rows.columns = column;
}

static bool group_ascending(const struct list_request *request, int group) {
    bool latest_first =
        request->sorted ? request->descending : request->kind == ENTITY_WORKSHOP && list_groups[group].latest_first;
    return latest_first == request->backward;
}

static int compare_keys(const struct list_key *a, const struct list_key *b) {
    int by_sort = strcmp(a->sort, b->sort);
    return by_sort ? by_sort : (a->id > b->id) - (a->id < b->id);
}

/* A slice ends at `end`; of several, walked side by side, only what lies before the first end is complete. */
static void note_slice_end(struct reading *r, const struct list_key *end, bool ascending) {
    int order = r->slice_used ? compare_keys(end, &r->reached) : -1;
    if (!r->slice_used || (ascending ? order < 0 : order > 0)) r->reached = *end;
    r->slice_used = true;
}

/* The key of the last of the next LIST_SLICE index entries; *whole when there are fewer. */
static bool find_slice_end(struct reading *r, int group, const struct list_key *from, struct list_key *end, bool *whole,
                           struct err *err) {
    const struct entity *e = &entities[r->path.kind];
    bool ascending = group_ascending(r->request, group);
    struct sql q = {0}, what = {0};
    sql_addf(&what, "%s.%s, %s.id", e->alias, r->path.sort >= 0 ? e->fields[r->path.sort].name : "id", e->alias);
    list_add_select(&q, &r->path, buf_str(&what.text));
    list_add_served(&q, &r->path, r->request, group);
    if (from) list_add_after(&q, &r->path, from, ascending, r->request->inclusive);
    list_add_order(&q, &r->path, ascending, LIST_SLICE - 1, 1);
    struct rows rows = {0};
    bool ok = conn_query(r->conn, &q, &rows, err);
    *whole = ok && rows.count == 0;
    if (ok && !*whole) *end = list_key_of(&r->path, &rows, 0, r->path.merged ? 0 : group, 0, 1);
    rows_free(&rows);
    sql_free(&q);
    sql_free(&what);
    return ok;
}

static void keep_rows(struct reading *r, const struct rows *rows, int group) {
    r->keys = mem_grow(r->keys, &r->key_cap, r->count + rows->count + 1, sizeof *r->keys);
    for (size_t i = 0; i < rows->count; i++) {
        r->keys[r->count++] = list_key_of(&r->path, rows, i, group, r->sort_column, r->id_column);
        for (size_t k = 0; k < rows->columns; k++) {
            const struct value *v = rows_cell(rows, i, k);
            rows_add_cell(&r->found, v->text, v->len, v->null);
        }
    }
}

/* Reads on in one group after `from` (NULL: from its beginning) until there are `room` more rows, the group or the
 * slice ends. */
static bool read_group(struct reading *r, int group, const struct list_key *from, size_t room, struct err *err) {
    const struct list_request *request = r->request;
    size_t before = r->count;
    bool ascending = group_ascending(request, group);
    bool whole = true;
    struct list_key end;
    struct sql left_over = {0};
    bool sliced = list_add_left_over(&left_over, &r->path, request) && !r->path.whole;
    sql_free(&left_over);
    if (sliced && !find_slice_end(r, group, from, &end, &whole, err)) return false;

    struct sql q = {0};
    struct rows rows = {0};
    list_add_fields(&q, &r->path, conn_sees_private(r->conn));
    list_add_served(&q, &r->path, request, group);
    if (from) list_add_after(&q, &r->path, from, ascending, request->inclusive);
    if (!whole) list_add_after(&q, &r->path, &end, !ascending, true);
    list_add_left_over(&q, &r->path, request);
    list_add_order(&q, &r->path, ascending, 0, room);
    bool ok = conn_query(r->conn, &q, &rows, err);
    sql_free(&q);
    if (ok) keep_rows(r, &rows, group);
    rows_free(&rows);
    if (ok && r->count - before < room && !whole) note_slice_end(r, &end, ascending);
    return ok;
}

/* Turns rows and keys round: a backward page was read from its end. */
static void reverse(struct rows *rows, struct list_key *keys) {
    struct value *spare = mem_zero(rows->columns, sizeof *spare);
    size_t bytes = rows->columns * sizeof *spare;
    for (size_t i = 0; i < rows->count / 2; i++) {
        size_t j = rows->count - 1 - i;
        struct value *a = rows->cells + i * rows->columns, *b = rows->cells + j * rows->columns;
        memcpy(spare, a, bytes);
        memcpy(a, b, bytes);
        memcpy(b, spare, bytes);
        struct list_key key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
    }
    free(spare);
}

/* What was read side by side in one order: no more than the page, nothing beyond the first slice's end. */
static void put_in_order(struct reading *r, bool ascending) {
    struct rows read = {0};
    rows_finish(&r->found, &read);
    r->found = (struct rows_builder){.rows.columns = read.columns};
    struct list_key *keys = mem_zero(r->count + 1, sizeof *keys);
    bool *taken = mem_zero(r->count + 1, sizeof *taken);
    size_t count = 0;
    while (count < r->request->limit) {
        size_t best = r->count;
        for (size_t i = 0; i < r->count; i++) {
            if (taken[i]) continue;
            int order = best < r->count ? compare_keys(&r->keys[i], &r->keys[best]) : -1;
            if (best == r->count || (ascending ? order < 0 : order > 0)) best = i;
        }
        int beyond = best < r->count && r->slice_used ? compare_keys(&r->keys[best], &r->reached) : 0;
        if (best == r->count || (ascending ? beyond > 0 : beyond < 0)) break;
        taken[best] = true;
        keys[count++] = r->keys[best];
        for (size_t k = 0; k < read.columns; k++) {
            const struct value *v = rows_cell(&read, best, k);
            rows_add_cell(&r->found, v->text, v->len, v->null);
        }
    }
    if (count == r->request->limit) r->slice_used = false; /* the page ends before the slice does */
    rows_free(&read);
    free(taken);
    free(r->keys);
    r->keys = keys;
    r->count = count;
}

static bool read_merged(struct reading *r, struct err *err) {
    const struct list_request *request = r->request;
    for (int group = 0; group < LIST_GROUPS; group++)
        if (list_has_group(request, group) && !read_group(r, group, request->from, request->limit, err)) return false;
    for (size_t i = 0; i < r->count; i++) r->keys[i].group = 0;
    put_in_order(r, group_ascending(request, 0));
    return true;
}

static bool read_groups(struct reading *r, struct err *err) {
    const struct list_request *request = r->request;
    if (r->path.merged) return read_merged(r, err);
    int groups = request->kind == ENTITY_WORKSHOP && !r->path.across ? LIST_GROUPS : 1;
    for (int i = 0; i < groups && r->count < request->limit && !r->slice_used; i++) {
        int group = request->backward ? groups - 1 - i : i;
        const struct list_key *from = request->from;
        if (!r->path.across && !list_has_group(request, group)) continue;
        if (from && (request->backward ? group > from->group : group < from->group)) continue;
        const struct list_key *after = from && from->group == group ? from : NULL;
        if (!read_group(r, group, after, request->limit - r->count, err)) return false;
    }
    return true;
}

bool list_read(struct conn *c, const struct list_request *request, struct list_page *out, struct err *err) {
    struct reading r = {.conn = c, .request = request};
    list_page_free(out);
    if (!list_path_find(request, &r.path, err)) return false;
    find_columns(&r);
    bool ok = read_groups(&r, err);
    struct rows plain = {0};
    rows_finish(&r.found, &plain);
    out->more = ok && (r.slice_used || r.count == request->limit);
    if (out->more) out->reached = r.slice_used ? r.reached : r.keys[r.count - 1];
    if (ok && request->backward) reverse(&plain, r.keys);
    ok = ok && list_add_names(c, request->kind, &plain, &out->rows, err);
    rows_free(&plain);
    if (ok)
        out->keys = r.keys;
    else
        free(r.keys);
    return ok;
}

void list_page_free(struct list_page *p) {
    rows_free(&p->rows);
    free(p->keys);
    *p = (struct list_page){0};
}

static const struct list_path by_id = {.index = "PRIMARY", .equals = -1, .sort = -1};

bool list_match(struct conn *c, const struct list_request *request, const int64_t *ids, size_t count, struct rows *out,
                struct err *err) {
    struct list_path path = by_id;
    path.kind = request->kind;
    rows_free(out);
    if (count == 0) return true;
    struct sql q = {0};
    const char *alias = entities[request->kind].alias;
    struct buf id = {0};
    buf_addf(&id, "%s.id", alias);
    list_add_select(&q, &path, buf_str(&id));
    sql_addf(&q, " WHERE %s.id IN (", alias);
    sql_ids(&q, ids, count);
    sql_add(&q, ")");
    if (request->kind == ENTITY_WORKSHOP) list_add_statuses(&q, request);
    list_add_left_over(&q, &path, request);
    bool ok = conn_query(c, &q, out, err);
    buf_free(&id);
    sql_free(&q);
    return ok;
}

/* The group of a row of the entity's fields. */
static int group_of(enum entity_kind kind, const struct rows *rows, size_t row) {
    const char *status = kind == ENTITY_WORKSHOP ? rows_text(rows, row, WORKSHOP_STATUS) : NULL;
    int group = 0;
    while (status && group < LIST_GROUPS - 1 && strcmp(list_groups[group].status, status) != 0) group++;
    return group;
}

bool list_find(struct conn *c, const struct list_request *request, int64_t id, struct list_page *out, struct err *err) {
    struct list_path path;
    list_page_free(out);
    if (!list_path_find(request, &path, err)) return false;
    if (!list_get(c, request->kind, &id, 1, &out->rows, err)) return false;
    if (out->rows.count == 0) return true;
    out->keys = mem_zero(1, sizeof *out->keys);
    size_t sort = path.sort >= 0 ? (size_t)path.sort : 0;
    int group = path.across || path.merged ? 0 : group_of(request->kind, &out->rows, 0);
    out->keys[0] = list_key_of(&path, &out->rows, 0, group, sort, 0);
    return true;
}

bool list_get(struct conn *c, enum entity_kind kind, const int64_t *ids, size_t count, struct rows *out,
              struct err *err) {
    struct list_path path = by_id;
    path.kind = kind;
    rows_free(out);
    if (count == 0) return true;
    struct sql q = {0};
    struct rows plain = {0};
    const char *alias = entities[kind].alias;
    list_add_fields(&q, &path, conn_sees_private(c));
    sql_addf(&q, " WHERE %s.id IN (", alias);
    sql_ids(&q, ids, count);
    sql_add(&q, ")");
    list_add_left_over(&q, &path, &(struct list_request){.kind = kind});
    sql_addf(&q, " ORDER BY FIELD(%s.id, ", alias);
    sql_ids(&q, ids, count);
    sql_add(&q, ")");
    bool ok = conn_query(c, &q, &plain, err) && list_add_names(c, kind, &plain, out, err);
    sql_free(&q);
    rows_free(&plain);
    return ok;
}

bool list_count(struct conn *c, const struct list_request *request, int64_t most, int64_t *count, struct err *err) {
    struct list_request unsorted = *request;
    struct list_path path;
    unsorted.sorted = false;
    if (!list_path_find(&unsorted, &path, err)) return false;
    int groups = request->kind == ENTITY_WORKSHOP ? LIST_GROUPS : 1;
    *count = 0;
    for (int group = 0; group < groups; group++) {
        if (!list_has_group(request, group)) continue;
        struct sql q = {0};
        struct rows rows = {0};
        sql_add(&q, "SELECT COUNT(*) FROM (");
        list_add_select(&q, &path, "1");
        list_add_served(&q, &path, request, group);
        list_add_left_over(&q, &path, request);
        if (most > 0) sql_addf(&q, " LIMIT %lld", (long long)(most - *count));
        sql_add(&q, ") t");
        bool ok = conn_query(c, &q, &rows, err);
        if (ok) *count += rows_int(&rows, 0, 0);
        rows_free(&rows);
        sql_free(&q);
        if (!ok) return false;
        if (most > 0 && *count >= most) break;
    }
    return true;
}

bool list_upcoming_by_category(struct conn *c, struct rows *out, struct err *err) {
    return conn_read(c,
                     "SELECT w.category_id, COUNT(*) FROM workshops w WHERE w.status IN ('scheduled', 'lobby', 'live')"
                     " GROUP BY w.category_id",
                     out, err);
}
