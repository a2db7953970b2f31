/* Carrying a plan out: one transaction, the action log around its COMMIT, and what to do when the connection breaks in
 * it. See plan_apply and plan_run in plan.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/conn_restore.h"
#include "op/action_log.h"
#include "op/ids.h"
#include "op/plan.h"
#include "op/progress.h"
#include "op/session.h"

enum { LOOK_TRIES = 3, LOOK_SECONDS = 20 };

struct applying {
    struct session *session;
    const struct plan *shown; /* NULL: none was shown, `make` makes it */
    size_t from, to;          /* of its rows these, with `args`: all, or a part's */
    const void *args;
    bool unchecked; /* `shown` was not agreed to: it only says what the parts are */
    bool (*make)(struct session *s, void *arg, struct plan **out, struct err *err);
    void *arg;
    struct plan *plan; /* the one that is carried out */
    struct plan_result *result;
    struct action action;
};

static bool value_same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

/* Rows that are to be made have no id yet: they are told apart by what they are called. */
static const struct plan_row *row_find(const struct plan *p, const struct plan_row *like) {
    for (size_t i = 0; i < p->row_count; i++) {
        const struct plan_row *row = &p->rows[i];
        if (row->kind == like->kind && row->id == like->id && (row->id != 0 || value_same(row->label, like->label)))
            return row;
    }
    return NULL;
}

static void difference_begin(struct buf *out, const struct plan_row *row) {
    if (out->len > 0) buf_add(out, "; ");
    buf_addf(out, "%s #%lld \"%s\": ", entities[row->kind].name, (long long)row->id, row->label ? row->label : "");
}

static void add_row_difference(struct buf *out, const struct plan_row *shown, const struct plan_row *now) {
    if (!now) {
        difference_begin(out, shown);
        buf_add(out, _("is no longer part of it"));
        return;
    }
    size_t len = out->len;
    for (size_t i = 0; i < shown->seen_count && i < now->seen_count; i++) {
        const char *before = shown->seen[i].value, *after = now->seen[i].value;
        if (value_same(before, after)) continue;
        difference_begin(out, shown);
        /* TRANSLATORS: a column's name, its value when the plan was made, its value now */
        buf_addf(out, _("%s was %s, is now %s"), shown->seen[i].field, before ? before : "NULL",
                 after ? after : "NULL");
    }
    /* One that is as wanted by now stops nothing; what differs says already why a row is refused. */
    if (out->len > len || shown->skipped || !now->refused) return;
    difference_begin(out, shown);
    /* TRANSLATORS: why a row that was to be changed is not any more: "is refused now, people have been in it" */
    buf_addf(out, _("is refused now, %s"), now->skipped);
}

/* What the shown plan saw against what this one sees: the same rows, the same values, no row refused that was not. */
static bool plan_check_same(const struct applying *a, struct err *err) {
    const struct plan *shown = a->shown, *now = a->plan;
    struct buf out = {0};
    for (size_t i = a->from; i < a->to; i++)
        if (a->to - a->from == shown->row_count || !shown->rows[i].skipped) /* a part leaves out the others */
            add_row_difference(&out, &shown->rows[i], row_find(now, &shown->rows[i]));
    for (size_t i = 0; i < now->row_count; i++)
        if (!row_find(shown, &now->rows[i])) {
            difference_begin(&out, &now->rows[i]);
            buf_add(&out, _("has become part of it"));
        }
    bool same = out.len == 0;
    if (!same) {
        err_set(err, WS_CHANGED, _("changed since the plan was made: %s"), buf_str(&out));
        err_hint(err, "%s", _("nothing was changed; look at a new plan"));
    }
    buf_free(&out);
    return same;
}

static bool apply_make(struct applying *a, struct err *err) {
    struct session *s = a->session;
    const struct plan *shown = a->shown;
    s->locking = true;
    if (shown)
        a->plan = shown->operation->make(s, a->args, shown->made_at, err);
    else if (!a->make(s, a->arg, &a->plan, err))
        a->plan = NULL;
    s->locking = false;
    if (!a->plan && shown && err->code == WS_DATA) err->code = WS_CHANGED; /* a row that was there is gone */
    return a->plan && (!shown || a->unchecked || plan_check_same(a, err));
}

