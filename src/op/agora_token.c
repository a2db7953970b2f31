/* Tokens for Agora's rooms: RTC AccessToken2, the one that the npm package agora-token makes. See agora.h.
 *
 * "007" and base64 of zlib of: signature, application, issued, lifetime, salt, the services. There is one service, RTC:
 * its number, the rights with their lifetimes, channel, user. Numbers are little-endian; a string has its length in 16
 * bits before it. The signing key is the certificate, keyed by HMAC-SHA256 with the time of issue, then with the salt.
 */
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"

enum { SERVICE_RTC = 1, MAY_JOIN = 1, MAY_SEND_DATA = 4, HMAC_SIZE = 32, SALT_MAX = 99999999 };

static void put(struct buf *out, uint32_t number, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) buf_add_char(out, (char)(number >> 8 * i & 0xff));
}

static void put_string(struct buf *out, const char *text, size_t len) {
    put(out, (uint32_t)len, 2);
    buf_add_len(out, text, len);
}

static void hmac(const void *key, size_t key_len, const void *text, size_t len, unsigned char out[HMAC_SIZE]) {
    HMAC(EVP_sha256(), key, (int)key_len, text, len, out, NULL);
}

/* What is signed. */
static void add_claims(struct buf *out, const struct agora *a, const struct agora_token *t) {
    uint32_t rights = t->host ? MAY_SEND_DATA : MAY_JOIN; /* 1 join, 2 sound, 3 pictures, 4 data */
    put_string(out, a->values[AGORA_APP_ID], strlen(a->values[AGORA_APP_ID]));
    put(out, t->issued_at, 4);
    put(out, t->ttl, 4);
    put(out, t->salt, 4);
    put(out, 1, 2);
    put(out, SERVICE_RTC, 2);
    put(out, rights, 2);
    for (uint32_t right = MAY_JOIN; right <= rights; right++) {
        put(out, right, 2);
        put(out, t->ttl, 4);
    }
    put_string(out, t->channel, strlen(t->channel));
    char *user = mem_format("%u", t->uid);
    put_string(out, user, t->uid ? strlen(user) : 0);
    free(user);
}

static void sign(const struct agora *a, const struct agora_token *t, const struct buf *claims,
                 unsigned char out[HMAC_SIZE]) {
    const char *certificate = a->values[AGORA_APP_CERTIFICATE];
    unsigned char first[HMAC_SIZE], key[HMAC_SIZE];
    struct buf issued_at = {0}, salt = {0};
    put(&issued_at, t->issued_at, 4);
    put(&salt, t->salt, 4);
    hmac(issued_at.data, issued_at.len, certificate, strlen(certificate), first);
    hmac(salt.data, salt.len, first, HMAC_SIZE, key);
    hmac(key, HMAC_SIZE, claims->data, claims->len, out);
    explicit_bzero(first, sizeof first);
    explicit_bzero(key, sizeof key);
    buf_free(&issued_at);
    buf_free(&salt);
}

/* "007" and the content, packed. */
static char *pack(const struct buf *content) {
    uLongf len = compressBound(content->len);
    Bytef *packed = mem_alloc(len);
    compress(packed, &len, (const Bytef *)content->data, content->len);
    char *out = mem_zero(1, 3 + 4 * ((len + 2) / 3) + 1);
    memcpy(out, "007", 3);
    EVP_EncodeBlock((unsigned char *)out + 3, packed, (int)len);
    free(packed);
    return out;
}

uint32_t agora_salt(void) {
    uint32_t number = 0;
    RAND_bytes((unsigned char *)&number, sizeof number);
    return number % SALT_MAX + 1;
}

bool agora_make_token(const struct agora *a, const struct agora_token *t, char **out, struct err *err) {
    unsigned char signature[HMAC_SIZE];
    struct buf claims = {0}, content = {0};
    if (strlen(t->channel) > AGORA_CHANNEL_MAX)
        return err_set(err, WS_DATA, _("the channel's name %s is too long for Agora: more than %d bytes"), t->channel,
                       AGORA_CHANNEL_MAX);
    add_claims(&claims, a, t);
    sign(a, t, &claims, signature);
    put_string(&content, (const char *)signature, sizeof signature);
    buf_add_len(&content, claims.data, claims.len);
    *out = pack(&content);
    buf_free(&claims);
    buf_free(&content);
    return true;
}
