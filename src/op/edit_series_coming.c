/* What becomes of the coming workshops of a series that changes: moved to its new dates, cancelled, made, and its
 * title, host, category, description and duration handed on. See edit_series_coming in edit_private.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/list.h"
#include "op/edit_private.h"
#include "op/series_match.h"
#include "recur/describe.h"
#include "recur/rule_choices.h"

/* Columns that a series hands on to its workshops. */
static const struct {
    int series, workshop;
} shared[] = {
    {SERIES_TITLE, WORKSHOP_TITLE},
    {SERIES_HOST_ID, WORKSHOP_HOST_ID},
    {SERIES_CATEGORY_ID, WORKSHOP_CATEGORY_ID},
    {SERIES_DESCRIPTION, WORKSHOP_DESCRIPTION},
    {SERIES_DURATION_MINUTES, WORKSHOP_DURATION_MINUTES},
};
enum { HOST = 1, SHARED = sizeof shared / sizeof *shared };

static bool changes_times(const struct edit *e, const struct plan *p, size_t i) {
    return edit_changes(e, p, i, SERIES_RRULE) || edit_changes(e, p, i, SERIES_TIME_OF_DAY) ||
           edit_changes(e, p, i, SERIES_TIMEZONE);
}

static bool changes_workshops(const struct edit *e, const struct plan *p, size_t i) {
    bool any = changes_times(e, p, i);
    for (size_t k = 0; k < SHARED; k++) any = any || edit_changes(e, p, i, shared[k].series);
    return any;
}

/* One series with what it becomes. */
struct becoming {
    struct edit *e;
    struct plan *plan;
    size_t row;
    const struct series *was;
    struct recurrence recurrence;
    int64_t anchor;
    bool times; /* rule, time or zone change */
    struct rows cells;
    struct workshop **coming; /* the cells' rows, by time */
    size_t *cell_row;
    size_t count;
    struct ids dates, made;
    bool begun; /* a date of the rule is past */
};

static bool is_scheduled(const struct becoming *b, const struct workshop *w) {
    return workshop_is(w, "scheduled") && changing_is_ahead(w->scheduled_at, b->e->now);
}

/* Takes no new date. A cancelled one does, where it could have moved: that date is not made again. */
static bool stays(const struct becoming *b, const struct workshop *w) {
    return !is_scheduled(b, w) && (!workshop_is(w, "cancelled") || !changing_is_ahead(w->scheduled_at, b->e->now));
}

/* The earliest workshop gives the first date. One that moves along takes its date with it: that of the old zone. */
static int64_t anchor_of(const struct edit *e, const struct series *was, const struct zone *zone, int time_of_day) {
    enum { DAY = 86400 };
    if (!was->has_latest || !changing_is_ahead(was->anchor, e->now) || was->wrong) return was->anchor;
    int64_t local = zone_utc_to_local(was->recurrence.zone, was->anchor).seconds;
    return zone_local_to_utc(zone, local - (local % DAY + DAY) % DAY + time_of_day, NULL);
}

/* The plan's rule becomes this one; one that nobody changed is a change of the plan only when it is another. */
static void store_rule(struct edit *e, struct plan *p, size_t i, const char *text) {
    struct plan_change *rrule = edit_change(e, p, i, SERIES_RRULE);
    const char *before = edit_before(e, i, SERIES_RRULE);
    if (rrule) {
        edit_change_to(rrule, mem_dup(text));
    } else if (strcmp(before, text) != 0) {
        plan_row_saw(&p->rows[i], "rrule", before);
        plan_row_change(&p->rows[i], "rrule", before, text);
    }
}

bool edit_series_recurrence(struct edit *e, struct plan *p, size_t i, struct recurrence *out, struct err *err) {
    const struct series *was = &e->series.items[i];
    const struct recurrence old = was->recurrence;
    const char *time_of_day = edit_after(e, p, i, SERIES_TIME_OF_DAY), *zone = edit_after(e, p, i, SERIES_TIMEZONE);
    struct buf text = {0};
    if (!recurrence_read(out, edit_after(e, p, i, SERIES_RRULE), time_of_day, zone, err)) return false;
    if (!was->wrong) rule_until_keep_day(&old, out);
    rule_print(&out->rule, &text);
    int64_t anchor = e->args->only_new ? was->anchor : anchor_of(e, was, out->zone, out->time_of_day);
    bool ok = recurrence_check(out, buf_str(&text), time_of_day, zone, anchor, err);
    buf_truncate(&text, 0);
    if (ok) rule_print(&out->rule, &text);
    if (ok && (out->rule.has_until || edit_changes(e, p, i, SERIES_RRULE))) store_rule(e, p, i, buf_str(&text));
    buf_free(&text);
    return ok;
}

