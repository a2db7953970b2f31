/* The table of settings and their values: see settings.h. */
#include "base/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/parse.h"

/* TRANSLATORS: LOOK stands for a value: "bold green on blue" */
#define LOOK(role, words)                                                                                              \
    { .name = "look-" role, .arg = N_("LOOK"), .help = words }

const struct setting settings_table[SETTINGS] = {
    /* TRANSLATORS: NAME, ZONE, FILE, HEX and SECONDS stand for a value in the lines of --help: --as=NAME */
    [SETTING_AS] = {.name = "as",
                    .env = "WSADMIN_AS",
                    .flag = true,
                    .arg = N_("NAME"),
                    .help = N_("act as this user of the platform (default: your login name)")},
    [SETTING_NOTIFY_AS] = {.name = "notify-as",
                           .flag = true,
                           .arg = N_("NAME"),
                           .help = N_("let notifications come from this service account")},
    [SETTING_TIMEZONE] = {.name = "timezone",
                          .flag = true,
                          .arg = N_("ZONE"),
                          .help = N_("show times in this time zone, such as Europe/Madrid")},
    [SETTING_TLS] = {.name = "tls",
                     .choices = "off|require|verify|fingerprint",
                     .flag = true,
                     .help = N_("how the connection is encrypted (default: verify, unless the server is local)")},
    [SETTING_TLS_CA] = {.name = "tls-ca",
                        .flag = true,
                        .arg = N_("FILE"),
                        .help = N_("trust the authorities in this PEM file instead of the system's")},
    [SETTING_TLS_FINGERPRINT] = {.name = "tls-fingerprint",
                                 .flag = true,
                                 .arg = N_("HEX"),
                                 .help = N_("trust the server whose certificate has this SHA-1 fingerprint")},
    [SETTING_MIGRATE] = {.name = "migrate",
                         .choices = "ask|auto",
                         .preset = "ask",
                         .help = N_("whether the console asks before it runs pending migrations")},
    [SETTING_REFRESH] = {.name = "refresh",
                         .min = 1,
                         .max = 3600,
                         .preset = "5",
                         .flag = true,
                         .arg = N_("SECONDS"),
                         .help = N_("how often the console looks for changes by others (default: 5)")},
    [SETTING_BAR] = {.name = "bar",
                     .choices = "full|marker",
                     .preset = "full",
                     .help = N_("the cursor's line: reversed, or marked by > alone")},
    [SETTING_PLAIN] = {.name = "plain",
                       .choices = "off|on",
                       .preset = "off",
                       .help = N_("the console without frames and bars, one list at a time: for screen readers")},
    [SETTING_MOUSE] = {.name = "mouse",
                       .choices = "off|on",
                       .preset = "off",
                       .help = N_("whether clicks and the wheel move in the console's lists")},
    [SETTING_LOOK_HEADER] = LOOK("header", N_("how the console shows the first line")),
    [SETTING_LOOK_HEADING] = LOOK("heading", N_("how the console shows the headings over columns")),
    [SETTING_LOOK_FRAME] = LOOK("frame", N_("how the console shows frames and rules")),
    [SETTING_LOOK_TITLE] = LOOK("title", N_("how the console shows the titles of lists")),
    [SETTING_LOOK_ACTIVE] = LOOK("active", N_("how the console shows the title of the list with the keys")),
    [SETTING_LOOK_DIM] = LOOK("dim", N_("how the console shows what matters less")),
    [SETTING_LOOK_LIVE] = LOOK("live", N_("how the console shows what is live")),
    [SETTING_LOOK_WARNING] = LOOK("warning", N_("how the console shows flags")),
    [SETTING_LOOK_ERROR] = LOOK("error", N_("how the console shows errors")),
    [SETTING_LOOK_MARK] = LOOK("mark", N_("how the console shows the signs of marked rows")),
    [SETTING_LOOK_KEY] = LOOK("key", N_("how the console shows keys and sums in boxes")),
    [SETTING_LOOK_LIT] = LOOK("lit", N_("how the console shows what has just changed")),
    [SETTING_DEFAULTS_FILE] = {.name = "defaults-file",
                               .arg = N_("FILE"),
                               .help = N_("the option file that names server, database and account")},
    [SETTING_AGORA_URL] = {.name = "agora-url",
                           .preset = "https://api.agora.io",
                           .help = N_("where Agora's RESTful API is")},
    [SETTING_BIND] = {.name = "bind",
                      .many = true,
                      .arg = N_("CONTEXT KEY WORDS"),
                      .help = N_("what a key of the console stands for")},
};

