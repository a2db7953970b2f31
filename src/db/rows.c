/* A result in memory: see conn.h and rows.h. */
#include "db/rows.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/parse.h"

const struct value *rows_cell(const struct rows *r, size_t row, size_t column) {
    return &r->cells[row * r->columns + column];
}

const char *rows_text(const struct rows *r, size_t row, size_t column) {
    const struct value *v = rows_cell(r, row, column);
    return v->null ? NULL : v->text;
}

int64_t rows_int(const struct rows *r, size_t row, size_t column) {
    const char *text = rows_text(r, row, column);
    int64_t n = 0;
    if (text) parse_int(text, INT64_MIN, INT64_MAX, &n);
    return n;
}

bool rows_time(const struct rows *r, size_t row, size_t column, int64_t *seconds) {
    const char *text = rows_text(r, row, column);
    return text && clock_parse_db(text, seconds);
}

void rows_free(struct rows *r) {
    free(r->cells);
    free(r->bytes);
    *r = (struct rows){0};
}

void rows_add_cell(struct rows_builder *b, const char *text, size_t len, bool null) {
    size_t n = b->rows.count; /* counts cells until rows_finish */
    b->rows.cells = mem_grow(b->rows.cells, &b->cell_cap, n + 1, sizeof *b->rows.cells);
    b->rows.cells[n] = (struct value){NULL, null ? 0 : len, null};
    b->rows.count = n + 1;
    if (!null) buf_add_len(&b->bytes, text, len);
    buf_add_char(&b->bytes, '\0');
}

void rows_finish(struct rows_builder *b, struct rows *out) {
    *out = b->rows;
    out->bytes = buf_steal(&b->bytes);
    const char *at = out->bytes;
    for (size_t i = 0; i < out->count; i++) {
        out->cells[i].text = at;
        at += out->cells[i].len + 1;
    }
    if (out->columns) out->count /= out->columns;
    *b = (struct rows_builder){0};
}
