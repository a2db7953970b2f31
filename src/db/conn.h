/* One connection to the server. The only way to run SQL; used by one thread at a time.
 *
 * Every connection, reconnects included, is set up by one function (conn.c, session_setup): utf8mb4, UTC, a fixed
 * sql_mode, READ COMMITTED, lock waits of 5 s, read-only last when asked for. Nothing reconnects by itself: a lost
 * connection is an error (WS_LOST) and the caller decides what to do with conn_reopen. */
#ifndef WS_DB_CONN_H
#define WS_DB_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "db/sql.h"

enum conn_tls { CONN_TLS_DEFAULT, CONN_TLS_OFF, CONN_TLS_REQUIRE, CONN_TLS_VERIFY, CONN_TLS_FINGERPRINT };

/* Where and how to connect; all strings owned, NULL = not given. Filled by db/options. */
struct conn_params {
    char *host; /* or several, "a,b:3307": tried in turn */
    char *socket, *user, *password, *database;
    unsigned port;
    enum conn_tls tls;
    char *tls_ca, *tls_cert, *tls_key, *tls_fingerprint;
    bool insecure;            /* an unverified connection to another machine is wanted */
    bool read_only;           /* SET SESSION TRANSACTION READ ONLY on every connection */
    char *init_command;       /* run last in the set-up of a session */
    unsigned connect_timeout; /* seconds; 0 = 10 */
    unsigned read_timeout;    /* seconds, 0 = none: only for the control connection (it kills long queries) */
    /* Called when the server cannot be reached, then one more try is made: a local server that was killed is started
     * again. May be NULL; called in the thread that connects. */
    bool (*revive)(void *arg, struct err *err);
    void *revive_arg;
};

void conn_params_copy(struct conn_params *to, const struct conn_params *from);
void conn_params_free(struct conn_params *p);

struct conn;
struct schema;

/* A result, all of it in memory. */
struct rows {
    size_t columns, count;
    struct value *cells; /* count * columns, row by row */
    char *bytes;
};
const struct value *rows_cell(const struct rows *r, size_t row, size_t column);
const char *rows_text(const struct rows *r, size_t row, size_t column);            /* NULL for NULL */
int64_t rows_int(const struct rows *r, size_t row, size_t column);                 /* 0 for NULL */
bool rows_time(const struct rows *r, size_t row, size_t column, int64_t *seconds); /* false for NULL */
void rows_free(struct rows *r);

void conn_library_init(void); /* once, before any thread */
void conn_library_end(void);

bool conn_open(const struct conn_params *p, struct conn **out, struct err *err);
struct conn *conn_new(const struct conn_params *p); /* not yet open: for conn_reopen, or db/conn_restore */
bool conn_reopen(struct conn *c, struct err *err);  /* also after failures; the old session is gone */
void conn_close(struct conn *c);                    /* NULL is fine */

/* Prepared statements, kept by their text. Placeholders {u.status} are replaced here. */
bool conn_query(struct conn *c, const struct sql *q, struct rows *out, struct err *err);
bool conn_exec(struct conn *c, const struct sql *q, int64_t *affected, struct err *err); /* affected may be NULL */
/* Text protocol, for what cannot be prepared or needs no value: SET, SHOW, DDL, transactions. */
bool conn_read(struct conn *c, const char *statement, struct rows *out, struct err *err);
bool conn_command(struct conn *c, const char *statement, struct err *err);

int64_t conn_insert_id(const struct conn *c);
/* From now on, reconnects included, the server refuses changes in this session. */
bool conn_set_read_only(struct conn *c, struct err *err);
/* May fields for admins (e-mail addresses) be read here? Not before this says so. */
void conn_set_private(struct conn *c, bool seen);
bool conn_sees_private(const struct conn *c);
bool conn_now(struct conn *c, int64_t *seconds, struct err *err); /* the server's clock: what "now" means */

/* One transaction. `body` is run again from its beginning, after a pause, when the server asks for that (WS_CONFLICT),
 * so it must begin by forgetting what an earlier try left in `arg`. Its first statement should lock the rows it acts
 * on. Fails with WS_LOST when the connection broke before COMMIT was sent (nothing was changed) and with
 * WS_UNKNOWN_OUTCOME when it broke during COMMIT: then look, never repeat. The caller reopens. */
bool conn_transaction(struct conn *c, bool (*body)(struct conn *, void *arg, struct err *), void *arg, struct err *err);

unsigned long conn_id(const struct conn *c);
bool conn_is_lost(const struct conn *c);
bool conn_is_mariadb(const struct conn *c);
bool conn_is_cluster(
    const struct conn *c); /* a node of Galera, where locks of tables and GET_LOCK are the node's own */
unsigned long conn_server_version(const struct conn *c); /* 101106 for 10.11.6 */
const char *conn_database(const struct conn *c);         /* "" without one */
const struct conn_params *conn_parameters(const struct conn *c);
const char *conn_tls_cipher(const struct conn *c); /* NULL when not encrypted */

/* The columns that this platform has; looked up once a connection, at first need. conn_forget_schema after DDL. */
bool conn_schema(struct conn *c, const struct schema **out, struct err *err);
void conn_forget_schema(struct conn *c);

/* Stops the statement that runs on connection `id` of the same server. */
bool conn_kill_query(struct conn *control, unsigned long id, struct err *err);

/* For tests of faults: called before each call into the client library; a number other than 0 is failed with. */
extern unsigned (*conn_fault_hook)(const char *call);

#endif
