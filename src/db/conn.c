/* One connection: opening, the session's set-up, text statements. See conn.h; prepared statements are in statement.c,
 * transactions in transaction.c. */
#include "db/conn.h"

#include <errmsg.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/conn_error.h"
#include "db/conn_hosts.h"
#include "db/conn_private.h"
#include "db/conn_tls.h"

unsigned (*conn_fault_hook)(const char *call);

void conn_library_init(void) { mysql_library_init(0, NULL, NULL); }

void conn_library_end(void) { mysql_library_end(); }

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

void conn_params_copy(struct conn_params *to, const struct conn_params *from) {
    *to = *from;
    char **const fields[] = {&to->host,   &to->socket,   &to->user,    &to->password,        &to->database,
                             &to->tls_ca, &to->tls_cert, &to->tls_key, &to->tls_fingerprint, &to->init_command};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) *fields[i] = dup_or_null(*fields[i]);
}

void conn_params_free(struct conn_params *p) {
    if (p->password) explicit_bzero(p->password, strlen(p->password));
    char *const fields[] = {p->host,   p->socket,   p->user,    p->password,        p->database,
                            p->tls_ca, p->tls_cert, p->tls_key, p->tls_fingerprint, p->init_command};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) free(fields[i]);
    *p = (struct conn_params){0};
}

bool conn_fail(struct conn *c, unsigned number, const char *message, struct err *err) {
    if (conn_error_is_loss(number)) c->lost = true;
    struct conn_error_place place = {&c->at, c->account, c->connecting};
    return conn_error_set(err, &place, number, message);
}

bool conn_fault(struct conn *c, const char *call, struct err *err) {
    unsigned number = conn_fault_hook ? conn_fault_hook(call) : 0;
    if (number == 0) return false;
    conn_fail(c, number, "injected fault", err);
    return true;
}

bool conn_send(struct conn *c, const char *statement, struct err *err) {
    if (c->lost || !c->handle) return conn_fail(c, CR_SERVER_GONE_ERROR, "connection lost", err);
    if (conn_fault(c, "query", err)) return false;
    if (mysql_real_query(c->handle, statement, (unsigned long)strlen(statement)) == 0) return true;
    return conn_fail(c, mysql_errno(c->handle), mysql_error(c->handle), err);
}

bool conn_command(struct conn *c, const char *statement, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, statement, &rows, err);
    rows_free(&rows);
    return ok;
}

bool conn_read(struct conn *c, const char *statement, struct rows *out, struct err *err) {
    if (!conn_send(c, statement, err)) return false;
    MYSQL_RES *result = mysql_store_result(c->handle);
    if (!result) {
        if (mysql_errno(c->handle) == 0) return true; /* a statement without rows */
        return conn_fail(c, mysql_errno(c->handle), mysql_error(c->handle), err);
    }
    struct rows_builder b = {.rows.columns = mysql_num_fields(result)};
    MYSQL_ROW row;
    while ((row = mysql_fetch_row(result))) {
        const unsigned long *lengths = mysql_fetch_lengths(result);
        for (size_t i = 0; i < b.rows.columns; i++) rows_add_cell(&b, row[i], lengths[i], row[i] == NULL);
    }
    mysql_free_result(result);
    rows_free(out);
    rows_finish(&b, out);
    return true;
}

/* Does this SHOW give the value ON? */
static bool says_on(struct conn *c, const char *show, bool *on, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, show, &rows, err);
    *on = ok && rows.count && !strcmp(rows_text(&rows, 0, 1), "ON");
    rows_free(&rows);
    return ok;
}

/* On a Galera cluster a read waits until its node has what the others committed before: what is looked up after a lost
 * connection, perhaps on another node, is then the truth. */
static bool session_setup_cluster(struct conn *c, struct err *err) {
    enum { NO_QUORUM = 1047 };
    bool ready;
    if (!says_on(c, "SHOW VARIABLES LIKE 'wsrep_on'", &c->cluster, err)) return false;
    if (!c->cluster) return true;
    if (!says_on(c, "SHOW STATUS LIKE 'wsrep_ready'", &ready, err)) return false;
    if (!ready) return conn_fail(c, NO_QUORUM, "WSREP has not yet prepared node for application use", err);
    return conn_command(c, "SET SESSION wsrep_sync_wait = 1", err);
}

