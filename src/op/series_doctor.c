/* What is wrong with series: see series_doctor.h. */
#include "op/series_doctor.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/series_match.h"

enum { YEAR_SECONDS = 370 * 86400 };

static const struct {
    const char *words, *mend;
} faults[] = {
    /* TRANSLATORS: what is wrong with a workshop or its series, and what `mend` does to it */
    [FAULT_RULE] = {N_("its rule, time or zone cannot be used"), NULL},
    [FAULT_SHIFTED] = {N_("off its date by a change of the clocks"), N_("moves to it")},
    [FAULT_SOON] = {N_("off its date by a change of the clocks, and too near to be moved"), NULL},
    [FAULT_DOUBLED] = {N_("another workshop stands for the same date"), N_("is cancelled")},
    [FAULT_RETURNED] = {N_("came back after it was cancelled"), N_("is cancelled")},
    [FAULT_BEYOND] = {N_("after the end of the rule"), N_("is cancelled")},
    [FAULT_STRAY] = {N_("no date of the rule is near"), NULL},
    [FAULT_BACK] = {N_("came back after the series was cancelled"), N_("is cancelled, the series stops")},
    [FAULT_CANCELLED] = {N_("active, but all that is coming is cancelled"), N_("the series stops")},
    [FAULT_BARE] = {N_("active without coming workshops"), N_("is filled")},
    [FAULT_OVER] = {N_("active, but its rule has no later date"), N_("the series stops")},
    [FAULT_HOST] = {N_("active without coming workshops, and its host may not host"), NULL},
};

const char *fault_words(enum fault fault) { return _(faults[fault].words); }

const char *fault_mend(enum fault fault) { return faults[fault].mend ? _(faults[fault].mend) : NULL; }

/* One series with its coming workshops. */
struct patient {
    struct examined *out;
    const struct series *series;
    struct workshop **coming; /* by time */
    bool *found;              /* of each: a fault was found */
    size_t count, on, scheduled, cancelled;
    struct ids dates;
    bool ended; /* the rule has no date after these */
};

static void add(struct patient *p, enum fault fault, struct workshop *w, int64_t date) {
    struct examined *out = p->out;
    out->items = mem_grow(out->items, &out->cap, out->count + 1, sizeof *out->items);
    out->items[out->count++] = (struct finding){fault, p->series, w, date};
}

static void add_of(struct patient *p, enum fault fault, size_t k, int64_t date) {
    p->found[k] = true;
    add(p, fault, p->coming[k], date);
}

static void find_dates(struct patient *p) {
    struct rule_iter it;
    int64_t at, half = recurrence_half_period(&p->series->recurrence.rule), now = p->out->now;
    int64_t last = p->count > 0 ? p->coming[p->count - 1]->scheduled_at + half : now;
    series_iter_start(&it, p->series);
    p->ended = true;
    while (rule_iter_next(&it, &at)) {
        if (at > now - half) ids_add(&p->dates, at);
        p->ended = at <= now;
        if (at > last && at > now) break;
    }
}

/* Several at one instant: all but the one with the most attendees; and those made after one there was cancelled. */
static void find_doubles(struct patient *p) {
    for (size_t from = 0, to; from < p->count; from = to) {
        size_t kept = from, on = 0;
        int64_t cancelled = INT64_MAX; /* when */
        for (to = from; to < p->count && p->coming[to]->scheduled_at == p->coming[from]->scheduled_at; to++) {
            const struct workshop *w = p->coming[to];
            if (workshop_is(w, "cancelled") && w->updated_at < cancelled) cancelled = w->updated_at;
            if (!workshop_is_on(w)) continue;
            if (on++ == 0 || w->attendee_count > p->coming[kept]->attendee_count) kept = to;
        }
        for (size_t k = from; k < to; k++) {
            if (!workshop_is(p->coming[k], "scheduled")) continue;
            bool returned = p->coming[k]->created_at > cancelled;
            if (returned || (on > 1 && k != kept)) add_of(p, returned ? FAULT_RETURNED : FAULT_DOUBLED, k, 0);
        }
    }
}

