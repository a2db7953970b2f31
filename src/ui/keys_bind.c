/* Keys bound by wsadmin.conf: see keys.h. They stand before those of the table. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/key.h"
#include "ui/keys.h"

static struct keys_binding *bound;
static size_t count, cap;

/* Contexts whose keys may be given other words. */
static const struct {
    enum keys_context context;
    const char *name;
} contexts[] = {
    {KEYS_LIST, "list"},   {KEYS_CATEGORIES, "categories"}, {KEYS_SERIES, "series"}, {KEYS_WORKSHOPS, "workshops"},
    {KEYS_HOSTS, "hosts"}, {KEYS_ATTENDEES, "attendees"},   {KEYS_TEXTS, "texts"},   {KEYS_GO, "go"},
    {KEYS_CALENDAR, "calendar"},
};
enum { CONTEXTS = sizeof contexts / sizeof *contexts };

const struct keys_binding *keys_bound(void) { return bound; }

void keys_unbind_all(void) {
    for (size_t i = 0; i < count; i++) {
        free((char *)bound[i].keys);
        free((char *)bound[i].words);
    }
    free(bound);
    bound = NULL;
    count = cap = 0;
}

bool keys_is_rebound(enum keys_context context, uint32_t key) {
    for (size_t i = 0; i < count; i++)
        if (bound[i].context == context && key_is_in(bound[i].keys, key)) return true;
    return false;
}

static void add(enum keys_context context, const char *key, const char *words) {
    bound = mem_grow(bound, &cap, count + 2, sizeof *bound);
    bound[count++] = (struct keys_binding){context, mem_dup(key), mem_dup(words), NULL, NULL};
    bound[count] = (struct keys_binding){KEYS_CONTEXTS, NULL, NULL, NULL, NULL};
}

/* Takes the next word of the line into *out. */
static const char *take_word(const char *line, char **out) {
    line += strspn(line, " \t");
    size_t len = strcspn(line, " \t");
    *out = mem_dup_len(line, len);
    return line + len + strspn(line + len, " \t");
}

bool keys_bind(const char *line, bool (*known)(const char *words), struct err *err) {
    char *context, *name;
    uint32_t key;
    size_t i = 0;
    bool ok = false;
    const char *words = take_word(take_word(line, &context), &name);
    while (i < CONTEXTS && strcmp(contexts[i].name, context) != 0) i++;
    if (i == CONTEXTS) {
        err_set(err, WS_CONFIG, _("\"%s\" is no list of the console"), context);
        err_hint(err, "%s", _("one of: list categories series workshops hosts attendees texts go"));
    } else if (!key_parse(name, &key)) {
        err_set(err, WS_CONFIG, _("\"%s\" is no name of a key"), name);
        err_hint(err, "%s", _("names are those that ? shows: x C-x M-x F5 Space PgDn"));
    } else if (key == 'y' || key == 'Y' || key == K_ESC || key == K_ENTER) {
        err_set(err, WS_CONFIG, _("%s keeps its meaning"), name);
    } else if (keys_is_rebound(contexts[i].context, key)) {
        err_set(err, WS_CONFIG, _("%s is bound twice in %s"), name, context);
    } else if (strcmp(words, "nothing") != 0 && (!*words || !known(words))) {
        err_set(err, WS_CONFIG, _("\"%s\" cannot be run"), words);
    } else {
        add(contexts[i].context, name, words);
        ok = true;
    }
    free(context);
    free(name);
    return ok;
}
