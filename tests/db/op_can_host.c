/* can_host off and on (SPEC section 4). */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static struct plan *plan_can_host(struct opdb *o, const struct op_can_host *args) {
    struct err err = {0};
    struct plan *p = can_host_plan(&o->s, args, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

/* HOST has an upcoming one of each kind, something past, and two series of which one is active. */
static void make_hosted(struct opdb *o) {
    opdb_series(o, 7);
    opdb_series(o, 8);
    opdb_run(o, "UPDATE workshop_series SET is_active = 0 WHERE id = 8");
    opdb_workshop(o, 50, 7, "live", -HOUR / 2);
    opdb_workshop(o, 51, 7, "scheduled", DAY);
    opdb_workshop(o, 52, 0, "lobby", 0);
    opdb_workshop(o, 53, 0, "scheduled", -2 * DAY);
    opdb_workshop(o, 54, 0, "ended", -DAY);
    opdb_workshop(o, 55, 0, "scheduled", DAY);
    opdb_run(o, "UPDATE workshops SET host_id = %d WHERE id = 55", LUIS);
    opdb_attend(o, 50, ANA, "joined");
    opdb_attend(o, 51, ANA, "rsvp");
    opdb_attend(o, 52, ANA, "rsvp");
}

static void off_takes_the_right_alone(void **state) {
    struct opdb o;
    opdb_create(&o, "op_can_host", OPDB_IS_BARE(state));
    make_hosted(&o);
    opdb_run(&o, "ALTER TABLE users MODIFY updated_at DATETIME NOT NULL DEFAULT '2026-01-01'");
    char *before = opdb_text(&o, "SELECT GROUP_CONCAT(id, username, role, updated_at) FROM users");
    struct plan *p = plan_can_host(&o, &(struct op_can_host){.ids = (int64_t[]){HOST, LUIS}, .count = 2});
    assert_int_equal(p->row_count, 2);
    assert_int_equal(p->to_change, 2);
    const struct plan_row *row = opdb_row(p, ENTITY_USER, HOST);
    assert_string_equal(row->label, "host");
    assert_int_equal(row->note_count, 5); /* an active series, four upcoming workshops */
    assert_string_equal(row->notes[0], "stays: series #7 \"S7\"");
    assert_string_equal(row->notes[1], "stays: #53 \"W53\", scheduled, Sat 28 Nov 2026 12:00");
    assert_int_equal(opdb_row(p, ENTITY_USER, LUIS)->note_count, 1);
    assert_string_equal(p->warnings[0], "5 upcoming workshops stay: who may not host can still start them.");
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, 2);
    assert_int_equal(r.told, 0);
    assert_string_equal(r.summary, "2 hosts stopped");
    plan_result_free(&r);
    assert_cell(&o, "2 4", "SELECT GROUP_CONCAT(id ORDER BY id SEPARATOR ' ') FROM users WHERE can_host = 0");
    assert_cell(&o, before, "SELECT GROUP_CONCAT(id, username, role, updated_at) FROM users");
    free(before);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 0);
    /* again: nothing to do; back on */
    p = plan_can_host(&o, &(struct op_can_host){.ids = (int64_t[]){HOST}, .count = 1});
    assert_int_equal(p->to_change, 0);
    assert_false(plan_refused(p));
    plan_free(p);
    r = opdb_apply(&o, plan_can_host(&o, &(struct op_can_host){.ids = (int64_t[]){HOST, ANA}, .count = 2, .on = true}));
    assert_int_equal(r.rows_changed, 1);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 1);
    opdb_close(&o);
}

static void cancel_upcoming_takes_all_along(void **state) {
    struct opdb o;
    opdb_create(&o, "op_can_host", OPDB_IS_BARE(state));
    make_hosted(&o);
    struct op_can_host args = {.ids = (int64_t[]){HOST}, .count = 1, .cancel_upcoming = true};
    struct plan *p = plan_can_host(&o, &args);
    assert_int_equal(p->to_change, 1 + 1 + 4);
    assert_string_equal(p->in_all, "1 host stopped, 4 workshops cancelled, 1 series stopped");
    assert_int_equal(p->notice_count, 3); /* the series' two dates are one */
    int64_t inserts = opdb_inserts(&o);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(opdb_inserts(&o), inserts + 3);
    assert_int_equal(r.told, 2 + 2 + 1);
    plan_result_free(&r);
    assert_cell(&o, "50cancelled 51cancelled 52cancelled 53cancelled 54ended 55scheduled",
                "SELECT GROUP_CONCAT(id, status ORDER BY id SEPARATOR ' ') FROM workshops");
    assert_cell(&o, "2026-11-30 12:00:00", "SELECT actual_ended_at FROM workshops WHERE id = 50");
    assert_int_equal(opdb_int(&o, "SELECT SUM(is_active) FROM workshop_series"), 0);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 0);
    /* one whose right is gone already still has his workshops taken */
    opdb_workshop(&o, 56, 0, "scheduled", DAY);
    r = opdb_apply(&o, plan_can_host(&o, &args));
    assert_int_equal(r.rows_changed, 1);
    plan_result_free(&r);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 56");
    opdb_close(&o);
}

static void mistakes_are_named(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_can_host", OPDB_IS_BARE(state));
    int64_t ids[] = {HOST, 9999};
    assert_null(can_host_plan(&o.s, &(struct op_can_host){.ids = ids, .count = 2}, &err));
    assert_int_equal(err.code, WS_DATA);
    assert_string_equal(err.text, "there is no user #9999");
    assert_null(
        can_host_plan(&o.s, &(struct op_can_host){.ids = ids, .count = 1, .on = true, .cancel_upcoming = true}, &err));
    assert_int_equal(err.code, WS_USAGE);
    opdb_run(&o, "ALTER TABLE users DROP can_host");
    conn_forget_schema(o.s.conn);
    assert_null(can_host_plan(&o.s, &(struct op_can_host){.ids = ids, .count = 1}, &err));
    assert_int_equal(err.code, WS_CONFIG);
    err_free(&err);
    opdb_close(&o);
}

static void admins_are_out_of_a_moderators_reach(void **state) {
    struct opdb o;
    opdb_create(&o, "op_can_host", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET host_id = %d WHERE id = 50", ADMIN);
    const struct op_can_host off = {.ids = (int64_t[]){HOST, ADMIN}, .count = 2, .cancel_upcoming = true};
    struct plan *p = plan_can_host(&o, &off);
    assert_true(opdb_row(p, ENTITY_USER, ADMIN)->refused);
    assert_false(opdb_row(p, ENTITY_USER, HOST)->refused);
    struct plan_result result = opdb_apply(&o, p);
    plan_result_free(&result);
    assert_cell(&o, "admin", "SELECT GROUP_CONCAT(username) FROM users WHERE can_host = 1 AND id IN (%d, %d)", HOST,
                ADMIN);
    assert_cell(&o, "50", "SELECT GROUP_CONCAT(id) FROM workshops WHERE status = 'scheduled'");
    actor_free(&o.s.actor);
    struct err err = {0};
    assert_ok(actor_find(o.s.conn, "admin", NULL, &o.s.actor, &err), err);
    result = opdb_apply(&o, plan_can_host(&o, &off));
    plan_result_free(&result);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM users WHERE can_host = 1 AND id = %d", ADMIN), 0);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled'"), 0);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(off_takes_the_right_alone),
        OPDB_BOTH(cancel_upcoming_takes_all_along),
        OPDB_BOTH(mistakes_are_named),
        OPDB_BOTH(admins_are_out_of_a_moderators_reach),
    };
    int failed = cmocka_run_group_tests_name("can_host", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
