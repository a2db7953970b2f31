/* Patience with a server: see conn_restore.h. */
#include "db/conn_restore.h"

#include "base/clock.h"
#include "base/i18n.h"

enum { FIRST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 5000, STEP_MS = 100, READ_TRIES = 3 };

static bool worth_another_try(const struct err *e) {
    return e->code == WS_UNREACHABLE || e->code == WS_LOST || e->code == WS_BUSY;
}

/* Sleeps in steps; false when told to stop. */
static bool patience_pause(const struct conn_patience *p, int64_t ms) {
    for (int64_t slept = 0; slept < ms; slept += STEP_MS) {
        if (p->stop && p->stop(p->arg)) return false;
        clock_sleep_ms(ms - slept < STEP_MS ? ms - slept : STEP_MS);
    }
    return !p->stop || !p->stop(p->arg);
}

bool conn_restore(struct conn *c, const struct conn_patience *p, struct err *err) {
    int64_t end = clock_monotonic_ms() + (int64_t)p->seconds * 1000, pause = FIRST_PAUSE_MS;
    struct err e = {0};
    unsigned failures = 0;
    while (!conn_reopen(c, &e)) {
        int64_t left = end - clock_monotonic_ms();
        if (!worth_another_try(&e) || left <= 0) {
            err_move(err, &e);
            return false;
        }
        if (pause > left) pause = left;
        if (p->notice) p->notice(p->arg, ++failures, &e);
        if (!patience_pause(p, pause)) {
            err_set(err, WS_CANCELLED, "%s", _("stopped while waiting for the server"));
            err_free(&e);
            return false;
        }
        pause = pause * 2 < LONGEST_PAUSE_MS ? pause * 2 : LONGEST_PAUSE_MS;
    }
    err_free(&e);
    return true;
}

bool conn_open_wait(const struct conn_params *p, const struct conn_patience *patience, struct conn **out,
                    struct err *err) {
    struct conn *c = conn_new(p);
    if (!conn_restore(c, patience, err)) {
        conn_close(c);
        return false;
    }
    *out = c;
    return true;
}

bool conn_repeat_read(struct conn *c, const struct conn_patience *p, bool (*read)(struct conn *, void *, struct err *),
                      void *arg, struct err *err) {
    struct err e = {0};
    for (int try = 1;; try++) {
        bool ready = !conn_is_lost(c) || conn_restore(c, p, &e);
        if (ready && read(c, arg, &e)) break;
        if (!ready || e.code != WS_LOST || try == READ_TRIES) {
            err_move(err, &e);
            return false;
        }
    }
    err_free(&e);
    return true;
}
