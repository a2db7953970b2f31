/* The names of the rows that references point to, fetched for the rows shown only: one statement a table referred to.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/list_names.h"
#include "db/rows.h"

/* What a FIELD_NAME of each entity shows. */
static const char *const name_statements[ENTITY_KINDS] = {
    [ENTITY_USER] = "SELECT u.id, u.username, u.display_name FROM users u FORCE INDEX (PRIMARY) WHERE u.id IN (",
    [ENTITY_CATEGORY] = "SELECT c.id, c.slug FROM workshop_categories c FORCE INDEX (PRIMARY) WHERE c.id IN (",
    [ENTITY_WORKSHOP] = "SELECT w.id, w.title FROM workshops w FORCE INDEX (PRIMARY) WHERE w.id IN (",
};

struct names {
    struct rows rows[ENTITY_KINDS];
};

static int compare_ids(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* The position among the table's own columns (without FIELD_NAME) of field i. */
static size_t column_of(const struct entity *e, size_t field) {
    size_t n = 0;
    for (size_t i = 0; i < field; i++) n += e->fields[i].type != FIELD_NAME;
    return n;
}

/* The reference that a FIELD_NAME names: the nearest before it. */
static size_t reference_of(const struct entity *e, size_t field) {
    while (e->fields[field].type != FIELD_REF) field--;
    return field;
}

static bool fetch_names(struct conn *c, const struct entity *e, const struct rows *plain, enum entity_kind kind,
                        struct rows *out, struct err *err) {
    size_t count = 0;
    int64_t *ids = mem_zero(plain->count * e->field_count, sizeof *ids);
    for (size_t i = 0; i < e->field_count; i++) {
        if (e->fields[i].type != FIELD_NAME || e->fields[i].ref != kind) continue;
        size_t column = column_of(e, reference_of(e, i));
        for (size_t r = 0; r < plain->count; r++)
            if (!rows_cell(plain, r, column)->null) ids[count++] = rows_int(plain, r, column);
    }
    bool ok = true;
    if (count > 0) {
        qsort(ids, count, sizeof *ids, compare_ids);
        size_t distinct = 1;
        for (size_t i = 1; i < count; i++)
            if (ids[i] != ids[distinct - 1]) ids[distinct++] = ids[i];
        struct sql q = {0};
        sql_add(&q, name_statements[kind]);
        sql_ids(&q, ids, distinct);
        sql_add(&q, ") ORDER BY 1");
        ok = conn_query(c, &q, out, err);
        sql_free(&q);
    }
    free(ids);
    return ok;
}

static const struct value *find_name(const struct rows *names, int64_t id, size_t column) {
    size_t low = 0, high = names->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows_int(names, middle, 0) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names->count && rows_int(names, low, 0) == id ? rows_cell(names, low, column) : NULL;
}

bool list_add_names(struct conn *c, enum entity_kind kind, const struct rows *plain, struct rows *out,
                    struct err *err) {
    const struct entity *e = &entities[kind];
    struct names names = {0};
    bool ok = true;
    for (size_t k = 0; ok && k < ENTITY_KINDS; k++)
        if (name_statements[k]) ok = fetch_names(c, e, plain, (enum entity_kind)k, &names.rows[k], err);
    struct rows_builder b = {.rows.columns = e->field_count};
    for (size_t r = 0; ok && r < plain->count; r++) {
        size_t column = 0;
        for (size_t i = 0; i < e->field_count; i++) {
            const struct field *f = &e->fields[i];
            const struct value *v;
            if (f->type == FIELD_NAME) {
                size_t ref = column_of(e, reference_of(e, i));
                v = find_name(&names.rows[f->ref], rows_int(plain, r, ref), strstr(f->name, "_name") ? 2 : 1);
            } else {
                v = rows_cell(plain, r, column++);
            }
            rows_add_cell(&b, v ? v->text : NULL, v ? v->len : 0, !v || v->null);
        }
    }
    if (ok) {
        rows_free(out);
        rows_finish(&b, out);
    }
    for (size_t k = 0; k < ENTITY_KINDS; k++) rows_free(&names.rows[k]);
    return ok;
}
