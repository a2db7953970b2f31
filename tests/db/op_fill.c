/* fill and stop (SPEC section 6): what is made, what never is, many at once. op_fill_year.c has the long run. */
#include "opdb.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void create(struct opdb *o, bool bare) {
    opdb_create(o, "op_fill", bare);
    opdb_become(o, "admin");
}

static void new_ones_are_like_the_series(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "INSERT INTO workshop_categories (id, name, slug) VALUES (3, 'C', 'c')");
    opdb_run(&o, "ALTER TABLE workshops ADD mode ENUM('audio','video') NOT NULL DEFAULT 'video',"
                 " ADD created_by_admin_id INT NULL");
    conn_forget_schema(o.s.conn);
    opdb_rule(&o, 1, "FREQ=WEEKLY;BYDAY=MO", "19:00", "America/New_York");
    opdb_rule(&o, 2, "FREQ=WEEKLY;BYDAY=MO", "19:00", "America/New_York");
    opdb_run(&o, "UPDATE workshop_series SET category_id = 3");
    opdb_workshop(&o, 50, 2, "ended", -30 * DAY);
    opdb_workshop(&o, 51, 2, "cancelled", -20 * DAY);
    opdb_run(&o, "UPDATE workshops SET is_private = 1, mode = 'audio', created_by_admin_id = %d WHERE id = 51", ADMIN);
    assert_true(opdb_fill(&o, &(struct op_fill){.ids = (int64_t[]){1, 2}, .count = 2}) > 0);
    assert_int_equal(opdb_dates(&o, 1), 13);
    assert_int_equal(opdb_dates(&o, 2), 2 + 13);
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM workshops WHERE id > 51 AND host_id = %d AND category_id = 3 AND"
                              " title = CONCAT('S', series_id) AND description = 'about' AND duration_minutes = 45"
                              " AND status = 'scheduled' AND max_capacity IS NULL AND attendee_count = 0",
                              HOST),
                     26);
    assert_cell(&o, "0videonone",
                "SELECT DISTINCT CONCAT(is_private, mode, COALESCE(created_by_admin_id, 'none')) FROM workshops"
                " WHERE series_id = 1");
    assert_cell(&o, "1audio5",
                "SELECT DISTINCT CONCAT(is_private, mode, created_by_admin_id) FROM workshops WHERE id > 51 AND"
                " series_id = 2");
    /* 19:00 of New York on both sides of 14 March */
    assert_int_equal(opdb_fill(&o, &(struct op_fill){.ids = (int64_t[]){1}, .count = 1, .horizon = 120}), 5);
    assert_cell(&o, "2027-03-09 00:00:00,2027-03-15 23:00:00",
                "SELECT GROUP_CONCAT(scheduled_at ORDER BY scheduled_at) FROM workshops WHERE series_id = 1 AND"
                " scheduled_at BETWEEN '2027-03-08' AND '2027-03-17'");
    opdb_close(&o);
}

static void holes_are_filled_when_asked(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    const struct op_fill one = {.ids = (int64_t[]){1}, .count = 1}, gaps = {.ids = one.ids, .count = 1, .gaps = true};
    opdb_rule(&o, 1, "FREQ=WEEKLY;BYDAY=WE", "10:00", "UTC"); /* from 2 Dec */
    opdb_fill(&o, &one);
    int64_t all = opdb_dates(&o, 1);
    opdb_run(&o, "DELETE FROM workshops WHERE scheduled_at = '2026-12-09 10:00'");
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-17 10:00' WHERE scheduled_at = '2026-12-16 10:00'");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-23 10:00'");
    struct plan *p = opdb_fill_plan(&o, &one);
    const struct plan_row *row = opdb_row(p, ENTITY_SERIES, 1);
    assert_int_equal(p->to_change, 0);
    assert_string_equal(row->notes[0],
                        "2 dates are missing (--gaps makes them): Wed 9 Dec 2026 10:00, Wed 16 Dec 2026 10:00");
    plan_free(p);
    assert_int_equal(opdb_fill(&o, &one), 0);
    assert_int_equal(opdb_fill(&o, &gaps), 2);
    assert_int_equal(opdb_dates(&o, 1), all + 1);
    assert_int_equal(opdb_doubled(&o), 0);
    assert_int_equal(opdb_fill(&o, &gaps), 0);
    opdb_close(&o);
}

