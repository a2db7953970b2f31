/* Handing over a host's workshops and series: see transfer.h. */
#include "op/transfer.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/hosting.h"

struct transfer {
    int64_t now, to;
    struct people people;
    struct workshops workshops;
    struct ids series, moved; /* what changes hands */
    struct notices hosted;
};

static void *copy_args(const void *args) {
    struct op_transfer *copy = mem_alloc(sizeof *copy);
    const int64_t *no_ids = NULL;
    *copy = *(const struct op_transfer *)args;
    plan_args_own(&no_ids, 0, &copy->reason, &copy->words);
    free((void *)no_ids);
    return copy;
}

static void free_args(void *args) {
    struct op_transfer *a = args;
    plan_args_free(NULL, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    struct transfer *d = data;
    people_free(&d->people);
    workshops_free(&d->workshops);
    ids_free(&d->series);
    ids_free(&d->moved);
    notices_free(&d->hosted);
    free(d);
}

static void add_host_change(struct plan_row *row, int64_t from, int64_t to) {
    char *before = mem_format("%" PRId64, from), *after = mem_format("%" PRId64, to);
    plan_row_saw(row, "host_id", before);
    plan_row_change(row, "host_id", before, after);
    free(before);
    free(after);
}

static void add_series_row(void *plan, const struct rows *r, size_t i) {
    struct plan *p = plan;
    const struct op_transfer *a = p->args;
    struct transfer *d = p->data;
    add_host_change(plan_add_row(p, ENTITY_SERIES, rows_int(r, i, 0), rows_text(r, i, 1)), a->from, a->to);
    ids_add(&d->series, rows_int(r, i, 0));
}

static void add_workshop_row(struct plan *p, struct workshop *w, const char *key_end) {
    const struct op_transfer *a = p->args;
    struct transfer *d = p->data;
    struct plan_row *row = workshop_add_row(p, w);
    if (workshop_is(w, "live")) {
        plan_row_skip(row, false, mem_dup(_("is live: its host stays to the end")));
        return;
    }
    add_host_change(row, a->from, a->to);
    ids_add(&d->moved, w->id);
    const struct person *host = people_find(&d->people, a->to);
    hosting_take_zone(w, host);
    hosting_add(&d->hosted, host, w, key_end, a->words);
}

/* The hosts are locked, so that neither gets a new one meanwhile; then series before workshops. */
static bool read_all(struct session *s, struct plan *p, struct err *err) {
    const struct op_transfer *a = p->args;
    struct transfer *d = p->data;
    struct ids people = {0}, from = {0}, series = {0}, workshops = {0};
    ids_add(&people, a->from);
    ids_add(&people, a->to);
    ids_add(&from, a->from);
    ids_sort(&people);
    bool ok = (!s->locking || ids_lock(s->conn, "users", &people, err)) && people_read(s, &people, &d->people, err) &&
              person_check_host(people_find(&d->people, a->to), err) &&
              ids_query(s->conn, "SELECT s.id FROM workshop_series s WHERE s.is_active = 1 AND s.host_id", &from, "",
                        ids_add_row, &series, err);
    ids_sort(&series);
    ok = ok && (!s->locking || ids_lock(s->conn, "workshop_series", &series, err)) &&
         ids_query(s->conn, "SELECT s.id, s.title FROM workshop_series s WHERE s.id", &series, "ORDER BY s.id",
                   add_series_row, p, err) &&
         ids_query(s->conn,
                   "SELECT w.id FROM workshops w WHERE w.status IN ('scheduled', 'lobby', 'live') AND w.host_id", &from,
                   "", ids_add_row, &workshops, err);
    ids_sort(&workshops);
    ok = ok && workshops_read(s, &workshops, &d->workshops, err);
    ids_free(&people);
    ids_free(&from);
    ids_free(&series);
    ids_free(&workshops);
    return ok;
}

static bool transfer_fill(struct session *s, struct plan *p, struct err *err) {
    struct transfer *d = p->data;
    char *key_end = mem_format(":%" PRId64, p->made_at);
    bool ok = read_all(s, p, err);
    for (size_t i = 0; ok && i < d->workshops.count; i++) add_workshop_row(p, &d->workshops.items[i], key_end);
    free(key_end);
    const struct person *to = ok ? people_find(&d->people, d->to) : NULL;
    if (to && !to->can_host)
        plan_warn(p, mem_format(_("@%s may not host (can_host is off): it is done all the same, and stays off."),
                                to->username));
    return ok && notices_plan(s, &d->hosted, p, err);
}

static const struct plan_operation transfer_operation;

static struct plan *transfer_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_transfer *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "transfer needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("transfer"), err) || !conn_now(s->conn, &now, err)) return NULL;
    if (a->from == a->to) {
        err_set(err, WS_USAGE, "%s", _("transfer: from one person to another"));
        return NULL;
    }
    /* TRANSLATORS: the title of a plan: from one user to another */
    struct plan *p = plan_new(&transfer_operation, args,
                              mem_format(_("transfer from user #%lld to #%lld"), (long long)a->from, (long long)a->to));
    struct transfer *d = mem_zero(1, sizeof *d);
    p->data = d;
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    d->now = now;
    d->to = a->to;
    if (!transfer_fill(s, p, err)) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    struct buf all = {0};
    buf_addf(&all, P_("%lu workshop", "%lu workshops", d->moved.count), (unsigned long)d->moved.count);
    buf_addf(&all, P_(" and %lu series handed over", " and %lu series handed over", d->series.count),
             (unsigned long)d->series.count);
    p->in_all = buf_steal(&all);
    p->undo = mem_dup(_("undo takes it back, but not the news."));
    return p;
}

static void fill_update(struct sql *q, const struct transfer *d, const char *table) {
    sql_addf(q, "UPDATE %s SET host_id = ", table);
    sql_int(q, d->to);
    sql_add(q, ", updated_at = ");
    sql_time(q, d->now);
    sql_add(q, " WHERE id IN ");
}
static void fill_series(struct sql *q, const void *arg) { fill_update(q, arg, "workshop_series"); }
static void fill_workshops(struct sql *q, const void *arg) { fill_update(q, arg, "workshops"); }

static bool transfer_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct transfer *d = p->data;
    int64_t *n = &result->rows_changed;
    return ids_update(s, fill_series, d, &d->series, n, err) &&
           ids_update(s, fill_workshops, d, &d->moved, n, err) && notices_send(s, &d->hosted, &result->told, err);
}

static const struct plan_operation transfer_operation = {
    "transfer", transfer_make, transfer_write, copy_args, free_args, free_data, NULL,
};

struct plan *transfer_plan(struct session *s, const struct op_transfer *args, struct err *err) {
    return transfer_make(s, args, 0, err);
}
