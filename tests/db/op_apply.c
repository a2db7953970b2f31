/* Applying a plan: what stops it and what does not, missing rights. op_broken.c has connections that break in it. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/attend.h"
#include "op/edit.h"

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
    opdb_become(&o, "admin");
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
    opdb_become(&o, "admin");
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
    opdb_run(&o, "DROP USER IF EXISTS op_poor");
    opdb_run(&o, "CREATE USER op_poor");
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
    };
    int failed = cmocka_run_group_tests_name("apply", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
