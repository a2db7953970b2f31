/* fill and stop (SPEC section 6): a year beside the platform's own generator, what is made, what never is. */
#include "opdb.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "recur/rule.h"

enum { YEAR = 365 };

static void create(struct opdb *o, const char *name, bool bare) {
    opdb_create(o, name, bare);
    opdb_session_close(&o->s);
    opdb_session(&o->s, name, "admin");
}

static void set_clock(struct opdb *o, int64_t now) {
    struct err err = {0};
    char *statement = mem_format("SET timestamp = %lld", (long long)now);
    assert_ok(conn_command(o->s.conn, statement, &err), err);
    testdb_run(o->root, statement);
    free(statement);
}

static void add_series(struct opdb *o, int id, const char *rrule, const char *time, const char *zone) {
    opdb_run(o,
             "INSERT INTO workshop_series (id, host_id, title, description, duration_minutes, rrule, time_of_day,"
             " timezone, created_at) VALUES (%d, %d, 'S%d', 'about', 45, '%s', '%s', '%s', FROM_UNIXTIME(%d))",
             id, HOST, id, rrule, time, zone, OPDB_NOW);
}

static struct plan *plan(struct opdb *o, const struct op_fill *args) {
    struct err err = {0};
    struct op_fill a = *args;
    if (a.horizon == 0) a.horizon = 90;
    struct plan *p = fill_plan(&o->s, &a, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

/* Returns how many rows were changed. */
static int64_t fill(struct opdb *o, const struct op_fill *args) {
    struct plan_result r = opdb_apply(o, plan(o, args));
    int64_t n = r.rows_changed;
    plan_result_free(&r);
    return n;
}

static int64_t count(struct opdb *o, int series) {
    return opdb_int(o, "SELECT COUNT(*) FROM workshops WHERE series_id = %d", series);
}

static int64_t doubled(struct opdb *o) {
    return opdb_int(o, "SELECT COUNT(*) - COUNT(DISTINCT series_id, scheduled_at) FROM workshops");
}

/* One series of the platform's nightly job, as LIBRARIES.md has it: the rule begins anew at the moment it runs. */
static int64_t generate(struct opdb *o, int64_t series, int64_t now) {
    char *rrule = opdb_text(o, "SELECT rrule FROM workshop_series WHERE id = %d", (int)series);
    char *time = opdb_text(o, "SELECT time_of_day FROM workshop_series WHERE id = %d", (int)series);
    char *zone = opdb_text(o, "SELECT timezone FROM workshop_series WHERE id = %d", (int)series);
    int64_t latest = opdb_int(o,
                              "SELECT COALESCE(UNIX_TIMESTAMP(MAX(scheduled_at)), 0) FROM workshops"
                              " WHERE series_id = %d",
                              (int)series);
    int64_t from = latest > now ? latest : now, at, made = 0;
    struct rule rule;
    struct rule_iter it;
    int time_of_day;
    if (latest <= now + 30 * DAY) {
        assert_true(rule_parse(rrule, &rule, NULL, NULL) && rule_parse_time(time, &time_of_day, NULL));
        rule_iter_start(&it, &rule, zone_get(zone, NULL), from, time_of_day);
        while (rule_iter_next(&it, &at) && at <= now + 90 * DAY) {
            if (at < now || opdb_int(o,
                                     "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                                     " FROM_UNIXTIME(%lld)",
                                     (int)series, (long long)at))
                continue;
            opdb_run(o,
                     "INSERT INTO workshops (series_id, host_id, title, scheduled_at) VALUES"
                     " (%d, %d, 'G', FROM_UNIXTIME(%lld))",
                     (int)series, HOST, (long long)at);
            made++;
        }
    }
    free(rrule);
    free(time);
    free(zone);
    return made;
}

static int64_t generate_all(struct opdb *o, int64_t now, int series) {
    int64_t made = 0;
    for (int id = 1; id <= series; id++)
        if (opdb_int(o, "SELECT is_active FROM workshop_series WHERE id = %d", id)) made += generate(o, id, now);
    return made;
}

static const struct {
    const char *rrule, *time, *zone;
} yearly[] = {
    {"FREQ=WEEKLY;BYDAY=MO", "19:00:00", "America/New_York"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "02:30", "Europe/Madrid"},
    {"FREQ=DAILY;COUNT=100", "19:00", "America/New_York"},
    {"FREQ=MONTHLY;BYDAY=1FR", "10:00", "UTC"},
    {"FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4", "10:00", "UTC"},
    {"FREQ=WEEKLY", "07:00", "Asia/Tokyo"},
    {"FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601T000000Z", "18:00", "America/Sao_Paulo"},
};
enum { YEARLY = sizeof yearly / sizeof *yearly };

/* Exactly the occurrences counted from the day the series was made, up to 90 days after the last run or one more. */
static void check_series(struct opdb *o, int id, int64_t end) {
    struct rule rule;
    struct rule_iter it;
    int time_of_day;
    int64_t at, wanted = 0;
    assert_true(rule_parse(yearly[id - 1].rrule, &rule, NULL, NULL));
    assert_true(rule_parse_time(yearly[id - 1].time, &time_of_day, NULL));
    rule_iter_start(&it, &rule, zone_get(yearly[id - 1].zone, NULL), OPDB_NOW, time_of_day);
    bool more = false;
    while (rule_iter_next(&it, &at)) {
        if (at <= OPDB_NOW) continue;
        more = at > end;
        if (more && opdb_int(o,
                             "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                             " FROM_UNIXTIME(%lld)",
                             id, (long long)at) == 0)
            break;
        wanted++;
        if (!more && opdb_int(o,
                              "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                              " FROM_UNIXTIME(%lld)",
                              id, (long long)at) != 1)
            fail_msg("%s lacks %lld", yearly[id - 1].rrule, (long long)at);
    }
    assert_int_equal(count(o, id), wanted);
    assert_int_equal(opdb_int(o, "SELECT is_active FROM workshop_series WHERE id = %d", id), more);
}

static void a_year_beside_the_generator(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    for (int i = 0; i < YEARLY; i++) add_series(&o, i + 1, yearly[i].rrule, yearly[i].time, yearly[i].zone);
    int64_t now = OPDB_NOW;
    for (int day = 0; day < YEAR; day++, now += DAY) {
        set_clock(&o, now);
        fill(&o, &(struct op_fill){.all = true});
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_series s WHERE s.is_active = 1 AND NOT EXISTS"
                                      " (SELECT 1 FROM workshops w WHERE w.series_id = s.id AND"
                                      " w.scheduled_at > NOW() + INTERVAL 31 DAY)"),
                         0);
        assert_int_equal(generate_all(&o, now + HOUR, YEARLY), 0);
        if (day % 30 == 10) /* somebody cancels one, a month ahead */
            opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE series_id = 1 AND scheduled_at >"
                         " NOW() + INTERVAL 30 DAY ORDER BY scheduled_at LIMIT 1");
    }
    for (int i = 0; i < YEARLY; i++) check_series(&o, i + 1, now - DAY + 90 * DAY);
    assert_int_equal(count(&o, 3), 100);
    assert_int_equal(doubled(&o), 0);
    assert_true(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'") >= 10);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE agora_channel <> CONCAT('workshop-', id)"
                                  " OR agora_channel IS NULL"),
                     0);
    opdb_close(&o);
}