/* Was this instant reckoned with the offset from before or after a change of the clocks? *date is the one meant. */
static bool is_shifted(const struct patient *p, int64_t at, int64_t *date) {
    const struct zone *zone = p->series->recurrence.zone;
    int64_t change = at - YEAR_SECONDS;
    while (zone_next_transition(zone, change, &change) && change < at + YEAR_SECONDS) {
        int offsets[] = {zone_utc_to_local(zone, change - 1).offset, zone_utc_to_local(zone, change).offset};
        for (int right = 0; right < 2 && offsets[0] != offsets[1]; right++) {
            *date = at - (offsets[right] - offsets[1 - right]);
            if (zone_utc_to_local(zone, *date).offset == offsets[right] && ids_has(&p->dates, *date)) return true;
        }
    }
    return false;
}

static bool has_row_at(const struct patient *p, int64_t at) {
    for (size_t k = 0; k < p->count; k++)
        if (p->coming[k]->scheduled_at == at) return true;
    return false;
}

static void find_shifted(struct patient *p) {
    for (size_t k = 0; k < p->count; k++) {
        const struct workshop *w = p->coming[k];
        int64_t date;
        if (p->found[k] || !workshop_is(w, "scheduled") || ids_has(&p->dates, w->scheduled_at) ||
            !is_shifted(p, w->scheduled_at, &date))
            continue;
        bool ahead = changing_is_ahead(w->scheduled_at, p->out->now) && changing_is_ahead(date, p->out->now);
        add_of(p, has_row_at(p, date) ? FAULT_DOUBLED : ahead ? FAULT_SHIFTED : FAULT_SOON, k, date);
    }
}

/* The others: one moved by hand stands for the nearest free date. */
static void find_strays(struct patient *p) {
    struct series_match *rows = mem_zero(p->count + 1, sizeof *rows);
    size_t *of = mem_zero(p->count + 1, sizeof *of), count = 0;
    for (size_t k = 0; k < p->count; k++) {
        if (p->found[k]) continue;
        of[count] = k;
        rows[count++].at = p->coming[k]->scheduled_at;
    }
    series_match(rows, count, p->dates.items, p->dates.count, NULL,
                 recurrence_half_period(&p->series->recurrence.rule));
    int64_t last = p->dates.count > 0 ? p->dates.items[p->dates.count - 1] : p->out->now;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].matched || !workshop_is(p->coming[of[i]], "scheduled")) continue;
        bool beyond = (p->series->recurrence.rule.count || p->series->recurrence.rule.has_until) && rows[i].at > last;
        add_of(p, beyond ? FAULT_BEYOND : FAULT_STRAY, of[i], 0);
    }
    free(rows);
    free(of);
}

/* Has the series come back? Everything that is coming was made after all before it was cancelled (and nothing outlived
 * that), or after it was stopped. */
static bool is_back(const struct patient *p) {
    int64_t made = INT64_MAX, cancelled = INT64_MIN;
    if (p->scheduled == 0) return false;
    for (size_t k = 0; k < p->count; k++) {
        const struct workshop *w = p->coming[k];
        if (workshop_is(w, "scheduled") && w->created_at < made) made = w->created_at;
        if (workshop_is(w, "cancelled") && w->updated_at > cancelled) cancelled = w->updated_at;
    }
    if (!p->series->active) return made > p->series->updated_at;
    return p->cancelled > 1 && made > cancelled && !ids_has(&p->out->outlived, p->series->id);
}

static void find_of_series(struct patient *p) {
    const struct series *s = p->series;
    if (!s->active || p->on > 0) return;
    if (p->ended)
        add(p, FAULT_OVER, NULL, 0);
    else if (p->cancelled > 0)
        add(p, FAULT_CANCELLED, NULL, 0);
    else
        add(p, s->host_may ? FAULT_BARE : FAULT_HOST, NULL, 0);
}

