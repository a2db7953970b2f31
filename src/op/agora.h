/* Agora, which carries the platform's sound and pictures (SPEC section 10): the platform's five variables, a token to
 * enter a room, and closing rooms. The only place with HTTP and with the token's cryptography. No text that leaves here
 * holds a certificate or secret. */
#ifndef WS_OP_AGORA_H
#define WS_OP_AGORA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/settings.h"

enum agora_variable {
    AGORA_APP_ID,
    AGORA_APP_CERTIFICATE,
    AGORA_CUSTOMER_ID,
    AGORA_CUSTOMER_SECRET,
    AGORA_PUBLIC_APP_ID, /* the one that the browsers get */
    AGORA_VARIABLES
};
extern const char *const agora_names[AGORA_VARIABLES]; /* "AGORA_APP_ID"… */

/* Never changed once loaded: threads may share it. */
struct agora {
    char *values[AGORA_VARIABLES]; /* NULL: not set */
    char *url;                     /* of the RESTful API, without a / at its end */
};

/* The process environment, else the env file (NULL: none). WS_CONFIG when the file cannot be read, or agora-url would
 * send the secret in the clear. */
bool agora_load(struct agora *out, const char *env_file, const struct settings *settings, struct err *err);
void agora_free(struct agora *a); /* values are wiped */

bool agora_is_well_formed(const char *value); /* 32 hexadecimal digits, as all five are */
/* Are these there and well formed? WS_CONFIG names the first that is not. `a` may be NULL. */
bool agora_need_token(const struct agora *a, struct err *err);
bool agora_need_close(const struct agora *a, struct err *err);

enum { AGORA_CHANNEL_MAX = 64, AGORA_TTL_MAX = 86400 };

/* The channel of a workshop whose row names none; for free(). */
char *agora_channel_of(int64_t workshop);

struct agora_token {
    const char *channel;
    uint32_t uid;                  /* the user's id; 0: any */
    bool host;                     /* may send sound and pictures, not only receive them */
    uint32_t issued_at, ttl, salt; /* seconds since 1970; seconds; 1 to 99999999 */
};
uint32_t agora_salt(void);
/* An RTC AccessToken2, "007…", as the npm package agora-token makes it. The caller has asked agora_need_token and frees
 * it. WS_DATA when the channel's name is too long. */
bool agora_make_token(const struct agora *a, const struct agora_token *t, char **out, struct err *err);

/* Rooms to be closed. */
struct agora_rooms {
    struct agora_room {
        int64_t workshop;
        char *channel;
    } * items;
    size_t count, cap;
};
void agora_rooms_add(struct agora_rooms *rooms, int64_t workshop, const char *channel); /* NULL: agora_channel_of */
void agora_rooms_free(struct agora_rooms *rooms);

/* Puts everybody out of these rooms and lets nobody in for 24 hours. Waits at most 5 s for an answer; the first failure
 * ends it: *closed is how many were done before, and err says which were not and how to repeat it. WS_UNREACHABLE no
 * answer or a server in trouble, WS_BUSY too many requests, WS_DENIED refused credentials, WS_CONFIG refused otherwise.
 */
bool agora_rooms_close(const struct agora *a, const struct agora_rooms *rooms, size_t *closed, struct err *err);

#endif
