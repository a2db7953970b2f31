/* See undo_past.h. */
#include "op/undo_past.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "op/undo.h"
#include "op/undo_edits.h"

enum { LISTED_MOST = 100 };

/* Fields that are simply given their old value. */
static const struct {
    enum entity_kind kind;
    int field;
} undo_fields[] = {
    {ENTITY_USER, USER_CAN_HOST},
    {ENTITY_SERIES, SERIES_IS_ACTIVE},
    {ENTITY_ATTENDEE, ATTENDEE_IS_CO_HOST},
    {ENTITY_ATTENDEE, ATTENDEE_CAN_SPEAK},
};
enum { UNDO_FIELDS = sizeof undo_fields / sizeof *undo_fields };

static const char *text_or_null(const json_t *change, const char *name) {
    return json_string_value(json_object_get(change, name));
}

const json_t *undo_status_change(const json_t *row) {
    size_t i;
    json_t *change;
    if (strcmp(action_text(row, "entity"), entities[ENTITY_WORKSHOP].name) != 0) return NULL;
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        if (strcmp(action_text(change, "field"), "status") != 0) continue;
        if (!text_or_null(change, "after")) return NULL; /* it was deleted */
        bool off = !strcmp(action_text(change, "after"), "cancelled");
        return off || !strcmp(action_text(change, "before"), "cancelled") ? change : NULL;
    }
    return NULL;
}

static bool is_undo_field(enum entity_kind kind, const json_t *change) {
    int field = entity_field(&entities[kind], action_text(change, "field"));
    const char *before = text_or_null(change, "before");
    for (size_t i = 0; i < UNDO_FIELDS; i++)
        if (undo_fields[i].kind == kind && undo_fields[i].field == field)
            return before || entities[kind].fields[field].flags & FIELD_NULLABLE;
    return false;
}

/* Can all that this action changed be given its old value? */
static bool has_inverse(const json_t *intent) {
    size_t i, k, changes = 0;
    json_t *row, *change;
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        const struct entity *e = entity_find(action_text(row, "entity"));
        bool status = undo_status_change(row) != NULL || undo_edits_take(intent, row);
        json_array_foreach(json_object_get(row, "changes"), k, change) {
            changes++;
            if (!e || (!status && !is_undo_field(entity_kind_of(e), change))) return false;
        }
    }
    return changes > 0 && !undo_edits_why_not(intent);
}

enum rights undo_rights(const json_t *intent) {
    const char *action = action_text(intent, "action");
    size_t i;
    json_t *row;
    if (!strcmp(action, "cancel") || !strcmp(action, "can_host")) return RIGHTS_MODERATOR;
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        const char *entity = action_text(row, "entity");
        if (!strcmp(entity, entities[ENTITY_CATEGORY].name) || !strcmp(entity, entities[ENTITY_SERIES].name))
            return RIGHTS_ADMIN;
    }
    return RIGHTS_MODERATOR;
}

static bool is_open(const struct action_past *p) { return p->done && !p->undone && !*action_text(p->intent, "undoes"); }

static bool can_be_undone(const struct action_past *p) { return is_open(p) && has_inverse(p->intent); }

static const char *state_of(const struct action_past *p) {
    /* TRANSLATORS: what became of an action of the past, or may */
    if (!p->done) return _("was not done");
    if (*action_text(p->intent, "undoes")) return _("took another one back");
    if (p->undone) return _("taken back");
    if (has_inverse(p->intent)) return _("can be taken back");
    const char *why = undo_edits_why_not(p->intent);
    return why ? why : _("cannot be taken back");
}

/* The last that can be taken back. */
static const struct action_past *choose_last(const struct action_pasts *all, size_t *skipped, struct err *err) {
    for (size_t i = all->count; i > 0; i--) {
        const struct action_past *p = &all->items[i - 1];
        if (!is_open(p)) continue;
        if (can_be_undone(p)) return p;
        ++*skipped;
    }
    err_set(err, WS_REFUSED, "%s", _("there is no action of yours that could be taken back"));
    err_hint(err, "%s", _("undo --list shows the latest, and what became of each"));
    return NULL;
}

/* The one whose id begins so. */
static const struct action_past *find(const struct action_pasts *all, const char *id, size_t *later, struct err *err) {
    const struct action_past *found = NULL;
    if (!*id) {
        err_set(err, WS_USAGE, "%s", _("the id of an action is empty"));
        return NULL;
    }
    for (size_t i = 0; i < all->count; i++) {
        const struct action_past *p = &all->items[i];
        if (strncmp(p->id, id, strlen(id)) != 0) {
            *later += found && is_open(p);
            continue;
        }
        if (found) {
            err_set(err, WS_USAGE, _("the ids of several actions begin with %s"), id);
            return NULL;
        }
        found = p;
    }
    if (!found) {
        err_set(err, WS_REFUSED, _("there is no action %s of yours"), id);
        err_hint(err, "%s", _("undo --list shows them"));
    }
    return found;
}

const struct action_past *undo_past_choose(const struct action_pasts *all, const char *id, bool again, size_t *later,
                                           struct err *err) {
    const struct action_past *p = id ? find(all, id, later, err) : choose_last(all, later, err);
    if (!p || can_be_undone(p)) return p;
    if (again && p->undone)
        err_set(err, WS_CHANGED, "%s", _("it has been taken back already"));
    else /* TRANSLATORS: the action's id, and what became of it: "was not done", "taken back" */
        err_set(err, WS_REFUSED, _("action %s: %s"), p->id, state_of(p));
    return NULL;
}

bool undo_each(struct session *s, bool (*each)(void *arg, const struct undo_entry *e, struct err *err), void *arg,
               struct err *err) {
    struct action_pasts all = {0};
    bool ok = action_past_read(s, &all, err);
    for (size_t i = all.count; ok && i > 0 && all.count - i < LISTED_MOST; i--) {
        const struct action_past *p = &all.items[i - 1];
        char *what = action_what(p->intent);
        struct undo_entry e = {.id = p->id,
                               .action = action_text(p->intent, "action"),
                               .what = what,
                               .state = state_of(p),
                               .open = can_be_undone(p)};
        action_line_time(action_text(p->intent, "at"), &e.at);
        ok = each(arg, &e, err);
        free(what);
    }
    action_past_free(&all);
    return ok;
}
