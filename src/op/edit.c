/* Making, changing and deleting rows: reading and planning. See edit.h. */
#include "op/edit_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/parse.h"
#include "db/list.h"
#include "model/editing.h"
#include "op/plan_json.h"
#include "op/undo_edits.h"

static void *copy_args(const void *args) {
    struct op_edit *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_edit *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    for (size_t i = 0; i < copy->value_count; i++)
        if (copy->values[i].text) copy->values[i].text = mem_dup(copy->values[i].text);
    return copy;
}

static void free_args(void *args) {
    struct op_edit *a = args;
    for (size_t i = 0; i < a->value_count; i++) free((void *)a->values[i].text);
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    struct edit *e = data;
    ids_free(&e->ids);
    rows_free(&e->before);
    notices_free(&e->moved);
    notices_free(&e->hosted);
    workshops_free(&e->workshops);
    ids_free(&e->freed);
    people_free(&e->hosts);
    series_free(&e->series);
    if (e->dates) fill_free(e->dates);
    changing_clear(&e->changing);
    ids_free(&e->counted);
    free(e);
}

const char *edit_before(const struct edit *e, size_t i, int field) {
    return i < e->before.count ? rows_text(&e->before, i, (size_t)field) : NULL;
}

struct plan_change *edit_change(const struct edit *e, const struct plan *p, size_t i, int field) {
    struct plan_row *row = &p->rows[i];
    for (size_t k = 0; k < row->change_count; k++)
        if (!strcmp(row->changes[k].field, e->entity->fields[field].name)) return &row->changes[k];
    return NULL;
}

bool edit_changes(const struct edit *e, const struct plan *p, size_t i, int field) {
    return edit_change(e, p, i, field) != NULL;
}

const char *edit_after(const struct edit *e, const struct plan *p, size_t i, int field) {
    const struct plan_change *change = edit_change(e, p, i, field);
    return change ? change->after : edit_before(e, i, field);
}

void edit_change_to(struct plan_change *change, char *after) {
    free(change->after);
    change->after = after;
}

const char *edit_said(const struct edit *e, int field) {
    for (size_t k = 0; k < e->args->value_count; k++)
        if (e->args->values[k].field == field) return e->args->values[k].text;
    return NULL;
}

char *edit_key_end(const struct plan *p) { return mem_format(":%lld", (long long)p->made_at); }

bool edit_read_host(struct session *s, struct edit *e, struct err *err) {
    int field = entity_field(e->entity, "host_id");
    const char *said = edit_said(e, field);
    int64_t id;
    if (!said || !parse_int(said, 1, INT32_MAX, &id)) return true; /* what is no id the row's value says */
    return people_read(s, &(struct ids){.items = &id, .count = 1}, &e->hosts, err) &&
           person_check_host(&e->hosts.items[0], err);
}

/* The text of row i in words: what it is called. */
static const char *label_of(const struct edit *e, size_t i) {
    static const int fields[ENTITY_KINDS] = {
        [ENTITY_CATEGORY] = CATEGORY_NAME, [ENTITY_SERIES] = SERIES_TITLE, [ENTITY_WORKSHOP] = WORKSHOP_TITLE,
        [ENTITY_ATTENDEE] = ATTENDEE_USER, [ENTITY_USER] = USER_USERNAME,  [ENTITY_CHAT] = CHAT_USER,
        [ENTITY_NOTE] = NOTE_USER,         [ENTITY_INVITE] = INVITE_USER,  [ENTITY_NOTIFICATION] = NOTIFICATION_TYPE,
    };
    return edit_before(e, i, fields[e->args->kind]);
}

static const struct zone *zone_of(const struct session *s, const struct edit *e, size_t i) {
    if (i < e->workshops.count && e->workshops.items[i].series_id != 0) return e->workshops.items[i].zone;
    return e->zone ? e->zone : s->zone;
}

/* The value of a text; a reference's has to be an id by now. */
static bool parse_value(const struct session *s, const struct edit *e, size_t i, const struct edit_value *v,
                        char **value, struct err *err) {
    int64_t id;
    const struct field *f = &e->entity->fields[v->field];
    if (e->args->as_it_was) {
        *value = v->text ? mem_dup(v->text) : NULL;
        return true;
    }
    if (!editing_parse(e->args->kind, v->field, v->text, zone_of(s, e, i), value, err)) return false;
    if (f->type != FIELD_REF || !*value || parse_int(*value, 1, INT32_MAX, &id)) return true;
    err_set(err, WS_DATA, _("%s: %s is no id"), f->name, *value);
    free(*value);
    *value = NULL;
    return false;
}

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

/* A row to be changed: what it is, what it becomes. */
static bool add_set_row(const struct session *s, const struct edit *e, size_t i, struct plan *p, struct err *err) {
    const struct op_edit *a = e->args;
    struct plan_row *row = plan_add_row(p, a->kind, rows_int(&e->before, i, 0), label_of(e, i));
    for (size_t k = 0; k < a->value_count; k++) {
        const char *name = e->entity->fields[a->values[k].field].name;
        const char *before = edit_before(e, i, a->values[k].field);
        char *after;
        if (!parse_value(s, e, i, &a->values[k], &after, err)) return false;
        plan_row_saw(row, name, before);
        if (!same(before, after)) plan_row_change(row, name, before, after);
        free(after);
    }
    return true;
}

