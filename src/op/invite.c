/* Inviting people to a workshop: see attend.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/attend_private.h"

static const struct notice_kind invite_kind = {"invite", "workshop_invite", PEOPLE_NAMED};

static bool read_invited(struct session *s, const struct attend *d, struct ids *out, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT i.user_id FROM workshop_invites i WHERE i.workshop_id = ");
    sql_int(&q, d->workshops.items[0].id);
    sql_add(&q, " AND i.user_id IN (");
    sql_ids(&q, d->users.items, d->users.count);
    sql_add(&q, ")");
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < r.count; i++) ids_add_row(out, &r, i);
    ids_sort(out);
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static void add_person(struct attend *d, struct plan *p, const struct person *who, bool invited) {
    const struct workshop *w = &d->workshops.items[0];
    struct plan_row *row = plan_add_row(p, ENTITY_INVITE, 0, who->username);
    long at = attend_row(d, who->id);
    row->workshop_id = w->id;
    plan_row_change(row, "id", NULL, NULL);
    if (!workshop_is(w, "scheduled") && !workshop_is(w, "lobby") && !workshop_is(w, "live"))
        plan_row_skip(row, true, mem_format(_("#%lld is %s"), (long long)w->id, w->status));
    else if (invited)
        plan_row_skip(row, false, mem_dup(_("is invited already")));
    else if (at >= 0 && strcmp(rows_text(&d->rows, (size_t)at, 2), "left") != 0)
        plan_row_skip(row, false, mem_dup(_("comes already")));
    else if (who->id == w->host_id)
        plan_row_skip(row, true, mem_dup(_("is the host")));
    else if (who->inactive)
        plan_row_skip(row, true, mem_dup(who->inactive));
    else
        ids_add(&d->added, who->id);
}

static bool invite_fill(struct session *s, struct plan *p, struct err *err) {
    struct attend *d = p->data;
    const struct op_attend *a = p->args;
    struct ids invited = {0};
    bool ok = read_invited(s, d, &invited, err);
    for (size_t i = 0; ok && i < d->people.count; i++)
        add_person(d, p, &d->people.items[i], ids_has(&invited, d->people.items[i].id));
    ids_free(&invited);
    if (!ok || d->added.count == 0) return ok;
    struct notice *n = notices_add(&d->notices, &invite_kind, &d->workshops.items[0], TEXT_INVITE, "", a->words, false);
    for (size_t i = 0; i < d->added.count; i++) ids_add(&n->named, d->added.items[i]);
    return notices_plan(s, &d->notices, p, err);
}

static const struct plan_operation invite_operation;

static struct plan *invite_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_attend *a = args;
    /* TRANSLATORS: the action, in "invite needs a moderator" */
    if (!session_need(s, RIGHTS_MODERATOR, _("invite"), err)) return NULL;
    /* TRANSLATORS: the title of a plan */
    struct plan *p = plan_new(&invite_operation, args, mem_format(_("invite to #%lld"), (long long)a->workshop));
    if (!attend_begin(s, p, made_at, err) || !invite_fill(s, p, err)) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    p->in_all = mem_format(P_("%lld person invited", "%lld people invited", p->to_change), (long long)p->to_change);
    p->undo = mem_dup(_("delete invite takes it back, but not the news."));
    return p;
}

static bool invite_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct attend *d = p->data;
    struct sql q = {0};
    sql_add(&q, "INSERT INTO workshop_invites (workshop_id, user_id, invited_by, created_at) VALUES ");
    for (size_t i = 0; i < d->added.count; i++) {
        sql_add(&q, i > 0 ? ", (" : "(");
        sql_int(&q, d->workshops.items[0].id);
        sql_add(&q, ", ");
        sql_int(&q, d->added.items[i]);
        sql_add(&q, ", ");
        sql_int(&q, s->actor.id);
        sql_add(&q, ", ");
        sql_time(&q, d->now);
        sql_add(&q, ")");
    }
    bool ok = conn_exec(s->conn, &q, &result->rows_changed, err);
    sql_free(&q);
    return ok &&
           attend_take_ids(s, p,
                           "SELECT i.id, u.username FROM workshop_invites i JOIN users u ON u.id = i.user_id"
                           " WHERE i.workshop_id = ",
                           err) &&
           notices_send(s, &d->notices, &result->told, err);
}

static const struct plan_operation invite_operation = {
    "invite", invite_make, invite_write, attend_copy_args, attend_free_args, attend_free, NULL,
};

struct plan *invite_plan(struct session *s, const struct op_attend *args, struct err *err) {
    return invite_make(s, args, 0, err);
}
