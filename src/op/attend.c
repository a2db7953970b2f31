/* Adding attendees: see attend.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/attend_private.h"
#include "op/seats.h"

void *attend_copy_args(const void *args) {
    struct op_attend *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_attend *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

void attend_free_args(void *args) {
    struct op_attend *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

void attend_free(void *attend) {
    struct attend *d = attend;
    ids_free(&d->users);
    people_free(&d->people);
    workshops_free(&d->workshops);
    rows_free(&d->rows);
    ids_free(&d->added);
    ids_free(&d->again);
    notices_free(&d->notices);
    free(d);
}

static bool read_attendees(struct session *s, struct attend *d, struct err *err) {
    struct sql q = {0};
    sql_add(
        &q,
        "SELECT a.id, a.user_id, a.status, a.is_co_host, a.can_speak FROM workshop_attendees a WHERE a.workshop_id = ");
    sql_int(&q, d->workshops.items[0].id);
    sql_add(&q, " AND a.user_id IN (");
    sql_ids(&q, d->users.items, d->users.count);
    sql_add(&q, ")");
    bool ok = conn_query(s->conn, &q, &d->rows, err);
    sql_free(&q);
    return ok;
}

bool attend_begin(struct session *s, struct plan *p, int64_t made_at, struct err *err) {
    const struct op_attend *a = p->args;
    struct attend *d = mem_zero(1, sizeof *d);
    int64_t id = a->workshop;
    p->data = d;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    for (size_t i = 0; i < a->count; i++) ids_add(&d->users, a->ids[i]);
    ids_sort(&d->users);
    if (!conn_now(s->conn, &d->now, err)) return false;
    p->made_at = made_at ? made_at : d->now;
    return people_read(s, &d->users, &d->people, err) &&
           workshops_read(s, &(struct ids){.items = &id, .count = 1}, &d->workshops, err) && read_attendees(s, d, err);
}

long attend_row(const struct attend *d, int64_t user) {
    for (size_t i = 0; i < d->rows.count; i++)
        if (rows_int(&d->rows, i, 1) == user) return (long)i;
    return -1;
}

bool attend_take_ids(struct session *s, const struct plan *p, const char *select, struct err *err) {
    int64_t id = ((const struct attend *)p->data)->workshops.items[0].id;
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, select);
    sql_int(&q, id);
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < p->row_count; i++) {
        struct plan_row *row = &p->rows[i];
        for (size_t k = 0; row->id == 0 && !row->skipped && k < r.count; k++) {
            if (strcmp(rows_text(&r, k, 1), row->label) != 0) continue;
            row->id = rows_int(&r, k, 0);
            if (!strcmp(row->changes[0].field, "id")) row->changes[0].after = mem_dup(rows_text(&r, k, 0));
        }
    }
    rows_free(&r);
    sql_free(&q);
    return ok;
}

/* Who comes again comes as everybody does, whatever they were before. */
static void change_again(struct plan_row *row, const struct rows *r, size_t at) {
    plan_row_change(row, "status", rows_text(r, at, 2), "rsvp");
    if (rows_int(r, at, 3)) plan_row_change(row, "is_co_host", rows_text(r, at, 3), "0");
    if (rows_int(r, at, 4)) plan_row_change(row, "can_speak", rows_text(r, at, 4), "0");
}

/* What becomes of this person; the row says why not. It is told apart by the person, not by the attendee's id, and has
 * seen nothing: who comes or leaves before the plan is carried out never stops it. */
static void add_person(struct attend *d, struct plan *p, const struct person *who) {
    const struct workshop *w = &d->workshops.items[0];
    long at = attend_row(d, who->id);
    const char *status = at < 0 ? NULL : rows_text(&d->rows, (size_t)at, 2);
    struct plan_row *row = plan_add_row(p, ENTITY_ATTENDEE, 0, who->username);
    row->workshop_id = w->id;
    if (!workshop_is(w, "scheduled"))
        plan_row_skip(row, true,
                      mem_format(_("#%lld is %s: seats are taken while it is scheduled"), (long long)w->id, w->status));
    else if (status && strcmp(status, "left") != 0)
        plan_row_skip(row, false, mem_dup(_("comes already")));
    else if (who->inactive)
        plan_row_skip(row, true, mem_dup(who->inactive));
    else if (who->id == w->host_id)
        plan_row_skip(row, true, mem_dup(_("is the host")));
    if (row->skipped) return;
    if (status) {
        change_again(row, &d->rows, (size_t)at);
        ids_add(&d->again, rows_int(&d->rows, (size_t)at, 0));
        return;
    }
    plan_row_change(row, "id", NULL, NULL);
    plan_row_change(row, "status", NULL, "rsvp");
    ids_add(&d->added, who->id);
}

