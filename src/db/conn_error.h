/* Errors of the server and the client library, by number: what it means and what to do. */
#ifndef WS_DB_CONN_ERROR_H
#define WS_DB_CONN_ERROR_H

#include "db/conn.h"

/* Fills err for this number; `message` is the server's or library's own. Always false. */
bool conn_error_set(struct err *err, const struct conn_params *p, unsigned number, const char *message);

#endif
