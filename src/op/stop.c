/* Stopping series: they become inactive, their workshops stay. See op.h. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/cancelling.h"
#include "op/op.h"

static void *copy_args(const void *args) {
    struct op_stop *copy = mem_alloc(sizeof *copy);
    const char *no_words = NULL;
    *copy = *(const struct op_stop *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &no_words);
    return copy;
}

static void free_args(void *args) {
    struct op_stop *a = args;
    plan_args_free(a->ids, a->reason, NULL);
    free(a);
}

static void note_coming(void *plan, const struct rows *r, size_t i) {
    struct plan *p = plan;
    long long coming = rows_int(r, i, 1);
    for (size_t k = 0; k < p->row_count; k++)
        if (p->rows[k].id == rows_int(r, i, 0))
            plan_row_note(&p->rows[k],
                          mem_format(P_("%lld coming workshop stays (cancel --future takes it along)",
                                        "%lld coming workshops stay (cancel --future takes them along)", coming),
                                     coming));
}

static bool stop_fill(struct session *s, const struct op_stop *a, struct plan *p, struct err *err) {
    struct cancelling *c = p->data;
    struct ids ids = {0};
    for (size_t i = 0; i < a->count; i++) ids_add(&ids, a->ids[i]);
    ids_sort(&ids);
    bool ok =
        (!s->locking || ids_lock(s->conn, "workshop_series", &ids, err)) && cancelling_add_series(s, c, &ids, p, err);
    for (size_t i = 0; ok && i < ids.count; i++)
        if (i >= p->row_count || p->rows[i].id != ids.items[i])
            ok = err_set(err, WS_DATA, _("there is no series #%lld"), (long long)ids.items[i]);
    ok = ok && ids_query(s->conn,
                         "SELECT w.series_id, COUNT(*) FROM workshops w WHERE w.status = 'scheduled'"
                         " AND w.series_id",
                         &c->stopped, "GROUP BY w.series_id", note_coming, p, err);
    ids_free(&ids);
    p->in_all =
        mem_format(P_("%lu series stopped", "%lu series stopped", c->stopped.count), (unsigned long)c->stopped.count);
    plan_count(p);
    return ok;
}

static char *stop_title(const struct op_stop *a) {
    if (a->count == 1) return mem_format(_("stop series #%lld"), (long long)a->ids[0]);
    return mem_format(P_("stop %lu series", "stop %lu series", a->count), (unsigned long)a->count);
}

static const struct plan_operation stop_operation;

static struct plan *stop_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_stop *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "stopping series needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("stopping series"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&stop_operation, args, stop_title(a));
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    p->data = cancelling_new(now, false, NULL);
    if (stop_fill(s, a, p, err)) return p;
    plan_free(p);
    return NULL;
}

static bool stop_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    return cancelling_write(s, p->data, result, err);
}

static const struct plan_operation stop_operation = {
    "stop", stop_make, stop_write, copy_args, free_args, cancelling_free, NULL,
};

struct plan *stop_plan(struct session *s, const struct op_stop *args, struct err *err) {
    return stop_make(s, args, 0, err);
}
