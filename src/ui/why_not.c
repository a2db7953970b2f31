/* See why_not.h. What rights a word wants is said by the table of words, of rows' edits by cmd/cmd_edit. */
#include "ui/why_not.h"

#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/cmd_edit.h"
#include "ui/state.h"

static bool begins_with(const char *words, const char *word) {
    size_t len = strlen(word);
    return !strncmp(words, word, len) && (words[len] == '\0' || words[len] == ' ');
}

static const char *next_word(const char *words) {
    words += strcspn(words, " ");
    return words + strspn(words, " ");
}

static enum entity_kind kind_of(const struct console *c, enum keys_context context, const char *words) {
    for (int i = 0; i < ENTITY_KINDS; i++)
        if (begins_with(next_word(words), entities[i].name)) return (enum entity_kind)i;
    switch (context) {
    case KEYS_CATEGORIES: return ENTITY_CATEGORY;
    case KEYS_SERIES: return ENTITY_SERIES;
    case KEYS_WORKSHOPS:
    case KEYS_CALENDAR: return ENTITY_WORKSHOP;
    case KEYS_HOSTS: return ENTITY_USER;
    case KEYS_ATTENDEES: return ENTITY_ATTENDEE;
    default: return pane_types[c->focus].kind;
    }
}

/* Do the words make, change or delete rows of some kind? */
static bool is_edit(const char *words, enum edit_what *what) {
    static const struct {
        const char *word;
        enum edit_what what;
    } edits[] = {{"edit", EDIT_SET},      {"toggle", EDIT_SET}, {"set", EDIT_SET},
                 {"delete", EDIT_DELETE}, {"make", EDIT_NEW},   {"new", EDIT_NEW}};
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        if (!begins_with(words, edits[i].word)) continue;
        *what = edits[i].what;
        return true;
    }
    return false;
}

/* What a word of the table wants; RIGHTS_READ: it changes nothing, or there is no such word. */
static enum rights rights_of(const char *words) {
    struct cmd_call call;
    if (!cmd_parse_line(words, &call, NULL)) return RIGHTS_READ;
    enum rights need = call.cmd->what & CMD_ADMIN ? RIGHTS_ADMIN : cmd_plans(&call) ? RIGHTS_MODERATOR : RIGHTS_READ;
    cmd_call_free(&call);
    return need;
}

const char *why_not(void *console, enum keys_context context, const char *words) {
    const struct console *c = console;
    const char *instead = NULL;
    enum edit_what what;
    enum rights need;
    if (begins_with(words, "compose")) words = next_word(words);
    if (is_edit(words, &what))
        need = cmd_edit_need(kind_of(c, context, words), what, &instead);
    else if (begins_with(words, "merge") || begins_with(words, "order"))
        need = RIGHTS_ADMIN;
    else
        need = rights_of(words);
    if (need == RIGHTS_READ) return NULL;
    if (c->options->params->read_only) return _("the connection is read-only");
    if (c->rights == RIGHTS_READ) return c->why_not ? c->why_not : _("needs a moderator or admin");
    if (need > RIGHTS_ADMIN) return instead ? _(instead) : NULL;
    return need > c->rights ? _("needs an admin") : NULL;
}
