/* Workshops and series as iCalendar: see ics.h. */
#include "op/ics.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/rows.h"
#include "op/series.h"
#include "op/series_match.h"
#include "recur/ical.h"

/* The columns of what_columns. */
enum {
    COL_ID,
    COL_SERIES_ID,
    COL_TITLE,
    COL_DESCRIPTION,
    COL_AT,
    COL_MINUTES,
    COL_STATUS,
    COL_CREATED,
    COL_UPDATED,
    COL_HOST,
    COL_CATEGORY,
    COL_SERIES_ZONE,
    COL_HOST_ZONE
};
static const char what_columns[] =
    "SELECT w.id, w.series_id, w.title, w.description, w.scheduled_at, w.duration_minutes, w.status, w.created_at,"
    " w.updated_at, h.username, c.name, s.timezone, {h.timezone} FROM workshops w JOIN users h ON h.id = w.host_id"
    " LEFT JOIN workshop_categories c ON c.id = w.category_id LEFT JOIN workshop_series s ON s.id = w.series_id";

/* Events with the texts that they point to. */
struct events {
    struct ical_event *items;
    int64_t *ids, *series_ids; /* of the workshops */
    size_t count, cap, id_cap, series_cap;
    const char *database;
};

static char *dup_cell(const struct rows *r, size_t row, size_t column) {
    const char *text = rows_text(r, row, column);
    return text ? mem_dup(text) : NULL;
}

static const struct zone *zone_of(const struct rows *r, size_t i) {
    for (size_t column = COL_SERIES_ZONE; column <= COL_HOST_ZONE; column++) {
        const char *name = rows_text(r, i, column);
        const struct zone *zone = name ? zone_get(name, NULL) : NULL;
        if (zone) return zone;
    }
    return zone_utc();
}

static void add_event(void *arg, const struct rows *r, size_t i) {
    struct events *e = arg;
    e->items = mem_grow(e->items, &e->cap, e->count + 1, sizeof *e->items);
    e->ids = mem_grow(e->ids, &e->id_cap, e->count + 1, sizeof *e->ids);
    e->series_ids = mem_grow(e->series_ids, &e->series_cap, e->count + 1, sizeof *e->series_ids);
    struct ical_event *event = &e->items[e->count];
    e->ids[e->count] = rows_int(r, i, COL_ID);
    e->series_ids[e->count++] = rows_int(r, i, COL_SERIES_ID);
    const char *host = rows_text(r, i, COL_HOST), *status = rows_text(r, i, COL_STATUS);
    *event = (struct ical_event){
        .uid = mem_format("workshop-%" PRId64 "@%s", rows_int(r, i, COL_ID), e->database),
        .title = dup_cell(r, i, COL_TITLE),
        .description = dup_cell(r, i, COL_DESCRIPTION),
        .contact = host ? mem_format("@%s", host) : NULL,
        .category = dup_cell(r, i, COL_CATEGORY),
        .minutes = rows_int(r, i, COL_MINUTES),
        .zone = zone_of(r, i),
        .cancelled = status && !strcmp(status, "cancelled"),
    };
    rows_time(r, i, COL_AT, &event->start);
    rows_time(r, i, COL_CREATED, &event->created);
    rows_time(r, i, COL_UPDATED, &event->modified);
}

static void event_free(struct ical_event *e) {
    const char *const texts[] = {e->uid, e->title, e->description, e->contact, e->category};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) free((void *)texts[i]);
    free((void *)e->exdates);
}

static void events_free(struct events *e) {
    for (size_t i = 0; i < e->count; i++) event_free(&e->items[i]);
    free(e->items);
    free(e->ids);
    free(e->series_ids);
}

static int64_t latest_of(const struct events *e, int64_t now) {
    int64_t latest = now;
    for (size_t i = 0; i < e->count; i++)
        if (e->items[i].start > latest) latest = e->items[i].start;
    return latest;
}

static bool read_coming(struct session *s, struct events *e, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, what_columns);
    sql_add(&q, " WHERE w.status IN ('scheduled', 'lobby', 'live') ORDER BY w.scheduled_at, w.id");
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < r.count; i++) add_event(e, &r, i);
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static bool read_events(struct session *s, const char *column, const struct ids *ids, struct events *e,
                        struct err *err) {
    char *before = mem_format("%s WHERE %s", what_columns, column);
    bool ok = ids_query(s->conn, before, ids, "ORDER BY w.scheduled_at, w.id", add_event, e, err);
    free(before);
    return ok;
}

bool ics_workshops(struct session *s, const struct ids *ids, struct buf *out, struct err *err) {
    struct events e = {.database = conn_database(s->conn)};
    int64_t now;
    bool ok = conn_now(s->conn, &now, err) &&
              (ids->count == 0 ? read_coming(s, &e, err) : read_events(s, "w.id", ids, &e, err));
    for (size_t i = 0; ok && i < ids->count; i++) {
        size_t k = 0;
        while (k < e.count && e.ids[k] != ids->items[i]) k++;
        if (k == e.count) ok = err_set(err, WS_DATA, _("there is no workshop #%lld"), (long long)ids->items[i]);
    }
    ok = ok && ical_write(out, e.items, e.count, now, latest_of(&e, now), err);
    events_free(&e);
    return ok;
}

/* All that goes into the calendar; events are moved here from those read. */
struct calendar {
    struct ical_event *items;
    size_t count, cap;
    struct rule *rules; /* one a series */
};

static struct ical_event *calendar_add(struct calendar *c, const struct ical_event *event) {
    c->items = mem_grow(c->items, &c->cap, c->count + 1, sizeof *c->items);
    c->items[c->count] = *event;
    return &c->items[c->count++];
}

/* A series that stopped ends with its latest workshop, or with the date that a workshop stands for when that is later.
 */
