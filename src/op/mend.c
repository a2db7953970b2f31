/* Setting right what the doctor of series found: see op.h and series_doctor.h. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/op.h"
#include "op/series_doctor.h"

static void *copy_args(const void *args) {
    struct op_mend *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_mend *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

static void free_args(void *args) {
    struct op_mend *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    examined_clear(data);
    free(data);
}

/* Which of all series can be mended: looked for without locks, slice by slice. */
static bool find_faulty(struct session *s, struct ids *out, struct err *err) {
    struct ids all = {0};
    bool locking = s->locking, ok = series_examinable(s, &all, err);
    s->locking = false;
    for (size_t i = 0; ok && i < all.count; i += EXAMINE_AT_ONCE) {
        size_t left = all.count - i;
        const struct ids slice = {all.items + i, left < EXAMINE_AT_ONCE ? left : EXAMINE_AT_ONCE, 0};
        struct examined e = {0};
        ok = series_examine(s, &slice, &e, err);
        for (size_t k = 0; ok && k < e.count; k++)
            if (fault_mend(e.items[k].fault)) ids_add(out, e.items[k].series->id);
        examined_clear(&e);
    }
    s->locking = locking;
    ids_free(&all);
    return ok;
}

static struct plan_row *series_row(struct plan *p, const struct series *s) {
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].kind == ENTITY_SERIES && p->rows[i].id == s->id) return &p->rows[i];
    struct plan_row *row = plan_add_row(p, ENTITY_SERIES, s->id, s->title);
    plan_row_saw(row, "is_active", s->active ? "1" : "0");
    plan_row_saw(row, "rrule", s->rrule);
    return row;
}

static void stop_series(struct plan *p, struct changing *c, const struct series *s) {
    struct plan_row *row = series_row(p, s);
    if (!s->active || row->change_count > 0) return;
    plan_row_change(row, "is_active", "1", "0");
    ids_add(&c->stopped, s->id);
}

static void add_finding(struct plan *p, struct examined *e, const struct finding *f) {
    struct changing *c = &e->changing;
    struct plan_row *row = f->workshop ? workshop_add_row(p, f->workshop) : series_row(p, f->series);
    plan_row_note(row, mem_dup(fault_words(f->fault)));
    switch (f->fault) {
    case FAULT_SHIFTED: changing_move(c, f->workshop, row, f->date, f->series->recurrence.zone); break;
    case FAULT_DOUBLED:
    case FAULT_RETURNED:
    case FAULT_BEYOND: changing_cancel(c, f->workshop, row); break;
    case FAULT_BACK:
        changing_cancel(c, f->workshop, row);
        stop_series(p, c, f->series);
        break;
    case FAULT_CANCELLED:
    case FAULT_OVER: stop_series(p, c, f->series); break;
    case FAULT_BARE: fill_series(&c->fill, f->series, series_row(p, f->series)); break;
    case FAULT_RULE:
    case FAULT_SOON:
    case FAULT_STRAY:
    case FAULT_HOST: plan_row_skip(row, true, mem_dup(_("cannot be mended here"))); break;
    }
}

static bool mend_fill(struct session *s, const struct op_mend *a, struct plan *p, struct err *err) {
    struct examined *e = p->data;
    struct ids ids = {0};
    for (size_t i = 0; i < a->count; i++) ids_add(&ids, a->ids[i]);
    bool ok = a->count > 0 || find_faulty(s, &ids, err);
    ids_sort(&ids);
    ok = ok && series_examine(s, &ids, e, err);
    e->changing.now = e->changing.fill.now = e->now;
    e->changing.made_at = p->made_at;
    e->changing.words = ((const struct op_mend *)p->args)->words;
    for (size_t i = 0; ok && i < e->count; i++)
        if (a->count > 0 || fault_mend(e->items[i].fault)) add_finding(p, e, &e->items[i]);
    ids_free(&ids);
    ok = ok && changing_plan_notices(s, &e->changing, p, err);
    plan_count(p);
    if (ok) changing_add_words(&e->changing, p);
    return ok;
}

static const struct plan_operation mend_operation;

static struct plan *mend_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_mend *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "mending series needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("mending series"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p =
        plan_new(&mend_operation, args,
                 a->count == 1 ? mem_format(_("mend series #%lld"), (long long)a->ids[0]) : mem_dup(_("mend series")));
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    p->data = mem_zero(1, sizeof(struct examined));
    if (mend_fill(s, a, p, err)) return p;
    plan_free(p);
    return NULL;
}

static bool mend_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    return changing_write(s, &((struct examined *)p->data)->changing, result, err) &&
           fill_write_ends(s, p, result, err);
}

static const struct plan_operation mend_operation = {
    "mend", mend_make, mend_write, copy_args, free_args, free_data,
};

struct plan *mend_plan(struct session *s, const struct op_mend *args, struct err *err) {
    return mend_make(s, args, 0, err);
}