/* May it get new dates afterwards? */
static bool gets_dates(const struct becoming *b) {
    const char *active = edit_after(b->e, b->plan, b->row, SERIES_IS_ACTIVE);
    bool may = edit_changes(b->e, b->plan, b->row, SERIES_HOST_ID) ? b->e->hosts.items[0].can_host : b->was->host_may;
    return active && strcmp(active, "0") != 0 && may;
}

/* The dates from now on, as far as the workshops and fill reach. */
static void find_dates(struct becoming *b) {
    struct rule_iter it;
    int64_t at, reached = INT64_MIN, half = recurrence_half_period(&b->recurrence.rule);
    int64_t last = b->count > 0 ? b->coming[b->count - 1]->scheduled_at + half : INT64_MIN;
    recurrence_start(&it, &b->recurrence, b->anchor);
    while (rule_iter_next(&it, &at) && (at <= last || fill_is_wanted(at, b->e->now, FILL_HORIZON, reached))) {
        if (!changing_is_ahead(at, b->e->now)) {
            b->begun = true;
            continue;
        }
        ids_add(&b->dates, at);
        reached = at;
    }
}

/* The change of a shared column that this workshop takes along: its cell is the series' own. What was changed on the
 * workshop itself stays. NULL: none. */
static const struct plan_change *carried(const struct becoming *b, size_t k, size_t f) {
    const struct plan_change *change = edit_change(b->e, b->plan, b->row, shared[f].series);
    const char *cell = rows_text(&b->cells, b->cell_row[k], (size_t)shared[f].workshop);
    if (!change) return NULL;
    return (cell && change->before ? !strcmp(cell, change->before) : cell == change->before) ? change : NULL;
}

/* The new host hears of the workshop as it will be. */
static void tell_host(const struct becoming *b, size_t k) {
    if (!carried(b, k, HOST)) return;
    char *key_end = edit_key_end(b->plan);
    hosting_add(&b->e->hosted, &b->e->hosts.items[0], b->coming[k], key_end, b->e->args->words);
    free(key_end);
}

static void change_workshop(struct becoming *b, size_t k, const struct series_match *match) {
    struct changing *c = &b->e->changing;
    struct workshop *w = b->coming[k];
    bool cancels = b->times && !match->matched;
    bool moves = b->times && match->matched && match->date != w->scheduled_at, carries = false;
    for (size_t f = 0; f < SHARED; f++) carries = carries || carried(b, k, f);
    if (!cancels && !moves && !carries) return;
    struct plan_row *row = workshop_add_row(b->plan, w);
    if (cancels) {
        changing_cancel(c, w, row);
        plan_row_note(row, mem_dup(_("the changed series has no date for it")));
        return;
    }
    for (size_t f = 0; f < SHARED; f++) {
        const struct plan_change *change = carried(b, k, f);
        if (!change) continue;
        plan_row_change(row, entities[ENTITY_WORKSHOP].fields[shared[f].workshop].name, change->before, change->after);
        if (shared[f].workshop == WORKSHOP_TITLE && change->after) { /* the news has the new one */
            free(w->title);
            w->title = mem_dup(change->after);
        }
    }
    if (moves) changing_move(c, w, row, match->date, b->recurrence.zone);
    tell_host(b, k);
}

