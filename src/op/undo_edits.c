/* See undo_edits.h. Rows that get the same values back are one edit. */
#include "op/undo_edits.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "model/editing.h"
#include "op/action_private.h"
#include "op/categories.h"
#include "op/edit.h"
#include "op/ids.h"

enum { DIFFERENT_MOST = 100 };

/* A row of the log, and what it gets back in words that are equal when the values are. */
struct back {
    enum entity_kind kind;
    const json_t *row;
    char *values;
};

static bool is_action(const json_t *intent, const char *name) { return !strcmp(action_text(intent, "action"), name); }

static enum entity_kind kind_of(const json_t *row) {
    const struct entity *e = entity_find(action_text(row, "entity"));
    return e ? entity_kind_of(e) : ENTITY_NONE;
}

/* The field of a change when edit can set it; -1. */
static int settable(enum entity_kind kind, const json_t *change) {
    int field = entity_field(&entities[kind], action_text(change, "field"));
    const struct editing *e = field < 0 ? NULL : editing_find(kind, field);
    return e && e->flags & EDITING_SET ? field : -1;
}

/* What edit works out by itself when it sets another field. */
static bool follows(enum entity_kind kind, const json_t *change) {
    return kind == ENTITY_ATTENDEE && !strcmp(action_text(change, "field"), "left_at");
}

bool undo_edits_take(const json_t *intent, const json_t *row) {
    enum entity_kind kind = kind_of(row);
    size_t i;
    json_t *change;
    bool edit = is_action(intent, "edit") || is_action(intent, "transfer");
    if (kind == ENTITY_CATEGORY ? !edit && !is_action(intent, "categories") : !edit) return false;
    if (kind != ENTITY_CATEGORY && kind != ENTITY_WORKSHOP && kind != ENTITY_SERIES && kind != ENTITY_ATTENDEE)
        return false;
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        if (settable(kind, change) < 0 && !follows(kind, change)) return false;
    }
    return i > 0;
}

static bool has_kind(const json_t *intent, enum entity_kind kind) {
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(intent, "rows"), i, row) if (kind_of(row) == kind) return true;
    return false;
}

static char *values_of(enum entity_kind kind, const json_t *row) {
    struct buf out = {0};
    size_t i;
    json_t *change;
    buf_addf(&out, "%d", (int)kind); /* series before workshops before attendees, as they are locked */
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        const char *before = json_string_value(json_object_get(change, "before"));
        buf_addf(&out, "|%s%c%s", action_text(change, "field"), before ? '=' : '-', before ? before : "");
    }
    return buf_steal(&out);
}

static int compare_back(const void *a, const void *b) {
    return strcmp(((const struct back *)a)->values, ((const struct back *)b)->values);
}

static struct back *collect(const json_t *intent, size_t *count) {
    const json_t *rows = json_object_get(intent, "rows");
    struct back *list = mem_zero(json_array_size(rows) + 1, sizeof *list);
    size_t i;
    json_t *row;
    *count = 0;
    json_array_foreach(rows, i, row) {
        enum entity_kind kind = kind_of(row);
        if (kind == ENTITY_CATEGORY || !undo_edits_take(intent, row)) continue;
        list[(*count)++] = (struct back){kind, row, values_of(kind, row)};
    }
    if (*count > 0) qsort(list, *count, sizeof *list, compare_back);
    return list;
}

static void free_backs(struct back *list, size_t count) {
    for (size_t i = 0; i < count; i++) free(list[i].values);
    free(list);
}

/* How many edits it takes. */
static size_t different(const json_t *intent) {
    size_t count, groups = 0;
    struct back *list = collect(intent, &count);
    for (size_t i = 0; i < count; i++) groups += i == 0 || strcmp(list[i].values, list[i - 1].values) != 0;
    free_backs(list, count);
    return groups;
}

const char *undo_edits_why_not(const json_t *intent) {
    bool both = has_kind(intent, ENTITY_SERIES) && has_kind(intent, ENTITY_WORKSHOP);
    if (json_array_size(json_object_get(intent, "made")) > 0 || (is_action(intent, "edit") && both))
        return _("cannot be taken back: workshops change with the series");
    if (different(intent) > DIFFERENT_MOST) return _("cannot be taken back: its rows had too many different values");
    return NULL;
}

