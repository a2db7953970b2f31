/* Lists of any length, read by keyset: see list.h. Which index serves what is list_path.c's. */
#include "db/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/list_path.h"
#include "db/rows.h"

/* One reading of a page. Of several groups the keys are read first, all groups by one statement, then the rows of those
 * that are shown; of one group the rows at once. */
struct reading {
    struct conn *conn;
    const struct list_request *request;
    struct list_path path;
    bool keys_first;
    struct rows rows;
    struct list_key *keys; /* in the order read */
    size_t count, key_cap;
    bool slice_used; /* a slice of LIST_SLICE entries was searched: the page ends there */
    struct list_key reached;
};

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

static const char *sort_name(const struct list_path *path) {
    return path->sort >= 0 ? entities[path->kind].fields[path->sort].name : "id";
}

/* The key of the last of the next LIST_SLICE index entries; *whole when there are fewer. */
static bool find_slice_end(struct reading *r, int group, const struct list_key *from, struct list_key *end, bool *whole,
                           struct err *err) {
    const char *alias = entities[r->path.kind].alias;
    bool ascending = group_ascending(r->request, group);
    struct sql q = {0}, what = {0};
    sql_addf(&what, "%s.%s, %s.id", alias, sort_name(&r->path), alias);
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

/* The keys of a group's rows, at most `room`; with keys first the rows are (group, sort, id). */
static void keep_keys(struct reading *r, const struct rows *rows, int group, size_t room) {
    size_t sort = r->keys_first ? 1 : r->path.sort >= 0 ? (size_t)r->path.sort : 0;
    r->keys = mem_grow(r->keys, &r->key_cap, r->count + rows->count + 1, sizeof *r->keys);
    for (size_t i = 0; i < rows->count && room > 0; i++) {
        if (r->keys_first && rows_int(rows, i, 0) != group) continue;
        room--;
        r->keys[r->count++] = list_key_of(&r->path, rows, i, group, sort, r->keys_first ? 2 : 0);
    }
}

/* What a page asks of one group. */
struct group_reading {
    int group;
    const struct list_key *from; /* NULL: from its beginning */
    struct list_key end;         /* of the slice that is searched, unless `whole` */
    bool whole;
};

static void add_group(struct reading *r, struct sql *q, const struct group_reading *g, size_t room) {
    const struct list_request *request = r->request;
    bool ascending = group_ascending(request, g->group);
    if (r->keys_first) {
        const char *alias = entities[r->path.kind].alias;
        struct sql what = {0};
        sql_addf(&what, "%d, %s.%s, %s.id", g->group, alias, sort_name(&r->path), alias);
        list_add_select(q, &r->path, buf_str(&what.text));
        sql_free(&what);
    } else {
        list_add_fields(q, &r->path, conn_sees_private(r->conn));
    }
    list_add_served(q, &r->path, request, g->group);
    if (g->from) list_add_after(q, &r->path, g->from, ascending, request->inclusive);
    if (!g->whole) list_add_after(q, &r->path, &g->end, !ascending, true);
    list_add_left_over(q, &r->path, request);
    list_add_order(q, &r->path, ascending, 0, room);
}

/* Reads on in several groups, one after the other or side by side, by one statement. */
static bool read_together(struct reading *r, const struct group_reading *groups, size_t count, struct err *err) {
    size_t room = r->request->limit - (r->path.merged ? 0 : r->count);
    struct sql q = {0};
    struct rows rows = {0};
    for (size_t i = 0; i < count; i++) {
        if (count > 1) sql_add(&q, i > 0 ? " UNION ALL (" : "(");
        add_group(r, &q, &groups[i], room);
        if (count > 1) sql_add(&q, ")");
    }
    bool ok = conn_query(r->conn, &q, &rows, err);
    sql_free(&q);
    for (size_t i = 0; ok && i < count; i++) {
        size_t before = r->count;
        keep_keys(r, &rows, groups[i].group, r->path.merged ? room : r->request->limit - r->count);
        if (r->count - before < room && !groups[i].whole)
            note_slice_end(r, &groups[i].end, group_ascending(r->request, groups[i].group));
    }
    if (ok && !r->keys_first)
        r->rows = rows;
    else
        rows_free(&rows);
    return ok;
}

static bool is_sliced(const struct reading *r) {
    struct sql left_over = {0};
    bool any = list_add_left_over(&left_over, &r->path, r->request);
    sql_free(&left_over);
    return any && !r->path.whole;
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
    }
    if (count == r->request->limit) r->slice_used = false; /* the page ends before the slice does */
    free(taken);
    free(r->keys);
    r->keys = keys;
    r->count = count;
}

