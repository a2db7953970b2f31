/* Numbers and names that the platform keeps twice: attendee_count of workshops that are scheduled or in the lobby, and
 * the agora_channel of those and of live ones (SPEC section 4, "repair"). What is live or over is history and is never
 * counted anew. Used by the words repair and doctor. */
#ifndef WS_OP_REPAIR_H
#define WS_OP_REPAIR_H

#include "op/ids.h"
#include "op/plan.h"
#include "op/session.h"

struct repair_fault {
    int64_t id;
    char *title, *status, *scheduled_at, *channel; /* owned, raw; channel may be NULL */
    int64_t count, seats;                          /* attendee_count, and the rows that are not left */
    bool count_is_wrong, channel_is_missing;
};
struct repair_faults {
    struct repair_fault *items; /* those with a fault; with keep_all the others too */
    size_t count, cap;
    bool keep_all;
};

/* The workshops to be looked at: at most `most` of each status, those first that are due first. */
bool repair_candidates(struct session *s, size_t most, struct ids *out, struct err *err);
bool repair_read(struct session *s, const struct ids *ids, struct repair_faults *out, struct err *err);
void repair_faults_free(struct repair_faults *f);

struct op_repair {
    bool counts, channels;
    const int64_t *ids; /* which workshops; NULL: all that have a fault */
    size_t count;
    const char *reason; /* for the log; may be NULL */
};
struct plan *repair_plan(struct session *s, const struct op_repair *args, struct err *err);

#endif
