/* Writing the dates that fill.c found: one INSERT for each few hundred, one UPDATE for their channels. */
#include "op/fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/schema.h"

enum { DATES_IN_A_STATEMENT = 250 };

/* The columns of a new workshop, and what they get; `latest` adds those that are copied. */
static void add_insert(struct sql *q, const struct schema *schema, bool latest, int64_t now) {
    bool mode = latest && schema->has[SCHEMA_WORKSHOPS_MODE];
    bool by_admin = latest && schema->has[SCHEMA_WORKSHOPS_CREATED_BY_ADMIN_ID];
    sql_add(q, "INSERT INTO workshops (series_id, host_id, category_id, title, description, duration_minutes,"
               " scheduled_at, status, created_at, updated_at");
    if (latest) sql_add(q, ", is_private");
    if (mode) sql_add(q, ", mode");
    if (by_admin) sql_add(q, ", created_by_admin_id");
    sql_add(q, ") SELECT STRAIGHT_JOIN s.id, s.host_id, s.category_id, s.title, s.description, s.duration_minutes, d.at,"
               " 'scheduled', ");
    sql_time(q, now);
    sql_add(q, ", ");
    sql_time(q, now);
    if (latest) sql_add(q, ", l.is_private");
    if (mode) sql_add(q, ", l.mode");
    if (by_admin) sql_add(q, ", l.created_by_admin_id");
}

/* The dates as a table of their own, with types that let the join go by the keys; it is walked in this order. */
static void add_dates(struct sql *q, const struct fill_date *dates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        sql_add(q, i == 0 ? " FROM (" : " UNION ALL ");
        sql_addf(q, "SELECT %lld AS series_id, %lld AS latest_id, CAST(", (long long)dates[i].series_id,
                 (long long)dates[i].latest_id);
        sql_time(q, dates[i].at);
        sql_add(q, " AS DATETIME) AS at");
    }
    sql_add(q, ") d JOIN workshop_series s ON s.id = d.series_id");
}

/* *first_id becomes the id of the first row, when it is 0. */
static bool insert_dates(struct conn *c, const struct fill_dates *dates, bool latest, const struct fill *f,
                         int64_t *first_id, int64_t *changed, struct err *err) {
    const struct schema *schema;
    bool ok = conn_schema(c, &schema, err);
    for (size_t i = 0; ok && i < dates->count; i += DATES_IN_A_STATEMENT) {
        struct sql q = {0};
        int64_t made = 0;
        size_t left = dates->count - i, count = left < DATES_IN_A_STATEMENT ? left : DATES_IN_A_STATEMENT;
        add_insert(&q, schema, latest, f->now);
        add_dates(&q, dates->items + i, count);
        if (latest) sql_add(&q, " JOIN workshops l ON l.id = d.latest_id");
        ok = conn_exec(c, &q, &made, err);
        if (ok && made != (int64_t)count) /* the latest one, which is not locked, was deleted: once more */
            ok = err_set(err, WS_CONFLICT, "%s", _("a workshop was deleted meanwhile"));
        if (ok && *first_id == 0) *first_id = conn_insert_id(c);
        *changed += made;
        sql_free(&q);
    }
    return ok;
}

struct channels {
    int64_t first_id;
};

/* The series are locked, which stops every INSERT into them: from first_id on they have no other new rows than ours. */
static void fill_channels(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshops SET agora_channel = CONCAT('workshop-', id)"
               " WHERE agora_channel IS NULL AND id >= ");
    sql_int(q, ((const struct channels *)arg)->first_id);
    sql_add(q, " AND series_id IN ");
}

static void fill_ended(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshop_series SET is_active = 0, updated_at = ");
    sql_time(q, ((const struct fill *)arg)->now);
    sql_add(q, " WHERE id IN ");
}

static void take_made(void *result, const struct rows *r, size_t i) { plan_result_made(result, rows_int(r, i, 0)); }

/* The ids of the new rows, known by the same reasoning as fill_channels'. */
static bool read_made(struct session *s, const struct fill *f, int64_t first_id, struct plan_result *result,
                      struct err *err) {
    if (first_id == 0) return true;
    char *select = mem_format("SELECT w.id FROM workshops w WHERE w.id >= %lld AND w.series_id", (long long)first_id);
    bool ok = ids_query(s->conn, select, &f->filled, "ORDER BY w.id", take_made, result, err);
    free(select);
    return ok;
}

bool fill_write_dates(struct session *s, const struct fill *f, struct plan_result *result, struct err *err) {
    struct channels channels = {0};
    int64_t *changed = &result->rows_changed;
    return insert_dates(s->conn, &f->first, false, f, &channels.first_id, changed, err) &&
           insert_dates(s->conn, &f->next, true, f, &channels.first_id, changed, err) &&
           ids_update(s, fill_channels, &channels, &f->filled, NULL, err) &&
           read_made(s, f, channels.first_id, result, err) &&
           ids_update(s, fill_ended, f, &f->ended, changed, err);
}

bool fill_write_ends(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < p->row_count; i++)
        for (size_t k = 0; ok && k < p->rows[i].change_count; k++) {
            struct sql q = {0};
            int64_t changed = 0;
            if (strcmp(p->rows[i].changes[k].field, "rrule") != 0) continue;
            sql_add(&q, "UPDATE workshop_series SET rrule = ");
            sql_text(&q, p->rows[i].changes[k].after);
            sql_add(&q, " WHERE id = ");
            sql_int(&q, p->rows[i].id);
            ok = conn_exec(s->conn, &q, &changed, err);
            result->rows_changed += changed;
            sql_free(&q);
        }
    return ok;
}

bool fill_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    return fill_write_dates(s, p->data, result, err) && fill_write_ends(s, p, result, err);
}

void fill_add_date(struct fill *f, int64_t series_id, int64_t at, int64_t latest_id) {
    struct fill_dates *dates = latest_id ? &f->next : &f->first;
    dates->items = mem_grow(dates->items, &dates->cap, dates->count + 1, sizeof *dates->items);
    dates->items[dates->count++] = (struct fill_date){series_id, at, latest_id};
    if (f->filled.count == 0 || f->filled.items[f->filled.count - 1] != series_id) ids_add(&f->filled, series_id);
}

void fill_clear(struct fill *f) {
    free(f->first.items);
    free(f->next.items);
    ids_free(&f->filled);
    ids_free(&f->ended);
}