/* `all` are the coming workshops, those of a series one after the other. */
static void examine(struct examined *out, const struct series *s, struct workshop **coming, size_t count) {
    struct patient p = {.out = out, .series = s, .coming = coming, .count = count};
    if (s->wrong) {
        add(&p, FAULT_RULE, NULL, 0);
        return;
    }
    p.found = mem_zero(count + 1, sizeof *p.found);
    for (size_t k = 0; k < count; k++) {
        p.on += workshop_is_on(coming[k]);
        p.scheduled += workshop_is(coming[k], "scheduled");
        p.cancelled += workshop_is(coming[k], "cancelled");
    }
    find_dates(&p);
    if (is_back(&p)) {
        for (size_t k = 0; k < count; k++)
            if (workshop_is(coming[k], "scheduled")) add_of(&p, FAULT_BACK, k, 0);
    } else {
        find_doubles(&p);
        find_shifted(&p);
        find_strays(&p);
        find_of_series(&p);
    }
    ids_free(&p.dates);
    free(p.found);
}

static int by_series(const void *a, const void *b) {
    const struct workshop *x = *(struct workshop *const *)a, *y = *(struct workshop *const *)b;
    if (x->series_id != y->series_id) return x->series_id > y->series_id ? 1 : -1;
    return workshop_by_time(a, b);
}

bool series_examinable(struct session *s, struct ids *out, struct err *err) {
    struct rows r = {0};
    bool ok = conn_read(s->conn,
                        "SELECT s.id FROM workshop_series s WHERE s.is_active = 1 OR EXISTS (SELECT 1 FROM workshops w"
                        " WHERE w.series_id = s.id AND w.status = 'scheduled' AND w.scheduled_at > NOW())",
                        &r, err);
    for (size_t i = 0; ok && i < r.count; i++) ids_add(out, rows_int(&r, i, 0));
    rows_free(&r);
    ids_sort(out);
    return ok;
}

/* The series with a workshop, past ones too, that was ahead when the coming cancelled ones were cancelled, and stayed.
 */
static bool read_outlived(struct session *s, const struct ids *ids, struct ids *out, struct err *err) {
    bool ok = ids_query(s->conn,
                        "SELECT DISTINCT w.series_id FROM (SELECT series_id, MAX(updated_at) AS at FROM workshops"
                        " WHERE status = 'cancelled' AND scheduled_at > NOW() AND series_id",
                        ids,
                        "GROUP BY series_id) c JOIN workshops w ON w.series_id = c.series_id"
                        " AND w.status <> 'cancelled' AND w.created_at <= c.at AND w.scheduled_at > c.at",
                        ids_add_row, out, err);
    ids_sort(out);
    return ok;
}

bool series_examine(struct session *s, const struct ids *ids, struct examined *out, struct err *err) {
    struct ids workshops = {0};
    bool ok = conn_now(s->conn, &out->now, err) && series_read(s, ids, &out->series, err) &&
              read_outlived(s, ids, &out->outlived, err) &&
              ids_query(s->conn, "SELECT w.id FROM workshops w WHERE w.scheduled_at > NOW() AND w.series_id", ids, "",
                        ids_add_row, &workshops, err);
    ids_sort(&workshops);
    ok = ok && changing_read(s, &out->changing, &workshops, err);
    ids_free(&workshops);
    if (!ok) return false;
    size_t count = out->changing.workshops.count, at = 0;
    struct workshop **all = mem_zero(count + 1, sizeof *all);
    for (size_t i = 0; i < count; i++) all[i] = &out->changing.workshops.items[i];
    qsort(all, count, sizeof(struct workshop *), by_series);
    for (size_t i = 0; i < out->series.count; i++) {
        size_t from = at;
        while (at < count && all[at]->series_id == out->series.items[i].id) at++;
        examine(out, &out->series.items[i], all + from, at - from);
    }
    free(all);
    return true;
}

void examined_clear(struct examined *e) {
    series_free(&e->series);
    ids_free(&e->outlived);
    changing_clear(&e->changing);
    free(e->items);
    *e = (struct examined){0};
}
