/* Filling series with dates (SPEC section 6): see op.h. What is written is in fill_write.c. */
#include "op/fill.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/op.h"
#include "recur/when.h"

enum {
    DAY_SECONDS = 86400,
    AHEAD_DAYS = 31,  /* the platform's own generator makes dates for a series with nothing more than 30 days ahead */
    LISTED_MAX = 5,   /* missing dates named in a note */
    PART_SERIES = 100 /* of one transaction */
};

static void *copy_args(const void *args) {
    struct op_fill *copy = mem_alloc(sizeof *copy);
    const char *no_words = NULL;
    *copy = *(const struct op_fill *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &no_words);
    return copy;
}

static void *part_args(const void *args, const int64_t *ids, size_t count) {
    struct op_fill part = *(const struct op_fill *)args;
    part.all = false;
    part.ids = ids;
    part.count = count;
    return copy_args(&part);
}

static void free_args(void *args) {
    struct op_fill *a = args;
    plan_args_free(a->ids, a->reason, NULL);
    free(a);
}

void fill_free(void *fill) {
    fill_clear(fill);
    free(fill);
}

/* What one series is to get. */
struct found {
    struct ids made, missing; /* instants */
    bool begun; /* the first one made is not the first of its COUNT, which is counted from it afterwards */
    bool ended; /* no occurrence is left after these */
};

/* Is the latest workshop, which is off the rule, the occurrence `next` moved forward by hand? It counts as the nearest;
 * `before` is the last occurrence before it, INT64_MIN when there is none. */
static bool is_moved(const struct series *s, int64_t before, int64_t next) {
    return s->has_latest && before != INT64_MIN && before != s->latest && next - s->latest < s->latest - before;
}

bool fill_is_wanted(int64_t at, int64_t now, int horizon, int64_t reached) {
    return at <= now + (int64_t)horizon * DAY_SECONDS || reached <= now + AHEAD_DAYS * DAY_SECONDS;
}

/* Goes through the rule from its first occurrence, so that COUNT and INTERVAL hold whenever it is done. */
static void find_dates(const struct series *s, int days, bool gaps, int64_t now, struct found *out) {
    int64_t horizon = now + (int64_t)days * DAY_SECONDS;
    int64_t latest = s->has_latest ? s->latest : INT64_MIN, reached = latest, before = INT64_MIN, at;
    bool first_after = true, more = false, past = false;
    struct rule_iter it;
    series_iter_start(&it, s);
    while (!more && rule_iter_next(&it, &at)) {
        bool after = at > latest, moved = after && first_after && is_moved(s, before, at);
        if (after) first_after = false;
        if (!after) before = at;
        past = past || at <= now;
        if (at <= now) continue;
        if (!after || moved) {
            if (at <= horizon && !ids_has(&s->taken, at)) ids_add(gaps ? &out->made : &out->missing, at);
        } else if (fill_is_wanted(at, now, days, reached)) {
            ids_add(&out->made, at);
            reached = at;
        } else {
            more = true;
        }
    }
    out->ended = !more;
    out->begun = past && !s->has_latest && s->recurrence.rule.count && out->made.count > 0;
}

void fill_note_dates(struct plan_row *row, const struct zone *zone, const struct ids *made) {
    struct buf first = {0}, last = {0};
    if (made->count == 0) return;
    when_add_date(&first, made->items[0], zone);
    when_add_date(&last, made->items[made->count - 1], zone);
    if (made->count == 1) /* TRANSLATORS: a new workshop of a series: when, and the time zone */
        plan_row_note(row, mem_format(_("new: %s (%s)"), buf_str(&first), zone_name(zone)));
    else /* TRANSLATORS: new workshops of a series: how many, the first, the last, the time zone */
        plan_row_note(row, mem_format(P_("new: %lu date, %s to %s (%s)", "new: %lu dates, %s to %s (%s)", made->count),
                                      (unsigned long)made->count, buf_str(&first), buf_str(&last), zone_name(zone)));
    buf_free(&first);
    buf_free(&last);
}