static bool apply_body(struct conn *c, void *arg, struct err *err) {
    struct applying *a = arg;
    int64_t since;
    plan_free(a->plan);
    a->plan = NULL;
    plan_result_free(a->result);
    if (!conn_now(c, &since, err) || !apply_make(a, err)) return false;
    if (a->plan->to_change == 0 || a->plan->in_parts) return true;
    const struct plan_operation *operation = a->plan->operation;
    return plan_read_names(a->session, a->plan, err) &&
           (!operation->write || operation->write(a->session, a->plan, a->result, err)) &&
           action_log_intent(&a->action, a->session, a->plan, a->result, since, err);
}

/* COMMIT was sent and no answer came: asks the server what became of it. Without an intent nothing was to change. */
static bool apply_look(struct applying *a, enum action_outcome *outcome, struct err *err) {
    const struct conn_patience patience = {.seconds = LOOK_SECONDS};
    struct err e = {0};
    bool ok = a->action.intent == NULL;
    *outcome = ok ? ACTION_NOT_DONE : ACTION_UNKNOWN;
    for (int try = 0; !ok && try < LOOK_TRIES; try++) {
        err_free(&e);
        ok = conn_restore(a->session->conn, &patience, &e) && action_look(a->session, a->action.intent, outcome, &e);
    }
    err_free(&e);
    if (*outcome == ACTION_DONE)
        err_free(err);
    else if (*outcome == ACTION_NOT_DONE) {
        err_set(err, WS_LOST, _("the connection was lost, and nothing was changed"));
        err_hint(err, "%s", _("do it again"));
    }
    return *outcome == ACTION_DONE;
}

static void result_words(struct applying *a, bool looked_up) {
    struct plan_result *r = a->result;
    struct buf text = {0};
    r->planned = plan_recipients(a->shown ? a->shown : a->plan);
    if (a->plan->to_change == 0)
        buf_add(&text, _("nothing to do"));
    else if (a->plan->in_all)
        buf_add(&text, a->plan->in_all);
    if (a->plan->to_change > 0 && (r->told > 0 || r->planned > 0)) {
        buf_add(&text, ", ");
        buf_addf(&text, P_("%lld notification sent", "%lld notifications sent", r->told), (long long)r->told);
    }
    if (r->told != r->planned)
        buf_addf(&text, _(" (the plan had said %lld: people came or left meanwhile)"), (long long)r->planned);
    if (looked_up) buf_addf(&text, "\n%s", _("The connection was lost in the middle; it was done all the same."));
    r->summary = buf_steal(&text);
}

static void result_add_words(struct plan_result *r, const char *between, const char *words) {
    char *longer = mem_format("%s%s%s", r->summary, between, words);
    free(r->summary);
    r->summary = longer;
}

/* What follows COMMIT. False when that was all and it failed: *err is why. */
static bool apply_after(struct applying *a, struct err *err) {
    const struct plan_operation *operation = a->plan->operation;
    struct plan_result *r = a->result;
    struct buf words = {0};
    if (a->plan->to_change == 0 || !operation->after) return true;
    bool ok = operation->after(a->session, a->plan, &words, &r->after) || operation->write;
    if (words.len > 0) result_add_words(r, ", ", buf_str(&words));
    if (!ok) err_move(err, &r->after);
    buf_free(&words);
    return ok;
}

/* The outcome line; that it cannot be written is said, since the action itself is over. */
static void apply_log_outcome(struct applying *a, enum action_outcome outcome, const struct err *why) {
    struct err e = {0};
    if (!a->action.intent || action_log_outcome(&a->action, outcome, why->text, &e)) return;
    if (a->result->summary) result_add_words(a->result, "\n", e.text);
    err_free(&e);
}

