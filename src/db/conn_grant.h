/* The GRANT that an account lacks, composed from the server's message about it. */
#ifndef WS_DB_CONN_GRANT_H
#define WS_DB_CONN_GRANT_H

#include <stdbool.h>

#include "base/buf.h"

/* For errors 1142 and 1143: "INSERT command denied to user 'ana'@'10.0.0.7' for table `ws`.`users`". `database` is
 * where the message names none; `account` is CURRENT_USER(), or NULL: then the message's own user is taken. False, with
 * nothing added, when the message is not of this form (a server may speak another language). */
bool conn_grant_add(struct buf *out, const char *message, const char *database, const char *account);

#endif
