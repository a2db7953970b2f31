/* See undo_now.h. */
#include "op/undo_now.h"

#include <stdlib.h>

#include "base/mem.h"
#include "op/action_private.h"
#include "op/ids.h"

static const enum entity_kind kinds[] = {ENTITY_USER, ENTITY_SERIES, ENTITY_WORKSHOP, ENTITY_ATTENDEE, ENTITY_CATEGORY};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct reading {
    struct undo_now *now;
    enum entity_kind kind;
};

static int place_of(const struct undo_now *n, enum entity_kind kind, int field) {
    for (size_t i = 0; i < n->of[kind].field_count; i++)
        if (n->of[kind].fields[i] == field) return (int)i;
    return -1;
}

static void collect(struct undo_now *n, enum entity_kind kind, const json_t *row, struct ids *ids) {
    size_t i;
    json_t *change;
    if (json_array_size(json_object_get(row, "changes")) == 0) return;
    ids_add(ids, action_int(row, "id"));
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        int field = entity_field(&entities[kind], action_text(change, "field"));
        if (field >= 0 && place_of(n, kind, field) < 0 && n->of[kind].field_count < UNDO_FIELDS_MOST)
            n->of[kind].fields[n->of[kind].field_count++] = field;
    }
}

static void take_row(void *arg, const struct rows *r, size_t i) {
    const struct reading *g = arg;
    struct undo_now *n = g->now;
    size_t count = n->of[g->kind].field_count;
    struct undo_now_row row = {rows_int(r, i, 0), mem_zero(count + 1, sizeof(char *))};
    for (size_t k = 0; k < count; k++) {
        const char *cell = rows_text(r, i, k + 1);
        row.cells[k] = cell ? mem_dup(cell) : NULL;
    }
    n->of[g->kind].rows = mem_grow(n->of[g->kind].rows, &n->of[g->kind].cap, n->of[g->kind].count + 1, sizeof row);
    n->of[g->kind].rows[n->of[g->kind].count++] = row;
}

static bool read_kind(struct session *s, const json_t *intent, enum entity_kind kind, struct undo_now *n,
                      struct err *err) {
    const struct entity *e = &entities[kind];
    struct ids ids = {0};
    struct buf select = {0};
    struct reading g = {n, kind};
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(intent, "rows"), i, row) if (entity_find(action_text(row, "entity")) == e)
        collect(n, kind, row, &ids);
    ids_sort(&ids);
    buf_add(&select, "SELECT id");
    for (size_t k = 0; k < n->of[kind].field_count; k++)
        buf_addf(&select, ", %s", e->fields[n->of[kind].fields[k]].name);
    buf_addf(&select, " FROM %s WHERE id", e->table);
    bool ok = ids_query(s->conn, buf_str(&select), &ids, s->locking ? "ORDER BY id FOR UPDATE" : "ORDER BY id",
                        take_row, &g, err);
    buf_free(&select);
    ids_free(&ids);
    return ok;
}

bool undo_now_read(struct session *s, const json_t *intent, struct undo_now *out, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < KINDS; i++) ok = read_kind(s, intent, kinds[i], out, err);
    return ok;
}

static int compare_id(const void *a, const void *b) {
    int64_t x = ((const struct undo_now_row *)a)->id, y = ((const struct undo_now_row *)b)->id;
    return (x > y) - (x < y);
}

const struct undo_now_row *undo_now_find(const struct undo_now *n, enum entity_kind kind, int64_t id) {
    const struct undo_now_row key = {.id = id};
    if (n->of[kind].count == 0) return NULL;
    return bsearch(&key, n->of[kind].rows, n->of[kind].count, sizeof key, compare_id);
}

const char *undo_now_cell(const struct undo_now *n, enum entity_kind kind, const struct undo_now_row *row, int field) {
    int place = place_of(n, kind, field);
    return place < 0 ? NULL : row->cells[place];
}

void undo_now_free(struct undo_now *n) {
    for (int kind = 0; kind < ENTITY_KINDS; kind++) {
        for (size_t i = 0; i < n->of[kind].count; i++) {
            for (size_t k = 0; k < n->of[kind].field_count; k++) free(n->of[kind].rows[i].cells[k]);
            free(n->of[kind].rows[i].cells);
        }
        free(n->of[kind].rows);
    }
}