static bool apply_run(struct applying *a, struct err *err) {
    struct err e = {0};
    enum action_outcome outcome = ACTION_DONE;
    *a->result = (struct plan_result){0};
    action_start(&a->action);
    bool ok = conn_transaction(a->session->conn, apply_body, a, &e), looked_up = false;
    if (!ok && e.code == WS_UNKNOWN_OUTCOME)
        ok = looked_up = apply_look(a, &outcome, &e);
    else if (!ok || a->plan->to_change == 0)
        outcome = ACTION_NOT_DONE;
    if (ok) result_words(a, looked_up);
    if (ok && !apply_after(a, &e)) {
        ok = false;
        outcome = ACTION_NOT_DONE;
    }
    if (!ok) plan_result_free(a->result);
    apply_log_outcome(a, outcome, ok ? &a->result->after : &e);
    action_end(&a->action);
    if (!ok) err_move(err, &e);
    return ok;
}

/* The args of the part that begins at row *to, which becomes the end of it: as many rows to change as one takes. */
static void *part_next(const struct plan *whole, size_t *to) {
    const struct plan_operation *operation = whole->operation;
    struct ids ids = {0};
    for (; *to < whole->row_count && ids.count < operation->part_rows; ++*to)
        if (!whole->rows[*to].skipped) ids_add(&ids, whole->rows[*to].id);
    void *args = operation->part_args(whole->args, ids.items, ids.count);
    ids_free(&ids);
    return args;
}

static bool part_run(struct session *s, const struct plan *whole, bool unchecked, size_t from, size_t *to,
                     struct plan_result *sum, struct err *err) {
    struct plan_result one = {0};
    void *args = part_next(whole, to);
    struct applying a = {
        .session = s, .shown = whole, .from = from, .to = *to, .args = args, .unchecked = unchecked, .result = &one};
    bool ok = apply_run(&a, err);
    sum->rows_changed += one.rows_changed;
    sum->told += one.told;
    plan_result_free(&one);
    plan_free(a.plan);
    whole->operation->free_args(args);
    return ok;
}

static bool apply_parts(struct session *s, const struct plan *whole, bool unchecked, struct plan_result *result,
                        struct err *err) {
    int64_t done = 0, all = whole->to_change;
    bool ok = true;
    *result = (struct plan_result){.planned = plan_recipients(whole)};
    for (size_t from = 0, to = 0; ok && done < all; from = to) {
        ok = progress_step(s, done, all, err) && part_run(s, whole, unchecked, from, &to, result, err);
        for (size_t i = from; ok && i < to; i++) done += whole->rows[i].skipped == NULL;
    }
    if (ok) {
        if (s->watch) s->watch->part(s->watch->arg, done, all);
        result->summary = mem_format(P_("%lld row changed", "%lld rows changed", result->rows_changed),
                                     (long long)result->rows_changed);
        return true;
    }
    /* TRANSLATORS: in front of why it went no further */
    err_context(err, _("%lld of %lld done"), (long long)done, (long long)all);
    err_hint(err, "%s", _("what was done stays; the same again goes on from there"));
    plan_result_free(result);
    return false;
}

bool plan_apply(struct session *s, struct plan *p, struct plan_result *result, struct err *err) {
    if (p->in_parts) return apply_parts(s, p, false, result, err);
    struct applying a = {.session = s, .shown = p, .to = p->row_count, .args = p->args, .result = result};
    bool ok = apply_run(&a, err);
    plan_free(a.plan);
    return ok;
}

bool plan_run(struct session *s, bool (*make)(struct session *s, void *arg, struct plan **out, struct err *err),
              void *arg, struct plan **out, struct plan_result *result, struct err *err) {
    struct applying a = {.session = s, .make = make, .arg = arg, .result = result};
    bool ok = apply_run(&a, err);
    if (ok && a.plan->in_parts) {
        plan_result_free(result);
        ok = apply_parts(s, a.plan, true, result, err);
    }
    *out = ok ? a.plan : NULL;
    if (!ok) plan_free(a.plan);
    return ok;
}
