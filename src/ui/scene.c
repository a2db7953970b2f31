/* See scene.h. */
#include "ui/scene.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ui/row.h"

void upcoming_set(struct upcoming *u, const struct rows *rows) {
    upcoming_free(u);
    u->known = true;
    u->ids = mem_zero(rows->count + 1, sizeof *u->ids);
    u->counts = mem_zero(rows->count + 1, sizeof *u->counts);
    for (size_t i = 0; i < rows->count; i++) {
        u->ids[i] = rows_int(rows, i, 0);
        u->counts[i] = rows_int(rows, i, 1);
        u->total += u->counts[i];
    }
    u->count = rows->count;
}

void upcoming_free(struct upcoming *u) {
    free(u->ids);
    free(u->counts);
    *u = (struct upcoming){0};
}

int64_t upcoming_of(const struct upcoming *u, int64_t row_id) {
    if (row_id == ROW_ALL) return u->total;
    int64_t id = row_id == ROW_WITHOUT ? 0 : row_id;
    for (size_t i = 0; i < u->count; i++)
        if (u->ids[i] == id) return u->counts[i];
    return 0;
}
