/* Transactions: see conn_transaction in conn.h. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "db/conn_private.h"

enum { TRIES = 8, FIRST_PAUSE_MS = 20 };

/* The body's or COMMIT's own error is the one to tell. */
static void roll_back(struct conn *c) {
    struct err ignored = {0};
    conn_command(c, "ROLLBACK", &ignored);
    err_free(&ignored);
}

static bool transaction_once(struct conn *c, bool (*body)(struct conn *, void *, struct err *), void *arg,
                             struct err *err) {
    if (!conn_command(c, "START TRANSACTION", err)) return false;
    if (!body(c, arg, err)) {
        roll_back(c);
        return false;
    }
    struct err e = {0};
    if (conn_command(c, "COMMIT", &e)) return true;
    bool stopped = e.code == WS_CANCELLED;
    err_move(err, &e);
    if (!c->lost) roll_back(c);
    if (c->lost || stopped) {
        err_set(err, WS_UNKNOWN_OUTCOME, _("the connection was lost while the change was being committed"));
        err_hint(err, "%s", _("look whether it was done before doing it again"));
    }
    return false;
}

bool conn_transaction(struct conn *c, bool (*body)(struct conn *, void *arg, struct err *), void *arg,
                      struct err *err) {
    struct err e = {0};
    unsigned seed = (unsigned)conn_id(c);
    for (int try = 1;; try++) {
        if (transaction_once(c, body, arg, &e)) return true;
        if (e.code != WS_CONFLICT || try == TRIES) break;
        err_free(&e);
        int64_t pause = (int64_t)FIRST_PAUSE_MS << try;
        clock_sleep_ms(pause / 2 + rand_r(&seed) % pause);
    }
    err_move(err, &e);
    return false;
}
