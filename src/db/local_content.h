/* What a local database holds from the start, and its users: local databases only. */
#ifndef WS_DB_LOCAL_CONTENT_H
#define WS_DB_LOCAL_CONTENT_H

#include "db/conn.h"

enum local_role { LOCAL_ROLE_USER, LOCAL_ROLE_MODERATOR, LOCAL_ROLE_ADMIN };

/* Makes what is missing of it: the database, the platform's tables, the migrations, and last the login user as admin,
 * so that a database with a user is a complete one. `c` is connected without a database, `p` names it. Of several at
 * once one works and the others wait. */
bool local_content_create(struct conn *c, const struct conn_params *p, struct err *err);

/* `wsadmin user-add`: a new row of `users`. WS_DATA: a name that the platform would not take ([a-z0-9_.-], 1 to 30), or
 * that is there already. */
bool local_user_add(struct conn *c, const char *name, enum local_role role, struct err *err);

#endif
