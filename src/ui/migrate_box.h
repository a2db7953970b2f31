/* First launch: pending migrations are shown as a plan before the lists open (SPEC section 2). */
#ifndef WS_UI_MIGRATE_BOX_H
#define WS_UI_MIGRATE_BOX_H

#include "op/session.h"

struct console;

/* What the first job found; empty when nothing is pending. */
struct migrate_found {
    char *text;   /* raw: what would be done, or what is pending and whom to ask; NULL: nothing is pending */
    bool may_run; /* this account may run it */
};

/* On a worker. Fails only when the connection does. */
bool migrate_box_look(struct session *s, struct migrate_found *found, struct err *err);
void migrate_found_free(struct migrate_found *f);

/* Shows it and takes the text over. The lists open when the box is gone. */
void migrate_box_open(struct console *c, struct migrate_found *found);

#endif
