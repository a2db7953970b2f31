/* Applying a plan: what stops it and what does not, connections that break in it, missing rights. */
#include "opdb.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/conn_private.h"
#include "op/action_log.h"
#include "op/attend.h"
#include "op/edit.h"

enum { CROWD_SIZE = 10000 };

static struct plan *plan_cancel_50(struct opdb *o, bool future) {
    return opdb_cancel(o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1, .future = future});
}

static void check_stops(struct opdb *o, struct plan *p, const char *text) {
    struct plan_result r = {0};
    struct err err = {0};
    assert_false(plan_apply(&o->s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    assert_int_equal(err_exit_status(err.code), 75);
    assert_string_equal(err.text, text);
    assert_int_equal(r.told, 0);
    assert_int_equal(opdb_int(o, "SELECT COUNT(*) FROM notifications"), 0);
    assert_int_equal(opdb_int(o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 0);
    err_free(&err);
    plan_free(p);
}

static void changed_values_stop_it(void **state) {
    struct opdb o;
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    struct plan *p = plan_cancel_50(&o, false);
    opdb_run(&o, "UPDATE workshops SET status = 'live'");
    check_stops(&o, p, "changed since the plan was made: workshop #50 \"W50\": status was scheduled, is now live");
    p = plan_cancel_50(&o, false);
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-24 18:00:00'");
    check_stops(&o, p,
                "changed since the plan was made: workshop #50 \"W50\":"
                " scheduled_at was 2026-12-01 12:00:00, is now 2026-12-24 18:00:00");
    p = plan_cancel_50(&o, false);
    opdb_run(&o, "DELETE FROM workshops");
    check_stops(&o, p, "there is no workshop #50");
    opdb_close(&o);
}

static void a_date_more_in_the_series_stops_it(void **state) {
    struct opdb o;
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_workshop(&o, 50, 7, "scheduled", DAY);
    struct plan *p = plan_cancel_50(&o, true);
    opdb_workshop(&o, 51, 7, "scheduled", 8 * DAY);
    check_stops(&o, p, "changed since the plan was made: workshop #51 \"W51\": has become part of it");
    p = plan_cancel_50(&o, true);
    opdb_run(&o, "UPDATE workshop_series SET is_active = 0");
    check_stops(&o, p, "changed since the plan was made: series #7 \"S7\": is_active was 1, is now 0");
    opdb_close(&o);
}

static void who_comes_or_leaves_does_not_stop_adding(void **state) {
    struct opdb o;
    struct err err = {0};
    const struct op_attend add = {.workshop = 50, .ids = (int64_t[]){ANA, LUIS, PLAIN}, .count = 3};
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, LUIS, "left");
    struct plan *p = attend_plan(&o.s, &add, &err);
    assert_ok(p != NULL, err);
    opdb_attend(&o, 50, ANA, "rsvp");
    opdb_run(&o, "DELETE FROM workshop_attendees WHERE user_id = %d", LUIS);
    opdb_attend(&o, 50, PLAIN, "left");
    struct plan_result r = opdb_apply(&o, p);
    assert_string_equal(r.summary, "2 attendees added");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_attendees WHERE status = 'rsvp'"), 3);
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops"), 3);
    plan_result_free(&r);
    opdb_close(&o);
}

/* Nothing that the plan saw is another now, and yet a row may no longer be changed. */
static void a_row_that_is_refused_meanwhile_stops_it(void **state) {
    struct opdb o;
    struct err err = {0};
    const struct op_edit args = {.kind = ENTITY_WORKSHOP, .what = EDIT_DELETE, .ids = (int64_t[]){50, 51}, .count = 2};
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    opdb_session_close(&o.s);
    opdb_session(&o.s, "op_apply", "admin");
    struct plan *p = edit_plan(&o.s, &args, &err);
    assert_non_null(p);
    opdb_attend(&o, 51, LUIS, "rsvp");
    check_stops(&o, p,
                "changed since the plan was made: workshop #51 \"W51\": is refused now, people have been in it: type"
                " its id to delete it all the same (--confirm=51)");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 2);
    opdb_close(&o);
}

static struct plan *plan_delete(struct opdb *o, enum entity_kind kind, int64_t id) {
    struct err err = {0};
    struct plan *p = edit_plan(
        &o->s, &(struct op_edit){.kind = kind, .what = EDIT_DELETE, .ids = &id, .count = 1, .reason = "r"}, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

static void what_is_deleted_is_what_was_shown(void **state) {
    struct opdb o;
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_session_close(&o.s);
    opdb_session(&o.s, "op_apply", "admin");
    opdb_series(&o, 7);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "INSERT INTO workshop_categories (id, name, slug, sort_order) VALUES (9, 'Choir', 'choir', 9)");
    opdb_run(&o, "INSERT INTO workshop_chats (id, workshop_id, user_id, message, offset_ms) VALUES (3, 50, %d, 'a', 0)",
             ANA);
    struct plan *p = plan_delete(&o, ENTITY_CHAT, 3);
    opdb_run(&o, "UPDATE workshop_chats SET message = 'b'");
    check_stops(&o, p, "changed since the plan was made: chat #3 \"ana\": message was a, is now b");
    p = plan_delete(&o, ENTITY_WORKSHOP, 50);
    opdb_run(&o, "UPDATE workshops SET title = 'Other'");
    check_stops(&o, p, "changed since the plan was made: workshop #50 \"W50\": title was W50, is now Other");
    p = plan_delete(&o, ENTITY_CATEGORY, 9);
    opdb_run(&o, "UPDATE workshops SET category_id = 9");
    check_stops(&o, p, "changed since the plan was made: category #9 \"Choir\": workshops was 0, is now 1");
    p = plan_delete(&o, ENTITY_CATEGORY, 9);
    opdb_run(&o, "UPDATE workshop_series SET category_id = 9");
    check_stops(&o, p, "changed since the plan was made: category #9 \"Choir\": series was 0, is now 1");
    p = plan_delete(&o, ENTITY_SERIES, 7);
    opdb_run(&o, "UPDATE workshops SET series_id = 7");
    check_stops(&o, p, "changed since the plan was made: series #7 \"S7\": workshops was 0, is now 1");
    opdb_close(&o);
}

static void changed_attendance_does_not_stop_it(void **state) {
    struct opdb o;
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    struct plan *p = plan_cancel_50(&o, false);
    opdb_attend(&o, 50, LUIS, "rsvp");
    opdb_attend(&o, 50, PLAIN, "rsvp");
    opdb_run(&o, "DELETE FROM workshop_attendees WHERE user_id = %d", ANA);
    opdb_run(&o, "UPDATE workshops SET attendee_count = 2, title = 'Other', updated_at = NOW()");
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.planned, 2);
    assert_int_equal(r.told, 3);
    assert_string_equal(r.summary,
                        "1 workshop cancelled, 3 notifications sent (the plan had said 2: people came or left"
                        " meanwhile)");
    plan_result_free(&r);
    opdb_close(&o);
}

static bool make_cancel_50(struct session *s, void *arg, struct plan **out, struct err *err) {
    (*(int *)arg)++;
    assert_true(s->locking);
    *out = cancel_plan(s, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}, err);
    return *out != NULL;
}

