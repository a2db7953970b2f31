/* Taking an action back: see undo.h. */
#include "op/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/action_private.h"
#include "op/cancelling.h"
#include "op/plan_write.h"
#include "op/reinstating.h"
#include "op/undo_edits.h"
#include "op/undo_now.h"
#include "op/undo_past.h"
#include "recur/when.h"

struct undo {
    int64_t now;
    struct reinstating *reinstating; /* workshops that the action cancelled */
    struct cancelling *cancelling;   /* workshops that it reinstated */
    struct ids back, off;            /* their ids */
    struct undo_edits edits;         /* other changes of workshops, series and attendees */
    size_t own;                      /* so many rows of the plan are not theirs */
    struct buf differences;          /* what somebody changed since */
};

static void *copy_args(const void *args) {
    struct op_undo *copy = mem_alloc(sizeof *copy);
    const struct op_undo *a = args;
    copy->id = a->id ? mem_dup(a->id) : NULL;
    copy->reason = a->reason ? mem_dup(a->reason) : NULL;
    copy->words = a->words ? mem_dup(a->words) : NULL;
    return copy;
}

static void free_args(void *args) {
    struct op_undo *a = args;
    free((void *)a->id);
    plan_args_free(NULL, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    struct undo *d = data;
    reinstating_free(d->reinstating);
    cancelling_free(d->cancelling);
    ids_free(&d->back);
    ids_free(&d->off);
    undo_edits_free(&d->edits);
    buf_free(&d->differences);
    free(d);
}

static const char *text_or_null(const json_t *change, const char *name) {
    return json_string_value(json_object_get(change, name));
}

static void add_difference(struct undo *d, const json_t *row, const char *field, const char *was, const char *is) {
    if (d->differences.len) buf_add(&d->differences, "; ");
    buf_addf(&d->differences, "%s #%lld \"%s\": ", action_text(row, "entity"), (long long)action_int(row, "id"),
             action_text(row, "label"));
    /* TRANSLATORS: a column's name, the value that an action gave it, its value now */
    buf_addf(&d->differences, _("%s was set to %s, is now %s"), field, was ? was : "NULL", is ? is : "NULL");
}

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

/* Adds a row of the action to the plan, turned round, or says what differs. Workshops that were cancelled or are on
 * again, and what is edited back, wait until all are known. */
static void add_row(struct undo *d, const struct undo_now *all, const json_t *row, bool edited, struct plan *p) {
    const struct entity *e = entity_find(action_text(row, "entity"));
    enum entity_kind kind = entity_kind_of(e);
    const json_t *status = undo_status_change(row);
    const struct undo_now_row *now = undo_now_find(all, kind, action_int(row, "id"));
    struct plan_row *out = NULL;
    size_t i;
    json_t *change;
    if (!now) {
        add_difference(d, row, "id", action_text(row, "id"), NULL);
        return;
    }
    if (!status && !edited) out = plan_add_row(p, kind, action_int(row, "id"), action_text(row, "label"));
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        int field = entity_field(e, action_text(change, "field"));
        const char *cell = undo_now_cell(all, kind, now, field), *after = text_or_null(change, "after");
        if (field < 0) continue;
        if (!same(cell, after)) add_difference(d, row, e->fields[field].name, after, cell);
        if (!out) continue;
        plan_row_saw(out, e->fields[field].name, cell);
        plan_row_change(out, e->fields[field].name, cell, text_or_null(change, "before"));
    }
    if (status && !edited)
        ids_add(!strcmp(action_text(status, "after"), "cancelled") ? &d->back : &d->off, action_int(row, "id"));
}