static void end_rule(struct rule *rule, const struct series *s, const struct ids *dates,
                     const struct series_match *rows, size_t count) {
    int64_t until = s->latest;
    if (s->active || !s->has_latest) return;
    for (size_t i = 0; i < count; i++)
        if (rows[i].matched && rows[i].date > until) until = rows[i].date;
    if (dates->count == 0 || dates->items[dates->count - 1] <= until) return; /* its rule ends by itself */
    rule->count = 0;
    rule->has_until = true;
    rule->until = until;
}

static void add_series(struct calendar *c, const struct series *s, const struct rows *r, size_t row, struct events *of,
                       struct rule *rule) {
    struct ids dates = {0}, out = {0};
    struct rule_iter it;
    int64_t at, last = s->has_latest ? s->latest + recurrence_half_period(&s->recurrence.rule) : INT64_MIN;
    series_iter_start(&it, s);
    while ((dates.count == 0 || dates.items[dates.count - 1] <= last) && rule_iter_next(&it, &at)) ids_add(&dates, at);
    struct series_match *rows = mem_zero(of->count + 1, sizeof *rows);
    bool *taken = mem_zero(dates.count + 1, sizeof *taken);
    for (size_t i = 0; i < of->count; i++) rows[i].at = of->items[i].start;
    series_match(rows, of->count, dates.items, dates.count, taken, recurrence_half_period(&s->recurrence.rule));
    for (size_t i = 0; i < of->count; i++)
        if (rows[i].matched && of->items[i].cancelled) ids_add(&out, rows[i].date);
    for (size_t k = 0; k < dates.count && dates.items[k] <= s->latest; k++)
        if (!taken[k]) ids_add(&out, dates.items[k]);
    ids_sort(&out);
    *rule = s->recurrence.rule;
    end_rule(rule, s, &dates, rows, of->count);
    struct ical_event master = {
        .uid = mem_format("series-%" PRId64 "@%s", s->id, of->database),
        .title = mem_dup(s->title),
        .description = dup_cell(r, row, 1),
        .contact = mem_format("@%s", rows_text(r, row, 3)),
        .category = dup_cell(r, row, 4),
        .start = dates.count > 0 ? dates.items[0] : s->anchor,
        .minutes = rows_int(r, row, 2),
        .zone = s->recurrence.zone,
        .rule = rule,
        .exdates = out.items,
        .exdate_count = out.count,
        .modified = s->updated_at,
    };
    rows_time(r, row, 5, &master.created);
    for (size_t i = 0; i < of->count; i++) /* a changed date changes the whole */
        if (of->items[i].modified > master.modified) master.modified = of->items[i].modified;
    char *uid = mem_dup(master.uid);
    calendar_add(c, &master);
    for (size_t i = 0; i < of->count; i++) {
        struct ical_event *e = &of->items[i];
        bool stands = rows[i].matched && !e->cancelled, own = !rows[i].matched;
        if ((!stands || rows[i].date == e->start) && !own) {
            event_free(e);
            continue;
        }
        if (stands) {
            free((void *)e->uid);
            e->uid = mem_dup(uid);
            e->recurrence_id = rows[i].date;
        }
        calendar_add(c, e);
    }
    free(uid);
    free(rows);
    free(taken);
    ids_free(&dates);
}

static void rows_add(void *arg, const struct rows *r, size_t i) {
    struct rows_builder *b = arg;
    for (size_t k = 0; k < r->columns; k++) {
        const struct value *v = rows_cell(r, i, k);
        rows_add_cell(b, v->text, v->len, v->null);
    }
}

/* Adds each series that can be used, with its own of `all`. */
static bool add_all(struct calendar *c, const struct series_list *list, const struct rows *more, struct events *all,
                    struct err *err) {
    for (size_t i = 0; i < list->count; i++) {
        const struct series *s = &list->items[i];
        struct events of = {.database = all->database};
        if (s->wrong) return err_set(err, WS_DATA, _("series #%lld: %s"), (long long)s->id, s->wrong);
        of.items = mem_zero(all->count + 1, sizeof *of.items);
        for (size_t k = 0; k < all->count; k++)
            if (all->series_ids[k] == s->id) {
                of.items[of.count++] = all->items[k];
                all->items[k] = (struct ical_event){0}; /* moved */
            }
        add_series(c, s, more, i, &of, &c->rules[i]);
        free(of.items);
    }
    return true;
}

bool ics_series(struct session *s, const struct ids *ids, struct buf *out, struct err *err) {
    struct events all = {.database = conn_database(s->conn)};
    struct series_list list = {0};
    struct rows_builder builder = {.rows.columns = 6};
    struct rows more = {0};
    struct calendar c = {0};
    int64_t now;
    bool ok = conn_now(s->conn, &now, err) && series_read(s, ids, &list, err) &&
              ids_query(s->conn,
                        "SELECT s.id, s.description, s.duration_minutes, u.username, c.name, s.created_at"
                        " FROM workshop_series s JOIN users u ON u.id = s.host_id"
                        " LEFT JOIN workshop_categories c ON c.id = s.category_id WHERE s.id",
                        ids, "ORDER BY s.id", rows_add, &builder, err) &&
              read_events(s, "w.series_id", ids, &all, err);
    rows_finish(&builder, &more);
    int64_t until = ok ? latest_of(&all, now) : 0;
    c.rules = mem_zero(list.count + 1, sizeof *c.rules);
    ok = ok && add_all(&c, &list, &more, &all, err);
    ok = ok && ical_write(out, c.items, c.count, now, until, err);
    for (size_t i = 0; i < c.count; i++) event_free(&c.items[i]);
    free(c.items);
    free(c.rules);
    rows_free(&more);
    series_free(&list);
    events_free(&all);
    return ok;
}
