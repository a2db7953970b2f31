/* A series' dates are counted from its earliest workshop: what making, moving or deleting that one does to the later dates. See
 * edit_note_anchor in edit_private.h. */
#include "op/edit_private.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "recur/when.h"

enum { COMPARED = 5 }; /* dates of the rule that are compared and shown */

/* The time of the earliest workshop of its series besides w; false when there is none. */
static bool read_second(struct session *s, const struct workshop *w, bool *is_first, int64_t *second, bool *has_second,
                        struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT MIN(w.scheduled_at), MIN(w.scheduled_at) > ");
    sql_text(&q, w->scheduled_text);
    sql_add(&q, " FROM workshops w WHERE w.series_id = ");
    sql_int(&q, w->series_id);
    sql_add(&q, " AND w.id <> ");
    sql_int(&q, w->id);
    bool ok = conn_query(s->conn, &q, &r, err);
    if (ok) {
        *has_second = rows_time(&r, 0, 0, second);
        *is_first = !*has_second || rows_int(&r, 0, 1) != 0;
    }
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static size_t next_dates(const struct series *s, int64_t anchor, int64_t after, int64_t out[COMPARED]) {
    struct rule_iter it;
    size_t count = 0;
    int64_t at;
    recurrence_start(&it, &s->recurrence, anchor);
    while (count < COMPARED && rule_iter_next(&it, &at))
        if (at > after) out[count++] = at;
    return count;
}

static void add_dates(struct buf *out, const struct series *s, const int64_t *dates, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add(out, ", ");
        when_add_date(out, dates[i], s->recurrence.zone);
    }
    if (count == 0) buf_add(out, _("none"));
}

static void compare(const struct series *s, int64_t anchor, int64_t after, struct plan_row *row) {
    int64_t was[COMPARED], will[COMPARED];
    size_t was_count = next_dates(s, s->anchor, after, was), will_count = next_dates(s, anchor, after, will);
    bool same = was_count == will_count;
    for (size_t i = 0; same && i < was_count; i++) same = was[i] == will[i];
    if (same) return;
    struct buf before = {0}, now = {0};
    add_dates(&before, s, was, was_count);
    add_dates(&now, s, will, will_count);
    plan_row_note(row, mem_format(_("it is the earliest of series #%lld, from which the rule's dates are counted:"),
                                  (long long)s->id));
    /* TRANSLATORS: dates of a series */
    plan_row_note(row, mem_format(_("the next were %s"), buf_str(&before)));
    plan_row_note(row, mem_format(_("and will be %s"), buf_str(&now)));
    buf_free(&before);
    buf_free(&now);
}

bool edit_note_anchor(struct session *s, const struct workshop *w, int64_t at, struct plan_row *row, struct err *err) {
    struct series_list list = {0};
    int64_t second = 0, now, id = w->series_id;
    bool is_first = false, has_second = false, locking = s->locking;
    s->locking = false; /* a note: the series' row, which comes before the workshop's, is not to be locked after it */
    bool ok = read_second(s, w, &is_first, &second, &has_second, err) &&
              (!is_first || series_read(s, &(struct ids){.items = &id, .count = 1}, &list, err)) &&
              conn_now(s->conn, &now, err);
    s->locking = locking;
    if (ok && is_first && !list.items[0].wrong && (has_second || at != INT64_MIN)) {
        int64_t anchor = at == INT64_MIN || (has_second && second < at) ? second : at;
        compare(&list.items[0], anchor, now, row);
    }
    series_free(&list);
    return ok;
}