static bool add_rows(struct session *s, const json_t *intent, const char *words, struct plan *p, struct err *err) {
    struct undo *d = p->data;
    size_t i;
    json_t *row;
    struct undo_now now = {0};
    bool ok = undo_now_read(s, intent, &now, err);
    json_array_foreach(json_object_get(intent, "rows"), i,
                       row) if (ok && json_array_size(json_object_get(row, "changes")))
        add_row(d, &now, row, undo_edits_take(intent, row), p);
    undo_now_free(&now);
    if (ok && d->differences.len) {
        err_set(err, WS_REFUSED, _("cannot be taken back, it was changed since: %s"), buf_str(&d->differences));
        err_hint(err, "%s",
                 _("set right by hand what is still wrong; undo ID takes back another action (undo --list)"));
        return false;
    }
    ids_sort(&d->back);
    ids_sort(&d->off);
    ok = ok && (d->back.count == 0 || reinstating_add(s, d->reinstating, &d->back, p, err)) &&
         (d->off.count == 0 ||
          (cancelling_add_workshops(s, d->cancelling, &d->off, p, err) && cancelling_finish(s, d->cancelling, p, err)));
    d->own = p->row_count;
    return ok && undo_edits_add(s, &d->edits, intent, p, words, p->made_at, err);
}

static char *title_of(const struct session *s, const json_t *intent) {
    struct buf when = {0};
    int64_t at = 0;
    action_line_time(action_text(intent, "at"), &at);
    when_add_date(&when, at, s->zone ? s->zone : zone_utc());
    /* TRANSLATORS: the title of a plan: the action that is taken back, and when it was done */
    char *title = mem_format(_("undo %s of %s"), action_text(intent, "action"), buf_str(&when));
    buf_free(&when);
    return title;
}

/* The sum and what is to be known besides. */
static void add_words(struct plan *p, const json_t *intent, size_t skipped) {
    long long told = action_int(intent, "told");
    plan_count(p);
    free(p->in_all);
    free(p->undo);
    p->undo = NULL;
    p->in_all = mem_format(P_("%lld row as it was before", "%lld rows as they were before", p->to_change),
                           (long long)p->to_change);
    if (told > 0)
        plan_warn(p, mem_format(P_("The news cannot be taken back: %lld notification.",
                                   "The news cannot be taken back: %lld notifications.", told),
                                told));
    if (skipped > 0)
        plan_warn(
            p, mem_format(P_("%lu later action stays (undo --list).", "%lu later actions stay (undo --list).", skipped),
                          (unsigned long)skipped));
}

static const struct plan_operation undo_operation;

static struct plan *plan_of(struct session *s, const struct op_undo *a, const struct action_past *past, size_t skipped,
                            int64_t made_at, struct err *err) {
    int64_t now;
    /* TRANSLATORS: the action, in "undo needs a moderator" */
    if (!session_need(s, undo_rights(past->intent), _("undo"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct op_undo args = *a;
    args.id = past->id;
    struct plan *p = plan_new(&undo_operation, &args, title_of(s, past->intent));
    struct undo *d = mem_zero(1, sizeof *d);
    const char *words = ((const struct op_undo *)p->args)->words;
    p->data = d;
    d->now = now;
    d->reinstating = reinstating_new(now, words);
    d->cancelling = cancelling_new(now, false, words);
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    p->undoes = mem_dup(past->id);
    if (!add_rows(s, past->intent, words, p, err)) {
        plan_free(p);
        return NULL;
    }
    add_words(p, past->intent, skipped);
    return p;
}

static struct plan *undo_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_undo *a = args;
    struct action_pasts all = {0};
    struct plan *p = NULL;
    size_t skipped = 0;
    if (!session_need(s, RIGHTS_MODERATOR, _("undo"), err) || !action_past_read(s, &all, err)) {
        action_past_free(&all);
        return NULL;
    }
    const struct action_past *past = undo_past_choose(&all, a->id, made_at != 0, &skipped, err);
    if (past) p = plan_of(s, a, past, skipped, made_at, err);
    action_past_free(&all);
    return p;
}

static bool undo_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    static const enum entity_kind own[] = {ENTITY_USER, ENTITY_SERIES, ENTITY_ATTENDEE};
    const struct undo *d = p->data;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (!plan_write_changes(s, p, d->own, own[i], d->now, &result->rows_changed, err)) return false;
    return reinstating_write(s, d->reinstating, result, err) && cancelling_write(s, d->cancelling, result, err) &&
           undo_edits_write(s, &d->edits, result, err);
}

static const struct plan_operation undo_operation = {
    "undo", undo_make, undo_write, copy_args, free_args, free_data, NULL,
};

struct plan *undo_plan(struct session *s, const struct op_undo *args, struct err *err) {
    return undo_make(s, args, 0, err);
}
