/* Errors of the server and the client library, by number: what it means and what to do. */
#ifndef WS_DB_CONN_ERROR_H
#define WS_DB_CONN_ERROR_H

#include "db/conn.h"

struct conn_error_place {
    const struct conn_params *params;
    const char *account; /* CURRENT_USER(); NULL while it is not known */
    bool connecting;     /* no session was there yet: a lost connection is a server that cannot be reached */
};

/* Fills err for this number; `message` is the server's or library's own. Always false. */
bool conn_error_set(struct err *err, const struct conn_error_place *place, unsigned number, const char *message);

/* After this number the connection is gone. */
bool conn_error_is_loss(unsigned number);

/* "db.example:3306", or the socket's path. */
void conn_error_add_server(struct buf *out, const struct conn_params *p);

#endif
