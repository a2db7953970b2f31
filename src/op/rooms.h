/* Agora's rooms of workshops: a token to enter one, and closing them (SPEC section 10). */
#ifndef WS_OP_ROOMS_H
#define WS_OP_ROOMS_H

#include <stdint.h>

#include "op/plan.h"
#include "op/session.h"

struct op_room_token {
    int64_t workshop;
    int64_t user; /* 0: the acting user */
    bool host;    /* may send, not only receive */
    uint32_t ttl; /* seconds */
};
struct room_token {
    int64_t user;
    char *username, *channel, *token; /* owned */
    int64_t expires_at;
};
/* WS_DENIED for who is no moderator, WS_CONFIG without Agora's variables, WS_DATA for unknown rows, WS_REFUSED when the
 * workshop is over. */
bool room_token_make(struct session *s, const struct op_room_token *args, struct room_token *out, struct err *err);
void room_token_free(struct room_token *t);

struct op_close_rooms {
    const int64_t *ids; /* workshops that have begun, over and cancelled ones too */
    size_t count;
    const char *reason; /* for the log; may be NULL */
};
struct plan *close_rooms_plan(struct session *s, const struct op_close_rooms *args, struct err *err);

#endif
