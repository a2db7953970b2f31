/* A statement being put together: program text and the values bound to its `?`, kept in step. Data never becomes text
 * of the statement; identifiers come from static tables.
 *
 * Text may hold {ALIAS.column} for a column of `users` or `workshops` that a platform may lack, and {blocks} for the
 * table `blocks`; the connection replaces them by the column or by the value that stands for "absent" (db/schema.h). */
#ifndef WS_DB_SQL_H
#define WS_DB_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct value {
    const char *text; /* NUL-terminated as well */
    size_t len;
    bool null;
};

struct sql {
    struct buf text;
    struct value *params; /* owned, texts too */
    size_t count, cap;
};

void sql_add(struct sql *q, const char *text) __attribute__((nonnull));                      /* program text only */
void sql_addf(struct sql *q, const char *format, ...) __attribute__((format(printf, 2, 3))); /* the same */
/* These add `?` and its value. */
void sql_text(struct sql *q, const char *text); /* NULL binds NULL */
void sql_text_len(struct sql *q, const char *text, size_t len);
void sql_int(struct sql *q, int64_t number);
void sql_time(struct sql *q, int64_t seconds);                 /* as UTC DATETIME */
void sql_ids(struct sql *q, const int64_t *ids, size_t count); /* "?,?,?"; count > 0 */
void sql_free(struct sql *q);

/* Adds `text` to a LIKE pattern with % _ \ escaped. */
void sql_like_escape(struct buf *pattern, const char *text, size_t len);

/* A literal or a name inside DDL, which cannot bind: the only two functions that put text into a statement.
 * Literals are written for any sql_mode: 'it''s', with \ as \\ (NO_BACKSLASH_ESCAPES is never set in our sessions). */
void sql_quote_literal(struct buf *out, const char *text, size_t len);
void sql_quote_name(struct buf *out, const char *name);

#endif