/* The latest one, a day earlier by hand, is still that date's workshop. */
static void a_moved_latest_is_not_made_again(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    const struct op_fill one = {.ids = (int64_t[]){1}, .count = 1};
    opdb_rule(&o, 1, "FREQ=WEEKLY;BYDAY=WE", "10:00", "UTC");
    opdb_fill(&o, &one);
    int64_t all = opdb_dates(&o, 1);
    for (int days = -1; days <= 1; days += 2) {
        char *latest = opdb_text(&o, "SELECT MAX(scheduled_at) FROM workshops");
        opdb_run(&o, "UPDATE workshops SET scheduled_at = '%s' + INTERVAL %d DAY WHERE scheduled_at = '%s'", latest,
                 days, latest);
        opdb_set_clock(&o, OPDB_NOW + (days + 3) * 7 * DAY);
        opdb_fill(&o, &one);
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE scheduled_at = '%s'", latest), 0);
        free(latest);
    }
    assert_int_equal(opdb_dates(&o, 1), all + 4);
    opdb_close(&o);
}

static void some_get_none(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    for (int id = 1; id <= 4; id++) opdb_rule(&o, id, "FREQ=DAILY", "10:00", "UTC");
    opdb_run(&o, "UPDATE workshop_series SET is_active = 0 WHERE id = 1");
    opdb_run(&o, "UPDATE workshop_series SET host_id = %d WHERE id = 2", ANA);
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = %d", ANA);
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=NOW' WHERE id = 3");
    const struct op_fill four = {.ids = (int64_t[]){1, 2, 3, 4}, .count = 4};
    struct plan *p = opdb_fill_plan(&o, &four);
    assert_int_equal(p->to_change, 1);
    assert_true(plan_refused(p));
    assert_string_equal(opdb_row(p, ENTITY_SERIES, 1)->skipped, "is inactive: it gets no dates");
    assert_string_equal(opdb_row(p, ENTITY_SERIES, 2)->skipped, "its host may not host: it gets no dates");
    assert_non_null(opdb_row(p, ENTITY_SERIES, 3)->skipped);
    /* what changes meanwhile is seen */
    opdb_run(&o, "UPDATE workshop_series SET time_of_day = '11:00' WHERE id = 4");
    struct plan_result r = {0};
    struct err err = {0};
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    err_free(&err);
    plan_free(p);
    p = opdb_fill_plan(&o, &(struct op_fill){.all = true});
    assert_string_equal(p->warnings[0], "1 inactive series gets no dates.");
    assert_false(opdb_row(p, ENTITY_SERIES, 2)->refused);
    r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(DISTINCT series_id) FROM workshops"), 1);
    assert_null(stop_plan(&o.s, &(struct op_stop){.ids = (int64_t[]){99}, .count = 1}, &err));
    assert_int_equal(err.code, WS_DATA);
    err_free(&err);
    opdb_close(&o);
}

/* Many dates are few statements, and all get their own channel. */
static void many_are_few_statements(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    for (int id = 1; id <= 20; id++) opdb_rule(&o, id, "FREQ=DAILY", "10:00", "UTC");
    int64_t before = opdb_inserts(&o);
    opdb_fill(&o, &(struct op_fill){.all = true});
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 20 * 90);
    assert_int_equal(opdb_inserts(&o) - before, (20 * 90 + 249) / 250);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(DISTINCT agora_channel) FROM workshops"), 20 * 90);
    opdb_close(&o);
}

struct watched {
    int calls, stop_at; /* stops at this call; 0: never */
    int64_t done, total;
};

static bool on_part(void *arg, int64_t done, int64_t total) {
    struct watched *w = arg;
    w->done = done;
    w->total = total;
    return ++w->calls != w->stop_at;
}

static bool make_all(struct session *s, void *arg, struct plan **out, struct err *err) {
    *out = fill_plan(s, arg, err);
    return *out != NULL;
}

