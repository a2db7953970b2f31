/* The SQL files of migrations/, as they were at build time. tools/embed-sql.awk makes embedded_sql[] from the files
 * that src/db/local.mk lists. */
#ifndef WS_DB_EMBEDDED_H
#define WS_DB_EMBEDDED_H

struct embedded_sql {
    const char *name;              /* the file's, without folder and `.sql`; NULL ends the table */
    const char *const *statements; /* without `;` and comments, lines kept; NULL ends them */
};
extern const struct embedded_sql embedded_sql[];

/* The statements of one file; NULL when there is none of that name. */
const char *const *embedded_sql_find(const char *name) __attribute__((nonnull));

#endif
