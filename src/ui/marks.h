/* The marked rows of a list: by id, across filters and refreshes. Each keeps a copy of its row, to say which of them
 * the list does not show now. Pure. */
#ifndef WS_UI_MARKS_H
#define WS_UI_MARKS_H

#include "ui/row.h"

struct marks {
    struct row **rows; /* by id, ascending; owned */
    size_t count, cap;
};

bool marks_has(const struct marks *m, int64_t id);
void marks_set(struct marks *m, const struct row *row, bool on); /* copies the row; lines that are no rows are left */
void marks_renew(struct marks *m, const struct row *row);        /* a newer copy, when it is marked */
/* The list shows the marked rows with these ids, and no others of them. */
void marks_show(struct marks *m, const int64_t *ids, size_t count);
void marks_clear(struct marks *m);

#endif
