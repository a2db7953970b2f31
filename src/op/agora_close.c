/* Closing rooms through Agora's RESTful API: a rule of its channel management that takes the right to join from
 * everybody in a channel for a day. See agora.h. */
#include <curl/curl.h>
#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/late.h"
#include "op/agora.h"

enum { ANSWER_SECONDS = 5, ANSWER_BYTES = 16384, CLOSED_MINUTES = 1440 };

#define CURL_FUNCTIONS(X)                                                                                              \
    X(curl_, easy_cleanup)                                                                                             \
    X(curl_, easy_getinfo)                                                                                             \
    X(curl_, easy_init)                                                                                                \
    X(curl_, easy_perform)                                                                                             \
    X(curl_, easy_setopt)                                                                                              \
    X(curl_, easy_strerror)                                                                                            \
    X(curl_, global_init)                                                                                              \
    X(curl_, slist_append)                                                                                             \
    X(curl_, slist_free_all)
static struct { LATE_SLOTS(CURL_FUNCTIONS) } curl;
static struct late library = LATE(CURL_SONAME, CURL_FUNCTIONS, &curl);
static pthread_once_t started = PTHREAD_ONCE_INIT;

static void start(void) { curl.global_init(CURL_GLOBAL_DEFAULT); }

static size_t take(char *data, size_t size, size_t count, void *answer) {
    struct buf *b = answer;
    if (b->len + size * count <= ANSWER_BYTES) buf_add_len(b, data, size * count);
    return size * count;
}

/* The rule, as Agora's reference "Create a banning rule" has it. */
static char *rule_json(const struct agora *a, const char *channel) {
    struct buf out = {0};
    buf_add_char(&out, '{');
    json_add_text(&out, "appid", a->values[AGORA_APP_ID]);
    json_add_text(&out, "cname", channel);
    json_add_int(&out, "time", CLOSED_MINUTES);
    json_add_name(&out, "privileges");
    buf_add(&out, "[\"join_channel\"]}");
    return buf_steal(&out);
}

static CURLcode send_rule(const struct agora *a, const char *channel, struct buf *answer, long *status) {
    CURL *h = curl.easy_init();
    if (!h) return CURLE_FAILED_INIT;
    char *body = rule_json(a, channel);
    struct buf url = {0};
    buf_addf(&url, "%s/dev/v1/kicking-rule", a->url);
    struct curl_slist *headers = curl.slist_append(NULL, "Content-Type: application/json");
    headers = curl.slist_append(headers, "Accept: application/json");
    curl.easy_setopt(h, CURLOPT_URL, buf_str(&url));
    curl.easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https,http");
    curl.easy_setopt(h, CURLOPT_NOSIGNAL, 1L); /* threads */
    curl.easy_setopt(h, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
    curl.easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl.easy_setopt(h, CURLOPT_USERNAME, a->values[AGORA_CUSTOMER_ID]);
    curl.easy_setopt(h, CURLOPT_PASSWORD, a->values[AGORA_CUSTOMER_SECRET]);
    curl.easy_setopt(h, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION);
    curl.easy_setopt(h, CURLOPT_HTTPHEADER, headers);
    curl.easy_setopt(h, CURLOPT_POSTFIELDS, body);
    curl.easy_setopt(h, CURLOPT_WRITEFUNCTION, take);
    curl.easy_setopt(h, CURLOPT_WRITEDATA, answer);
    CURLcode code = curl.easy_perform(h);
    curl.easy_getinfo(h, CURLINFO_RESPONSE_CODE, status);
    curl.easy_cleanup(h);
    curl.slist_free_all(headers);
    buf_free(&url);
    free(body);
    return code;
}

/* What the answer says of itself, unless it quotes what must not be shown; NULL. */
static const char *answer_text(const struct agora *a, const json_t *answer) {
    static const char *const members[] = {"message", "reason", "status"};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const char *text = json_string_value(json_object_get(answer, members[i]));
        if (text && !strstr(text, a->values[AGORA_CUSTOMER_SECRET]) && !strcasestr(text, "basic ")) return text;
    }
    return NULL;
}

static bool fail_refused(const struct agora *a, long status, const json_t *answer, struct err *err) {
    const char *said = answer_text(a, answer);
    if (status == 401 || status == 403)
        err_set(err, WS_DENIED, _("Agora does not accept AGORA_CUSTOMER_ID and AGORA_CUSTOMER_SECRET (HTTP %ld)"),
                status);
    else if (status == 429)
        err_set(err, WS_BUSY, _("Agora gets too many requests (HTTP %ld)"), status);
    else if (status >= 500)
        err_set(err, WS_UNREACHABLE, _("Agora is in trouble (HTTP %ld)"), status);
    else
        err_set(err, WS_CONFIG, _("Agora refuses (HTTP %ld): %s"), status, said ? said : _("no reason is given"));
    return false;
}

/* One room. Doing it twice does no harm. */
static bool close_room(const struct agora *a, const char *channel, struct err *err) {
    struct buf answer = {0};
    long status = 0;
    if (!late_open(&library, err)) return false;
    pthread_once(&started, start);
    CURLcode code = send_rule(a, channel, &answer, &status);
    json_t *json = code == CURLE_OK ? json_loads(buf_str(&answer), 0, NULL) : NULL;
    const char *word = json_string_value(json_object_get(json, "status"));
    bool ok = false;
    if (code == CURLE_OPERATION_TIMEDOUT)
        err_set(err, WS_UNREACHABLE, _("Agora at %s did not answer within %d seconds"), a->url, ANSWER_SECONDS);
    else if (code != CURLE_OK)
        err_set(err, WS_UNREACHABLE, _("Agora at %s cannot be reached: %s"), a->url, curl.easy_strerror(code));
    else if (status == 200 && word && !strcmp(word, "success"))
        ok = true;
    else
        fail_refused(a, status, json, err);
    json_decref(json);
    buf_free(&answer);
    return ok;
}

bool agora_rooms_close(const struct agora *a, const struct agora_rooms *rooms, size_t *closed, struct err *err) {
    struct err e = {0};
    *closed = 0;
    while (*closed < rooms->count && close_room(a, rooms->items[*closed].channel, &e)) ++*closed;
    if (*closed == rooms->count) return true;
    struct buf open = {0}, ids = {0};
    for (size_t i = *closed; i < rooms->count; i++) {
        buf_addf(&open, "%s#%lld", i > *closed ? ", " : "", (long long)rooms->items[i].workshop);
        buf_addf(&ids, " %lld", (long long)rooms->items[i].workshop);
    }
    /* TRANSLATORS: %s are the ids of workshops and the reason */
    err_set(err, e.code, _("not closed: the room of %s: %s"), buf_str(&open), e.text);
    err_hint(err, _("those inside can stay; to repeat it: wsadmin agora close%s"), buf_str(&ids));
    err_free(&e);
    buf_free(&open);
    buf_free(&ids);
    return false;
}
