/* Encryption of a connection: the program's own policy, since the client library connects in plaintext when asked for
 * TLS only by half (a socket: none; loopback: as configured; anything else: verified unless `insecure`). */
#ifndef WS_DB_CONN_TLS_H
#define WS_DB_CONN_TLS_H

#include <mysql.h>

#include "db/conn.h"

bool conn_tls_set(MYSQL *handle, const struct conn_params *p, struct err *err);   /* before connecting */
bool conn_tls_check(MYSQL *handle, const struct conn_params *p, struct err *err); /* after: is it what was wanted? */

#endif