static void fill_values(struct op_edit *a, const json_t *row) {
    size_t i;
    json_t *change;
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        int field = settable(a->kind, change);
        if (field < 0 || a->value_count == EDIT_VALUES_MOST) continue;
        a->values[a->value_count++] = (struct edit_value){field, json_string_value(json_object_get(change, "before"))};
    }
}

/* Gives what the plan of an edit shows to the undo's, whose it is from then on. */
static void hand_over(struct plan *p, struct plan *edit) {
    for (size_t i = 0; i < edit->row_count; i++) {
        p->rows = mem_grow(p->rows, &p->row_cap, p->row_count + 1, sizeof *p->rows);
        p->rows[p->row_count++] = edit->rows[i];
    }
    for (size_t i = 0; i < edit->notice_count; i++) {
        p->notices = mem_grow(p->notices, &p->notice_cap, p->notice_count + 1, sizeof *p->notices);
        p->notices[p->notice_count++] = edit->notices[i];
    }
    for (size_t i = 0; i < edit->warning_count; i++) plan_warn(p, edit->warnings[i]);
    edit->notice_count = edit->warning_count = 0; /* the rows it still writes by */
}

static bool take_plan(struct undo_edits *u, struct plan *p, struct plan *edit) {
    u->plans = mem_grow(u->plans, &u->cap, u->count + 1, sizeof(struct plan *));
    u->plans[u->count++] = edit;
    hand_over(p, edit);
    return true;
}

static void fill_want(struct category_want *want, const json_t *row) {
    size_t i;
    json_t *change;
    *want = (struct category_want){.what = CATEGORY_PUT, .id = action_int(row, "id")};
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        int field = settable(ENTITY_CATEGORY, change);
        want->set |= 1U << field;
        want->cells[field] = json_string_value(json_object_get(change, "before"));
    }
}

/* An old value is none any more: of which row, when it is one, and that nothing is taken back. */
static void say_which(struct err *err, const json_t *row) {
    if (row) /* TRANSLATORS: the entity, id and title of a row; a colon and why follow */
        err_context(err, _("cannot be taken back: %s #%lld \"%s\""), action_text(row, "entity"),
                    (long long)action_int(row, "id"), action_text(row, "label"));
    else
        err_context(err, "%s", _("cannot be taken back"));
}

/* All categories by one plan, which lets slugs change hands. */
static bool plan_categories(struct session *s, struct undo_edits *u, const json_t *intent, struct plan *p,
                            struct err *err) {
    const json_t *rows = json_object_get(intent, "rows");
    struct category_want *wants = mem_zero(json_array_size(rows) + 1, sizeof *wants);
    struct op_categories a = {.wants = wants, .as_it_was = true};
    size_t i;
    json_t *row;
    const json_t *last = NULL;
    json_array_foreach(rows, i, row) {
        if (kind_of(row) != ENTITY_CATEGORY || !undo_edits_take(intent, row)) continue;
        fill_want(&wants[a.count++], row);
        last = row;
    }
    struct plan *edit = a.count > 0 ? categories_plan(s, &a, err) : NULL;
    bool ok = edit ? take_plan(u, p, edit) : a.count == 0;
    if (!ok) say_which(err, a.count == 1 ? last : NULL);
    free(wants);
    return ok;
}

static bool check_allowed(const struct plan *edit, struct err *err) {
    for (size_t i = 0; i < edit->row_count; i++) {
        const struct plan_row *row = &edit->rows[i];
        if (!row->refused) continue;
        /* TRANSLATORS: the entity, id and title of a row, and why it may not be set back */
        return err_set(err, WS_REFUSED, _("cannot be taken back: %s #%lld \"%s\" %s"), entities[row->kind].name,
                       (long long)row->id, row->label ? row->label : "", row->skipped);
    }
    return true;
}

