/* What is true of series when they are made, changed or deleted. A new one gets its dates at once, by the same code as
 * `series fill`, and its host is told. See edit_private.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/edit_private.h"
#include "recur/describe.h"
#include "recur/when.h"

enum { DATES_SHOWN = 10 };

static bool series_prepare(struct session *s, struct edit *e, struct err *err) {
    return edit_read_host(s, e, err) && series_read(s, &e->ids, &e->series, err);
}

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

static void set_text(char **text, const char *to) {
    char *copy = dup_or_null(to);
    free(*text);
    *text = copy;
}

/* Gives a new series its rule, zone and time; WS_DATA when they cannot be used. */
static bool apply_rule(struct edit *e, struct plan *p, struct series *s, struct err *err) {
    if (!edit_series_recurrence(e, p, 0, &s->recurrence, err)) return false;
    set_text(&s->rrule, edit_after(e, p, 0, SERIES_RRULE));
    set_text(&s->time_text, edit_after(e, p, 0, SERIES_TIME_OF_DAY));
    set_text(&s->zone_name, edit_after(e, p, 0, SERIES_TIMEZONE));
    return true;
}

static void note_rule(const struct series *s, struct plan_row *row) {
    struct buf words = {0};
    describe_add(&words, &s->recurrence.rule, s->recurrence.time_of_day, s->recurrence.zone);
    plan_row_note(row, buf_steal(&words));
}

/* It is made inactive: nothing is left to be written of its end. */
static void end_at_once(struct edit *e, struct plan *p) {
    struct plan_change *active = edit_change(e, p, 0, SERIES_IS_ACTIVE);
    if (active)
        edit_change_to(active, mem_dup("0"));
    else
        plan_row_change(&p->rows[0], "is_active", NULL, "0");
    plan_row_note(&p->rows[0], mem_dup(_("its rule has no later occurrence: it becomes inactive")));
    ids_free(&e->dates->ended);
}

/* The dates of the new series: shown, and kept to be made. */
static void add_dates(struct edit *e, struct plan *p, const struct series *series) {
    struct ids dates = {0};
    struct plan_row *row = &p->rows[0];
    e->dates = mem_zero(1, sizeof *e->dates);
    e->dates->now = e->now;
    fill_begin_series(e->dates, series, &dates);
    for (size_t i = 0; i < dates.count && i < DATES_SHOWN; i++) {
        struct buf when = {0};
        when_add_date(&when, dates.items[i], series->recurrence.zone);
        plan_row_note(row, buf_steal(&when));
    }
    if (dates.count > DATES_SHOWN) {
        unsigned long more = dates.count - DATES_SHOWN;
        plan_row_note(row, mem_format(P_("and %lu more date", "and %lu more dates", more), more));
    }
    if (e->dates->ended.count > 0) end_at_once(e, p);
    struct workshops *list = &e->workshops;
    for (size_t i = 0; i < dates.count; i++) {
        list->items = mem_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
        list->items[list->count++] = (struct workshop){.series_id = -1,
                                                       .title = dup_or_null(edit_after(e, p, 0, SERIES_TITLE)),
                                                       .status = mem_dup("scheduled"),
                                                       .scheduled_at = dates.items[i],
                                                       .zone = series->recurrence.zone};
    }
    ids_free(&dates);
}

static void tell_host(struct edit *e, const struct plan *p) {
    char *key_end = edit_key_end(p);
    for (size_t i = 0; i < e->workshops.count; i++)
        hosting_add(&e->hosted, &e->hosts.items[0], &e->workshops.items[i], key_end, e->args->words);
    free(key_end);
}

static bool check_new(struct edit *e, struct plan *p, struct err *err) {
    struct series_list *list = &e->series;
    const struct person *host = &e->hosts.items[0];
    const char *active = edit_after(e, p, 0, SERIES_IS_ACTIVE);
    list->items = mem_grow(list->items, &list->cap, 1, sizeof *list->items);
    list->items[list->count++] = (struct series){.anchor = e->now, .active = !active || !strcmp(active, "1")};
    struct series *series = &list->items[0];
    if (!apply_rule(e, p, series, err)) return false;
    series->anchor = recurrence_begin(&series->recurrence, e->now);
    note_rule(series, &p->rows[0]);
    if (!host->can_host)
        plan_warn(
            p, mem_format(_("@%s may not host (can_host is off), and that stays: no dates are made."), host->username));
    else if (series->active)
        add_dates(e, p, series);
    tell_host(e, p);
    return true;
}

static void note_kept(void *plan, const struct rows *r, size_t i) {
    const struct plan *p = plan;
    long long n = rows_int(r, i, 1);
    for (size_t k = 0; k < p->row_count; k++) {
        if (p->rows[k].id != rows_int(r, i, 0)) continue;
        plan_row_saw_count(&p->rows[k], "workshops", n);
        if (n > 0)
            plan_row_note(
                &p->rows[k],
                mem_format(P_("%lld workshop stays, without a series", "%lld workshops stay, without a series", n), n));
    }
}

static bool series_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    switch (e->args->what) {
    case EDIT_NEW: return check_new(e, p, err);
    case EDIT_SET: return edit_series_coming(s, e, p, err);
    default:
        return ids_query(s->conn,
                         "SELECT s.id, (SELECT COUNT(*) FROM workshops w WHERE w.series_id = s.id)"
                         " FROM workshop_series s WHERE s.id",
                         &e->ids, "", note_kept, p, err);
    }
}

/* Gives the workshops of the plan's news the ids that they have now. */
static void take_id(void *arg, const struct rows *r, size_t i) {
    struct workshops *list = arg;
    int64_t at;
    for (size_t k = 0; rows_time(r, i, 1, &at) && k < list->count; k++)
        if (list->items[k].scheduled_at == at) list->items[k].id = rows_int(r, i, 0);
}

/* The rule is counted from it until there is a workshop. */
static void fill_begin(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshop_series SET created_at = ");
    sql_time(q, ((const struct series *)arg)->anchor);
    sql_add(q, " WHERE id IN ");
}

static bool series_write(struct session *s, struct edit *e, const struct plan *p, struct plan_result *result,
                         struct err *err) {
    int64_t id = p->rows[0].id;
    struct ids ids = {.items = &id, .count = 1};
    if (e->args->what == EDIT_SET) return edit_series_coming_write(s, e, p, result, err);
    if (e->args->what != EDIT_NEW) return true;
    if (!e->dates || e->dates->first.count == 0) return ids_update(s, fill_begin, &e->series.items[0], &ids, NULL, err);
    for (size_t i = 0; i < e->dates->first.count; i++) e->dates->first.items[i].series_id = id;
    if (e->dates->filled.count > 0) e->dates->filled.items[0] = id;
    if (!fill_write_dates(s, e->dates, result, err) ||
        !ids_query(s->conn, "SELECT w.id, w.scheduled_at FROM workshops w WHERE w.series_id", &ids, "", take_id,
                   &e->workshops, err))
        return false;
    notices_free(&e->hosted);
    tell_host(e, p);
    hosting_retell(p, &e->hosted);
    return notices_send(s, &e->hosted, &result->told, err);
}

const struct edit_rules edit_series_rules = {
    .set = RIGHTS_ADMIN,
    .make = RIGHTS_ADMIN,
    .remove = RIGHTS_ADMIN,
    .prepare = series_prepare,
    .check = series_check,
    .write = series_write,
};
