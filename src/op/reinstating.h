/* Workshops whose cancellation is taken back, with the news of it: what reinstate and undo share. */
#ifndef WS_OP_REINSTATING_H
#define WS_OP_REINSTATING_H

#include "op/notice.h"

struct reinstating {
    int64_t now;
    const char *words; /* for the people told; may be NULL */
    struct workshops workshops;
    struct ids scheduled, live; /* what they become */
    struct notices notices;
};

struct reinstating *reinstating_new(int64_t now, const char *words);
/* Adds these workshops (sorted; locked when the session says so) and the notices to the plan. Those that cannot be
 * taken back are refused rows. */
bool reinstating_add(struct session *s, struct reinstating *d, const struct ids *ids, struct plan *p, struct err *err);
bool reinstating_write(struct session *s, const struct reinstating *d, struct plan_result *result, struct err *err);
void reinstating_free(void *reinstating);

#endif
