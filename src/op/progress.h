/* How far long work is, in rows or statements: told to session.watch while it goes on, and put into words. */
#ifndef WS_OP_PROGRESS_H
#define WS_OP_PROGRESS_H

#include <stdint.h>

#include "base/buf.h"
#include "op/session.h"

/* Before each step and after the last: tells the watcher, if there is one. False: it wants it stopped, WS_CANCELLED. */
bool progress_step(const struct session *s, int64_t done, int64_t total, struct err *err);

/* When the present piece of work began: an action is often several, one after the other, each with its own number. */
struct progress_clock {
    int64_t begun, done, total; /* clock_monotonic_ms(); as told last */
};
/* How long the piece that this is told of has been going on, in ms. */
int64_t progress_ms(struct progress_clock *clock, int64_t done, int64_t total);

/* "1200 of 10000, 85 a second, 1m 43s left", translated; `ms` since the first. */
void progress_add(struct buf *out, int64_t done, int64_t total, int64_t ms);

#endif