/* The rows of the keys. One that was deleted meanwhile is left out of both. */
static bool read_rows(struct reading *r, struct err *err) {
    int64_t *ids = mem_zero(r->count + 1, sizeof *ids);
    for (size_t i = 0; i < r->count; i++) ids[i] = r->keys[i].id;
    bool ok = r->count == 0 || list_get(r->conn, r->path.kind, ids, r->count, &r->rows, err);
    size_t kept = 0;
    for (size_t i = 0; ok && i < r->count && kept < r->rows.count; i++)
        if (rows_int(&r->rows, kept, 0) == r->keys[i].id) r->keys[kept++] = r->keys[i];
    r->count = kept;
    free(ids);
    return ok;
}

/* The groups that the page goes through, in its order; how many. */
static size_t choose_groups(const struct reading *r, struct group_reading *out) {
    const struct list_request *request = r->request;
    const struct list_key *from = request->from;
    int groups = request->kind == ENTITY_WORKSHOP && !r->path.across ? LIST_GROUPS : 1;
    size_t count = 0;
    for (int i = 0; i < groups; i++) {
        int group = request->backward ? groups - 1 - i : i;
        if (!r->path.across && !list_has_group(request, group)) continue;
        bool passed = from && !r->path.merged && (request->backward ? group > from->group : group < from->group);
        if (passed) continue;
        const struct list_key *after = from && (r->path.merged || from->group == group) ? from : NULL;
        out[count++] = (struct group_reading){.group = group, .from = after, .whole = true};
    }
    return count;
}

/* A slice is searched group by group until the page is full, or side by side. */
static bool read_slices(struct reading *r, struct group_reading *groups, size_t count, struct err *err) {
    for (size_t i = 0; i < count; i++) {
        struct group_reading *g = &groups[i];
        if (!r->path.merged && (r->count == r->request->limit || r->slice_used)) break;
        if (!find_slice_end(r, g->group, g->from, &g->end, &g->whole, err) || !read_together(r, g, 1, err))
            return false;
    }
    return true;
}

static bool read_groups(struct reading *r, struct err *err) {
    struct group_reading groups[LIST_GROUPS];
    size_t count = choose_groups(r, groups);
    r->keys_first = count > 1;
    if (count > 0 && !(is_sliced(r) ? read_slices(r, groups, count, err) : read_together(r, groups, count, err)))
        return false;
    if (!r->path.merged) return true;
    for (size_t i = 0; i < r->count; i++) r->keys[i].group = 0;
    put_in_order(r, group_ascending(r->request, 0));
    return true;
}

bool list_read(struct conn *c, const struct list_request *request, struct list_page *out, struct err *err) {
    struct reading r = {.conn = c, .request = request, .rows.columns = entities[request->kind].field_count};
    list_page_free(out);
    if (!list_path_find(request, &r.path, err)) return false;
    bool ok = read_groups(&r, err);
    out->more = ok && (r.slice_used || r.count == request->limit);
    if (out->more) out->reached = r.slice_used ? r.reached : r.keys[r.count - 1];
    if (ok && r.keys_first) ok = read_rows(&r, err);
    if (ok && request->backward) reverse(&r.rows, r.keys);
    out->rows = r.rows;
    out->keys = r.keys;
    if (!ok) list_page_free(out);
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

struct place {
    int64_t id;
    size_t row;
    bool taken;
};

static int compare_places(const void *a, const void *b) {
    int64_t x = ((const struct place *)a)->id, y = ((const struct place *)b)->id;
    return (x > y) - (x < y);
}

/* Puts rows in the order of the ids. Here, since the server would read each row once more after sorting. */
static void order_rows(struct rows *rows, const int64_t *ids, size_t count) {
    struct place *places = mem_zero(rows->count + 1, sizeof *places);
    struct value *cells = mem_zero(rows->count * rows->columns + 1, sizeof *cells), *next = cells;
    for (size_t i = 0; i < rows->count; i++) places[i] = (struct place){.id = rows_int(rows, i, 0), .row = i};
    qsort(places, rows->count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++) {
        const struct place wanted = {.id = ids[i]};
        struct place *found = bsearch(&wanted, places, rows->count, sizeof *places, compare_places);
        if (!found || found->taken) continue;
        found->taken = true;
        memcpy(next, rows->cells + found->row * rows->columns, rows->columns * sizeof *cells);
        next += rows->columns;
    }
    free(rows->cells);
    rows->cells = cells;
    free(places);
}

bool list_get(struct conn *c, enum entity_kind kind, const int64_t *ids, size_t count, struct rows *out,
              struct err *err) {
    struct list_path path = by_id;
    path.kind = kind;
    rows_free(out);
    if (count == 0) return true;
    struct sql q = {0};
    const char *alias = entities[kind].alias;
    list_add_fields(&q, &path, conn_sees_private(c));
    sql_addf(&q, " WHERE %s.id IN (", alias);
    sql_ids(&q, ids, count);
    sql_add(&q, ")");
    list_add_left_over(&q, &path, &(struct list_request){.kind = kind});
    bool ok = conn_query(c, &q, out, err);
    if (ok) order_rows(out, ids, count);
    sql_free(&q);
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
