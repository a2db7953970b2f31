/* How far long work is, in rows or statements: told to session.watch while it goes on, and put into words. */
#ifndef WS_OP_PROGRESS_H
#define WS_OP_PROGRESS_H

#include <stdint.h>

#include "base/buf.h"
#include "op/session.h"

/* Before each step and after the last: tells the watcher, if there is one. False: it wants it stopped, WS_CANCELLED. */
bool progress_step(const struct session *s, int64_t done, int64_t total, struct err *err);

/* "1200 of 10000, 85 a second, 1m 43s left", translated; `ms` since the first. */
void progress_add(struct buf *out, int64_t done, int64_t total, int64_t ms);

#endif
