/* Patience with a server: waiting for one that is still starting, and coming back after a lost connection. Reads are
 * repeated by conn_repeat_read; a write is never repeated, its outcome is looked up by who made it. */
#ifndef WS_DB_CONN_RESTORE_H
#define WS_DB_CONN_RESTORE_H

#include "db/conn.h"

struct conn_patience {
    unsigned seconds;        /* give up after so long; 0: one try */
    bool (*stop)(void *arg); /* asked ten times a second, may be NULL; true ends the wait with WS_CANCELLED */
    /* Called after each failed try but the last, may be NULL; `failures` counts them from 1. */
    void (*notice)(void *arg, unsigned failures, const struct err *failure);
    void *arg;
};

/* conn_open, tried again with growing pauses while the server cannot be reached or has no connection left. A wrong
 * password and the like are not waited for. */
bool conn_open_wait(const struct conn_params *p, const struct conn_patience *patience, struct conn **out,
                    struct err *err);

/* conn_reopen in the same manner. The session is new: temporary tables, locks and transactions are gone. */
bool conn_restore(struct conn *c, const struct conn_patience *patience, struct err *err);

/* Runs `read`; when the connection is lost under it, restores it and runs `read` again from its beginning, so it must
 * forget what it had. A connection that was lost before is restored first. */
bool conn_repeat_read(struct conn *c, const struct conn_patience *patience,
                      bool (*read)(struct conn *, void *arg, struct err *), void *arg, struct err *err);

#endif
