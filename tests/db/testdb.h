/* What the C tests against a server share: a connection as root, a fresh platform database, short assertions.
 * The program runs under tests/lib/with-server (a .dbtest). */
#ifndef WS_TESTS_DB_TESTDB_H
#define WS_TESTS_DB_TESTDB_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/conn.h"

struct conn *testdb_connect(const char *database); /* as root; NULL: no database. Fails the test on errors */
struct conn *testdb_connect_as(const char *user, const char *database);
void testdb_params(struct conn_params *p, const char *database); /* for conn_params_free */
void testdb_create(const char *name);                            /* drops and creates an empty utf8mb4 database */
void testdb_create_platform(const char *name);                   /* + tests/data/platform-tables.sql */
void testdb_create_workshops(const char *name); /* + tests/data/schema.sql, can_host and the ENUM values: all nine */
void testdb_run_file(struct conn *c, const char *name); /* a file of tests/data, statement by statement */
void testdb_run(struct conn *c, const char *statement); /* must succeed */
int64_t testdb_int(struct conn *c, const char *query);  /* first cell */
char *testdb_text(struct conn *c, const char *query);   /* first cell; the caller frees */
#define assert_ok(call, err)                                                                                           \
    do {                                                                                                               \
        if (!(call)) fail_msg("%s: %s", #call, (err).text ? (err).text : "no error text");                             \
    } while (0)

#endif
