/* grants: the statements that make a database account with the least rights for a role (SPEC section 3). */
#ifndef WS_OP_GRANTS_H
#define WS_OP_GRANTS_H

#include <stdbool.h>

#include "base/error.h"

struct session;

enum grants_role { GRANTS_MODERATOR, GRANTS_ADMIN, GRANTS_TIMER, GRANTS_MIGRATOR, GRANTS_ROLES };
extern const char *const grants_role_words[GRANTS_ROLES];

struct op_grants {
    enum grants_role role;
    const char *user, *host; /* of the account; raw */
    bool by_password;        /* a new one is made; else by the login name at the server's socket */
};

/* Calls `each` with one statement after the other, each with its semicolon. Nothing is written to the database, whose
 * optional columns are left out where it lacks them. */
typedef bool grants_each(void *arg, const char *statement, struct err *err);
bool grants_make(struct session *s, const struct op_grants *args, grants_each *each, void *arg, struct err *err);

#endif
