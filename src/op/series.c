/* Series with their rules and what they hold: see series.h. */
#include "op/series.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

/* The columns of read_rows. */
enum { COL_ID, COL_TITLE, COL_RRULE, COL_TIME, COL_ZONE, COL_ACTIVE, COL_CREATED, COL_UPDATED, COL_CAN_HOST };

/* Says what is wrong with the rule, the time or the zone, if anything is. */
static void read_rule(struct series *s) {
    struct err e = {0};
    if (!recurrence_read(&s->recurrence, s->rrule, s->time_text, s->zone_name, &e)) s->wrong = mem_dup(e.text);
    err_free(&e);
}

static void add_series(void *arg, const struct rows *r, size_t i) {
    struct series_list *list = arg;
    list->items = mem_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
    struct series *s = &list->items[list->count++];
    *s = (struct series){
        .id = rows_int(r, i, COL_ID),
        .title = mem_dup(rows_text(r, i, COL_TITLE)),
        .rrule = mem_dup(rows_text(r, i, COL_RRULE)),
        .time_text = mem_dup(rows_text(r, i, COL_TIME)),
        .zone_name = mem_dup(rows_text(r, i, COL_ZONE)),
        .active = rows_int(r, i, COL_ACTIVE) != 0,
        .host_may = rows_int(r, i, COL_CAN_HOST) != 0,
    };
    rows_time(r, i, COL_CREATED, &s->anchor);
    rows_time(r, i, COL_UPDATED, &s->updated_at);
    read_rule(s);
}

static int compare_id(const void *id, const void *item) {
    int64_t a = *(const int64_t *)id, b = ((const struct series *)item)->id;
    return (a > b) - (a < b);
}

static struct series *find(const struct series_list *list, int64_t id) {
    return bsearch(&id, list->items, list->count, sizeof *list->items, compare_id);
}

static void add_bounds(void *list, const struct rows *r, size_t i) {
    struct series *s = find(list, rows_int(r, i, 0));
    if (!s) return;
    rows_time(r, i, 1, &s->anchor);
    rows_time(r, i, 2, &s->latest);
    s->latest_id = rows_int(r, i, 3);
    s->has_latest = true;
}

static void add_taken(void *list, const struct rows *r, size_t i) {
    struct series *s = find(list, rows_int(r, i, 0));
    int64_t at;
    if (s && rows_time(r, i, 1, &at)) ids_add(&s->taken, at);
}

/* In the order of can_host, which locks hosts before their series: an INSERT would lock them after. */
static bool lock_rows(struct session *s, const struct ids *ids, struct err *err) {
    struct ids hosts = {0}, locked = {0};
    bool ok = ids_query(s->conn, "SELECT DISTINCT s.host_id FROM workshop_series s WHERE s.id", ids, "", ids_add_row,
                        &hosts, err);
    ids_sort(&hosts);
    ok = ok &&
         ids_query(s->conn, "SELECT u.id FROM users u WHERE u.id", &hosts, "ORDER BY u.id LOCK IN SHARE MODE",
                   ids_add_row, &locked, err) &&
         ids_lock(s->conn, "workshop_series", ids, err);
    ids_free(&hosts);
    ids_free(&locked);
    return ok;
}

bool series_read(struct session *s, const struct ids *ids, struct series_list *out, struct err *err) {
    if (s->locking && !lock_rows(s, ids, err)) return false;
    if (!ids_query(s->conn,
                   "SELECT s.id, s.title, s.rrule, s.time_of_day, s.timezone, s.is_active, s.created_at, s.updated_at, "
                   "{u.can_host}"
                   " FROM workshop_series s JOIN users u ON u.id = s.host_id WHERE s.id",
                   ids, "ORDER BY s.id", add_series, out, err))
        return false;
    for (size_t i = 0; i < ids->count; i++)
        if (i >= out->count || out->items[i].id != ids->items[i])
            return err_set(err, WS_DATA, _("there is no series #%lld"), (long long)ids->items[i]);
    bool ok = ids_query(s->conn,
                        "SELECT w.series_id, m.earliest, w.scheduled_at, w.id FROM (SELECT series_id,"
                        " MIN(scheduled_at) AS earliest, MAX(scheduled_at) AS latest FROM workshops WHERE series_id",
                        ids,
                        "GROUP BY series_id) m JOIN workshops w ON w.series_id = m.series_id"
                        " AND w.scheduled_at = m.latest ORDER BY w.series_id, w.id",
                        add_bounds, out, err) &&
              ids_query(s->conn, "SELECT w.series_id, w.scheduled_at FROM workshops w WHERE w.series_id", ids,
                        "AND w.scheduled_at > NOW() - INTERVAL 1 DAY", add_taken, out, err);
    for (size_t i = 0; i < out->count; i++) ids_sort(&out->items[i].taken);
    return ok;
}

void series_free(struct series_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        struct series *s = &list->items[i];
        char *const texts[] = {s->title, s->rrule, s->time_text, s->zone_name, s->wrong};
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) free(texts[k]);
        ids_free(&s->taken);
    }
    free(list->items);
    *list = (struct series_list){0};
}

void series_iter_start(struct rule_iter *it, const struct series *s) {
    recurrence_start(it, &s->recurrence, s->anchor);
}