/* A field of a row to be made: as said, else as it begins. */
static bool add_new_field(const struct session *s, const struct edit *e, const struct editing *f, struct plan_row *row,
                          struct err *err) {
    const struct op_edit *a = e->args;
    const char *name = e->entity->fields[f->field].name;
    for (size_t k = 0; k < a->value_count; k++) {
        char *value;
        if (a->values[k].field != f->field) continue;
        if (!parse_value(s, e, 0, &a->values[k], &value, err)) return false;
        plan_row_change(row, name, NULL, value);
        free(value);
        return true;
    }
    if (f->flags & EDITING_REQUIRED) {
        err_set(err, WS_USAGE, _("new %s: %s is needed"), e->entity->name, name);
        err_hint(err, "%s=: %s", name, _(f->help));
        return false;
    }
    if (f->initial || f->flags & EDITING_MADE) plan_row_change(row, name, NULL, f->initial);
    return true;
}

static bool add_new_row(const struct session *s, const struct edit *e, struct plan *p, struct err *err) {
    size_t count;
    const struct editing *fields = editing_fields(e->args->kind, &count);
    struct plan_row *row = plan_add_row(p, e->args->kind, 0, NULL);
    bool ok = true;
    plan_row_change(row, "id", NULL, NULL);
    for (size_t k = 0; ok && k < count; k++)
        if (fields[k].flags & EDITING_NEW) ok = add_new_field(s, e, &fields[k], row, err);
    return ok;
}

/* A row that is to go; when it has come to say something else, it is not the one that was agreed to. */
static void add_deleted_row(const struct edit *e, size_t i, struct plan *p) {
    static const char *const says[] = {"name", "title", "message", "content"};
    const char *id = rows_text(&e->before, i, 0);
    struct plan_row *row = plan_add_row(p, e->args->kind, rows_int(&e->before, i, 0), label_of(e, i));
    plan_row_change(row, "id", id, NULL);
    for (size_t k = 0; k < sizeof says / sizeof *says; k++) {
        int field = entity_field(e->entity, says[k]);
        if (field >= 0) plan_row_saw(row, says[k], edit_before(e, i, field));
    }
}

static bool add_rows(const struct session *s, const struct edit *e, struct plan *p, struct err *err) {
    if (e->args->what == EDIT_NEW) return add_new_row(s, e, p, err);
    for (size_t i = 0; i < e->before.count; i++) {
        if (e->args->what == EDIT_DELETE)
            add_deleted_row(e, i, p);
        else if (!add_set_row(s, e, i, p, err))
            return false;
    }
    return true;
}

/* What a row that is to go holds, for the log: after the rules, which look for changes that were asked for. */
static void keep_values(const struct edit *e, size_t i, struct plan_row *row) {
    for (size_t k = 1; k < e->entity->field_count; k++) {
        const struct field *f = &e->entity->fields[k];
        const char *value = edit_before(e, i, (int)k);
        if (f->type != FIELD_NAME && value) plan_row_change(row, f->name, value, NULL);
    }
}

/* Those that are in the wanted state already, and the name of a new one. */
static void finish_rows(const struct edit *e, struct plan *p) {
    static const char *const names[] = {"title", "name"};
    for (size_t i = 0; e->args->what == EDIT_DELETE && i < e->before.count; i++) keep_values(e, i, &p->rows[i]);
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].change_count == 0 && !p->rows[i].skipped)
            plan_row_skip(&p->rows[i], false, mem_dup(_("is so already")));
    for (size_t k = 0; e->args->what == EDIT_NEW && k < sizeof names / sizeof *names; k++) {
        int field = entity_field(e->entity, names[k]);
        if (field >= 0 && !p->rows[0].label) p->rows[0].label = mem_dup(edit_after(e, p, 0, field));
    }
}

/* Locks and reads the rows. */
static bool read_rows(struct session *s, struct edit *e, const struct edit_rules *rules, struct err *err) {
    const struct op_edit *a = e->args;
    for (size_t i = 0; i < a->count; i++) ids_add(&e->ids, a->ids[i]);
    ids_sort(&e->ids);
    if (rules->prepare && !rules->prepare(s, e, err)) return false;
    if (s->locking && !ids_lock(s->conn, e->entity->table, &e->ids, err)) return false;
    if (!list_get(s->conn, a->kind, e->ids.items, e->ids.count, &e->before, err)) return false;
    for (size_t i = 0; i < e->ids.count; i++)
        if (i >= e->before.count || rows_int(&e->before, i, 0) != e->ids.items[i])
            return err_set(err, WS_DATA, _("there is no %s #%lld"), e->entity->name, (long long)e->ids.items[i]);
    return true;
}