/* 250 series are three parts: what was done before the stop stays, and the next run goes on. */
static void many_series_are_done_in_parts(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_run(&o,
             "INSERT INTO workshop_series (host_id, title, rrule, time_of_day, timezone, created_at)"
             " SELECT %d, 'S', 'FREQ=DAILY', '13:00', 'UTC', FROM_UNIXTIME(%d) FROM seq_1_to_250",
             HOST, OPDB_NOW);
    const struct op_fill all = {.all = true, .horizon = 2};
    struct watched w = {.stop_at = 2};
    const struct session_watch watch = {on_part, &w};
    struct plan_result r = {0};
    struct err err = {0};
    o.s.watch = &watch;
    struct plan *p = opdb_fill_plan(&o, &all), *done = NULL;
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CANCELLED);
    assert_string_equal(err.text, "100 of 250 done: stopped");
    err_free(&err);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(DISTINCT series_id) FROM workshops"), 100);
    int64_t each = opdb_int(&o, "SELECT COUNT(*) FROM workshops") / 100;
    assert_true(each > 30);

    /* the shown plan does not hold any more where dates came meanwhile */
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    err_free(&err);
    plan_free(p);

    w = (struct watched){0};
    assert_ok(plan_run(&o.s, make_all, (void *)&all, &done, &r, &err), err);
    assert_int_equal(done->to_change, 150);
    assert_int_equal(r.rows_changed, 150 * each);
    assert_int_equal(w.calls, 3);
    assert_int_equal(w.done, 150);
    assert_int_equal(w.total, 150);
    plan_result_free(&r);
    plan_free(done);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 250 * each);
    assert_int_equal(opdb_doubled(&o), 0);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE agora_channel IS NULL"), 0);
    assert_ok(plan_run(&o.s, make_all, (void *)&all, &done, &r, &err), err);
    assert_int_equal(r.rows_changed, 0);
    plan_result_free(&r);
    plan_free(done);
    opdb_close(&o);
}

struct filler {
    pthread_t thread;
    struct session s;
    bool ok;
    struct plan_result result;
    struct err err;
};

static bool make_plan(struct session *s, void *arg, struct plan **out, struct err *err) {
    (void)arg;
    *out = fill_plan(s, &(struct op_fill){.all = true, .horizon = 90}, err);
    return *out != NULL;
}

static void *run_filler(void *arg) {
    struct filler *f = arg;
    struct plan *p = NULL;
    f->ok = plan_run(&f->s, make_plan, NULL, &p, &f->result, &f->err);
    plan_free(p);
    return NULL;
}

static void two_at_once_make_each_once(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    for (int id = 1; id <= 10; id++) opdb_rule(&o, id, "FREQ=DAILY", "10:00", "UTC");
    for (int round = 0; round < 5; round++) {
        struct filler fillers[4] = {0};
        int64_t rows = 0;
        opdb_run(&o, "DELETE FROM workshops");
        for (size_t i = 0; i < 4; i++) {
            opdb_session(&fillers[i].s, "op_fill", "admin");
            pthread_create(&fillers[i].thread, NULL, run_filler, &fillers[i]);
        }
        for (size_t i = 0; i < 4; i++) {
            pthread_join(fillers[i].thread, NULL);
            if (!fillers[i].ok) fail_msg("%zu: %s", i, fillers[i].err.text);
            rows += fillers[i].result.rows_changed;
            plan_result_free(&fillers[i].result);
            opdb_session_close(&fillers[i].s);
        }
        assert_int_equal(rows, 10 * 90);
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 10 * 90);
        assert_int_equal(opdb_doubled(&o), 0);
    }
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(new_ones_are_like_the_series),     OPDB_BOTH(holes_are_filled_when_asked),
        OPDB_BOTH(a_moved_latest_is_not_made_again), OPDB_BOTH(some_get_none),
        OPDB_BOTH(many_are_few_statements),          OPDB_BOTH(many_series_are_done_in_parts),
        OPDB_BOTH(two_at_once_make_each_once),
    };
    int failed = cmocka_run_group_tests_name("fill", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
