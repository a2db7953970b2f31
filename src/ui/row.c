/* Rows of lists: see row.h. */
#include "ui/row.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/parse.h"

static struct row *copy_cells(const struct value *cells, size_t columns) {
    size_t bytes = 0;
    for (size_t i = 0; i < columns; i++) bytes += cells[i].null ? 0 : cells[i].len + 1;
    struct row *row = mem_alloc(sizeof *row + columns * sizeof *row->cells + bytes);
    *row = (struct row){.columns = columns, .cells = (struct value *)(void *)(row + 1)};
    char *to = (char *)(row->cells + columns);
    for (size_t i = 0; i < columns; i++) {
        row->cells[i] = cells[i];
        if (cells[i].null) continue;
        memcpy(to, cells[i].text, cells[i].len);
        to[cells[i].len] = 0;
        row->cells[i].text = to;
        to += cells[i].len + 1;
    }
    return row;
}

struct row *row_copy(const struct rows *rows, size_t index, const struct list_key *key) {
    struct row *row = copy_cells(rows->cells + index * rows->columns, rows->columns);
    row->id = row_int(row, 0);
    if (key) row->key = *key;
    return row;
}

struct row *row_new(int64_t id) {
    struct row *row = copy_cells(NULL, 0);
    row->id = id;
    return row;
}

struct row *row_dup(const struct row *row) {
    struct row *copy = copy_cells(row->cells, row->columns);
    copy->id = row->id;
    copy->key = row->key;
    copy->attention = row->attention;
    return copy;
}

const char *row_text(const struct row *row, int field) {
    if (field < 0 || (size_t)field >= row->columns || row->cells[field].null) return NULL;
    return row->cells[field].text;
}

int64_t row_int(const struct row *row, int field) {
    const char *text = row_text(row, field);
    int64_t n = 0;
    return text && parse_int(text, INT64_MIN, INT64_MAX, &n) ? n : 0;
}

bool row_time(const struct row *row, int field, int64_t *seconds) {
    const char *text = row_text(row, field);
    return text && clock_parse_db(text, seconds);
}