/* When an attendee left is what the log has; edit says now. */
static void put_left_at(const json_t *row, struct plan *edit) {
    static const char field[] = "left_at";
    const json_t *logged = NULL;
    size_t k;
    json_t *change;
    json_array_foreach(json_object_get(row, "changes"), k, change) if (!strcmp(action_text(change, "field"), field))
        logged = change;
    for (size_t i = 0; i < edit->row_count; i++) {
        struct plan_row *r = &edit->rows[i];
        char *is = NULL;
        for (k = 0; k < r->change_count && strcmp(r->changes[k].field, field) != 0;) k++;
        if (k < r->change_count) { /* the last one */
            is = r->changes[k].before;
            free(r->changes[k].after);
            r->change_count = k;
        } else if (logged) {
            const char *after = json_string_value(json_object_get(logged, "after"));
            is = after ? mem_dup(after) : NULL;
        }
        if (logged) plan_row_change(r, field, is, json_string_value(json_object_get(logged, "before")));
        free(is);
    }
}

/* Whom and what the old values point to may be gone by now. */
static bool check_there(struct session *s, const struct op_edit *a, struct err *err) {
    bool ok = true;
    for (size_t k = 0; ok && k < a->value_count; k++) {
        const struct field *f = &entities[a->kind].fields[a->values[k].field];
        struct ids found = {0};
        int64_t id;
        if (f->type != FIELD_REF || !a->values[k].text || !parse_int(a->values[k].text, 1, INT32_MAX, &id)) continue;
        char *select = mem_format("SELECT t.id FROM %s t WHERE t.id", entities[f->ref].table);
        ok = ids_query(s->conn, select, &(struct ids){.items = &id, .count = 1}, "", ids_add_row, &found, err);
        if (ok && found.count == 0)
            ok = err_set(err, WS_REFUSED, _("there is no %s #%lld"), entities[f->ref].name, (long long)id);
        ids_free(&found);
        free(select);
    }
    return ok;
}

/* The rows from `from` to `to` of the list get the same back. */
static bool plan_group(struct session *s, struct undo_edits *u, const struct back *list, size_t count, struct plan *p,
                       struct op_edit *a, int64_t made_at, struct err *err) {
    struct ids ids = {0};
    for (size_t i = 0; i < count; i++) ids_add(&ids, action_int(list[i].row, "id"));
    a->kind = list[0].kind;
    a->what = EDIT_SET;
    a->ids = ids.items;
    a->count = ids.count;
    a->as_it_was = true;
    a->only_new = true; /* what became of workshops has rows of its own */
    fill_values(a, list[0].row);
    struct plan *edit = check_there(s, a, err) ? edit_plan_again(s, a, made_at, err) : NULL;
    ids_free(&ids);
    if (!edit) {
        say_which(err, count == 1 ? list[0].row : NULL);
        return false;
    }
    if (a->kind == ENTITY_ATTENDEE) put_left_at(list[0].row, edit);
    if (!check_allowed(edit, err)) {
        plan_free(edit);
        return false;
    }
    return take_plan(u, p, edit);
}

bool undo_edits_add(struct session *s, struct undo_edits *u, const json_t *intent, struct plan *p, const char *words,
                    int64_t made_at, struct err *err) {
    size_t count;
    struct back *list = collect(intent, &count);
    bool ok = true;
    for (size_t from = 0, to; ok && from < count; from = to) {
        struct op_edit a = {.words = words};
        for (to = from + 1; to < count && !strcmp(list[to].values, list[from].values);) to++;
        ok = plan_group(s, u, list + from, to - from, p, &a, made_at, err);
    }
    free_backs(list, count);
    return ok && plan_categories(s, u, intent, p, err);
}

bool undo_edits_write(struct session *s, const struct undo_edits *u, struct plan_result *result, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < u->count; i++) ok = u->plans[i]->operation->write(s, u->plans[i], result, err);
    return ok;
}

void undo_edits_free(struct undo_edits *u) {
    for (size_t i = 0; i < u->count; i++) {
        u->plans[i]->row_count = 0; /* the undo's plan owns them */
        plan_free(u->plans[i]);
    }
    free(u->plans);
}