static void note_missing(struct plan_row *row, const struct series *s, const struct ids *missing) {
    struct buf dates = {0};
    if (missing->count == 0) return;
    for (size_t i = 0; i < missing->count && i < LISTED_MAX; i++) {
        if (i > 0) buf_add(&dates, ", ");
        when_add_date(&dates, missing->items[i], s->recurrence.zone);
    }
    if (missing->count > LISTED_MAX) buf_add(&dates, ", …");
    plan_row_note(row, mem_format(P_("%lu date is missing (--gaps makes it): %s",
                                     "%lu dates are missing (--gaps makes them): %s", missing->count),
                                  (unsigned long)missing->count, buf_str(&dates)));
    buf_free(&dates);
}

/* What the plan was made from. */
static void add_seen(struct plan_row *row, const struct series *s) {
    char latest[CLOCK_DB_SIZE];
    if (s->has_latest) clock_format_db(s->latest, latest);
    plan_row_saw(row, "is_active", s->active ? "1" : "0");
    plan_row_saw(row, "rrule", s->rrule);
    plan_row_saw(row, "time_of_day", s->time_text);
    plan_row_saw(row, "timezone", s->zone_name);
    plan_row_saw(row, "can_host", s->host_may ? "1" : "0");
    plan_row_saw(row, "latest", s->has_latest ? latest : NULL);
}

/* Why this series gets no dates, whatever its rule says; NULL: it gets them. */
static char *why_none(const struct series *s) {
    if (!s->active) return mem_dup(_("is inactive: it gets no dates"));
    if (!s->host_may) return mem_dup(_("its host may not host: it gets no dates"));
    return s->wrong ? mem_dup(s->wrong) : NULL;
}

static void note_end(struct plan_row *row, struct ids *ended) {
    plan_row_change(row, "is_active", "1", "0");
    plan_row_note(row, mem_dup(_("its rule has no later occurrence: it becomes inactive")));
    ids_add(ended, row->id);
}

/* Its end becomes a date. */
static void change_end(struct plan_row *row, const struct series *s) {
    struct recurrence r = s->recurrence;
    struct buf rrule = {0};
    recurrence_end_by_date(&r, s->anchor);
    rule_print(&r.rule, &rrule);
    plan_row_change(row, "rrule", s->rrule, buf_str(&rrule));
    buf_free(&rrule);
}

static void free_found(struct found *found) {
    ids_free(&found->made);
    ids_free(&found->missing);
}

/* Gives the series what was found, and says so in its row. */
static void give(struct fill *f, const struct series *s, struct plan_row *row, const struct found *found) {
    for (size_t i = 0; i < found->made.count; i++)
        fill_add_date(f, s->id, found->made.items[i], s->has_latest ? s->latest_id : 0);
    fill_note_dates(row, s->recurrence.zone, &found->made);
    if (found->begun) change_end(row, s);
    if (found->ended) note_end(row, &f->ended);
}

void fill_series(struct fill *f, const struct series *s, struct plan_row *row) {
    struct found found = {0};
    find_dates(s, FILL_HORIZON, true, f->now, &found);
    give(f, s, row, &found);
    free_found(&found);
}

void fill_begin_series(struct fill *f, const struct series *s, struct ids *dates) {
    struct found found = {0};
    find_dates(s, FILL_HORIZON, false, f->now, &found);
    for (size_t i = 0; i < found.made.count; i++) {
        fill_add_date(f, s->id, found.made.items[i], 0);
        ids_add(dates, found.made.items[i]);
    }
    if (found.ended) ids_add(&f->ended, s->id);
    free_found(&found);
}

/* Of all series, those that have what they need are counted; only missing dates are listed, in the plan. */
static void add_row(struct plan *p, const struct op_fill *a, const struct series *s) {
    struct fill *f = p->data;
    struct found found = {0};
    char *none = why_none(s);
    if (!none) find_dates(s, a->horizon, a->gaps, f->now, &found);
    bool complete = !none && !found.ended && found.made.count == 0;
    if (!complete || !a->all || found.missing.count > 0) {
        struct plan_row *row = plan_add_row(p, ENTITY_SERIES, s->id, s->title);
        add_seen(row, s);
        give(f, s, row, &found);
        note_missing(row, s, &found.missing);
        if (complete) plan_row_skip(row, false, mem_dup(_("has its dates already")));
        row->counted = complete && a->all;
        if (none) plan_row_skip(row, s->wrong || !a->all, none); /* a timer need not hear of it each night */
    }
    f->complete += complete && a->all;
    f->holed += complete && a->all && found.missing.count > 0;
    free_found(&found);
}

