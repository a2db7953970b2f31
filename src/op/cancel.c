/* Cancelling workshops (SPEC section 4): see op.h. What it shares with can_host is in cancelling.c. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"
#include "op/cancelling.h"
#include "op/hosts.h"
#include "op/op.h"

static void *copy_args(const void *args) {
    struct op_cancel *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_cancel *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

static void free_args(void *args) {
    struct op_cancel *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

/* The series of these workshops. */
static bool find_series(struct session *s, const struct ids *workshops, struct ids *series, struct err *err) {
    return ids_query(s->conn, "SELECT DISTINCT w.series_id FROM workshops w WHERE w.series_id IS NOT NULL AND w.id",
                     workshops, "", ids_add_row, series, err);
}

/* Their hosts lose the right to host: first of all, since users are locked before series and workshops. */
static bool stop_hosts(struct session *s, const struct ids *workshops, struct ids *reached, struct plan *p,
                       struct err *err) {
    struct cancelling *c = p->data;
    struct ids hosts = {0};
    bool ok = hosts_need_column(s, err) && ids_query(s->conn, "SELECT DISTINCT w.host_id FROM workshops w WHERE w.id",
                                                     workshops, "", ids_add_row, &hosts, err);
    ids_sort(&hosts);
    ok = ok && hosts_add_rows(s, &hosts, false, p, &c->hosts, reached, err);
    ids_free(&hosts);
    return ok;
}

/* Adds the later scheduled workshops of each one's series. */
static bool add_future(struct session *s, struct ids *workshops, struct err *err) {
    struct ids later = {0};
    bool ok = ids_query(s->conn,
                        "SELECT DISTINCT l.id FROM workshops l JOIN workshops w ON l.series_id = w.series_id"
                        " AND l.scheduled_at > w.scheduled_at WHERE l.status = 'scheduled' AND w.id",
                        workshops, "", ids_add_row, &later, err);
    for (size_t i = 0; ok && i < later.count; i++) ids_add(workshops, later.items[i]);
    ids_free(&later);
    ids_sort(workshops);
    return ok;
}

static void warn_of_series(const struct op_cancel *a, bool any, struct plan *p) {
    if (a->future && !any) plan_warn(p, mem_dup(_("None of them is of a series: there are no later dates.")));
    if (a->future && a->keep_series && any)
        plan_warn(p, mem_dup(_("The series stays active: the platform's nightly job will make new dates.")));
}

/* Locks, when the session says so, users before series before workshops: nobody adds a date until the end. */
static bool cancel_fill(struct session *s, const struct op_cancel *a, struct plan *p, struct err *err) {
    struct cancelling *c = p->data;
    struct ids workshops = {0}, series = {0}, hosts = {0};
    for (size_t i = 0; i < a->count; i++) ids_add(&workshops, a->ids[i]);
    ids_sort(&workshops);
    bool ok = (!a->stop_host || stop_hosts(s, &workshops, &hosts, p, err)) &&
              (!a->future || find_series(s, &workshops, &series, err));
    bool any_series = series.count > 0;
    ok = ok && (!a->stop_host || hosts_add_series(s, &hosts, &series, err));
    ids_sort(&series);
    ok = ok && (!s->locking || ids_lock(s->conn, "workshop_series", &series, err)) &&
         (!a->future || add_future(s, &workshops, err)) &&
         (!a->stop_host || hosts_add_workshops(s, &hosts, &workshops, err));
    ok = ok && (a->keep_series || cancelling_add_series(s, c, &series, p, err)) &&
         cancelling_add_workshops(s, c, &workshops, p, err) && cancelling_finish(s, c, p, err);
    if (ok) warn_of_series(a, any_series, p);
    ids_free(&workshops);
    ids_free(&series);
    ids_free(&hosts);
    return ok;
}

static const struct plan_operation cancel_operation;

static struct plan *cancel_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_cancel *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "cancel needs a moderator" and in the titles of plans */
    if (!session_need(s, RIGHTS_MODERATOR, _("cancel"), err) || (a->close_room && !agora_need_close(s->agora, err)) ||
        !conn_now(s->conn, &now, err))
        return NULL;
    struct plan *p = plan_new(&cancel_operation, args, workshops_title(_("cancel"), a->ids, a->count));
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    p->data = cancelling_new(now, a->publish_recording, ((const struct op_cancel *)p->args)->words);
    ((struct cancelling *)p->data)->close_room = a->close_room;
    if (cancel_fill(s, a, p, err)) return p;
    plan_free(p);
    return NULL;
}

static bool cancel_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    return cancelling_write(s, p->data, result, err);
}

static bool cancel_after(struct session *s, const struct plan *p, struct buf *words, struct err *err) {
    return cancelling_after(s, p->data, words, err);
}

static const struct plan_operation cancel_operation = {
    "cancel", cancel_make, cancel_write, copy_args, free_args, cancelling_free, cancel_after,
};

struct plan *cancel_plan(struct session *s, const struct op_cancel *args, struct err *err) {
    return cancel_make(s, args, 0, err);
}