/* Without fill the same generator begins COUNT anew: the year above would show it. */
static void the_generator_alone_loses_count(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    add_series(&o, 1, "FREQ=DAILY;COUNT=10", "10:00", "UTC");
    for (int day = 0; day < 20; day++) generate(&o, 1, OPDB_NOW + (int64_t)day * DAY);
    assert_true(count(&o, 1) > 10);
    opdb_close(&o);
}

static void new_ones_are_like_the_series(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    opdb_run(&o, "INSERT INTO workshop_categories (id, name, slug) VALUES (3, 'C', 'c')");
    opdb_run(&o, "ALTER TABLE workshops ADD mode ENUM('audio','video') NOT NULL DEFAULT 'video',"
                 " ADD created_by_admin_id INT NULL");
    conn_forget_schema(o.s.conn);
    add_series(&o, 1, "FREQ=WEEKLY;BYDAY=MO", "19:00", "America/New_York");
    add_series(&o, 2, "FREQ=WEEKLY;BYDAY=MO", "19:00", "America/New_York");
    opdb_run(&o, "UPDATE workshop_series SET category_id = 3");
    opdb_workshop(&o, 50, 2, "ended", -30 * DAY);
    opdb_workshop(&o, 51, 2, "cancelled", -20 * DAY);
    opdb_run(&o, "UPDATE workshops SET is_private = 1, mode = 'audio', created_by_admin_id = %d WHERE id = 51", ADMIN);
    assert_true(fill(&o, &(struct op_fill){.ids = (int64_t[]){1, 2}, .count = 2}) > 0);
    assert_int_equal(count(&o, 1), 13);
    assert_int_equal(count(&o, 2), 2 + 13);
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
    assert_int_equal(fill(&o, &(struct op_fill){.ids = (int64_t[]){1}, .count = 1, .horizon = 120}), 5);
    assert_cell(&o, "2027-03-09 00:00:00,2027-03-15 23:00:00",
                "SELECT GROUP_CONCAT(scheduled_at ORDER BY scheduled_at) FROM workshops WHERE series_id = 1 AND"
                " scheduled_at BETWEEN '2027-03-08' AND '2027-03-17'");
    opdb_close(&o);
}

