/* undo: the last action of the acting user, as the action log has it. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/undo.h"

static struct plan *undo(struct opdb *o) {
    struct err err = {0};
    struct plan *p = undo_plan(&o->s, &(struct op_undo){0}, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

static void undo_fails(struct opdb *o, enum ws_error code, const char *part) {
    struct err err = {0};
    assert_null(undo_plan(&o->s, &(struct op_undo){0}, &err));
    assert_int_equal(err.code, code);
    if (!strstr(err.text, part)) fail_msg("%s", err.text);
    err_free(&err);
}

static void apply(struct opdb *o, struct plan *p) {
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static void cancel(struct opdb *o, int64_t id, bool stop_host) {
    apply(o, opdb_cancel(o, &(struct op_cancel){.ids = &id, .count = 1, .stop_host = stop_host}));
}

static void all_rows_come_back(void **state) {
    struct opdb o;
    opdb_create(&o, "op_undo_all", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_workshop(&o, 50, 7, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", 2 * DAY);
    opdb_workshop(&o, 52, 0, "live", -HOUR);
    opdb_attend(&o, 52, ANA, "joined");
    cancel(&o, 50, true);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 3);
    struct plan *p = undo(&o);
    assert_int_equal(p->to_change, 5);
    assert_true(strncmp(p->title, "undo cancel of ", 15) == 0);
    assert_true(p->notice_count > 0);
    apply(&o, p);
    assert_cell(&o, "50scheduled,51scheduled,52live", "SELECT GROUP_CONCAT(id, status ORDER BY id) FROM workshops");
    assert_cell(&o, "joined", "SELECT status FROM workshop_attendees WHERE workshop_id = 52");
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 1);
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series WHERE id = 7"), 1);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    opdb_close(&o);
}

static void one_after_another(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_undo_more", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "cancelled", DAY);
    opdb_attend(&o, 50, LUIS, "rsvp");
    const struct op_can_host off = {.ids = (int64_t[]){ANA}, .count = 1};
    apply(&o, can_host_plan(&o.s, &off, &err));
    apply(&o, reinstate_plan(&o.s, &(struct op_reinstate){.ids = (int64_t[]){51}, .count = 1}, &err));
    apply(&o, opdb_notify(&o, NOTIFY_UPDATED, 50));
    struct plan *p = undo(&o); /* the notification stays, and is said */
    assert_true(p->warning_count >= 1);
    assert_non_null(strstr(p->warnings[p->warning_count - 1], "1 later action stays"));
    apply(&o, p);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 51");
    apply(&o, undo(&o));
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", ANA), 1);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    opdb_close(&o);
}

static void changed_since_is_refused(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_undo_since", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    apply(&o, opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50, 51}, .count = 2}));
    struct plan *p = undo(&o);
    opdb_run(&o, "UPDATE workshops SET status = 'scheduled' WHERE id = 51");
    undo_fails(&o, WS_REFUSED, "status was set to cancelled, is now scheduled");
    struct plan_result r = {0};
    assert_false(plan_apply(&o.s, p, &r, &err)); /* changed between plan and apply */
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 50");
    err_free(&err);
    plan_free(p);
    opdb_run(&o, "DELETE FROM workshops WHERE id = 51");
    undo_fails(&o, WS_REFUSED, "workshop #51");
    opdb_close(&o);
}

static void another_ones_action_is_not_mine(void **state) {
    struct opdb o;
    struct session other = {0};
    opdb_create(&o, "op_undo_other", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    cancel(&o, 50, false);
    opdb_session(&other, conn_database(o.s.conn), "admin");
    struct err err = {0};
    assert_null(undo_plan(&other, &(struct op_undo){0}, &err));
    assert_int_equal(err.code, WS_REFUSED);
    err_free(&err);
    opdb_session_close(&other);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(all_rows_come_back),
        OPDB_BOTH(one_after_another),
        OPDB_BOTH(changed_since_is_refused),
        OPDB_BOTH(another_ones_action_is_not_mine),
    };
    int failed = cmocka_run_group_tests_name("undo", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
