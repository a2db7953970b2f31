/* Series from an iCalendar file, with their dates: see op.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/editing.h"
#include "op/fill.h"
#include "op/op.h"
#include "op/people.h"
#include "op/progress.h"
#include "recur/describe.h"
#include "recur/ical.h"

/* A new series has no id before it is written: in `dates` the first is -1, the next -2. */
struct import {
    int64_t now;
    struct people hosts;
    struct ical_list list; /* in the order of the plan's rows */
    struct fill dates;
};

static void *copy_args(const void *args) {
    struct op_series_import *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_series_import *)args;
    copy->text = mem_dup(copy->text);
    copy->reason = copy->reason ? mem_dup(copy->reason) : NULL;
    return copy;
}

static void free_args(void *args) {
    struct op_series_import *a = args;
    free((void *)a->text);
    free((void *)a->reason);
    free(a);
}

static void free_data(void *data) {
    struct import *im = data;
    people_free(&im->hosts);
    ical_list_free(&im->list);
    fill_clear(&im->dates);
    free(im);
}

/* Adds a field as a new row is given it; false: the row is refused with the reason. */
static bool add_field(struct plan_row *row, int field, const char *text) {
    struct err e = {0};
    char *value = NULL;
    bool ok = editing_parse(ENTITY_SERIES, field, text ? text : "", zone_utc(), &value, &e);
    if (ok)
        plan_row_change(row, entities[ENTITY_SERIES].fields[field].name, NULL, value);
    else
        plan_row_skip(row, true, mem_dup(e.text));
    err_free(&e);
    free(value);
    return ok;
}

static bool add_number(struct plan_row *row, int field, int64_t number) {
    char *text = number > 0 ? mem_format("%" PRId64, number) : mem_dup("");
    bool ok = add_field(row, field, text);
    free(text);
    return ok;
}

static bool is_left_out(const struct ical_series *from, int64_t at) {
    for (size_t i = 0; i < from->exdate_count; i++)
        if (from->exdates[i] == at) return true;
    return false;
}

/* COUNT is counted from the first date. Where that gets no workshop, past or left out, its end becomes a date. */
static void end_by_date(struct recurrence *r, const struct ical_series *from, int64_t now) {
    struct rule_iter it;
    int64_t first;
    recurrence_start(&it, r, from->start);
    if (r->rule.count && rule_iter_next(&it, &first) && (first <= now || is_left_out(from, first)))
        recurrence_end_by_date(r, from->start);
}

/* `rrule` is the file's own, which an import before its first date kept. */
static bool is_there(struct session *s, const struct plan_row *row, const char *rrule, int64_t *id, struct err *err) {
    static const char *const columns[] = {"title", "host_id", "rrule", "time_of_day", "timezone"};
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT s.id FROM workshop_series s WHERE 1 = 1");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (size_t k = 0; k < row->change_count; k++) {
            if (strcmp(row->changes[k].field, columns[i]) != 0) continue;
            sql_addf(&q, " AND s.%s IN (", columns[i]);
            sql_text(&q, row->changes[k].after);
            if (!strcmp(columns[i], "rrule")) {
                sql_add(&q, ", ");
                sql_text(&q, rrule);
            }
            sql_add(&q, ")");
        }
    sql_add(&q, " LIMIT 1");
    bool ok = conn_query(s->conn, &q, &r, err);
    *id = ok && r.count > 0 ? rows_int(&r, 0, 0) : 0;
    rows_free(&r);
    sql_free(&q);
    return ok;
}

/* What is lost is said in every mode, also where nobody sees the plan. */
static void warn(struct plan *p, const struct ical_series *from, char *what) {
    plan_warn(p, mem_format("\"%s\": %s", from->title, what));
    free(what);
}

static void warn_left_out(struct plan *p, const struct ical_series *from) {
    struct buf names = {0};
    for (size_t i = 0; i < from->left_out_count; i++) buf_addf(&names, "%s%s", i > 0 ? ", " : "", from->left_out[i]);
    /* TRANSLATORS: parts of an event that a series has no place for */
    if (names.len > 0) warn(p, from, mem_format(_("not taken: %s"), buf_str(&names)));
    buf_free(&names);
}