/* More people than seats: a moderator may, and is told. */
static bool warn_of_seats(struct session *s, const struct attend *d, struct plan *p, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT w.max_capacity, (SELECT COUNT(*) FROM workshop_attendees a WHERE a.workshop_id = w.id"
                " AND a.status <> 'left') FROM workshops w WHERE w.id = ");
    sql_int(&q, d->workshops.items[0].id);
    bool ok = conn_query(s->conn, &q, &r, err);
    int64_t people = ok ? rows_int(&r, 0, 1) + p->to_change : 0;
    if (ok && rows_text(&r, 0, 0) && people > rows_int(&r, 0, 0))
        plan_warn(p, mem_format(_("It has %lld seats; %lld people will come."), (long long)rows_int(&r, 0, 0),
                                (long long)people));
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static const struct plan_operation attend_operation;

static struct plan *attend_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_attend *a = args;
    /* TRANSLATORS: the action, in "attendee add needs a moderator" */
    if (!session_need(s, RIGHTS_MODERATOR, _("attendee add"), err)) return NULL;
    /* TRANSLATORS: the title of a plan */
    struct plan *p = plan_new(&attend_operation, args, mem_format(_("attendees of #%lld"), (long long)a->workshop));
    bool ok = attend_begin(s, p, made_at, err);
    struct attend *d = p->data;
    for (size_t i = 0; ok && i < d->people.count; i++) add_person(d, p, &d->people.items[i]);
    plan_count(p);
    if (!ok || !warn_of_seats(s, d, p, err)) {
        plan_free(p);
        return NULL;
    }
    p->in_all = mem_format(P_("%lld attendee added", "%lld attendees added", p->to_change), (long long)p->to_change);
    p->undo = mem_dup(_("attendee remove takes it back."));
    return p;
}

static bool insert_rows(struct session *s, const struct attend *d, struct err *err) {
    struct sql q = {0};
    if (d->added.count == 0) return true;
    sql_add(&q, "INSERT INTO workshop_attendees (workshop_id, user_id, status, created_at, updated_at) VALUES ");
    for (size_t i = 0; i < d->added.count; i++) {
        sql_add(&q, i > 0 ? ", (" : "(");
        sql_int(&q, d->workshops.items[0].id);
        sql_add(&q, ", ");
        sql_int(&q, d->added.items[i]);
        sql_add(&q, ", 'rsvp', ");
        sql_time(&q, d->now);
        sql_add(&q, ", ");
        sql_time(&q, d->now);
        sql_add(&q, ")");
    }
    bool ok = conn_exec(s->conn, &q, NULL, err);
    sql_free(&q);
    return ok;
}

static void fill_again(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshop_attendees SET status = 'rsvp', left_at = NULL, is_co_host = 0, can_speak = 0,"
               " updated_at = ");
    sql_time(q, ((const struct attend *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

static bool attend_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    struct attend *d = p->data;
    int64_t id = d->workshops.items[0].id;
    result->rows_changed = p->to_change;
    ids_sort(&d->again);
    return insert_rows(s, d, err) && ids_update(s, fill_again, d, &d->again, NULL, err) &&
           attend_take_ids(s, p,
                           "SELECT a.id, u.username FROM workshop_attendees a JOIN users u ON u.id = a.user_id"
                           " WHERE a.workshop_id = ",
                           err) &&
           seats_count(s, &(struct ids){.items = &id, .count = 1}, d->now, err);
}

static const struct plan_operation attend_operation = {
    "attend", attend_make, attend_write, attend_copy_args, attend_free_args, attend_free, NULL,
};

struct plan *attend_plan(struct session *s, const struct op_attend *args, struct err *err) {
    return attend_make(s, args, 0, err);
}
