/* What conn.c, statement.c and their like share. Included by no one else. */
#ifndef WS_DB_CONN_PRIVATE_H
#define WS_DB_CONN_PRIVATE_H

#include <mysql.h>

#include "db/conn.h"
#include "db/rows.h"
#include "db/schema.h"

#ifdef MARIADB_PACKAGE_VERSION_ID
#define CONN_IS_LIBMARIADB 1
#define CONN_SOCKET(handle) mysql_get_socket(handle)
typedef my_bool conn_bool;
#else
#define CONN_IS_LIBMARIADB 0
#define CONN_SOCKET(handle) ((handle)->net.fd)
typedef bool conn_bool;
#endif

enum { STATEMENTS_KEPT = 64 };

struct statement {
    char *text; /* as the caller wrote it, before {…} is replaced */
    MYSQL_STMT *handle;
    uint64_t used; /* tick of the last use */
};

struct conn {
    MYSQL *handle; /* NULL when closed after a failed reopen */
    struct conn_params params;
    struct conn_params at; /* params with the one host that is tried or connected to; owns `host` alone */
    bool lost;
    bool cluster; /* a node of Galera */
    bool held_to_reading; /* conn_set_read_only; params.read_only is what was asked for */
    bool sees_private;    /* conn_set_private */
    bool connecting;      /* while conn_reopen is at work */
    char *account;        /* CURRENT_USER(); NULL before the session is set up */
    bool schema_known;
    struct schema schema;
    struct statement statements[STATEMENTS_KEPT];
    size_t statement_count;
    uint64_t tick;
};

/* Fills err from a number and message of the server or the library; notes a lost connection. Always false. */
bool conn_fail(struct conn *c, unsigned number, const char *message, struct err *err);
void statement_forget_all(struct conn *c);

/* True when the fault hook wants this call to fail: err is filled. */
bool conn_fault(struct conn *c, const char *call, struct err *err);

/* Runs a text statement; the result, if any, is left to the caller. */
bool conn_send(struct conn *c, const char *statement, struct err *err);

#endif
