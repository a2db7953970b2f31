/* Errors of the server and the client library: see conn_error.h. */
#include "db/conn_error.h"

#include "base/buf.h"
#include "base/i18n.h"

static const struct error_row {
    unsigned number;
    enum ws_error code;
    const char *hint;
} error_table[] = {
    {2002, WS_UNREACHABLE, N_("is the server running, and are host, port or socket right?")},
    {2003, WS_UNREACHABLE, N_("is the server running, and are host and port right?")},
    {2005, WS_UNREACHABLE, N_("the host's name is not known: is it spelled right?")},
    {2006, WS_LOST, NULL},
    {2013, WS_LOST, NULL},
    {2026, WS_UNREACHABLE, N_("no encrypted connection could be made: see tls in wsadmin.conf(5)")},
    {1040, WS_BUSY, N_("the server has no connection left: try again later")},
    {1203, WS_BUSY, N_("this account has no connection left: try again later")},
    {1047, WS_BUSY, N_("this node of the cluster has no quorum: try again, or another host")},
    {1045, WS_DENIED, N_("check user and password; --password asks for it")},
    {1698, WS_DENIED, N_("this account logs in by the name of the system's user")},
    {1044, WS_DENIED, N_("this account may not use that database")},
    {1130, WS_DENIED, N_("the server does not take connections from this machine")},
    {1049, WS_CONFIG, N_("there is no such database: check --database")},
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
    {1317, WS_CANCELLED, NULL},
    {1969, WS_CANCELLED, NULL},
    {3024, WS_CANCELLED, NULL},
};

static void where_to_text(struct buf *out, const struct conn_params *p) {
    if (p->socket)
        buf_addf(out, "%s", p->socket);
    else
        buf_addf(out, "%s:%u", p->host ? p->host : "localhost", p->port ? p->port : 3306);
}

bool conn_error_set(struct err *err, const struct conn_params *p, unsigned number, const char *message) {
    const struct error_row *row = NULL;
    for (size_t i = 0; i < sizeof error_table / sizeof *error_table; i++)
        if (error_table[i].number == number) row = &error_table[i];
    enum ws_error code = row ? row->code : WS_DATA;
    struct buf where = {0};
    where_to_text(&where, p);
    if (code == WS_UNREACHABLE)
        err_set(err, code, _("the server at %s cannot be reached: %s"), buf_str(&where), message);
    else if (code == WS_LOST)
        err_set(err, code, _("the connection to %s was lost"), buf_str(&where));
    else
        err_set(err, code, _("%s (error %u of the server at %s)"), message, number, buf_str(&where));
    buf_free(&where);
    if (err) err->server_errno = number;
    if (row && row->hint) err_hint(err, "%s", _(row->hint));
    return false;
}
