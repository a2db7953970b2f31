/* The SQL files of migrations/: see embedded.h. */
#include "db/embedded.h"

#include <stddef.h>
#include <string.h>

const char *const *embedded_sql_find(const char *name) {
    for (const struct embedded_sql *file = embedded_sql; file->name; file++)
        if (!strcmp(file->name, name)) return file->statements;
    return NULL;
}
