/* One row of a list as the console keeps it: a copy in one allocation, released with free(). Pure. */
#ifndef WS_UI_ROW_H
#define WS_UI_ROW_H

#include "db/list.h"

/* Lines of a list that are no rows of the database. */
enum { ROW_ALL = 0, ROW_WITHOUT = -1 };

struct row {
    int64_t id; /* or ROW_ALL, ROW_WITHOUT: then it has no cells */
    struct list_key key;
    bool gone;          /* it has left its list, and is shown until the next key */
    uint32_t lit;       /* bits of the fields that have changed with the last reading */
    bool hidden;        /* a marked row that its list does not show */
    unsigned attention; /* enum attention (attention.h): what was looked up for it */
    size_t columns;
    struct value *cells; /* one for each field of the entity */
};

/* The row `index` of `rows`, whose column 0 is the id. `key` may be NULL. */
struct row *row_copy(const struct rows *rows, size_t index, const struct list_key *key);
struct row *row_new(int64_t id); /* without cells */
struct row *row_dup(const struct row *row);

/* NULL where the cell is NULL, or the row has no cells. */
const char *row_text(const struct row *row, int field);
int64_t row_int(const struct row *row, int field);                 /* 0 for NULL */
bool row_time(const struct row *row, int field, int64_t *seconds); /* false for NULL */

#endif
