/* The locale of the program: see locale.h. */
#include "base/locale.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"

/* The name in force for a category, as setlocale would look it up. */
static const char *wanted(const char *category) {
    const char *const names[] = {"LC_ALL", category, "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return value;
    }
    return "C";
}

static bool asks_for_utf8(const char *name) {
    const char *codeset = strchr(name, '.');
    return codeset && (!strncasecmp(codeset, ".utf-8", 6) || !strncasecmp(codeset, ".utf8", 5));
}

void locale_init(void) {
    const char *name = wanted("LC_CTYPE");
    if (!setlocale(LC_CTYPE, "") && asks_for_utf8(name)) setlocale(LC_CTYPE, "C.UTF-8");
    const char *messages = wanted("LC_MESSAGES");
    if (!setlocale(LC_MESSAGES, "") && asks_for_utf8(messages) && setlocale(LC_MESSAGES, "C.UTF-8")) {
        char *language = mem_dup_len(messages, strcspn(messages, "."));
        setenv("LANGUAGE", language, 0);
        free(language);
    }
    setlocale(LC_COLLATE, "");
    setlocale(LC_TIME, "");
    bindtextdomain(PACKAGE, LOCALEDIR);
    textdomain(PACKAGE);
    gate_init();
    /* There the gate lets only ASCII through, and a word without its accent reads better than one with a '?'. */
    if (!gate_is_utf8()) bind_textdomain_codeset(PACKAGE, "ASCII");
}

const char *locale_language(void) {
    const char *messages = setlocale(LC_MESSAGES, NULL);
    if (!messages || !strcmp(messages, "C") || !strcmp(messages, "POSIX"))
        return "en"; /* gettext translates nothing then */
    const char *language = getenv("LANGUAGE");
    return !strncmp(language && *language ? language : messages, "es", 2) ? "es" : "en";
}
