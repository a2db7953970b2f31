/* See along.h. What belongs to the row is shown by narrowing the lists above, or in the lists below; what the row
 * belongs to is gone to by its id. */
#include "ui/along.h"

#include <string.h>

#include "base/i18n.h"
#include "ui/find.h"
#include "ui/go.h"
#include "ui/state.h"
#include "ui/words.h"

/* Field that holds the row's reference to another kind; -1: none. */
static int reference_to(enum entity_kind from, enum entity_kind to) {
    static const struct {
        enum entity_kind from, to;
        int field;
    } references[] = {
        {ENTITY_SERIES, ENTITY_CATEGORY, SERIES_CATEGORY_ID},
        {ENTITY_SERIES, ENTITY_USER, SERIES_HOST_ID},
        {ENTITY_WORKSHOP, ENTITY_CATEGORY, WORKSHOP_CATEGORY_ID},
        {ENTITY_WORKSHOP, ENTITY_SERIES, WORKSHOP_SERIES_ID},
        {ENTITY_WORKSHOP, ENTITY_USER, WORKSHOP_HOST_ID},
        {ENTITY_ATTENDEE, ENTITY_WORKSHOP, ATTENDEE_WORKSHOP_ID},
        {ENTITY_ATTENDEE, ENTITY_USER, ATTENDEE_USER_ID},
        {ENTITY_CHAT, ENTITY_WORKSHOP, CHAT_WORKSHOP_ID},
        {ENTITY_CHAT, ENTITY_USER, CHAT_USER_ID},
        {ENTITY_NOTE, ENTITY_WORKSHOP, NOTE_WORKSHOP_ID},
        {ENTITY_NOTE, ENTITY_USER, NOTE_USER_ID},
        {ENTITY_INVITE, ENTITY_WORKSHOP, INVITE_WORKSHOP_ID},
        {ENTITY_INVITE, ENTITY_USER, INVITE_USER_ID},
        {ENTITY_NOTIFICATION, ENTITY_WORKSHOP, NOTIFICATION_ENTITY_ID},
        {ENTITY_NOTIFICATION, ENTITY_USER, NOTIFICATION_RECIPIENT_ID},
    };
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (references[i].from == from && references[i].to == to) return references[i].field;
    return -1;
}

static enum pane_id upper_of(enum entity_kind kind) {
    switch (kind) {
    case ENTITY_CATEGORY: return PANE_CATEGORIES;
    case ENTITY_SERIES: return PANE_SERIES;
    case ENTITY_USER: return PANE_HOSTS;
    default: return PANE_WORKSHOPS;
    }
}

/* To the one row that this one refers to; then to a list below it, or PANES for none. */
static bool to_row(struct console *c, const struct row *row, enum entity_kind kind, int field, enum pane_id then) {
    int64_t id = row_int(row, field);
    if (field < 0 || id == 0) return false;
    enum pane_id pane = upper_of(kind);
    find_jump(c, pane, id, then == PANES ? pane : then);
    return true;
}

/* What belongs to a category, a series or a host: the lists narrowed to it. */
static bool to_narrowed(struct console *c, const struct row *row, enum entity_kind kind, enum pane_id pane) {
    struct narrow n = {0};
    if (row->id <= 0) return false;
    switch (kind) {
    case ENTITY_CATEGORY:
        n.category = row->id;
        n.category_name = (char *)row_text(row, CATEGORY_NAME);
        break;
    case ENTITY_SERIES:
        n.series = row->id;
        n.series_name = (char *)row_text(row, SERIES_TITLE);
        break;
    case ENTITY_USER:
        n.host = row->id;
        n.host_name = (char *)row_text(row, USER_USERNAME);
        break;
    default: return false;
    }
    go_narrow(c, &n, pane);
    return true;
}

/* A list below: of the workshop or host under the cursor, else of the person the row is about. */
static bool to_list_below(struct console *c, const struct row *row, enum pane_id pane) {
    enum entity_kind kind = pane_types[c->focus].kind;
    if (row->id <= 0) return false;
    if (c->focus == PANE_WORKSHOPS || c->focus == PANE_HOSTS) {
        go_below(c, pane);
        return true;
    }
    if (c->focus == PANE_COMING) return to_row(c, row, ENTITY_WORKSHOP, WORKSHOP_ID, pane);
    return pane_is_lower(c->focus) && to_row(c, row, ENTITY_USER, reference_to(kind, ENTITY_USER), pane);
}

static bool along(struct console *c, const struct row *row, const char *where) {
    static const struct {
        const char *word;
        enum pane_id pane;
    } below[] = {{"attendees", PANE_ATTENDEES},
                 {"chat", PANE_CHAT},
                 {"notes", PANE_NOTES},
                 {"invites", PANE_INVITES},
                 {"notices", PANE_NOTICES}};
    enum entity_kind kind = pane_types[c->focus].kind;
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (!strcmp(where, below[i].word)) return to_list_below(c, row, below[i].pane);
    if (!strcmp(where, "category")) return to_row(c, row, ENTITY_CATEGORY, reference_to(kind, ENTITY_CATEGORY), PANES);
    if (!strcmp(where, "host") || !strcmp(where, "user"))
        return to_row(c, row, ENTITY_USER, reference_to(kind, ENTITY_USER), PANES);
    if (!strcmp(where, "inviter") && c->focus == PANE_HOSTS) return to_list_below(c, row, PANE_SENT);
    if (!strcmp(where, "inviter"))
        return to_row(c, row, ENTITY_USER, kind == ENTITY_INVITE ? INVITE_INVITED_BY : -1, PANES);
    if (!strcmp(where, "series"))
        return kind == ENTITY_CATEGORY || kind == ENTITY_USER
                   ? to_narrowed(c, row, kind, PANE_SERIES)
                   : to_row(c, row, ENTITY_SERIES, reference_to(kind, ENTITY_SERIES), PANES);
    if (strcmp(where, "workshops") != 0) return false;
    if (c->focus == PANE_COMING) return to_row(c, row, ENTITY_WORKSHOP, WORKSHOP_ID, PANES);
    return to_narrowed(c, row, kind, PANE_WORKSHOPS) ||
           to_row(c, row, ENTITY_WORKSHOP, reference_to(kind, ENTITY_WORKSHOP), PANES);
}

void go_along(struct console *c, const char *where) {
    const struct row *row = pane_row(console_focus(c));
    if (!row)
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(console_focus(c)));
    else if (!along(c, row, where)) console_say(c, ROLE_PLAIN, _("nothing leads from here to: %s"), where);
}
