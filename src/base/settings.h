/* wsadmin's own settings: one table. From it come the reading of wsadmin.conf (base/conf), the flags and their --help
 * lines (cmd/options), and the list in wsadmin.conf(5), which a test compares with it. A new setting is one line here,
 * one name in the enum and one paragraph in the manual. */
#ifndef WS_BASE_SETTINGS_H
#define WS_BASE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum setting_id {
    SETTING_AS,
    SETTING_NOTIFY_AS,
    SETTING_TIMEZONE,
    SETTING_TLS,
    SETTING_TLS_CA,
    SETTING_TLS_FINGERPRINT,
    SETTING_MIGRATE,
    SETTING_REFRESH,
    SETTING_BAR,
    SETTING_PLAIN,
    SETTING_MOUSE,
    SETTING_LOOK_HEADER, /* the roles of ui/look.h, in their order */
    SETTING_LOOK_HEADING,
    SETTING_LOOK_FRAME,
    SETTING_LOOK_TITLE,
    SETTING_LOOK_ACTIVE,
    SETTING_LOOK_DIM,
    SETTING_LOOK_LIVE,
    SETTING_LOOK_WARNING,
    SETTING_LOOK_ERROR,
    SETTING_LOOK_MARK,
    SETTING_LOOK_KEY,
    SETTING_LOOK_LIT,
    SETTING_DEFAULTS_FILE,
    SETTING_AGORA_URL,
    SETTING_BIND,
    SETTINGS
};

struct setting {
    const char *name;    /* in the file, and --name where it is a flag */
    const char *choices; /* "one|or|another"; NULL: any text, or a number */
    int64_t min, max;    /* a number's bounds; max 0: not a number */
    const char *preset;  /* the value when nothing is said; may be NULL */
    const char *env;     /* the environment variable that gives it; may be NULL */
    bool flag;           /* also a command line option */
    bool many;           /* may be given again: the values are kept one a line */
    const char *arg;     /* the value's name in --help, marked N_ */
    const char *help;    /* one line, marked N_ */
};
extern const struct setting settings_table[SETTINGS];

/* Values that were given, strongest last; start with {0}, end with settings_free. */
struct settings {
    struct setting_value {
        char *text;   /* NULL: not given */
        char *source; /* "FILE:LINE", "--name" or "$NAME": for messages */
    } values[SETTINGS];
};

/* Checks the value and keeps it in place of an earlier one. WS_CONFIG says source, name and what would be right. */
bool settings_set(struct settings *s, enum setting_id id, const char *text, const char *source, struct err *err);
/* The same by name, as files do; an unknown name is WS_CONFIG with the nearest known one. */
bool settings_set_named(struct settings *s, const char *name, const char *text, const char *source, struct err *err);
/* Takes what the environment says (WSADMIN_AS). */
bool settings_set_from_environment(struct settings *s, struct err *err);
/* What `over` holds replaces what `s` holds. */
void settings_overlay(struct settings *s, const struct settings *over);

const char *settings_text(const struct settings *s, enum setting_id id); /* or the preset; may be NULL */
int64_t settings_number(const struct settings *s, enum setting_id id);
int settings_choice(const struct settings *s, enum setting_id id); /* index into choices, -1: not given, no preset */
/* For who finds later that a value does not do (an unknown zone): WS_CONFIG with where it was said. Always false. */
bool settings_reject(const struct settings *s, enum setting_id id, const char *reason, struct err *err);
void settings_free(struct settings *s);

#endif
