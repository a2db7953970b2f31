/* repair (SPEC section 4): counts of what is coming, channels of what is coming or live. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>

#include "op/repair.h"

static struct plan *plan_repair(struct opdb *o, bool counts, bool channels) {
    struct err err = {0};
    struct plan *p = repair_plan(&o->s, &(struct op_repair){.counts = counts, .channels = channels}, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

/* Workshops 50 to 54, one of each status, each with three rows of which one has left, counts wrong, channels missing.
 */
static void create(struct opdb *o, bool bare) {
    static const char *const statuses[] = {"scheduled", "lobby", "live", "ended", "cancelled"};
    opdb_create(o, "op_repair", bare);
    actor_free(&o->s.actor);
    struct err err = {0};
    assert_ok(actor_find(o->s.conn, "admin", NULL, &o->s.actor, &err), err);
    for (int i = 0; i < 5; i++) {
        opdb_workshop(o, 50 + i, 0, statuses[i], DAY);
        opdb_attend(o, 50 + i, ANA, "rsvp");
        opdb_attend(o, 50 + i, LUIS, "joined");
        opdb_attend(o, 50 + i, PLAIN, "left");
    }
    opdb_run(o, "UPDATE workshops SET attendee_count = 7, agora_channel = NULL");
}

static const char all[] = "SELECT GROUP_CONCAT(CONCAT(attendee_count, IFNULL(agora_channel, '-')) ORDER BY id) FROM"
                          " workshops";

static void history_is_left_alone(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    struct plan_result r = opdb_apply(&o, plan_repair(&o, true, true));
    assert_int_equal(r.rows_changed, 3);
    assert_string_equal(r.summary, "2 attendee counts set right, 3 channels named");
    plan_result_free(&r);
    assert_cell(&o, "2workshop-50,2workshop-51,7workshop-52,7-,7-", "%s", all);
    struct plan *p = plan_repair(&o, true, true);
    assert_int_equal(p->to_change, 0);
    plan_free(p);
    opdb_close(&o);
}

static void one_of_both_can_be_chosen(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    struct plan_result r = opdb_apply(&o, plan_repair(&o, true, false));
    plan_result_free(&r);
    assert_cell(&o, "2-,2-,7-,7-,7-", "%s", all);
    r = opdb_apply(&o, plan_repair(&o, false, true));
    plan_result_free(&r);
    assert_cell(&o, "2workshop-50,2workshop-51,7workshop-52,7-,7-", "%s", all);
    opdb_close(&o);
}

/* People RSVP all the time: what is right by now, counts that have moved and new faults stop nothing. */
static void what_moves_meanwhile_stops_nothing(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_run(&o, "UPDATE workshops SET agora_channel = 'x'");
    struct plan *p = plan_repair(&o, true, true);
    assert_int_equal(p->to_change, 2);
    opdb_run(&o, "UPDATE workshops SET attendee_count = 2 WHERE id = 50");
    opdb_attend(&o, 51, MOD, "rsvp");
    opdb_workshop(&o, 60, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET attendee_count = 4 WHERE id = 60");
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 50"), 2);
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 51"), 3);
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 60"), 4); /* was not in the plan */
    opdb_close(&o);
}

static void what_has_begun_meanwhile_is_not_counted(void **state) {
    struct opdb o;
    struct err err = {0};
    struct plan_result r = {0};
    create(&o, OPDB_IS_BARE(state));
    struct plan *p = plan_repair(&o, true, false);
    opdb_run(&o, "UPDATE workshops SET status = 'live' WHERE id = 50");
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    assert_int_equal(opdb_int(&o, "SELECT MIN(attendee_count) FROM workshops"), 7);
    err_free(&err);
    plan_result_free(&r);
    plan_free(p);
    opdb_close(&o);
}

static void moderators_may_not(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_repair", OPDB_IS_BARE(state));
    assert_null(repair_plan(&o.s, &(struct op_repair){.counts = true}, &err));
    assert_int_equal(err.code, WS_DENIED);
    err_free(&err);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(history_is_left_alone),
        OPDB_BOTH(one_of_both_can_be_chosen),
        OPDB_BOTH(what_moves_meanwhile_stops_nothing),
        OPDB_BOTH(what_has_begun_meanwhile_is_not_counted),
        OPDB_BOTH(moderators_may_not),
    };
    int failed = cmocka_run_group_tests_name("repair", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
