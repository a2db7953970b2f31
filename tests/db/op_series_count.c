/* COUNT of a series counts from its first occurrence, for ever (SPEC section 6), whoever makes its first workshops, and
 * however late. The clock stands at 12:00 UTC, in Madrid 13:00. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/edit.h"
#include "op/undo.h"

static const struct op_fill one = {.ids = (int64_t[]){1}, .count = 1};
static const struct op_fill far = {.ids = (int64_t[]){1}, .count = 1, .horizon = 900};

static void create(struct opdb *o, bool bare) {
    opdb_create(o, "op_series_count", bare);
    opdb_become(o, "admin");
}

/* Series 1: thirty Mondays, eleven of which are past when its first workshops are made. */
static void create_late(struct opdb *o, bool bare) {
    create(o, bare);
    opdb_rule(o, 1, "FREQ=WEEKLY;COUNT=30", "10:00", "Europe/Madrid");
    opdb_run(o, "UPDATE workshop_series SET created_at = created_at - INTERVAL 70 DAY");
}

/* The nineteen that are left, by whatever follows: the end is a date, not counted anew. */
static void assert_nineteen(struct opdb *o) {
    assert_int_equal(opdb_dates(o, 1), 12);
    assert_cell(o, "FREQ=WEEKLY;UNTIL=20270412T100000Z", "SELECT rrule FROM workshop_series WHERE id = 1");
    opdb_fill(o, &far);
    assert_int_equal(opdb_dates(o, 1), 19);
    assert_int_equal(opdb_int(o, "SELECT is_active FROM workshop_series WHERE id = 1"), 0);
    assert_int_equal(opdb_fill(o, &far), 0);
}