static void holes_are_filled_when_asked(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    const struct op_fill one = {.ids = (int64_t[]){1}, .count = 1}, gaps = {.ids = one.ids, .count = 1, .gaps = true};
    add_series(&o, 1, "FREQ=WEEKLY;BYDAY=WE", "10:00", "UTC"); /* from 2 Dec */
    fill(&o, &one);
    int64_t all = count(&o, 1);
    opdb_run(&o, "DELETE FROM workshops WHERE scheduled_at = '2026-12-09 10:00'");
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-17 10:00' WHERE scheduled_at = '2026-12-16 10:00'");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-23 10:00'");
    struct plan *p = plan(&o, &one);
    const struct plan_row *row = opdb_row(p, ENTITY_SERIES, 1);
    assert_int_equal(p->to_change, 0);
    assert_string_equal(row->notes[0],
                        "2 dates are missing (--gaps makes them): Wed 9 Dec 2026 10:00, Wed 16 Dec 2026 10:00");
    plan_free(p);
    assert_int_equal(fill(&o, &one), 0);
    assert_int_equal(fill(&o, &gaps), 2);
    assert_int_equal(count(&o, 1), all + 1);
    assert_int_equal(doubled(&o), 0);
    assert_int_equal(fill(&o, &gaps), 0);
    opdb_close(&o);
}

/* The latest one, a day earlier by hand, is still that date's workshop. */
static void a_moved_latest_is_not_made_again(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    const struct op_fill one = {.ids = (int64_t[]){1}, .count = 1};
    add_series(&o, 1, "FREQ=WEEKLY;BYDAY=WE", "10:00", "UTC");
    fill(&o, &one);
    int64_t all = count(&o, 1);
    for (int days = -1; days <= 1; days += 2) {
        char *latest = opdb_text(&o, "SELECT MAX(scheduled_at) FROM workshops");
        opdb_run(&o, "UPDATE workshops SET scheduled_at = '%s' + INTERVAL %d DAY WHERE scheduled_at = '%s'", latest,
                 days, latest);
        set_clock(&o, OPDB_NOW + (days + 3) * 7 * DAY);
        fill(&o, &one);
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE scheduled_at = '%s'", latest), 0);
        free(latest);
    }
    assert_int_equal(count(&o, 1), all + 4);
    opdb_close(&o);
}

static void some_get_none(void **state) {
    struct opdb o;
    create(&o, "op_fill", OPDB_IS_BARE(state));
    for (int id = 1; id <= 4; id++) add_series(&o, id, "FREQ=DAILY", "10:00", "UTC");
    opdb_run(&o, "UPDATE workshop_series SET is_active = 0 WHERE id = 1");
    opdb_run(&o, "UPDATE workshop_series SET host_id = %d WHERE id = 2", ANA);
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = %d", ANA);
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=NOW' WHERE id = 3");
    const struct op_fill four = {.ids = (int64_t[]){1, 2, 3, 4}, .count = 4};
    struct plan *p = plan(&o, &four);
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
    p = plan(&o, &(struct op_fill){.all = true});
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
    create(&o, "op_fill", OPDB_IS_BARE(state));
    for (int id = 1; id <= 20; id++) add_series(&o, id, "FREQ=DAILY", "10:00", "UTC");
    int64_t before = opdb_inserts(&o);
    fill(&o, &(struct op_fill){.all = true});
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
    create(&o, "op_fill", OPDB_IS_BARE(state));
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
    struct plan *p = plan(&o, &all), *done = NULL;
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
    assert_int_equal(doubled(&o), 0);
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
    create(&o, "op_fill", OPDB_IS_BARE(state));
    for (int id = 1; id <= 10; id++) add_series(&o, id, "FREQ=DAILY", "10:00", "UTC");
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
        assert_int_equal(doubled(&o), 0);
    }
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        {"a_year_beside_the_generator", a_year_beside_the_generator, NULL, NULL, &opdb_full},
        {"the_generator_alone_loses_count", the_generator_alone_loses_count, NULL, NULL, &opdb_full},
        OPDB_BOTH(new_ones_are_like_the_series),
        OPDB_BOTH(holes_are_filled_when_asked),
        OPDB_BOTH(a_moved_latest_is_not_made_again),
        OPDB_BOTH(some_get_none),
        OPDB_BOTH(many_are_few_statements),
        OPDB_BOTH(many_series_are_done_in_parts),
        OPDB_BOTH(two_at_once_make_each_once),
    };
    int failed = cmocka_run_group_tests_name("fill", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
