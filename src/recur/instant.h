/* Instants as people write them (SPEC section 9): 2026-11-30, 2026-11-30 19:00[:00], with T for the blank, with Z or an
 * offset (-05:00) at the end. Without an offset it is wall clock time of `zone`: in a gap it is refused, a time that
 * comes twice wants its offset. */
#ifndef WS_RECUR_INSTANT_H
#define WS_RECUR_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct zone;

bool instant_parse(const char *text, const struct zone *zone, int64_t *utc, struct err *err); /* WS_USAGE */

#endif
