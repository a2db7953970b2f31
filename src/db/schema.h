/* Columns and tables that a platform may lack. Every statement works with and without them: it writes {u.status} and
 * the connection puts `u.status` or the value that stands for "absent". "Absent" and "not allowed to see" are told
 * apart: an account that may not read a column that is there gets WS_DENIED when a statement needs it. */
#ifndef WS_DB_SCHEMA_H
#define WS_DB_SCHEMA_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

struct conn;

enum schema_item {
    SCHEMA_USERS_ROLE,
    SCHEMA_USERS_IS_ADMIN,
    SCHEMA_USERS_STATUS,
    SCHEMA_USERS_TIMEZONE,
    SCHEMA_USERS_LANGUAGE,
    SCHEMA_USERS_DELETED_AT,
    SCHEMA_USERS_CAN_HOST,
    SCHEMA_WORKSHOPS_MODE,
    SCHEMA_WORKSHOPS_CREATED_BY_ADMIN_ID,
    SCHEMA_BLOCKS,
    SCHEMA_ITEMS
};

struct schema {
    bool has[SCHEMA_ITEMS];
};

bool schema_probe(struct conn *c, struct schema *out, struct err *err);
/* False for a column (or, with column NULL, a table) that a platform may lack and this one does. */
bool schema_has(const struct schema *s, const char *table, const char *column, size_t column_len);
/* Adds `text` with every {…} replaced. An unknown {…} is a defect: WS_INTERNAL. */
bool schema_expand(const struct schema *s, const char *text, struct buf *out, struct err *err);

#endif
