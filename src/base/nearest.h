/* The known name that is nearest to a mistyped one, for "did you mean": offer every candidate, then read `best`. */
#ifndef WS_BASE_NEAREST_H
#define WS_BASE_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *word; /* what was typed */
    const char *best; /* NULL while nothing is near enough; points to the candidate */
    size_t distance;
};

void nearest_start(struct nearest *n, const char *word) __attribute__((nonnull));
void nearest_offer(struct nearest *n, const char *candidate) __attribute__((nonnull));

#endif