/* What every new session gets. Values were chosen so that nobody waits behind us for long and a dead link does not keep
 * its row locks for hours. */
static bool session_setup(struct conn *c, struct err *err) {
    static const char *const common[] = {
        "SET NAMES utf8mb4",
        "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION',"
        " lock_wait_timeout = 5, innodb_lock_wait_timeout = 5, sql_quote_show_create = 1",
        "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    };
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (!conn_command(c, common[i], err)) return false;
    if (!conn_command(
            c, conn_is_mariadb(c) ? "SET SESSION idle_transaction_timeout = 15" : "SET SESSION wait_timeout = 60", err))
        return false;
    if (conn_is_mariadb(c) && !session_setup_cluster(c, err)) return false;
    if (c->params.init_command && !conn_command(c, c->params.init_command, err)) {
        err_context(err, "init-command");
        return false;
    }
    return !(c->params.read_only || c->held_to_reading) || conn_set_read_only(c, err);
}

/* The account that the server took us for, for messages about missing rights. */
static bool session_account(struct conn *c, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, "SELECT CURRENT_USER()", &rows, err);
    if (ok && rows.count) c->account = mem_dup(rows_text(&rows, 0, 0));
    rows_free(&rows);
    return ok;
}

static void conn_set_options(MYSQL *handle, const struct conn_params *p) {
    unsigned connect = p->connect_timeout ? p->connect_timeout : 10;
    unsigned off = 0;
    mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
    mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &off);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (p->read_timeout) {
        mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &p->read_timeout);
        mysql_options(handle, MYSQL_OPT_WRITE_TIMEOUT, &p->read_timeout);
    }
    unsigned protocol = p->socket ? MYSQL_PROTOCOL_SOCKET : p->host ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_DEFAULT;
    mysql_options(handle, MYSQL_OPT_PROTOCOL, &protocol);
}

static void conn_disconnect(struct conn *c) {
    statement_forget_all(c);
    if (c->handle) mysql_close(c->handle);
    c->handle = NULL;
    free(c->account);
    c->account = NULL;
    c->schema_known = false;
}

/* A link that died without a word is noticed by the system within half a minute, however long a statement may run. */
static void conn_watch_link(MYSQL *handle) {
    const int fd = (int)CONN_SOCKET(handle), on = 1, idle = 15, interval = 5, count = 3, unanswered_ms = 30000;
    setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof idle);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval, sizeof interval);
    setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered_ms, sizeof unanswered_ms);
}

static bool conn_connect(struct conn *c, struct err *err) {
    const struct conn_params *p = &c->at;
    if (conn_fault(c, "connect", err)) return false;
    MYSQL *handle = mysql_init(NULL);
    if (!handle) return err_set(err, WS_INTERNAL, _("the client library could not be started"));
    conn_set_options(handle, p);
    bool ok = conn_tls_set(handle, p, err);
    if (ok && !mysql_real_connect(handle, p->socket ? NULL : p->host, p->user, p->password ? p->password : "",
                                  p->database, p->port, p->socket, 0))
        ok = conn_fail(c, mysql_errno(handle), mysql_error(handle), err);
    ok = ok && conn_tls_check(handle, p, err);
    if (!ok) {
        mysql_close(handle);
        return false;
    }
    if (!p->socket) conn_watch_link(handle);
    c->handle = handle;
    return true;
}

static bool conn_try_here(struct conn *c, struct err *err) {
    conn_disconnect(c);
    c->lost = false;
    c->connecting = true;
    bool ok = conn_connect(c, err) && session_setup(c, err) && session_account(c, err);
    c->connecting = false;
    if (ok) return true;
    conn_disconnect(c);
    c->lost = true;
    return false;
}

