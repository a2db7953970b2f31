/* reinstate (SPEC section 4). */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct plan *plan_reinstate(struct opdb *o, const int64_t *ids, size_t count) {
    struct err err = {0};
    struct plan *p = reinstate_plan(&o->s, &(struct op_reinstate){.ids = ids, .count = count}, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

static void cancel(struct opdb *o, int64_t id) {
    struct plan_result r = opdb_apply(o, opdb_cancel(o, &(struct op_cancel){.ids = &id, .count = 1}));
    plan_result_free(&r);
    opdb_run(o, "DELETE FROM notifications");
}

static void what_is_ahead_is_scheduled_again(void **state) {
    struct opdb o;
    opdb_create(&o, "op_reinstate", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    opdb_attend(&o, 50, MOD, "rsvp");
    cancel(&o, 50);
    int64_t id = 50;
    struct plan *p = plan_reinstate(&o, &id, 1);
    assert_int_equal(p->notices[0].recipients, 2);
    assert_int_equal(opdb_left_out(&p->notices[0], "is you"), 1);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.told, 2);
    assert_string_equal(r.summary, "1 workshop on again, 2 notifications sent");
    plan_result_free(&r);
    assert_cell(&o, "scheduled", "SELECT status FROM workshops WHERE id = 50");
    assert_cell(&o,
                o.bare
                    ? "workshop_updated:workshop:50:1796040000|Workshop \"W50\" is on again: Tue 1 Dec 2026 12:00 (UTC)"
                    : "workshop_updated:workshop:50:1796040000|Workshop \"W50\" is on again: Tue 1 Dec 2026 13:00"
                      " (Europe/Madrid)",
                "SELECT CONCAT(group_key, '|', preview_text) FROM notifications WHERE type = 'workshop_updated'"
                " AND recipient_id = %d",
                ANA);
    opdb_close(&o);
}

static void live_ones_come_back_within_the_hour(void **state) {
    struct opdb o;
    opdb_create(&o, "op_reinstate", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "live", -HOUR);
    opdb_attend(&o, 50, ANA, "joined");
    opdb_attend(&o, 50, LUIS, "left"); /* left before */
    opdb_run(&o, "UPDATE workshop_attendees SET left_at = FROM_UNIXTIME(%d) WHERE user_id = %d", OPDB_NOW - 60, LUIS);
    cancel(&o, 50);
    assert_cell(&o, "left", "SELECT status FROM workshop_attendees WHERE user_id = %d", ANA);
    int64_t id = 50;
    opdb_run(&o, "UPDATE workshops SET actual_ended_at = actual_ended_at - INTERVAL 3601 SECOND WHERE id = 50");
    struct plan *p = plan_reinstate(&o, &id, 1);
    assert_int_equal(p->to_change, 0);
    assert_true(plan_refused(p));
    assert_string_equal(opdb_row(p, ENTITY_WORKSHOP, 50)->skipped, "was live, more than an hour ago");
    plan_free(p);
    opdb_run(&o, "UPDATE workshops SET actual_ended_at = actual_ended_at + INTERVAL 1 SECOND WHERE id = 50");
    opdb_run(&o, "UPDATE workshop_attendees SET left_at = left_at - INTERVAL 1 HOUR");
    struct plan_result r = opdb_apply(&o, plan_reinstate(&o, &id, 1));
    plan_result_free(&r);
    assert_cell(&o, "live|-|workshop-50",
                "SELECT CONCAT_WS('|', status, IFNULL(actual_ended_at, '-'), agora_channel)"
                " FROM workshops WHERE id = 50");
    assert_cell(&o, "joined|-",
                "SELECT CONCAT_WS('|', status, IFNULL(left_at, '-')) FROM workshop_attendees"
                " WHERE user_id = %d",
                ANA);
    assert_cell(&o, "left", "SELECT status FROM workshop_attendees WHERE user_id = %d", LUIS);
    opdb_close(&o);
}

static void others_are_left_alone(void **state) {
    struct opdb o;
    opdb_create(&o, "op_reinstate", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "ended", -DAY);
    opdb_workshop(&o, 52, 0, "cancelled", -60);
    struct plan *p = plan_reinstate(&o, (int64_t[]){50, 51, 52}, 3);
    assert_int_equal(p->to_change, 0);
    assert_false(opdb_row(p, ENTITY_WORKSHOP, 50)->refused);
    assert_true(opdb_row(p, ENTITY_WORKSHOP, 51)->refused);
    assert_true(opdb_row(p, ENTITY_WORKSHOP, 52)->refused);
    assert_string_equal(opdb_row(p, ENTITY_WORKSHOP, 52)->skipped, "its time has passed");
    plan_free(p);
    opdb_close(&o);
}

static void dates_of_a_series_are_one_notice(void **state) {
    struct opdb o;
    opdb_create(&o, "op_reinstate", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_run(&o, "UPDATE workshop_series SET is_active = 0");
    for (int i = 0; i < 3; i++) {
        opdb_workshop(&o, 72 - i, 7, "cancelled", (i + 1) * DAY); /* ids against the order of time */
        opdb_attend(&o, 72 - i, ANA, "rsvp");
    }
    struct plan *p = plan_reinstate(&o, (int64_t[]){70, 71, 72}, 3);
    assert_int_equal(p->notice_count, 1);
    assert_string_equal(opdb_row(p, ENTITY_WORKSHOP, 70)->notes[0], "series #7 stays stopped");
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.told, 2);
    plan_result_free(&r);
    assert_cell(&o, "72 Workshop \"W72\" is on again: Tue 1 Dec 2026 07:00 (America/New_York) … and 2 more dates",
                "SELECT CONCAT(entity_id, ' ', preview_text) FROM notifications WHERE recipient_id = %d", ANA);
    opdb_close(&o);
}

/* A statement for each thousand, which is told, then a notice for each. */
static void many_tell_how_far_they_are(void **state) {
    enum { MANY = 2500 };
    struct opdb o;
    struct buf told = {0};
    struct session_watch watch;
    opdb_create(&o, "op_reinstate", OPDB_IS_BARE(state));
    opdb_run(&o,
             "INSERT INTO workshops (id, host_id, title, scheduled_at, status, agora_channel)"
             " SELECT 100 + seq, %d, 'W', FROM_UNIXTIME(%d), 'cancelled', 'x' FROM seq_1_to_%d",
             HOST, OPDB_NOW + DAY, MANY);
    int64_t *ids = mem_zero(MANY, sizeof *ids);
    for (int i = 0; i < MANY; i++) ids[i] = 101 + i;
    opdb_watch(&o, &watch, &told);
    struct plan_result r = opdb_apply(&o, plan_reinstate(&o, ids, MANY));
    assert_int_equal(r.rows_changed, MANY);
    assert_ptr_equal(strstr(buf_str(&told), "0/2500 1000/2500 2000/2500 2500/2500 "), buf_str(&told));
    assert_non_null(strstr(buf_str(&told), " 2499/2500 2500/2500 ")); /* people told */
    plan_result_free(&r);
    buf_free(&told);
    free(ids);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(what_is_ahead_is_scheduled_again),
        OPDB_BOTH(live_ones_come_back_within_the_hour),
        OPDB_BOTH(others_are_left_alone),
        OPDB_BOTH(dates_of_a_series_are_one_notice),
        {"many_tell_how_far_they_are", many_tell_how_far_they_are, NULL, NULL, &opdb_full},
    };
    int failed = cmocka_run_group_tests_name("reinstate", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
