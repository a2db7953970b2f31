/* What the C tests of migrations share. */
#ifndef WS_TESTS_DB_MIGRATELIB_H
#define WS_TESTS_DB_MIGRATELIB_H

#include "testdb.h"

#include "db/migrate.h"

/* SHOW CREATE TABLE of the ten tables (AUTO_INCREMENT left out) and the journal's names: for free(). */
char *migratelib_schema(const char *database);
/* Fails the test unless the database is as all nine leave it (tests/data/schema.sql) on the platform's own tables. */
void migratelib_assert_reference(const char *database);
/* migrate_up as `user` (NULL: root); `o` NULL for the defaults. */
bool migratelib_up(const char *database, const char *user, const struct migrate_options *o,
                   struct migrate_result *result, struct err *err);
void migratelib_must_up(const char *database);
void migratelib_run_in(const char *database, const char *statement);
int migratelib_state(const char *database, size_t i); /* enum migrate_state of item i */

#endif