/* A later fill knows nothing of the file. */
static void warn_exdates(struct plan *p, const struct ical_series *from, int64_t after) {
    unsigned long count = 0;
    for (size_t i = 0; i < from->exdate_count; i++) count += from->exdates[i] > after;
    if (count > 0)
        warn(p, from,
             mem_format(P_("%lu later date left out in the file is not kept: a later fill makes it",
                           "%lu later dates left out in the file are not kept: a later fill makes them", count),
                        count));
}

static void add_dates(struct import *im, struct plan *p, struct plan_row *row, size_t index,
                      const struct recurrence *r) {
    const struct ical_series *from = &im->list.items[index];
    const struct series series = {
        .id = -(int64_t)(index + 1), .active = true, .host_may = true, .recurrence = *r, .anchor = from->start};
    struct fill all = {.now = im->now};
    struct ids dates = {0}, made = {0};
    fill_begin_series(&all, &series, &dates);
    for (size_t i = 0; i < dates.count; i++) {
        if (is_left_out(from, dates.items[i])) continue;
        ids_add(&made, dates.items[i]);
        fill_add_date(&im->dates, series.id, dates.items[i], 0);
    }
    fill_note_dates(row, r->zone, &made);
    if (all.ended.count > 0) {
        plan_row_change(row, "is_active", NULL, "0");
        plan_row_note(row, mem_dup(_("its rule has no later occurrence: it becomes inactive")));
    } else {
        warn_exdates(p, from, made.count > 0 ? made.items[made.count - 1] : im->now);
    }
    fill_clear(&all);
    ids_free(&dates);
    ids_free(&made);
}

/* Everything but the dates; false on an error of the database. */
static bool add_row(struct session *s, struct import *im, struct plan *p, size_t index, struct err *err) {
    const struct op_series_import *a = p->args;
    const struct ical_series *from = &im->list.items[index];
    struct plan_row *row = plan_add_row(p, ENTITY_SERIES, 0, from->title ? from->title : from->uid);
    struct recurrence r;
    struct buf rrule = {0}, words = {0};
    int64_t id;
    plan_row_change(row, "id", NULL, NULL);
    if (from->refused) plan_row_skip(row, true, mem_dup(from->refused));
    if (from->refused || !recurrence_read(&r, from->rrule, from->time_of_day, zone_name(from->zone), err))
        return from->refused != NULL;
    end_by_date(&r, from, im->now);
    rule_print(&r.rule, &rrule);
    bool fits = add_field(row, SERIES_TITLE, from->title) && add_field(row, SERIES_RRULE, buf_str(&rrule)) &&
                add_field(row, SERIES_TIME_OF_DAY, from->time_of_day) &&
                add_field(row, SERIES_TIMEZONE, zone_name(from->zone)) &&
                add_field(row, SERIES_DESCRIPTION, from->description) &&
                add_number(row, SERIES_DURATION_MINUTES, from->minutes) &&
                add_number(row, SERIES_HOST_ID, a->host_id) && add_number(row, SERIES_CATEGORY_ID, a->category_id);
    bool ok = !fits || is_there(s, row, from->rrule, &id, err);
    if (ok && fits && id)
        plan_row_skip(row, false, mem_format(_("is there already: series #%lld"), (long long)id));
    else if (ok && fits) {
        describe_add(&words, &r.rule, r.time_of_day, r.zone);
        plan_row_note(row, buf_steal(&words));
        warn_left_out(p, from);
        if (im->hosts.items[0].can_host)
            add_dates(im, p, row, index, &r);
        else
            warn_exdates(p, from, im->now);
    }
    buf_free(&rrule);
    return ok;
}

