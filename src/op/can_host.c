/* Taking away and giving back the right to host (SPEC section 4): see op.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"
#include "op/cancelling.h"
#include "op/hosts.h"
#include "op/op.h"

enum { LISTED_MAX = 10 }; /* workshops named in a host's notes */

struct can_host {
    bool on;
    struct ids changed;            /* users */
    struct ids reached;            /* those who are not refused */
    struct cancelling *cancelling; /* with cancel_upcoming, else NULL */
};

static void *copy_args(const void *args) {
    struct op_can_host *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_can_host *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

static void free_args(void *args) {
    struct op_can_host *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    struct can_host *d = data;
    ids_free(&d->changed);
    ids_free(&d->reached);
    if (d->cancelling) cancelling_free(d->cancelling);
    free(d);
}

struct noting {
    const struct session *session;
    struct plan *plan;
    size_t upcoming, series; /* of all these hosts */
};

/* Adds a line to the host's row, or after LISTED_MAX of them that there are more. */
static void note_host(struct plan *p, int64_t host, char *note) {
    struct plan_row *row = NULL;
    for (size_t i = 0; !row && i < p->row_count; i++)
        if (p->rows[i].id == host) row = &p->rows[i];
    if (row && row->note_count < LISTED_MAX) {
        plan_row_note(row, note);
        return;
    }
    free(note);
    if (row && row->note_count == LISTED_MAX) plan_row_note(row, mem_dup(_("… and more")));
}

static void note_series(void *arg, const struct rows *r, size_t i) {
    struct noting *n = arg;
    n->series++;
    note_host(n->plan, rows_int(r, i, 0),
              /* TRANSLATORS: what a host goes on having: an active series with id and title */
              mem_format(_("stays: series #%lld \"%s\""), (long long)rows_int(r, i, 1), rows_text(r, i, 2)));
}

static void note_workshop(void *arg, const struct rows *r, size_t i) {
    struct noting *n = arg;
    struct buf when = {0};
    int64_t at = 0;
    rows_time(r, i, 4, &at);
    when_add_date(&when, at, n->session->zone ? n->session->zone : zone_utc());
    n->upcoming++;
    note_host(n->plan, rows_int(r, i, 0),
              /* TRANSLATORS: what a host goes on having: a workshop with id, title, status and when */
              mem_format(_("stays: #%lld \"%s\", %s, %s"), (long long)rows_int(r, i, 1), rows_text(r, i, 2),
                         rows_text(r, i, 3), buf_str(&when)));
    buf_free(&when);
}

/* What the hosts have and keep: the flag stops only making new ones. */
static bool note_hosted(struct session *s, const struct ids *users, struct plan *p, struct err *err) {
    struct noting n = {.session = s, .plan = p};
    if (!ids_query(s->conn,
                   "SELECT s.host_id, s.id, s.title FROM workshop_series s WHERE s.is_active = 1 AND s.host_id", users,
                   "ORDER BY s.id", note_series, &n, err) ||
        !ids_query(s->conn,
                   "SELECT w.host_id, w.id, w.title, w.status, w.scheduled_at FROM workshops w"
                   " WHERE w.status IN ('scheduled', 'lobby', 'live') AND w.host_id",
                   users, "ORDER BY w.scheduled_at, w.id", note_workshop, &n, err))
        return false;
    if (n.upcoming > 0)
        plan_warn(p, mem_format(P_("%lu upcoming workshop stays: who may not host can still start it.",
                                   "%lu upcoming workshops stay: who may not host can still start them.", n.upcoming),
                                (unsigned long)n.upcoming));
    if (n.series > 0)
        plan_warn(p, mem_format(P_("%lu series stays active.", "%lu series stay active.", n.series),
                                (unsigned long)n.series));
    return true;
}

/* The hosts' rows are locked, so they get no new series or workshop; their series are locked before their workshops. */
static bool add_upcoming(struct session *s, const struct ids *users, struct plan *p, struct err *err) {
    struct cancelling *c = ((struct can_host *)p->data)->cancelling;
    struct ids series = {0}, workshops = {0};
    bool ok = hosts_add_series(s, users, &series, err) &&
              (!s->locking || ids_lock(s->conn, "workshop_series", &series, err)) &&
              cancelling_add_series(s, c, &series, p, err) && hosts_add_workshops(s, users, &workshops, err) &&
              cancelling_add_workshops(s, c, &workshops, p, err);
    ids_free(&series);
    ids_free(&workshops);
    return ok;
}

static bool can_host_fill(struct session *s, const struct op_can_host *a, struct plan *p, struct err *err) {
    struct can_host *d = p->data;
    struct ids users = {0};
    for (size_t i = 0; i < a->count; i++) ids_add(&users, a->ids[i]);
    ids_sort(&users);
    bool ok = hosts_add_rows(s, &users, a->on, p, &d->changed, &d->reached, err);
    if (ok && d->cancelling)
        ok = add_upcoming(s, &d->reached, p, err) && cancelling_finish(s, d->cancelling, p, err);
    else if (ok && !a->on)
        ok = note_hosted(s, &d->reached, p, err);
    ids_free(&users);
    return ok;
}

static void can_host_words(const struct can_host *d, struct plan *p) {
    struct buf all = {0};
    unsigned long n = d->changed.count;
    buf_addf(&all,
             d->on ? P_("%lu host allowed", "%lu hosts allowed", n) : P_("%lu host stopped", "%lu hosts stopped", n),
             n);
    if (p->in_all) buf_addf(&all, ", %s", p->in_all);
    free(p->in_all);
    p->in_all = buf_steal(&all);
    if (!p->undo) p->undo = mem_dup(_("undo takes it back."));
}

static bool can_host_check(struct session *s, const struct op_can_host *a, struct err *err) {
    /* TRANSLATORS: the action, in "can-host needs a moderator" */
    if (!session_need(s, RIGHTS_MODERATOR, _("can-host"), err) || !hosts_need_column(s, err)) return false;
    if (a->on && a->cancel_upcoming)
        return err_set(err, WS_USAGE, _("--cancel-upcoming goes with can-host off, not with on"));
    return !a->close_room || agora_need_close(s->agora, err);
}

static char *can_host_title(const struct op_can_host *a) {
    if (a->count != 1)
        return mem_format(a->on ? P_("can-host on: %lu user", "can-host on: %lu users", a->count)
                                : P_("can-host off: %lu user", "can-host off: %lu users", a->count),
                          (unsigned long)a->count);
    return mem_format(a->on ? _("can-host on: user #%lld") : _("can-host off: user #%lld"), (long long)a->ids[0]);
}

static const struct plan_operation can_host_operation;

static struct plan *can_host_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_can_host *a = args;
    int64_t now;
    if (!can_host_check(s, a, err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&can_host_operation, args, can_host_title(a));
    struct can_host *d = mem_zero(1, sizeof *d);
    p->data = d;
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    d->on = a->on;
    if (a->cancel_upcoming) {
        d->cancelling = cancelling_new(now, a->publish_recording, ((const struct op_can_host *)p->args)->words);
        d->cancelling->close_room = a->close_room;
    } else {
        cancelling_bar_live(p, _("nothing is cancelled"));
    }
    if (a->on) plan_bar(p, "cancel-upcoming", mem_dup(_("goes with can-host off")));
    if (!can_host_fill(s, a, p, err)) {
        plan_free(p);
        return NULL;
    }
    can_host_words(d, p);
    plan_count(p);
    return p;
}

static bool can_host_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct can_host *d = p->data;
    return hosts_write(s, &d->changed, d->on, &result->rows_changed, err) &&
           (!d->cancelling || cancelling_write(s, d->cancelling, result, err));
}

static bool can_host_after(struct session *s, const struct plan *p, struct buf *words, struct err *err) {
    const struct can_host *d = p->data;
    return !d->cancelling || cancelling_after(s, d->cancelling, words, err);
}

static const struct plan_operation can_host_operation = {
    "can_host", can_host_make, can_host_write, copy_args, free_args, free_data, can_host_after,
};

struct plan *can_host_plan(struct session *s, const struct op_can_host *args, struct err *err) {
    return can_host_make(s, args, 0, err);
}