static void yes_plans_inside(void **state) {
    struct opdb o;
    struct plan_result r = {0};
    struct err err = {0};
    struct plan *p;
    int made = 0;
    opdb_create(&o, "op_apply", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    assert_ok(plan_run(&o.s, make_cancel_50, &made, &p, &r, &err), err);
    assert_int_equal(made, 1);
    assert_false(o.s.locking);
    assert_string_equal(p->title, "cancel #50");
    assert_int_equal(r.told, 1);
    plan_free(p);
    plan_result_free(&r);
    assert_ok(plan_run(&o.s, make_cancel_50, &made, &p, &r, &err), err);
    assert_string_equal(r.summary, "nothing to do");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications"), 1);
    plan_free(p);
    plan_result_free(&r);
    opdb_run(&o, "DELETE FROM workshops");
    assert_false(plan_run(&o.s, make_cancel_50, &made, &p, &r, &err));
    assert_int_equal(err.code, WS_DATA);
    assert_null(p);
    err_free(&err);
    opdb_close(&o);
}

/* An account without the right to insert notifications, and one that may not see blocks. */
static void a_missing_grant_stops_it(void **state) {
    (void)state;
    struct opdb o;
    struct err err = {0};
    struct plan_result r = {0};
    opdb_create(&o, "op_apply", false);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "CREATE OR REPLACE USER op_poor IDENTIFIED VIA unix_socket OR mysql_native_password");
    opdb_run(&o, "GRANT SELECT ON op_apply.* TO op_poor");
    opdb_run(&o, "GRANT UPDATE ON op_apply.workshops TO op_poor");
    struct plan *p = plan_cancel_50(&o, false);
    struct conn *mine = o.s.conn;
    o.s.conn = testdb_connect_as("op_poor", "op_apply");
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_int_equal(err_exit_status(err.code), 77);
    assert_non_null(strstr(err.hint, "INSERT"));
    assert_cell(&o, "scheduled", "SELECT status FROM workshops");
    opdb_run(&o, "REVOKE SELECT ON op_apply.* FROM op_poor");
    opdb_run(&o, "GRANT SELECT ON op_apply.workshops TO op_poor");
    opdb_run(&o, "GRANT SELECT ON op_apply.users TO op_poor");
    opdb_run(&o, "GRANT SELECT ON op_apply.workshop_series TO op_poor");
    opdb_run(&o, "GRANT SELECT ON op_apply.workshop_attendees TO op_poor");
    assert_ok(conn_reopen(o.s.conn, &err), err);
    assert_null(cancel_plan(&o.s, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_non_null(strstr(err.text, "blocks"));
    err_free(&err);
    conn_close(o.s.conn);
    o.s.conn = mine;
    plan_free(p);
    opdb_run(&o, "DROP USER op_poor");
    opdb_close(&o);
}

/* Either nothing has happened, or all of it. Returns whether all. */
static bool check_all_or_nothing(struct opdb *o, const char *where) {
    bool cancelled = opdb_int(o, "SELECT status = 'cancelled' FROM workshops WHERE id = 50");
    int64_t told = opdb_int(o, "SELECT COUNT(*) FROM notifications");
    int64_t people = opdb_int(o, "SELECT COUNT(DISTINCT recipient_id) FROM notifications");
    if (told != (cancelled ? CROWD_SIZE + 1 : 0) || people != told)
        fail_msg("%s: cancelled %d, %lld notifications for %lld people", where, cancelled, (long long)told,
                 (long long)people);
    return cancelled;
}

static void make_crowded(struct opdb *o, bool bare) {
    opdb_create(o, "op_apply", bare);
    opdb_workshop(o, 50, 0, "live", -HOUR);
    opdb_crowd(o, 50, CROWD_SIZE);
    opdb_run(o, "UPDATE workshop_attendees SET status = 'joined'");
}

static int fault_at, fault_calls; /* the call that fails, from 1; calls seen */

static unsigned fault_hook(const char *call) {
    (void)call;
    return ++fault_calls == fault_at ? 2013 : 0;
}

/* The connection is cut at the first call into the client library, then at the second…, until a cancel needs no more.
 */
static void cut_at_any_call_it_is_all_or_nothing(void **state) {
    struct opdb o;
    make_crowded(&o, OPDB_IS_BARE(state));
    struct plan *p = plan_cancel_50(&o, false);
    bool done = false;
    for (fault_at = 1; !done; fault_at++) {
        struct plan_result r = {0};
        struct err err = {0};
        fault_calls = 0;
        conn_fault_hook = fault_hook;
        done = plan_apply(&o.s, p, &r, &err);
        conn_fault_hook = NULL;
        char *where = mem_format("cut at call %d", fault_at);
        assert_int_equal(check_all_or_nothing(&o, where), done);
        if (!done && err.code != WS_LOST) fail_msg("%s: %s", where, err.text);
        if (done) assert_true(fault_calls < fault_at); /* no call was failed */
        if (!done && conn_is_lost(o.s.conn)) assert_ok(conn_reopen(o.s.conn, &err), err);
        assert_true(fault_at < 200);
        free(where);
        plan_result_free(&r);
        err_free(&err);
    }
    assert_true(fault_at > 15);
    plan_free(p);
    opdb_close(&o);
}

static struct conn *commit_conn;
static bool intent_is_logged;

static void note_intent(const char *line) { intent_is_logged = strstr(line, "\"stage\":\"intent\"") != NULL; }

/* Lets COMMIT, which comes after the intent, through and loses the answer. */
static unsigned lose_commit_answer(const char *call) {
    (void)call;
    if (!intent_is_logged) return 0;
    intent_is_logged = false;
    assert_int_equal(mysql_query(commit_conn->handle, "COMMIT"), 0);
    return 2013;
}

static void apply_and_lose_answer(struct opdb *o, struct plan *p, struct plan_result *r) {
    void (*before)(const char *) = action_log_system;
    struct err err = {0};
    commit_conn = o->s.conn;
    action_log_system = note_intent;
    conn_fault_hook = lose_commit_answer;
    assert_ok(plan_apply(&o->s, p, r, &err), err);
    conn_fault_hook = NULL;
    action_log_system = before;
    assert_non_null(strstr(r->summary, "The connection was lost in the middle; it was done all the same."));
    plan_free(p);
}

static void a_lost_answer_to_commit_is_looked_up(void **state) {
    struct opdb o;
    struct plan_result r = {0};
    struct err err = {0};
    make_crowded(&o, OPDB_IS_BARE(state));
    apply_and_lose_answer(&o, plan_cancel_50(&o, false), &r);
    assert_true(check_all_or_nothing(&o, "answer lost"));
    assert_int_equal(r.told, CROWD_SIZE + 1);
    plan_result_free(&r);
    /* an action that tells nobody is known by its rows */
    struct plan *p = can_host_plan(&o.s, &(struct op_can_host){.ids = (int64_t[]){HOST}, .count = 1}, &err);
    assert_non_null(p);
    apply_and_lose_answer(&o, p, &r);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 0);
    plan_result_free(&r);
    opdb_close(&o);
}

struct killer {
    unsigned long id;
    int64_t after_ms;
};

static void *kill_later(void *arg) {
    struct killer *k = arg;
    struct conn *c = testdb_connect(NULL);
    clock_sleep_ms(k->after_ms);
    char *statement = mem_format("KILL %lu", k->id);
    struct err err = {0};
    conn_command(c, statement, &err); /* it may be gone already */
    err_free(&err);
    free(statement);
    conn_close(c);
    return NULL;
}

/* Killed by the server at ten moments of a cancel, the next try completes it. */
static void killed_at_any_moment_it_is_all_or_nothing(void **state) {
    struct opdb o;
    make_crowded(&o, OPDB_IS_BARE(state));
    struct plan *p = plan_cancel_50(&o, false);
    int killed = 0;
    for (int i = 0; i < 10; i++) {
        struct plan_result r = {0};
        struct err err = {0};
        struct killer k = {conn_id(o.s.conn), i * 30};
        pthread_t thread;
        pthread_create(&thread, NULL, kill_later, &k);
        bool ok = plan_apply(&o.s, p, &r, &err);
        pthread_join(thread, NULL);
        assert_int_equal(check_all_or_nothing(&o, "killed"), ok);
        killed += !ok;
        assert_ok(conn_reopen(o.s.conn, &err), err);
        plan_result_free(&r);
        err_free(&err);
        if (!ok) continue;
        opdb_run(&o, "DELETE FROM notifications");
        opdb_run(&o, "UPDATE workshops SET status = 'live'");
    }
    assert_true(killed > 0);
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_true(check_all_or_nothing(&o, "the next try"));
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(changed_values_stop_it),
        OPDB_BOTH(a_date_more_in_the_series_stops_it),
        OPDB_BOTH(who_comes_or_leaves_does_not_stop_adding),
        OPDB_BOTH(a_row_that_is_refused_meanwhile_stops_it),
        OPDB_BOTH(what_is_deleted_is_what_was_shown),
        OPDB_BOTH(changed_attendance_does_not_stop_it),
        OPDB_BOTH(yes_plans_inside),
        cmocka_unit_test(a_missing_grant_stops_it),
        OPDB_BOTH(cut_at_any_call_it_is_all_or_nothing),
        OPDB_BOTH(a_lost_answer_to_commit_is_looked_up),
        OPDB_BOTH(killed_at_any_moment_it_is_all_or_nothing),
    };
    int failed = cmocka_run_group_tests_name("apply", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