/* The ids asked for, or those of all active series; the others are counted in a warning. */
static bool find_ids(struct session *s, const struct op_fill *a, struct plan *p, struct ids *ids, struct err *err) {
    struct rows r = {0};
    long long inactive = 0;
    for (size_t i = 0; i < a->count; i++) ids_add(ids, a->ids[i]);
    bool ok = !a->all || conn_read(s->conn, "SELECT s.id, s.is_active FROM workshop_series s", &r, err);
    for (size_t i = 0; ok && i < r.count; i++) {
        if (rows_int(&r, i, 1) != 0)
            ids_add(ids, rows_int(&r, i, 0));
        else
            inactive++;
    }
    rows_free(&r);
    ids_sort(ids);
    if (inactive > 0)
        plan_warn(p,
                  mem_format(P_("%lld inactive series gets no dates.", "%lld inactive series get no dates.", inactive),
                             inactive));
    return ok;
}

static void add_words(struct plan *p) {
    const struct fill *f = p->data;
    unsigned long dates = f->first.count + f->next.count, ended = f->ended.count;
    long long complete = f->complete, holed = f->holed;
    struct buf all = {0};
    if (complete > 0)
        plan_warn(
            p, mem_format(P_("%lld series has its dates already.", "%lld series have their dates already.", complete),
                          complete));
    if (holed > 0)
        plan_warn(
            p, mem_format(P_("%lld of them lacks dates before its latest (--dry-run lists them, --gaps makes them).",
                             "%lld of them lack dates before their latest (--dry-run lists them, --gaps makes them).",
                             holed),
                          holed));
    buf_addf(&all, P_("%lu workshop made", "%lu workshops made", dates), dates);
    if (ended > 0) buf_addf(&all, P_(", %lu series ended", ", %lu series ended", ended), ended);
    p->in_all = buf_steal(&all);
    if (dates > 0) p->undo = mem_dup(_("cancel takes new dates back: a cancelled one is never made again."));
    plan_count(p);
}

static char *fill_title(const struct op_fill *a) {
    if (a->all) return mem_dup(_("fill all series"));
    if (a->count == 1) return mem_format(_("fill series #%lld"), (long long)a->ids[0]);
    return mem_format(P_("fill %lu series", "fill %lu series", a->count), (unsigned long)a->count);
}

static const struct plan_operation fill_operation;

/* What is done in parts is locked part by part. */
static bool read_series(struct session *s, const struct plan *p, const struct ids *ids, struct series_list *list,
                        struct err *err) {
    bool locking = s->locking;
    s->locking = locking && !p->in_parts;
    bool ok = series_read(s, ids, list, err);
    s->locking = locking;
    return ok;
}

static struct plan *fill_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_fill *a = args;
    int64_t now;
    /* TRANSLATORS: the action, in "filling series needs an admin" */
    if (!session_need(s, RIGHTS_ADMIN, _("filling series"), err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&fill_operation, args, fill_title(a));
    struct fill *f = mem_zero(1, sizeof *f);
    struct ids ids = {0};
    struct series_list list = {0};
    p->data = f;
    p->made_at = f->now = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    bool ok = find_ids(s, a, p, &ids, err);
    p->in_parts = ids.count > PART_SERIES;
    ok = ok && read_series(s, p, &ids, &list, err);
    for (size_t i = 0; ok && i < list.count; i++) add_row(p, a, &list.items[i]);
    if (ok) add_words(p);
    series_free(&list);
    ids_free(&ids);
    if (ok) return p;
    plan_free(p);
    return NULL;
}

static const struct plan_operation fill_operation = {
    "fill", fill_make, fill_write, copy_args, free_args, fill_free, NULL, PART_SERIES, part_args,
};

struct plan *fill_plan(struct session *s, const struct op_fill *args, struct err *err) {
    return fill_make(s, args, 0, err);
}
