/* Agora's variables: see agora.h. Tokens are agora_token.c's, closing rooms agora_close.c's. */
#include "op/agora.h"

#include <stdlib.h>
#include <string.h>

#include "base/envfile.h"
#include "base/i18n.h"
#include "base/mem.h"

const char *const agora_names[AGORA_VARIABLES] = {
    [AGORA_APP_ID] = "AGORA_APP_ID",
    [AGORA_APP_CERTIFICATE] = "AGORA_APP_CERTIFICATE",
    [AGORA_CUSTOMER_ID] = "AGORA_CUSTOMER_ID",
    [AGORA_CUSTOMER_SECRET] = "AGORA_CUSTOMER_SECRET",
    [AGORA_PUBLIC_APP_ID] = "NEXT_PUBLIC_AGORA_APP_ID",
};

/* Encrypted, or to this machine. */
static bool url_is_safe(const char *url) {
    static const char *const loopback[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
    if (!strncmp(url, "https://", 8)) return url[8] != '\0' && !strchr(url + 8, '@');
    for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++) {
        size_t len = strlen(loopback[i]);
        if (!strncmp(url, loopback[i], len) && strchr(":/", url[len]) && !strchr(url, '@')) return true;
    }
    return false;
}

static bool load_url(struct agora *out, const struct settings *settings, struct err *err) {
    const char *url = settings_text(settings, SETTING_AGORA_URL);
    if (!url_is_safe(url))
        return settings_reject(settings, SETTING_AGORA_URL, _("it must begin with https://: a secret is sent there"),
                               err);
    size_t len = strlen(url);
    while (url[len - 1] == '/') len--;
    out->url = mem_dup_len(url, len);
    return true;
}

bool agora_load(struct agora *out, const char *env_file, const struct settings *settings, struct err *err) {
    struct envfile file = {0};
    *out = (struct agora){0};
    bool ok = load_url(out, settings, err) && (!env_file || envfile_read(env_file, &file, err));
    for (size_t i = 0; ok && i < AGORA_VARIABLES; i++) {
        const char *own = getenv(agora_names[i]);
        const struct envfile_entry *entry = envfile_find(&file, agora_names[i]);
        const char *text = own ? own : entry ? entry->value : "";
        if (*text) out->values[i] = mem_dup(text);
    }
    envfile_free(&file);
    return ok;
}

void agora_free(struct agora *a) {
    for (size_t i = 0; i < AGORA_VARIABLES; i++) {
        if (a->values[i]) explicit_bzero(a->values[i], strlen(a->values[i]));
        free(a->values[i]);
    }
    free(a->url);
    *a = (struct agora){0};
}

bool agora_is_well_formed(const char *value) {
    return strlen(value) == 32 && strspn(value, "0123456789abcdefABCDEF") == 32;
}

static bool need(const struct agora *a, const enum agora_variable *which, size_t count, struct err *err) {
    for (size_t i = 0; i < count; i++) {
        const char *name = agora_names[which[i]], *value = a ? a->values[which[i]] : NULL;
        if (value && agora_is_well_formed(value)) continue;
        if (value)
            err_set(err, WS_CONFIG, _("%s is not 32 hexadecimal digits"), name);
        else
            err_set(err, WS_CONFIG, _("%s is not set"), name);
        err_hint(err, "%s", _("Agora's console shows it; wsadmin takes it from the environment or --env-file"));
        return false;
    }
    return true;
}

bool agora_need_token(const struct agora *a, struct err *err) {
    static const enum agora_variable which[] = {AGORA_APP_ID, AGORA_APP_CERTIFICATE};
    return need(a, which, 2, err);
}

bool agora_need_close(const struct agora *a, struct err *err) {
    static const enum agora_variable which[] = {AGORA_APP_ID, AGORA_CUSTOMER_ID, AGORA_CUSTOMER_SECRET};
    return need(a, which, 3, err);
}

char *agora_channel_of(int64_t workshop) { return mem_format("workshop-%lld", (long long)workshop); }

void agora_rooms_add(struct agora_rooms *rooms, int64_t workshop, const char *channel) {
    rooms->items = mem_grow(rooms->items, &rooms->cap, rooms->count + 1, sizeof *rooms->items);
    rooms->items[rooms->count++] =
        (struct agora_room){workshop, channel && *channel ? mem_dup(channel) : agora_channel_of(workshop)};
}

void agora_rooms_free(struct agora_rooms *rooms) {
    for (size_t i = 0; i < rooms->count; i++) free(rooms->items[i].channel);
    free(rooms->items);
    *rooms = (struct agora_rooms){0};
}