/* The index of text in "one|or|another"; -1 when it is not among them. */
static int choice_index(const char *choices, const char *text) {
    size_t len = strlen(text);
    int index = 0;
    for (const char *at = choices;; at++, index++) {
        size_t n = strcspn(at, "|");
        if (n == len && !memcmp(at, text, n)) return index;
        at += n;
        if (*at == '\0') return -1;
    }
}

static void settings_clear(struct setting_value *v) {
    free(v->text);
    free(v->source);
    *v = (struct setting_value){0};
}

static bool setting_check(const struct setting *t, const char *text, const char *source, struct err *err) {
    int64_t number;
    if (t->choices && choice_index(t->choices, text) < 0) {
        err_set(err, WS_CONFIG, _("%s: \"%s\" is no value for %s"), source, text, t->name);
        err_hint(err, _("one of: %s"), t->choices);
        return false;
    }
    if (t->max && !parse_int(text, t->min, t->max, &number))
        return err_set(err, WS_CONFIG, _("%s: %s must be a whole number from %lld to %lld, not \"%s\""), source,
                       t->name, (long long)t->min, (long long)t->max, text);
    if (*text == '\0') return err_set(err, WS_CONFIG, _("%s: %s has no value"), source, t->name);
    return true;
}

bool settings_set(struct settings *s, enum setting_id id, const char *text, const char *source, struct err *err) {
    if (!setting_check(&settings_table[id], text, source, err)) return false;
    const char *before = settings_table[id].many ? s->values[id].text : NULL;
    struct setting_value value = {before ? mem_format("%s\n%s", before, text) : mem_dup(text), mem_dup(source)};
    settings_clear(&s->values[id]);
    s->values[id] = value;
    return true;
}

bool settings_set_named(struct settings *s, const char *name, const char *text, const char *source, struct err *err) {
    struct nearest near;
    nearest_start(&near, name);
    for (int id = 0; id < SETTINGS; id++) {
        if (!strcmp(settings_table[id].name, name)) return settings_set(s, (enum setting_id)id, text, source, err);
        nearest_offer(&near, settings_table[id].name);
    }
    err_set(err, WS_CONFIG, _("%s: there is no setting \"%s\""), source, name);
    if (near.best)
        err_hint(err, _("did you mean %s?"), near.best);
    else
        err_hint(err, "%s", _("wsadmin.conf(5) lists them"));
    return false;
}

bool settings_set_from_environment(struct settings *s, struct err *err) {
    for (int id = 0; id < SETTINGS; id++) {
        const char *name = settings_table[id].env;
        const char *text = name ? getenv(name) : NULL;
        if (!text || *text == '\0') continue;
        char *source = mem_format("$%s", name);
        bool ok = settings_set(s, (enum setting_id)id, text, source, err);
        free(source);
        if (!ok) return false;
    }
    return true;
}

void settings_overlay(struct settings *s, const struct settings *over) {
    for (int id = 0; id < SETTINGS; id++) {
        const struct setting_value *v = &over->values[id];
        if (!v->text) continue;
        settings_clear(&s->values[id]);
        s->values[id] = (struct setting_value){mem_dup(v->text), mem_dup(v->source)};
    }
}

const char *settings_text(const struct settings *s, enum setting_id id) {
    return s->values[id].text ? s->values[id].text : settings_table[id].preset;
}

int64_t settings_number(const struct settings *s, enum setting_id id) {
    int64_t number = 0;
    const char *text = settings_text(s, id);
    if (text) parse_int(text, settings_table[id].min, settings_table[id].max, &number);
    return number;
}

int settings_choice(const struct settings *s, enum setting_id id) {
    const char *text = settings_text(s, id);
    return text ? choice_index(settings_table[id].choices, text) : -1;
}

bool settings_reject(const struct settings *s, enum setting_id id, const char *reason, struct err *err) {
    const struct setting_value *v = &s->values[id];
    return err_set(err, WS_CONFIG, "%s: %s \"%s\": %s", v->source ? v->source : "wsadmin", settings_table[id].name,
                   v->text ? v->text : "", reason);
}

void settings_free(struct settings *s) {
    for (int id = 0; id < SETTINGS; id++) settings_clear(&s->values[id]);
}
