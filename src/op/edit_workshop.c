/* What is true of workshops when they are made or changed: the platform's limits, moving, and who is told. Deleting is
 * edit_workshop_delete.c. See edit_private.h. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "db/schema.h"
#include "op/edit_workshop.h"
#include "op/reminders.h"

static const struct notice_kind moved_kind = {"updated", "workshop_updated", PEOPLE_ATTENDEES};

/* The series that a new one belongs to: its zone, locked so that nobody fills it meanwhile. */
static bool read_series(struct session *s, struct edit *e, struct err *err) {
    const char *said = edit_said(e, WORKSHOP_SERIES_ID);
    int64_t id;
    if (!said || !parse_int(said, 1, INT32_MAX, &id)) return true;
    if (!series_read(s, &(struct ids){.items = &id, .count = 1}, &e->series, err)) return false;
    e->zone = e->series.items[0].recurrence.zone;
    return true;
}

static bool workshop_prepare(struct session *s, struct edit *e, struct err *err) {
    return edit_read_host(s, e, err) && read_series(s, e, err) && workshops_read(s, &e->ids, &e->workshops, err);
}

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

static void check_move(struct edit *e, struct plan *p, size_t i) {
    struct workshop *w = &e->workshops.items[i];
    struct plan_row *row = &p->rows[i];
    const struct plan_change *change = edit_change(e, p, i, WORKSHOP_SCHEDULED_AT);
    int64_t at;
    if (!change || !clock_parse_db(change->after, &at)) return;
    plan_row_saw(row, "status", w->status);
    if (!workshop_is(w, "scheduled"))
        plan_row_skip(row, true, mem_format(_("is %s: only a scheduled one can be moved"), w->status));
    else if (!changing_is_ahead(at, e->now))
        plan_row_skip(row, true, mem_format(_("would begin in less than %d minutes"), CHANGING_AHEAD_MINUTES));
    else
        w->scheduled_at = at;
}

static void check_host(struct edit *e, struct plan *p, size_t i) {
    const struct workshop *w = &e->workshops.items[i];
    struct plan_row *row = &p->rows[i];
    if (!edit_changes(e, p, i, WORKSHOP_HOST_ID) || row->skipped) return;
    plan_row_saw(row, "status", w->status);
    if (!workshop_is(w, "scheduled") && !workshop_is(w, "lobby"))
        plan_row_skip(row, true, mem_format(_("is %s: its host stays"), w->status));
}

/* A capacity below the attendance sends nobody away. */
static void warn_of_capacity(const struct edit *e, struct plan *p, size_t i) {
    const struct plan_change *change = edit_change(e, p, i, WORKSHOP_MAX_CAPACITY);
    const char *count = edit_before(e, i, WORKSHOP_ATTENDEE_COUNT);
    int64_t seats, people;
    if (!change || !change->after || !count || !parse_int(change->after, 0, INT32_MAX, &seats)) return;
    if (!parse_int(count, INT32_MIN, INT32_MAX, &people) || people <= seats) return;
    plan_warn(p, mem_format(_("#%lld has %lld attendees, more than the %lld seats it is to have: nobody is sent away."),
                            (long long)p->rows[i].id, (long long)people, (long long)seats));
}

/* The host may not host: said, not changed. */
static void note_host(const struct edit *e, struct plan *p) {
    const struct person *host = e->hosts.count > 0 ? &e->hosts.items[0] : NULL;
    if (host && !host->can_host)
        plan_warn(p, mem_format(_("@%s may not host (can_host is off): it is done all the same, and stays off."),
                                host->username));
}

/* The workshop as people will know it, and the news of it. */
static void tell(struct edit *e, struct plan *p, size_t i) {
    struct workshop *w = &e->workshops.items[i];
    const struct op_edit *a = e->args;
    if (p->rows[i].skipped) return;
    free(w->title);
    w->title = mem_dup(edit_after(e, p, i, WORKSHOP_TITLE));
    if (edit_changes(e, p, i, WORKSHOP_HOST_ID)) hosting_take_zone(w, &e->hosts.items[0]);
    char *key_end = edit_key_end(p);
    if (edit_changes(e, p, i, WORKSHOP_SCHEDULED_AT) && a->what == EDIT_SET) {
        notices_add(&e->moved, &moved_kind, w, TEXT_MOVED, key_end, a->words, false);
        ids_add(&e->freed, w->id);
    }
    if (edit_changes(e, p, i, WORKSHOP_HOST_ID)) hosting_add(&e->hosted, &e->hosts.items[0], w, key_end, a->words);
    free(key_end);
}

/* Another date of the series at that instant would be doubled. */
static bool warn_of_twin(struct session *s, const struct edit *e, struct plan *p, size_t i, struct err *err) {
    const struct workshop *w = &e->workshops.items[i];
    struct sql q = {0};
    struct rows r = {0};
    if (w->series_id == 0 || !edit_changes(e, p, i, WORKSHOP_SCHEDULED_AT) || p->rows[i].skipped) return true;
    sql_add(&q, "SELECT w.id FROM workshops w WHERE w.series_id = ");
    sql_int(&q, w->series_id);
    sql_add(&q, " AND w.scheduled_at = ");
    sql_time(&q, w->scheduled_at);
    sql_add(&q, " AND w.id <> ");
    sql_int(&q, w->id);
    bool ok = conn_query(s->conn, &q, &r, err);
    if (ok && r.count > 0)
        plan_warn(p, mem_format(_("Series #%lld has #%lld at that time already."), (long long)w->series_id,
                                (long long)rows_int(&r, 0, 0)));
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static bool check_set(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < p->row_count; i++) {
        struct workshop *w = &e->workshops.items[i];
        int64_t from = w->scheduled_at;
        check_move(e, p, i);
        check_host(e, p, i);
        warn_of_capacity(e, p, i);
        ok = warn_of_twin(s, e, p, i, err);
        if (ok && w->scheduled_at != from && w->series_id != 0 && !p->rows[i].skipped)
            ok = edit_note_anchor(s, w, w->scheduled_at, &p->rows[i], err);
        tell(e, p, i);
    }
    note_host(e, p);
    return ok;
}

