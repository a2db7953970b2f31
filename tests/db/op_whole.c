/* What belongs to a change is changed with it: rows, counts, reminder keys and notifications by one transaction,
 * wherever its connection breaks. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/conn_private.h"
#include "op/attend.h"
#include "op/edit.h"
#include "op/transfer.h"

static int fault_at, fault_calls; /* the call into the client library that fails, from 1; calls seen */

static unsigned fault_hook(const char *call) {
    (void)call;
    return ++fault_calls == fault_at ? 2013 : 0;
}

/* All that the actions of this file could change. */
static char *everything(struct opdb *o) {
    return opdb_text(
        o,
        "SELECT CONCAT_WS('; ', (SELECT GROUP_CONCAT(CONCAT_WS(' ', id, host_id, scheduled_at, attendee_count) ORDER BY"
        " id) FROM workshops), (SELECT GROUP_CONCAT(id, host_id) FROM workshop_series),"
        " (SELECT GROUP_CONCAT(CONCAT_WS(' ', workshop_id, user_id, status) ORDER BY id) FROM workshop_attendees),"
        " (SELECT GROUP_CONCAT(user_id ORDER BY id) FROM workshop_invites),"
        " (SELECT GROUP_CONCAT(CONCAT_WS(' ', recipient_id, type, COALESCE(group_key, '-')) ORDER BY id)"
        " FROM notifications))");
}

static void prepare(struct opdb *o, void **state) {
    opdb_create(o, "op_whole", OPDB_IS_BARE(state));
    opdb_become(o, "admin");
    opdb_series(o, 7);
    opdb_workshop(o, 50, 7, "scheduled", DAY);
    opdb_workshop(o, 51, 0, "scheduled", 2 * DAY);
    opdb_attend(o, 50, ANA, "rsvp");
    opdb_attend(o, 50, LUIS, "rsvp");
    opdb_run(o, "UPDATE workshops SET attendee_count = 2 WHERE id = 50");
    opdb_run(o, "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) VALUES"
                " (3, 2, 'workshop_reminder', 'workshop', 50, 'workshop_reminder:workshop:50:1h')");
}

/* Cuts the connection at each call in turn until it is done. Frees the plan. */
static void cut_at_any_call(struct opdb *o, struct plan *p) {
    bool done = false;
    char *before = everything(o);
    assert_non_null(p);
    for (fault_at = 1; !done; fault_at++) {
        struct plan_result r = {0};
        struct err err = {0};
        fault_calls = 0;
        conn_fault_hook = fault_hook;
        done = plan_apply(&o->s, p, &r, &err);
        conn_fault_hook = NULL;
        char *now = everything(o);
        if (!done && strcmp(now, before) != 0) fail_msg("%s, cut at call %d: %s", p->operation->name, fault_at, now);
        if (done) assert_string_not_equal(now, before);
        if (!done && conn_is_lost(o->s.conn)) assert_ok(conn_reopen(o->s.conn, &err), err);
        assert_true(fault_at < 200);
        free(now);
        plan_result_free(&r);
        err_free(&err);
    }
    assert_true(fault_at > 8);
    free(before);
    plan_free(p);
}

static void a_move_is_whole(void **state) {
    struct opdb o;
    struct err err = {0};
    prepare(&o, state);
    const struct op_edit move = {.kind = ENTITY_WORKSHOP,
                                 .what = EDIT_SET,
                                 .ids = (int64_t[]){50},
                                 .count = 1,
                                 .values = {{WORKSHOP_SCHEDULED_AT, "2026-12-09T10:00:00Z"}},
                                 .value_count = 1};
    cut_at_any_call(&o, edit_plan(&o.s, &move, &err));
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_updated'"), 2);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE group_key IS NULL"), 1);
    opdb_close(&o);
}

static void a_transfer_is_whole(void **state) {
    struct opdb o;
    struct err err = {0};
    prepare(&o, state);
    cut_at_any_call(&o, transfer_plan(&o.s, &(struct op_transfer){.from = HOST, .to = ANA}, &err));
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE host_id = %d", ANA), 2);
    assert_int_equal(opdb_int(&o, "SELECT host_id FROM workshop_series"), ANA);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_updated'"), 2);
    opdb_close(&o);
}

static void invites_and_seats_are_whole(void **state) {
    struct opdb o;
    struct err err = {0};
    prepare(&o, state);
    const struct op_attend some = {.workshop = 50, .ids = (int64_t[]){MOD, PLAIN}, .count = 2};
    cut_at_any_call(&o, invite_plan(&o.s, &some, &err));
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_invite'"), 2);
    cut_at_any_call(&o, attend_plan(&o.s, &some, &err));
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 50"), 4);
    int64_t seat = opdb_int(&o, "SELECT id FROM workshop_attendees WHERE user_id = %d", ANA);
    const struct op_edit leave = {.kind = ENTITY_ATTENDEE,
                                  .what = EDIT_SET,
                                  .ids = &seat,
                                  .count = 1,
                                  .values = {{ATTENDEE_STATUS, "left"}},
                                  .value_count = 1};
    cut_at_any_call(&o, edit_plan(&o.s, &leave, &err));
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 50"), 3);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(a_move_is_whole),
        OPDB_BOTH(a_transfer_is_whole),
        OPDB_BOTH(invites_and_seats_are_whole),
    };
    int failed = cmocka_run_group_tests_name("whole", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
