/* Errors of the server and the client library: see conn_error.h. */
#include "db/conn_error.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "db/conn_grant.h"

enum { INTERRUPTED = 1317 };

static const struct error_row {
    unsigned number;
    enum ws_error code;
    const char *hint;
} error_table[] = {
    {2002, WS_UNREACHABLE, N_("is the server running, and are host, port or socket right? --wait waits for it")},
    {2003, WS_UNREACHABLE, N_("is the server running, and are host and port right? --wait waits for it")},
    {2005, WS_UNREACHABLE, N_("the host's name is not known: is it spelled right?")},
    {2006, WS_LOST, NULL},
    {2013, WS_LOST, NULL},
    {2055, WS_LOST, NULL},
    {1053, WS_LOST, NULL}, /* the server shuts down */
    {1927, WS_LOST, NULL}, /* somebody killed the connection */
    {4031, WS_LOST, NULL}, /* MySQL: idle for too long */
    {2026, WS_CONFIG,
     N_("name who signed the server's certificate by --tls-ca=FILE, or the certificate itself by "
        "--tls-fingerprint=HEX; see TLS in wsadmin.conf(5)")},
    {2058, WS_CONFIG, N_("the client library does not know this account's way to log in: give it another one")},
    {2059, WS_CONFIG, N_("the client library does not know this account's way to log in: give it another one")},
    {2061, WS_CONFIG, N_("this account's way to log in wants an encrypted connection: try --tls=require")},
    {1251, WS_CONFIG, N_("the client library does not know this account's way to log in: give it another one")},
    {3159, WS_CONFIG, N_("the server takes only encrypted connections: try --tls=require")},
    {1040, WS_BUSY, N_("the server has no connection left: try again later")},
    {1203, WS_BUSY, N_("this account has no connection left: try again later")},
    {1226, WS_BUSY, N_("this account has used up what it may: try again later")},
    {1047, WS_BUSY, N_("this node of the cluster has no quorum: try again, or another host")},
    {1045, WS_DENIED,
     N_("user or password is wrong, or the account may not come from this machine; -p asks for the "
        "password")},
    {1698, WS_DENIED,
     N_("this account needs no password but the system's user of that name: run wsadmin as that user, or "
        "name another account by --user")},
    {1044, WS_DENIED, N_("ask for a GRANT on this database, or check --database")},
    {1129, WS_DENIED, N_("the server has had too many broken connections from here: its admin can run FLUSH HOSTS")},
    {1130, WS_DENIED,
     N_("the server takes no connections from this machine: ask for an account that may come from here")},
    {1820, WS_DENIED, N_("the account's password has expired: set a new one with the mariadb or mysql client")},
    {1862, WS_DENIED, N_("the account's password has expired: set a new one with the mariadb or mysql client")},
    {3118, WS_DENIED, N_("the account is locked: ask the server's admin")},
    {4151, WS_DENIED, N_("the account is locked: ask the server's admin")},
    {1049, WS_CONFIG, N_("check --database, $DB_NAME or `database` in the option file")},
    {1146, WS_CONFIG, N_("is this the platform's database? `wsadmin migrate status` shows what is missing")},
    {1142, WS_DENIED, N_("ask for the missing GRANT")},
    {1143, WS_DENIED, N_("ask for the missing GRANT")},
    {1227, WS_DENIED, N_("ask for the missing GRANT")},
    {1370, WS_DENIED, N_("ask for the missing GRANT")},
    {1792, WS_DENIED, N_("this session is read-only")},
    {1290, WS_DENIED, N_("the server is read-only")},
    {1836, WS_DENIED, N_("the server is read-only")},
    {1205, WS_CONFLICT, N_("somebody else holds these rows: try again")},
    {1213, WS_CONFLICT, NULL},
    {1020, WS_CONFLICT, NULL},
    {1467, WS_CONFLICT, NULL},
    {INTERRUPTED, WS_CANCELLED, NULL},
    {1969, WS_CANCELLED, NULL},
    {3024, WS_CANCELLED, NULL},
};

static const struct error_row *error_find(unsigned number) {
    for (size_t i = 0; i < sizeof error_table / sizeof *error_table; i++)
        if (error_table[i].number == number) return &error_table[i];
    return NULL;
}

bool conn_error_is_loss(unsigned number) {
    const struct error_row *row = error_find(number);
    return row && row->code == WS_LOST;
}

void conn_error_add_server(struct buf *out, const struct conn_params *p) {
    if (p->socket)
        buf_add(out, p->socket);
    else if (p->host)
        buf_addf(out, "%s:%u", p->host, p->port ? p->port : 3306);
    else
        buf_add(out, "localhost");
}

static void add_hint(struct err *err, const struct conn_error_place *place, const struct error_row *row,
                     const char *message) {
    struct buf grant = {0};
    bool named = (row->number == 1142 || row->number == 1143) &&
                 conn_grant_add(&grant, message, place->params->database, place->account);
    if (named)
        err_hint(err, _("ask for the missing right: %s"), buf_str(&grant));
    else if (row->number == 2026 && strstr(message, " support"))
        err_hint(err, "%s", _("switch TLS on at the server; see TLS in wsadmin.conf(5)"));
    else if (row->hint)
        err_hint(err, "%s", _(row->hint));
    buf_free(&grant);
}

bool conn_error_set(struct err *err, const struct conn_error_place *place, unsigned number, const char *message) {
    static const struct error_row unknown = {0, WS_DATA, NULL};
    static const struct error_row no_answer = {
        0, WS_UNREACHABLE,
        N_("something listens there, but it does not answer as a database server: are host and port right?")};
    const struct error_row *row = error_find(number);
    if (!row) row = &unknown;
    if (row->code == WS_LOST && place->connecting) row = &no_answer;
    struct buf server = {0};
    conn_error_add_server(&server, place->params);
    const char *where = buf_str(&server);
    if (row->code == WS_UNREACHABLE)
        err_set(err, row->code, _("the server at %s cannot be reached: %s"), where, message);
    else if (row->code == WS_LOST)
        err_set(err, row->code, _("the connection to %s was lost"), where);
    else if (number == INTERRUPTED) /* by KILL QUERY, which is how we stop a statement */
        err_set(err, row->code, "%s", _("stopped on the server"));
    else if (number == 2026)
        err_set(err, row->code, _("no safe connection to the server at %s: %s"), where, message);
    else
        err_set(err, row->code, _("%s (error %u of the server at %s)"), message, number, where);
    buf_free(&server);
    if (err) err->server_errno = number;
    if (err) add_hint(err, place, row, message);
    return false;
}