static void change_workshops(struct becoming *b) {
    struct series_match *rows = mem_zero(b->count + 1, sizeof *rows);
    bool *taken = mem_zero(b->dates.count + 1, sizeof *taken);
    for (size_t k = 0; k < b->count; k++)
        rows[k] = (struct series_match){.at = b->coming[k]->scheduled_at, .stays = stays(b, b->coming[k])};
    series_match(rows, b->count, b->dates.items, b->dates.count, taken, recurrence_half_period(&b->recurrence.rule));
    for (size_t k = 0; k < b->count; k++)
        if (is_scheduled(b, b->coming[k])) change_workshop(b, k, &rows[k]);
    int64_t reached = INT64_MIN;
    for (size_t k = 0; b->times && gets_dates(b) && k < b->dates.count; k++) {
        int64_t at = b->dates.items[k];
        if (!fill_is_wanted(at, b->e->now, FILL_HORIZON, reached)) break;
        reached = at;
        if (taken[k]) continue;
        changing_add_date(&b->e->changing, b->was->id, at, b->was->has_latest ? b->was->latest_id : 0);
        ids_add(&b->made, at);
    }
    free(rows);
    free(taken);
}

/* One that gets its first workshops is counted from them afterwards: its end becomes a date (as in a fill). */
static void keep_end(struct becoming *b) {
    struct buf rrule = {0};
    if (b->was->has_latest || !b->begun || !b->recurrence.rule.count || b->made.count == 0) return;
    recurrence_end_by_date(&b->recurrence, b->anchor);
    rule_print(&b->recurrence.rule, &rrule);
    store_rule(b->e, b->plan, b->row, buf_str(&rrule));
    buf_free(&rrule);
}

static size_t cell_row_of(const struct rows *cells, int64_t id) {
    size_t i = 0;
    while (i + 1 < cells->count && rows_int(cells, i, WORKSHOP_ID) != id) i++;
    return i;
}

/* The workshops of this series among those read. */
static void find_coming(struct becoming *b) {
    struct workshops *all = &b->e->changing.workshops;
    b->coming = mem_zero(all->count + 1, sizeof *b->coming);
    b->cell_row = mem_zero(all->count + 1, sizeof *b->cell_row);
    for (size_t k = 0; k < all->count; k++)
        if (all->items[k].series_id == b->was->id) b->coming[b->count++] = &all->items[k];
    qsort(b->coming, b->count, sizeof(struct workshop *), workshop_by_time);
    for (size_t k = 0; k < b->count; k++) b->cell_row[k] = cell_row_of(&b->cells, b->coming[k]->id);
}

static bool read_cells(struct session *s, struct becoming *b, struct err *err) {
    struct ids ids = {0};
    const struct workshops *all = &b->e->changing.workshops;
    for (size_t k = 0; k < all->count; k++)
        if (all->items[k].series_id == b->was->id) ids_add(&ids, all->items[k].id);
    bool ok = ids.count == 0 || list_get(s->conn, ENTITY_WORKSHOP, ids.items, ids.count, &b->cells, err);
    ids_free(&ids);
    return ok;
}

static void note_rule(struct plan_row *row, const struct recurrence *r) {
    struct buf words = {0};
    describe_add(&words, &r->rule, r->time_of_day, r->zone);
    plan_row_note(row, buf_steal(&words));
}

/* An old rule that nobody could type today is put back all the same, unsaid. */
static bool read_as_it_was(struct becoming *b) {
    struct err err = {0};
    bool ok = recurrence_read(&b->recurrence, edit_after(b->e, b->plan, b->row, SERIES_RRULE),
                              edit_after(b->e, b->plan, b->row, SERIES_TIME_OF_DAY),
                              edit_after(b->e, b->plan, b->row, SERIES_TIMEZONE), &err);
    err_free(&err);
    return ok;
}