/* The one that will be, without an id yet. */
static void add_new_workshop(struct edit *e, const struct plan *p) {
    struct workshops *list = &e->workshops;
    const struct series *series = e->series.count > 0 ? &e->series.items[0] : NULL;
    const char *at = edit_after(e, p, 0, WORKSHOP_SCHEDULED_AT);
    list->items = mem_grow(list->items, &list->cap, 1, sizeof *list->items);
    list->items[list->count++] = (struct workshop){
        .series_id = series ? series->id : 0,
        .host_id = e->hosts.items[0].id,
        .title = dup_or_null(edit_after(e, p, 0, WORKSHOP_TITLE)),
        .status = mem_dup("scheduled"),
        .scheduled_text = dup_or_null(at),
        .zone = series && series->recurrence.zone ? series->recurrence.zone : e->hosts.items[0].zone,
    };
    if (at) clock_parse_db(at, &list->items[0].scheduled_at);
}

static bool check_new(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    struct plan_row *row = &p->rows[0];
    add_new_workshop(e, p);
    const struct workshop *w = &e->workshops.items[0];
    if (!changing_is_ahead(w->scheduled_at, e->now)) {
        err_set(err, WS_REFUSED, _("scheduled_at: would begin in less than %d minutes"), CHANGING_AHEAD_MINUTES);
        return false;
    }
    struct buf when = {0};
    when_add_date(&when, w->scheduled_at, w->zone);
    /* TRANSLATORS: when a new workshop is, and the time zone of its series or host */
    plan_row_note(row, mem_format(_("takes place %s (%s)"), buf_str(&when), zone_name(w->zone)));
    plan_row_note(row, mem_dup(_("its Agora channel gets the name workshop-ID")));
    buf_free(&when);
    note_host(e, p);
    tell(e, p, 0);
    return warn_of_twin(s, e, p, 0, err) && (w->series_id == 0 || edit_note_anchor(s, w, w->scheduled_at, row, err));
}

static bool workshop_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    switch (e->args->what) {
    case EDIT_NEW: return check_new(s, e, p, err);
    case EDIT_SET: return check_set(s, e, p, err);
    default: return edit_workshop_check_delete(s, e, p, err);
    }
}

/* The channel is named after the id; a platform that knows who made a workshop is told. */
static bool finish_new(struct session *s, struct edit *e, const struct plan *p, struct err *err) {
    const struct schema *schema;
    struct sql q = {0};
    int64_t id = p->rows[0].id;
    if (!conn_schema(s->conn, &schema, err)) return false;
    sql_add(&q, "UPDATE workshops SET agora_channel = CONCAT('workshop-', id)");
    if (schema->has[SCHEMA_WORKSHOPS_CREATED_BY_ADMIN_ID]) {
        sql_add(&q, ", created_by_admin_id = ");
        sql_int(&q, s->actor.id);
    }
    sql_add(&q, " WHERE id = ");
    sql_int(&q, id);
    bool ok = conn_exec(s->conn, &q, NULL, err);
    sql_free(&q);
    char *key_end = edit_key_end(p);
    e->workshops.items[0].id = id;
    notices_free(&e->hosted);
    hosting_add(&e->hosted, &e->hosts.items[0], &e->workshops.items[0], key_end, e->args->words);
    hosting_retell(p, &e->hosted);
    free(key_end);
    return ok;
}

static bool free_reminders(struct session *s, const struct edit *e, const struct plan *p, struct err *err) {
    struct reminded *list = mem_zero(p->row_count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < p->row_count; i++) {
        const struct workshop *w = &e->workshops.items[i];
        if (p->rows[i].skipped || !edit_changes(e, p, i, WORKSHOP_SCHEDULED_AT)) continue;
        list[count].workshop = w->id;
        clock_parse_db(w->scheduled_text, &list[count++].start); /* scheduled_at is the new one's by now */
    }
    bool ok = reminders_free(s, list, count, err);
    free(list);
    return ok;
}

static bool workshop_write(struct session *s, struct edit *e, const struct plan *p, struct plan_result *result,
                           struct err *err) {
    if (e->args->what == EDIT_DELETE) return true;
    bool ok = e->args->what == EDIT_NEW ? finish_new(s, e, p, err) : free_reminders(s, e, p, err);
    return ok && notices_send(s, &e->moved, &result->told, err) && notices_send(s, &e->hosted, &result->told, err);
}

const struct edit_rules edit_workshop_rules = {
    .set = RIGHTS_ADMIN,
    .make = RIGHTS_ADMIN,
    .remove = RIGHTS_ADMIN,
    .prepare = workshop_prepare,
    .check = workshop_check,
    .write = workshop_write,
};
