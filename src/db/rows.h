/* Putting a struct rows together cell by cell, for what reads results and what adds columns to them. */
#ifndef WS_DB_ROWS_H
#define WS_DB_ROWS_H

#include "base/buf.h"
#include "db/conn.h"

/* Start with {.rows.columns = n}. The cells' bytes move while they grow: rows_finish sets the pointers. */
struct rows_builder {
    struct rows rows;
    struct buf bytes;
    size_t cell_cap;
};

void rows_add_cell(struct rows_builder *b, const char *text, size_t len, bool null);
void rows_finish(struct rows_builder *b, struct rows *out); /* the builder is empty again */

#endif
