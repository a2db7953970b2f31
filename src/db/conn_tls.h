/* Encryption of a connection: the program's own policy, since the client library connects in plaintext when asked for
 * TLS only by half. */
#ifndef WS_DB_CONN_TLS_H
#define WS_DB_CONN_TLS_H

#include <mysql.h>

#include "db/conn.h"

/* The policy, by itself: a socket needs none; a loopback address what was asked for, else none; any other machine is
 * verified, unless `insecure` allows less. Never CONN_TLS_DEFAULT. WS_CONFIG when what was asked for is too little, or
 * a fingerprint is none. */
bool conn_tls_decide(const struct conn_params *p, enum conn_tls *out, struct err *err);

bool conn_tls_set(MYSQL *handle, const struct conn_params *p, struct err *err);   /* before connecting */
bool conn_tls_check(MYSQL *handle, const struct conn_params *p, struct err *err); /* after: is it what was wanted? */

#endif