static void add_words(struct import *im, struct plan *p) {
    unsigned long dates = im->dates.first.count, single = im->list.single.count, other = im->list.other.count,
                  changed = im->list.changed;
    plan_count(p);
    p->in_all = mem_format(_("series made: %lld, workshops made: %lu"), (long long)p->to_change, dates);
    if (single > 0)
        plan_warn(p, mem_format(P_("%lu event does not repeat and is not taken: %s",
                                   "%lu events do not repeat and are not taken: %s", single),
                                single, buf_str(&im->list.single.names)));
    if (changed > 0)
        plan_warn(p, mem_format(P_("%lu event changes a date of a series: that date is left out.",
                                   "%lu events change dates of a series: those dates are left out.", changed),
                                changed));
    if (other > 0)
        plan_warn(
            p, mem_format(P_("%lu other component is not taken: %s", "%lu other components are not taken: %s", other),
                          other, buf_str(&im->list.other.names)));
    if (!im->hosts.items[0].can_host)
        plan_warn(p, mem_format(_("@%s may not host: the series get no dates."), im->hosts.items[0].username));
}

static const struct plan_operation import_operation;

static struct plan *import_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_series_import *a = args;
    const struct ids host = {.items = (int64_t[]){a->host_id}, .count = 1};
    int64_t now;
    /* TRANSLATORS: the action, in "importing series needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("importing series"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&import_operation, args, mem_dup(_("import series")));
    struct import *im = mem_zero(1, sizeof *im);
    p->data = im;
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    im->now = im->dates.now = now;
    bool ok = people_read(s, &host, &im->hosts, err) && person_check_host(&im->hosts.items[0], err) &&
              ical_read(a->text, strlen(a->text), s->zone, &im->list, err);
    for (size_t i = 0; ok && i < im->list.count; i++) ok = add_row(s, im, p, i, err);
    if (ok) add_words(im, p);
    if (ok) return p;
    plan_free(p);
    return NULL;
}

static bool has_dates(const struct import *im, size_t index) {
    for (size_t i = 0; i < im->dates.filled.count; i++)
        if (im->dates.filled.items[i] == -(int64_t)(index + 1)) return true;
    return false;
}

static bool insert_series(struct session *s, const struct import *im, struct plan_row *row, size_t index,
                          struct err *err) {
    struct sql q = {0};
    int64_t start = im->list.items[index].start;
    bool counted = start <= im->now || !has_dates(im, index);
    sql_add(&q, "INSERT INTO workshop_series (created_at, updated_at");
    for (size_t k = 1; k < row->change_count; k++) sql_addf(&q, ", %s", row->changes[k].field);
    sql_add(&q, ") VALUES (");
    sql_time(&q, counted ? start : im->now); /* the rule is counted from it until there is a workshop */
    sql_add(&q, ", ");
    sql_time(&q, im->now);
    for (size_t k = 1; k < row->change_count; k++) {
        sql_add(&q, ", ");
        sql_text(&q, row->changes[k].after);
    }
    sql_add(&q, ")");
    bool ok = conn_exec(s->conn, &q, NULL, err);
    sql_free(&q);
    if (!ok) return false;
    row->id = conn_insert_id(s->conn);
    row->changes[0].after = mem_format("%" PRId64, row->id);
    return true;
}

static bool import_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    struct import *im = p->data;
    for (size_t i = 0; i < p->row_count; i++) {
        if (p->rows[i].skipped) continue;
        if (!progress_step(s, result->rows_changed, p->to_change, err)) return false;
        if (!insert_series(s, im, &p->rows[i], i, err)) return false;
        result->rows_changed++;
    }
    if (!progress_step(s, p->to_change, p->to_change, err)) return false;
    for (size_t i = 0; i < im->dates.first.count; i++) {
        struct fill_date *d = &im->dates.first.items[i];
        d->series_id = p->rows[-d->series_id - 1].id;
    }
    for (size_t i = 0; i < im->dates.filled.count; i++)
        im->dates.filled.items[i] = p->rows[-im->dates.filled.items[i] - 1].id;
    return fill_write_dates(s, &im->dates, result, err);
}

static const struct plan_operation import_operation = {
    "series_import", import_make, import_write, copy_args, free_args, free_data,
};

struct plan *series_import_plan(struct session *s, const struct op_series_import *args, struct err *err) {
    return import_make(s, args, 0, err);
}