static void apply(struct opdb *o, struct plan *p, struct err *err) {
    assert_ok(p != NULL, *err);
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static void a_late_fill(void **state) {
    struct opdb o;
    create_late(&o, OPDB_IS_BARE(state));
    struct plan *p = opdb_fill_plan(&o, &far);
    assert_string_equal(p->in_all, "19 workshops made, 1 series ended");
    plan_free(p);
    opdb_fill(&o, &one);
    assert_nineteen(&o);
    opdb_close(&o);
}

static void a_late_mend(void **state) {
    struct opdb o;
    struct err err = {0};
    create_late(&o, OPDB_IS_BARE(state));
    apply(&o, mend_plan(&o.s, &(struct op_mend){0}, &err), &err);
    assert_nineteen(&o);
    opdb_close(&o);
}

/* What its rule has left is near: mended, it is at its end. */
static void a_mend_that_ends_it(void **state) {
    struct opdb o;
    struct err err = {0};
    create_late(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=WEEKLY;COUNT=13'");
    struct plan *p = mend_plan(&o.s, &(struct op_mend){0}, &err);
    assert_ok(p != NULL, err);
    assert_string_equal(p->in_all, "2 workshops made, 1 series ended");
    apply(&o, p, &err);
    assert_int_equal(opdb_dates(&o, 1), 2);
    assert_cell(&o, "FREQ=WEEKLY;UNTIL=20261214T100000Z0", "SELECT CONCAT(rrule, is_active) FROM workshop_series");
    opdb_close(&o);
}

static void a_late_change(void **state) {
    struct opdb o;
    struct err err = {0};
    create_late(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=DAILY', time_of_day = '08:00'");
    const struct op_edit set = {ENTITY_SERIES,
                                EDIT_SET,
                                (int64_t[]){1},
                                1,
                                {{SERIES_RRULE, "FREQ=WEEKLY;COUNT=30"}, {SERIES_TIME_OF_DAY, "10:00"}},
                                2};
    apply(&o, edit_plan(&o.s, &set, &err), &err);
    assert_nineteen(&o);
    opdb_close(&o);
}

static void nothing_is_past(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_rule(&o, 1, "FREQ=WEEKLY;COUNT=30", "19:00", "Europe/Madrid");
    opdb_fill(&o, &one);
    assert_cell(&o, "FREQ=WEEKLY;COUNT=30", "SELECT rrule FROM workshop_series WHERE id = 1");
    opdb_fill(&o, &far);
    assert_int_equal(opdb_dates(&o, 1), 30);
    opdb_close(&o);
}

static struct plan *new_series(struct opdb *o, const char *rrule, const char *time) {
    struct err err = {0};
    struct op_edit a = {.kind = ENTITY_SERIES,
                        .what = EDIT_NEW,
                        .values = {{SERIES_TITLE, "Evening"},
                                   {SERIES_HOST_ID, "2"},
                                   {SERIES_RRULE, rrule},
                                   {SERIES_TIME_OF_DAY, time},
                                   {SERIES_TIMEZONE, "Europe/Madrid"}},
                        .value_count = 5};
    struct plan *p = edit_plan(&o->s, &a, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

/* A new one gets as many as are said, though today's time is past: it is no occurrence of a series that was not yet. */
static void a_new_series(void **state) {
    static const struct {
        const char *rrule, *time, *first, *last;
        int soon, all;
    } cases[] = {
        {"FREQ=DAILY;COUNT=1", "10:00", "2026-12-01 09:00:00", "2026-12-01 09:00:00", 1, 1},
        {"FREQ=DAILY;COUNT=5", "10:00", "2026-12-01 09:00:00", "2026-12-05 09:00:00", 5, 5},
        {"FREQ=DAILY;COUNT=5", "19:00", "2026-11-30 18:00:00", "2026-12-04 18:00:00", 5, 5},
        {"FREQ=WEEKLY;COUNT=30", "10:00", "2026-12-07 09:00:00", "2027-06-28 08:00:00", 12, 30},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=4", "10:00", "2026-12-01 09:00:00", "2026-12-28 09:00:00", 4, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct opdb o;
        struct err err = {0};
        create(&o, OPDB_IS_BARE(state));
        apply(&o, new_series(&o, cases[i].rrule, cases[i].time), &err);
        assert_int_equal(opdb_dates(&o, 1), cases[i].soon);
        opdb_fill(&o, &far);
        assert_int_equal(opdb_dates(&o, 1), cases[i].all);
        assert_cell(&o, cases[i].rrule, "SELECT rrule FROM workshop_series");
        assert_cell(&o, cases[i].first, "SELECT MIN(scheduled_at) FROM workshops");
        assert_cell(&o, cases[i].last, "SELECT MAX(scheduled_at) FROM workshops");
        opdb_close(&o);
    }
}

/* The plan says that it is at its end with the dates that it is given. */
static void a_new_series_that_ends(void **state) {
    struct opdb o;
    struct err err = {0};
    create(&o, OPDB_IS_BARE(state));
    struct plan *p = new_series(&o, "FREQ=DAILY;COUNT=3", "19:00");
    const struct plan_row *row = &p->rows[0];
    const struct plan_change *last = &row->changes[row->change_count - 1];
    assert_string_equal(last->field, "is_active");
    assert_string_equal(last->after, "0");
    assert_string_equal(row->notes[row->note_count - 1], "its rule has no later occurrence: it becomes inactive");
    apply(&o, p, &err);
    assert_int_equal(opdb_dates(&o, 1), 3);
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series WHERE id = 1"), 0);
    opdb_close(&o);
}

/* Without dates at once, and though today's time is past, it gets as many as are said. */
static void a_new_series_filled_later(void **state) {
    struct opdb o;
    struct err err = {0};
    create(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = 2");
    apply(&o, new_series(&o, "FREQ=DAILY;COUNT=5", "10:00"), &err);
    assert_int_equal(opdb_dates(&o, 1), 0);
    opdb_run(&o, "UPDATE users SET can_host = 1 WHERE id = 2");
    opdb_fill(&o, &far);
    assert_int_equal(opdb_dates(&o, 1), 5);
    assert_cell(&o, "FREQ=DAILY;COUNT=5", "SELECT rrule FROM workshop_series");
    opdb_close(&o);
}

/* With the old end, but the new workshops, it would be counted anew. */
static void a_fill_is_not_undone(void **state) {
    struct opdb o;
    struct err err = {0};
    create_late(&o, OPDB_IS_BARE(state));
    opdb_fill(&o, &one);
    assert_null(undo_plan(&o.s, &(struct op_undo){0}, &err));
    assert_int_equal(err.code, WS_REFUSED);
    err_free(&err);
    opdb_fill(&o, &far); /* it also ended the series */
    assert_null(undo_plan(&o.s, &(struct op_undo){0}, &err));
    assert_int_equal(err.code, WS_REFUSED);
    err_free(&err);
    opdb_close(&o);
}

static struct plan *plan_by_hand(struct opdb *o, const char *at) {
    struct err err = {0};
    const struct op_edit args = {.kind = ENTITY_WORKSHOP,
                                 .what = EDIT_NEW,
                                 .values = {{WORKSHOP_TITLE, "By hand"},
                                            {WORKSHOP_HOST_ID, "2"},
                                            {WORKSHOP_SERIES_ID, "1"},
                                            {WORKSHOP_SCHEDULED_AT, at}},
                                 .value_count = 4};
    struct plan *p = edit_plan(&o->s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

/* The dates are counted from it from then on, which its plan says. */
static void assert_says(struct opdb *o, const char *at, bool says) {
    struct plan *p = plan_by_hand(o, at);
    bool said = false;
    for (size_t i = 0; i < p->rows[0].note_count; i++)
        said = said || strstr(p->rows[0].notes[i], "from which the rule's dates are counted");
    plan_free(p);
    assert_int_equal(said, says);
}

static void an_earliest_by_hand(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_rule(&o, 1, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "10:00", "UTC");
    opdb_fill(&o, &one);
    opdb_run(&o, "DELETE FROM workshops WHERE scheduled_at < '2026-12-14'"); /* the earliest: Wednesday the 16th */
    assert_cell(&o, "2026-12-16", "SELECT DATE(MIN(scheduled_at)) FROM workshops");
    assert_says(&o, "2026-12-09T15:00:00Z", true);  /* its week becomes one of those in between */
    assert_says(&o, "2026-12-18T15:00:00Z", false); /* not the earliest */
    opdb_close(&o);
}

/* A COUNT of a series without workshops counts anew from it. */
static void a_first_by_hand(void **state) {
    struct opdb o;
    create_late(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=WEEKLY;COUNT=13'");
    assert_says(&o, "2026-12-07T09:00:00Z", true);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(a_late_fill),
        OPDB_BOTH(a_late_mend),
        OPDB_BOTH(a_mend_that_ends_it),
        OPDB_BOTH(a_late_change),
        OPDB_BOTH(nothing_is_past),
        OPDB_BOTH(a_new_series),
        OPDB_BOTH(a_fill_is_not_undone),
        OPDB_BOTH(a_new_series_that_ends),
        OPDB_BOTH(a_new_series_filled_later),
        OPDB_BOTH(an_earliest_by_hand),
        OPDB_BOTH(a_first_by_hand),
    };
    int failed = cmocka_run_group_tests_name("series count", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