/* Coming workshops that were made by another rule meanwhile stay. */
static bool warn_of_strays(struct session *s, const struct becoming *b, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    struct rule_iter it;
    int64_t date = INT64_MIN, at = 0;
    unsigned long strays = 0;
    bool more = true;
    sql_add(&q, "SELECT w.scheduled_at FROM workshops w WHERE w.status = 'scheduled' AND w.scheduled_at > NOW()"
                " AND w.series_id = ");
    sql_int(&q, b->was->id);
    sql_add(&q, " ORDER BY w.scheduled_at");
    bool ok = conn_query(s->conn, &q, &r, err);
    recurrence_start(&it, &b->recurrence, b->anchor);
    for (size_t i = 0; ok && i < r.count; i++) {
        if (!rows_time(&r, i, 0, &at)) continue;
        while (more && date < at) more = rule_iter_next(&it, &date);
        strays += !more || date != at;
    }
    if (strays > 0)
        plan_warn(b->plan, mem_format(P_("%lu coming workshop of series #%lld is not on this rule and stays as it is"
                                         " (see series doctor): mend or cancel it.",
                                         "%lu coming workshops of series #%lld are not on this rule and stay as they"
                                         " are (see series doctor): mend or cancel them.",
                                         strays),
                                      strays, (long long)b->was->id));
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static bool put_back(struct session *s, struct becoming *b, struct err *err) {
    if (!b->times || !read_as_it_was(b)) return true;
    note_rule(&b->plan->rows[b->row], &b->recurrence);
    return warn_of_strays(s, b, err);
}

static bool change_series(struct session *s, struct edit *e, struct plan *p, size_t i, struct err *err) {
    const struct series *was = &e->series.items[i];
    struct becoming b = {.e = e, .plan = p, .row = i, .was = was, .times = changes_times(e, p, i)};
    b.recurrence = was->recurrence;
    b.anchor = was->anchor;
    if (e->args->as_it_was) return put_back(s, &b, err); /* what became of workshops has rows of its own */
    if (b.times) {
        if (!edit_series_recurrence(e, p, i, &b.recurrence, err)) return false;
        b.anchor = anchor_of(e, was, b.recurrence.zone, b.recurrence.time_of_day);
    }
    bool follow = changes_workshops(e, p, i) && !e->args->only_new, ok = !follow || read_cells(s, &b, err);
    if (ok && follow) {
        find_coming(&b);
        if (b.times) find_dates(&b);
        change_workshops(&b);
        keep_end(&b);
    }
    if (ok && b.times) note_rule(&p->rows[i], &b.recurrence);
    fill_note_dates(&p->rows[i], b.recurrence.zone, &b.made);
    rows_free(&b.cells);
    ids_free(&b.dates);
    ids_free(&b.made);
    free(b.coming);
    free(b.cell_row);
    return ok;
}

bool edit_series_coming(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    struct ids ids = {0};
    e->changing.now = e->changing.fill.now = e->now;
    e->changing.made_at = p->made_at;
    e->changing.words = e->args->words;
    bool ok = e->args->only_new || ids_query(s->conn, "SELECT w.id FROM workshops w WHERE w.series_id", &e->ids,
                                             "AND w.scheduled_at > NOW()", ids_add_row, &ids, err);
    ids_sort(&ids);
    ok = ok && changing_read(s, &e->changing, &ids, err);
    ids_free(&ids);
    for (size_t i = 0; ok && i < e->ids.count; i++) ok = change_series(s, e, p, i, err);
    return ok && changing_plan_notices(s, &e->changing, p, err);
}

struct handing_on {
    const char *column;
    const struct plan_change *change;
};

static void fill_hand_on(struct sql *q, const void *arg) {
    const struct handing_on *h = arg;
    sql_addf(q, "UPDATE workshops SET %s = ", h->column);
    sql_text(q, h->change->after);
    sql_addf(q, " WHERE %s <=> ", h->column);
    sql_text(q, h->change->before);
    sql_add(q, " AND id IN ");
}

/* The shared columns of those that the plan names. */
static bool hand_on(struct session *s, const struct edit *e, const struct plan *p, size_t i, struct err *err) {
    struct ids ids = {0};
    const struct workshops *all = &e->changing.workshops;
    bool ok = true;
    for (size_t k = 0; k < all->count; k++)
        if (all->items[k].series_id == p->rows[i].id && workshop_is(&all->items[k], "scheduled") &&
            changing_is_ahead(all->items[k].scheduled_at, e->now) && !ids_has(&e->changing.cancelled, all->items[k].id))
            ids_add(&ids, all->items[k].id);
    for (size_t f = 0; ok && f < SHARED; f++) {
        const struct handing_on h = {entities[ENTITY_WORKSHOP].fields[shared[f].workshop].name,
                                     edit_change(e, p, i, shared[f].series)};
        if (h.change) ok = ids_update(s, fill_hand_on, &h, &ids, NULL, err);
    }
    ids_free(&ids);
    return ok;
}

bool edit_series_coming_write(struct session *s, const struct edit *e, const struct plan *p, struct plan_result *result,
                              struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < e->ids.count; i++) ok = hand_on(s, e, p, i, err);
    return ok && changing_write(s, &e->changing, result, err) && notices_send(s, &e->hosted, &result->told, err);
}
