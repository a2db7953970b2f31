/* Handing a host's upcoming workshops and active series over to another (SPEC section 4, "transfer"). Admins only. */
#ifndef WS_OP_TRANSFER_H
#define WS_OP_TRANSFER_H

#include "op/plan.h"
#include "op/session.h"

struct op_transfer {
    int64_t from, to;   /* users */
    const char *reason; /* for the log; may be NULL */
    const char *words;  /* the sender's sentence for the new host; may be NULL */
};
struct plan *transfer_plan(struct session *s, const struct op_transfer *args, struct err *err);

#endif