/* The hosts in turn, until one lets us in or refuses us: a wrong password is not tried elsewhere. */
static bool conn_try(struct conn *c, struct err *err) {
    const char *list = c->params.host;
    unsigned port = c->params.port, tried = 0;
    char *host;
    bool ok = false, elsewhere = true;
    struct err e = {0};
    if (c->params.socket || !list) return conn_try_here(c, err);
    for (; elsewhere && conn_hosts_next(&list, &host, &port); port = c->params.port, tried++) {
        err_free(&e);
        free(c->at.host);
        c->at.host = host;
        c->at.port = port;
        ok = conn_try_here(c, &e);
        elsewhere = !ok && (e.code == WS_UNREACHABLE || e.code == WS_LOST || e.code == WS_BUSY);
    }
    if (tried == 0) return err_set(err, WS_CONFIG, "%s", _("no host is named"));
    if (!ok && tried > 1) err_context(&e, "%s", c->params.host);
    if (!ok) err_move(err, &e);
    return ok;
}

bool conn_reopen(struct conn *c, struct err *err) {
    struct err e = {0};
    bool ok = conn_try(c, &e);
    if (!ok && e.code == WS_UNREACHABLE && c->params.revive) {
        err_free(&e);
        ok = c->params.revive(c->params.revive_arg, &e) && conn_try(c, &e);
    }
    if (!ok) err_move(err, &e);
    return ok;
}

struct conn *conn_new(const struct conn_params *p) {
    struct conn *c = mem_zero(1, sizeof *c);
    conn_params_copy(&c->params, p);
    c->at = c->params;
    c->at.host = dup_or_null(p->host);
    c->lost = true;
    return c;
}

bool conn_open(const struct conn_params *p, struct conn **out, struct err *err) {
    struct conn *c = conn_new(p);
    if (!conn_reopen(c, err)) {
        conn_close(c);
        return false;
    }
    *out = c;
    return true;
}

void conn_close(struct conn *c) {
    if (!c) return;
    conn_disconnect(c);
    free(c->at.host);
    conn_params_free(&c->params);
    free(c);
}

int64_t conn_insert_id(const struct conn *c) { return (int64_t)mysql_insert_id(c->handle); }

unsigned long conn_server_version(const struct conn *c) { return mysql_get_server_version(c->handle); }

void conn_set_private(struct conn *c, bool seen) { c->sees_private = seen; }

bool conn_sees_private(const struct conn *c) { return c->sees_private; }

bool conn_set_read_only(struct conn *c, struct err *err) {
    c->held_to_reading = true;
    return conn_command(c, "SET SESSION TRANSACTION READ ONLY", err);
}

bool conn_now(struct conn *c, int64_t *seconds, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, "SELECT UTC_TIMESTAMP()", &rows, err);
    if (ok && !(rows.count == 1 && rows_time(&rows, 0, 0, seconds)))
        ok = err_set(err, WS_INTERNAL, _("the server's clock could not be read"));
    rows_free(&rows);
    return ok;
}

unsigned long conn_id(const struct conn *c) { return c->handle ? mysql_thread_id(c->handle) : 0; }

bool conn_is_lost(const struct conn *c) { return c->lost; }

bool conn_is_mariadb(const struct conn *c) {
    return c->handle && strstr(mysql_get_server_info(c->handle), "MariaDB") != NULL;
}

bool conn_is_cluster(const struct conn *c) { return c->cluster; }

const char *conn_database(const struct conn *c) { return c->params.database ? c->params.database : ""; }

const struct conn_params *conn_parameters(const struct conn *c) { return &c->params; }

const char *conn_tls_cipher(const struct conn *c) { return mysql_get_ssl_cipher(c->handle); }

bool conn_schema(struct conn *c, const struct schema **out, struct err *err) {
    if (!c->schema_known && !schema_probe(c, &c->schema, err)) return false;
    c->schema_known = true;
    if (out) *out = &c->schema;
    return true;
}

void conn_forget_schema(struct conn *c) {
    c->schema_known = false;
    statement_forget_all(c);
}

bool conn_kill_query(struct conn *control, unsigned long id, struct err *err) {
    struct sql q = {0};
    sql_addf(&q, "KILL QUERY %lu", id);
    bool ok = conn_command(control, buf_str(&q.text), err);
    sql_free(&q);
    return ok;
}
