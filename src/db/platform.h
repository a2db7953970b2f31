/* The least of the platform, for databases of wsadmin's own: the local database, --demo, `--with-platform-tables`. */
#ifndef WS_DB_PLATFORM_H
#define WS_DB_PLATFORM_H

#include "db/conn.h"

/* Creates users, notifications and blocks (migrations/platform-tables.sql) in the connection's database. A table that
 * is there already is left as it is, so that an interrupted run can be repeated. */
bool platform_create(struct conn *c, struct err *err);

/* WS_CONFIG: this database is not the platform's, and what can be done. Always false. */
bool platform_fail_missing(const char *database, struct err *err);

#endif