static bool edit_fill(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    const struct edit_rules *rules = edit_rules_of(e->args->kind);
    if (!read_rows(s, e, rules, err) || !add_rows(s, e, p, err)) return false;
    bool deletes = e->args->what == EDIT_DELETE;
    if ((deletes && !edit_check_foreign(s, e, p, err)) || (rules->check && !rules->check(s, e, p, err))) return false;
    finish_rows(e, p);
    return notices_plan(s, &e->moved, p, err) && notices_plan(s, &e->hosted, p, err);
}

static const char *const whats[] = {"new", "set", "delete"};

static bool edit_check(const struct session *s, const struct op_edit *a, struct err *err) {
    const char *name = entities[a->kind].name, *instead;
    enum rights need = edit_need(a->kind, a->what, &instead);
    if (need == RIGHTS_NOBODY) {
        err_set(err, WS_REFUSED, _("%s %s: that is not done here"), whats[a->what], name);
        if (instead) err_hint(err, "%s", _(instead));
        return false;
    }
    for (size_t i = 0; i < a->value_count && a->count > 1; i++)
        if (!(editing_find(a->kind, a->values[i].field)->flags & EDITING_BULK))
            return err_set(err, WS_USAGE, _("%s: of one row at a time"),
                           entities[a->kind].fields[a->values[i].field].name);
    if (a->count > EDIT_ROWS_MOST)
        return err_set(err, WS_REFUSED, _("%s %s: at most %d at once"), whats[a->what], name, EDIT_ROWS_MOST);
    char *action = mem_format("%s %s", whats[a->what], name);
    bool ok = session_need(s, need, action, err);
    free(action);
    return ok;
}

static char *edit_title(const struct op_edit *a) {
    const char *name = entities[a->kind].name;
    /* TRANSLATORS: titles of plans; the words are those of the command line: "set category #12" */
    if (a->what == EDIT_NEW) return mem_format("%s %s", whats[a->what], name);
    if (a->count == 1) return mem_format(_("%s %s #%lld"), whats[a->what], name, (long long)a->ids[0]);
    return mem_format(_("%s %s: %lu rows"), whats[a->what], name, (unsigned long)a->count);
}

/* What the log will say decides, as it does when it is undone. */
static char *undo_words(const struct edit *e, const struct plan *p) {
    struct buf log = {0};
    buf_add(&log, "{");
    json_add_text(&log, "action", p->operation->name);
    plan_json_rows(&log, p, true);
    buf_add(&log, e->changing.fill.first.count + e->changing.fill.next.count > 0 ? ",\"made\":[0]}" : "}");
    json_t *intent = json_loads(buf_str(&log), 0, NULL);
    const char *why = undo_edits_why_not(intent);
    json_decref(intent);
    buf_free(&log);
    if (why) return mem_format("%s.", why);
    return mem_dup(p->notice_count > 0 ? _("undo takes it back, but not the news.") : _("undo takes it back."));
}

static void edit_words(const struct edit *e, struct plan *p) {
    const char *rows = _(e->entity->plural);
    enum edit_what what = e->args->what;
    long long changed = 0;
    plan_count(p);
    for (size_t i = 0; i < p->row_count; i++) changed += p->rows[i].kind == e->args->kind && !p->rows[i].skipped;
    /* TRANSLATORS: the sum of a plan: "categories made: 1" */
    p->in_all = mem_format(what == EDIT_NEW   ? _("%s made: %lld")
                           : what == EDIT_SET ? _("%s changed: %lld")
                                              : _("%s deleted: %lld"),
                           rows, changed);
    changing_add_words(&e->changing, p);
    if (e->args->what == EDIT_SET) {
        free(p->undo);
        p->undo = undo_words(e, p);
    }
    if (e->args->what == EDIT_DELETE) p->undo = mem_dup(_("A deleted row cannot be brought back."));
}

static const struct plan_operation edit_operation;

static struct plan *edit_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_edit *a = args;
    int64_t now;
    if (!edit_check(s, a, err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&edit_operation, args, edit_title(a));
    struct edit *e = mem_zero(1, sizeof *e);
    p->data = e;
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    *e = (struct edit){.args = p->args, .entity = &entities[a->kind], .now = now};
    if (!edit_fill(s, e, p, err)) {
        plan_free(p);
        return NULL;
    }
    edit_words(e, p);
    return p;
}

/* Says which row a new one is. */
static bool edit_after_commit(struct session *s, const struct plan *p, struct buf *words, struct err *err) {
    const struct edit *e = p->data;
    (void)s, (void)err;
    if (e->args->what == EDIT_NEW) buf_addf(words, "#%lld", (long long)p->rows[0].id);
    return true;
}

static const struct plan_operation edit_operation = {
    "edit", edit_make, edit_write, copy_args, free_args, free_data, edit_after_commit,
};

struct plan *edit_plan(struct session *s, const struct op_edit *args, struct err *err) {
    return edit_make(s, args, 0, err);
}

struct plan *edit_plan_again(struct session *s, const struct op_edit *args, int64_t made_at, struct err *err) {
    return edit_make(s, args, made_at, err);
}
