/* A table's definition read from CREATE TABLE text: ours (migrations/) or the server's (SHOW CREATE TABLE). Each
 * column, key and constraint is a line with a normal form, in which two servers' spellings of the same fact are equal:
 * no display width but tinyint(1), DEFAULT NULL left out, numbers as defaults unquoted, timestamps spelled one way,
 * RESTRICT and NO ACTION left out, comments left out, charset and ENUM values kept apart. Used by db/migrate alone. */
#ifndef WS_DB_DDL_H
#define WS_DB_DDL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

enum ddl_kind { DDL_COLUMN, DDL_KEY, DDL_CONSTRAINT };

struct ddl_line {
    enum ddl_kind kind;
    char *name;    /* of the column, key or constraint; "PRIMARY" for the primary key; "" when it has none */
    char *text;    /* as it was written, without the comma */
    char *norm;    /* lower case, blanks between the tokens; an ENUM's values are not in it */
    char *charset; /* as written; NULL: the table's */
    char **values; /* of an ENUM, decoded */
    size_t value_count;
    size_t enum_end; /* where in `text` the ENUM's closing parenthesis stands; 0 when it is no ENUM */
};

struct ddl_table {
    char *name;
    struct ddl_line *lines;
    size_t count;
    char *engine, *charset; /* lower case; NULL when not written */
};

/* Reads CREATE TABLE text. Fails with WS_CONFIG on anything else (a view). The caller frees `out`, also after failure.
 */
bool ddl_parse(const char *create, struct ddl_table *out, struct err *err) __attribute__((nonnull(1, 2)));
void ddl_free(struct ddl_table *t);
/* Reads one line, such as "`can_host` TINYINT(1) NOT NULL". For ddl_line_free. */
void ddl_parse_line(const char *text, size_t len, struct ddl_line *out) __attribute__((nonnull));
void ddl_line_free(struct ddl_line *line);

/* Names of columns and keys are the same to the server in any case. NULL when there is none. */
const struct ddl_line *ddl_find(const struct ddl_table *t, enum ddl_kind kind, const char *name);
/* Is every fact of `ours` one of `live`? Values of an ENUM beyond ours are no difference. */
bool ddl_line_holds(const struct ddl_line *live, const struct ddl_line *ours) __attribute__((nonnull));
/* The charset of a column of `t`, NULL when the text does not say. */
const char *ddl_charset(const struct ddl_table *t, const struct ddl_line *column) __attribute__((nonnull));
bool ddl_has_value(const struct ddl_line *column, const char *value) __attribute__((nonnull)); /* byte by byte */

#endif
