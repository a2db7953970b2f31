/* Marked rows: see marks.h. */
#include "ui/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The place of an id, or where it would go. */
static size_t find(const struct marks *m, int64_t id) {
    size_t low = 0, high = m->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (m->rows[middle]->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool marks_has(const struct marks *m, int64_t id) {
    size_t at = find(m, id);
    return at < m->count && m->rows[at]->id == id;
}

void marks_set(struct marks *m, const struct row *row, bool on) {
    if (row->id <= 0 || marks_has(m, row->id) == on) return;
    size_t at = find(m, row->id);
    if (on) {
        m->rows = mem_grow(m->rows, &m->cap, m->count + 1, sizeof(struct row *));
        memmove(m->rows + at + 1, m->rows + at, (m->count++ - at) * sizeof(struct row *));
        m->rows[at] = row_dup(row);
    } else {
        free(m->rows[at]);
        memmove(m->rows + at, m->rows + at + 1, (--m->count - at) * sizeof(struct row *));
    }
}

void marks_renew(struct marks *m, const struct row *row) {
    if (!marks_has(m, row->id)) return;
    size_t at = find(m, row->id);
    bool hidden = m->rows[at]->hidden;
    free(m->rows[at]);
    m->rows[at] = row_dup(row);
    m->rows[at]->hidden = hidden;
}

void marks_show(struct marks *m, const int64_t *ids, size_t count) {
    for (size_t i = 0; i < m->count; i++) m->rows[i]->hidden = true;
    for (size_t i = 0; i < count; i++)
        if (marks_has(m, ids[i])) m->rows[find(m, ids[i])]->hidden = false;
}

void marks_clear(struct marks *m) {
    for (size_t i = 0; i < m->count; i++) free(m->rows[i]);
    free(m->rows);
    *m = (struct marks){0};
}
