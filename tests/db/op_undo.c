/* undo: the last action of the acting user, as the action log has it. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "op/edit.h"
#include "op/transfer.h"
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

static void set(struct opdb *o, enum entity_kind kind, const int64_t *ids, size_t count, struct edit_value one,
                struct edit_value two) {
    struct err err = {0};
    struct op_edit a = {.kind = kind, .what = EDIT_SET, .ids = ids, .count = count, .values = {one, two}};
    a.value_count = two.text ? 2 : 1;
    struct plan *p = edit_plan(&o->s, &a, &err);
    if (!p) fail_msg("%s", err.text);
    apply(o, p);
}
static const struct edit_value nothing = {0, NULL};

static void a_moved_workshop_moves_back(void **state) {
    struct opdb o;
    /* a name each: the log keeps what is not taken back at the end */
    opdb_create(&o, OPDB_IS_BARE(state) ? "op_undo_move_bare" : "op_undo_move", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    char *was = opdb_text(&o, "SELECT CONCAT(title, scheduled_at) FROM workshops WHERE id = 50");
    set(&o, ENTITY_WORKSHOP, (int64_t[]){50}, 1, (struct edit_value){WORKSHOP_SCHEDULED_AT, "2026-12-09T10:00:00Z"},
        (struct edit_value){WORKSHOP_TITLE, "Another"});
    apply(&o, opdb_notify(&o, NOTIFY_REMINDER, 50));
    struct plan *p = undo(&o);
    assert_int_equal(p->to_change, 1);
    assert_int_equal(plan_recipients(p), 1); /* ana is told of the move, as of any other */
    assert_non_null(strstr(p->notices[0].preview, " moved to "));
    apply(&o, p);
    assert_cell(&o, was, "SELECT CONCAT(title, scheduled_at) FROM workshops WHERE id = 50");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_updated'"), 2);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_reminder' AND group_key"
                                  " IS NULL"),
                     1);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    set(&o, ENTITY_WORKSHOP, (int64_t[]){50}, 1, (struct edit_value){WORKSHOP_SCHEDULED_AT, "2026-12-09T10:00:00Z"},
        nothing);
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-10 10:00:00' WHERE id = 50");
    undo_fails(&o, WS_REFUSED, "scheduled_at was set to 2026-12-09 10:00:00, is now 2026-12-10 10:00:00");
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-09 10:00:00', status = 'live' WHERE id = 50");
    undo_fails(&o, WS_REFUSED, "only a scheduled one can be moved");
    free(was);
    opdb_close(&o);
}

static void different_values_come_back_each(void **state) {
    struct opdb o;
    opdb_create(&o, "op_undo_bulk", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    for (int i = 0; i < 4; i++) opdb_workshop(&o, 50 + i, 0, "scheduled", DAY);
    opdb_run(&o,
             "UPDATE workshops SET max_capacity = IF(id = 50, NULL, 10 + id %% 2), description = 'a\nb' WHERE id > 0");
    opdb_attend(&o, 50, ANA, "rsvp");
    opdb_run(&o, "UPDATE workshops SET attendee_count = 1 WHERE id = 50");
    const int64_t ids[] = {50, 51, 52, 53};
    set(&o, ENTITY_WORKSHOP, ids, 4, (struct edit_value){WORKSHOP_MAX_CAPACITY, "30"},
        (struct edit_value){WORKSHOP_DESCRIPTION, ""});
    apply(&o, undo(&o));
    assert_cell(&o, "-,11,10,11", "SELECT GROUP_CONCAT(COALESCE(max_capacity, '-') ORDER BY id) FROM workshops");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE description = 'a\nb'"), 4);
    int64_t seat = opdb_int(&o, "SELECT id FROM workshop_attendees");
    set(&o, ENTITY_ATTENDEE, &seat, 1, (struct edit_value){ATTENDEE_STATUS, "left"}, nothing);
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 50"), 0);
    apply(&o, undo(&o));
    assert_cell(&o, "rsvp", "SELECT status FROM workshop_attendees WHERE left_at IS NULL");
    assert_int_equal(opdb_int(&o, "SELECT attendee_count FROM workshops WHERE id = 50"), 1);
    opdb_close(&o);
}

static void what_was_handed_over_goes_back(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_undo_transfer", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_series(&o, 7);
    opdb_workshop(&o, 50, 7, "scheduled", DAY);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    opdb_workshop(&o, 52, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET host_id = %d WHERE id = 52", ANA); /* was hers before, and stays */
    apply(&o, transfer_plan(&o.s, &(struct op_transfer){.from = HOST, .to = ANA}, &err));
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE host_id = %d", ANA), 3);
    apply(&o, undo(&o));
    assert_cell(&o, "2,2,3", "SELECT GROUP_CONCAT(host_id ORDER BY id) FROM workshops");
    assert_int_equal(opdb_int(&o, "SELECT host_id FROM workshop_series"), HOST);
    assert_true(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE recipient_id = %d", HOST) > 0);
    opdb_close(&o);
}

static bool take_state(void *arg, const struct undo_entry *e, struct err *err) {
    char **last = arg;
    (void)err;
    if (!*last) *last = mem_dup(e->state); /* the latest comes first */
    return true;
}

static void last_is_listed(struct opdb *o, const char *part) {
    struct err err = {0};
    char *last = NULL;
    assert_true(undo_each(&o->s, take_state, &last, &err));
    if (!last || !strstr(last, part)) fail_msg("%s", last ? last : "nothing");
    free(last);
}

/* Its plan promises nothing, the list says why, and undo goes past it. */
static void cannot_be_undone(struct opdb *o, enum entity_kind kind, const int64_t *ids, size_t count,
                             struct edit_value value, const char *why) {
    struct err err = {0};
    struct op_edit a = {.kind = kind, .ids = ids, .count = count, .what = EDIT_SET, .values = {value}};
    a.value_count = 1;
    struct plan *p = edit_plan(&o->s, &a, &err);
    if (!p) fail_msg("%s", err.text);
    if (!strstr(p->undo, why)) fail_msg("%s", p->undo);
    apply(o, p);
    last_is_listed(o, why);
}

static const char with_the_series[] = "cannot be taken back: workshops change with the series";

static void a_series_that_workshops_followed_is_refused(void **state) {
    struct opdb o;
    const struct op_fill all = {.all = true};
    opdb_create(&o, OPDB_IS_BARE(state) ? "op_undo_series_bare" : "op_undo_series", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_rule(&o, 7, "FREQ=WEEKLY;BYDAY=MO,WE", "19:00:00", "America/New_York");
    opdb_run(&o, "UPDATE workshop_series SET title = 'Evening'");
    opdb_fill(&o, &all);
    static const char times[] = "SELECT GROUP_CONCAT(id, scheduled_at, status, title ORDER BY id) FROM workshops";
    opdb_run(&o, "SET SESSION group_concat_max_len = 100000");
    cannot_be_undone(&o, ENTITY_SERIES, (int64_t[]){7}, 1, (struct edit_value){SERIES_TIME_OF_DAY, "20:00"},
                     with_the_series);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    cannot_be_undone(&o, ENTITY_SERIES, (int64_t[]){7}, 1, (struct edit_value){SERIES_RRULE, "FREQ=WEEKLY;BYDAY=MO"},
                     with_the_series);
    opdb_run(&o, "UPDATE workshops SET title = 'By hand' WHERE id > 0");
    char *was = opdb_text(&o, "%s", times);
    set(&o, ENTITY_SERIES, (int64_t[]){7}, 1, (struct edit_value){SERIES_TITLE, "Later"}, nothing);
    last_is_listed(&o, "can be taken back");
    apply(&o, undo(&o)); /* no workshop went along: and none does now */
    assert_cell(&o, "Evening", "SELECT title FROM workshop_series");
    assert_cell(&o, was, "%s", times);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    free(was);
    opdb_close(&o);
}

static void a_series_that_got_workshops_is_refused(void **state) {
    struct opdb o;
    opdb_create(&o, OPDB_IS_BARE(state) ? "op_undo_made_bare" : "op_undo_made", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_rule(&o, 7, "FREQ=WEEKLY;BYDAY=MO,WE", "19:00:00", "America/New_York");
    cannot_be_undone(&o, ENTITY_SERIES, (int64_t[]){7}, 1, (struct edit_value){SERIES_RRULE, "FREQ=WEEKLY;BYDAY=FR"},
                     with_the_series);
    assert_true(opdb_dates(&o, 7) > 0);
    undo_fails(&o, WS_REFUSED, "no action of yours");
    opdb_close(&o);
}

static void a_series_own_row_comes_back(void **state) {
    struct opdb o;
    opdb_create(&o, "op_undo_own", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_rule(&o, 7, "FREQ=WEEKLY;BYDAY=MO,WE", "19:00:00", "America/New_York");
    set(&o, ENTITY_SERIES, (int64_t[]){7}, 1, (struct edit_value){SERIES_DESCRIPTION, "other"}, nothing);
    opdb_workshop(&o, 50, 7, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET description = 'other' WHERE id = 50"); /* by hand */
    last_is_listed(&o, "can be taken back");
    apply(&o, undo(&o));
    assert_cell(&o, "about", "SELECT description FROM workshop_series");
    assert_cell(&o, "other", "SELECT description FROM workshops");
    opdb_close(&o);
}

static void too_many_different_values_are_refused(void **state) {
    struct opdb o;
    int64_t ids[101];
    opdb_create(&o, OPDB_IS_BARE(state) ? "op_undo_101_bare" : "op_undo_101", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    for (int i = 0; i < 101; i++) {
        ids[i] = 50 + i;
        opdb_workshop(&o, 50 + i, 0, "scheduled", DAY);
    }
    opdb_run(&o, "UPDATE workshops SET max_capacity = id WHERE id > 0");
    set(&o, ENTITY_WORKSHOP, ids, 100, (struct edit_value){WORKSHOP_MAX_CAPACITY, "30"}, nothing);
    last_is_listed(&o, "can be taken back");
    opdb_run(&o, "UPDATE workshops SET max_capacity = id WHERE id > 0");
    cannot_be_undone(&o, ENTITY_WORKSHOP, ids, 101, (struct edit_value){WORKSHOP_MAX_CAPACITY, "30"},
                     "cannot be taken back: its rows had too many different values");
    opdb_run(&o, "UPDATE workshops SET max_capacity = 30 WHERE id > 0");
    struct plan *p = undo(&o); /* of the hundred before */
    assert_int_equal(p->to_change, 100);
    apply(&o, p);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE max_capacity = id"), 100);
    opdb_close(&o);
}

static void who_left_left_when_they_did(void **state) {
    struct opdb o;
    opdb_create(&o, "op_undo_left", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "left");
    int64_t seat = opdb_int(&o, "SELECT id FROM workshop_attendees");
    static const char seats[] = "SELECT CONCAT(status, COALESCE(left_at, '-')) FROM workshop_attendees";
    static const struct edit_value rsvp = {ATTENDEE_STATUS, "rsvp"}, left = {ATTENDEE_STATUS, "left"};
    opdb_run(&o, "UPDATE workshop_attendees SET left_at = '2026-11-20 10:00:00'");
    set(&o, ENTITY_ATTENDEE, &seat, 1, rsvp, nothing);
    assert_cell(&o, "rsvp-", "%s", seats);
    apply(&o, undo(&o));
    assert_cell(&o, "left2026-11-20 10:00:00", "%s", seats);
    opdb_run(&o, "UPDATE workshop_attendees SET left_at = NULL");
    set(&o, ENTITY_ATTENDEE, &seat, 1, rsvp, nothing);
    apply(&o, undo(&o));
    assert_cell(&o, "left-", "%s", seats);
    opdb_run(&o, "UPDATE workshop_attendees SET status = 'rsvp', left_at = '2026-11-20 10:00:00'");
    set(&o, ENTITY_ATTENDEE, &seat, 1, left, nothing);
    apply(&o, undo(&o));
    assert_cell(&o, "rsvp2026-11-20 10:00:00", "%s", seats);
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
        OPDB_BOTH(a_moved_workshop_moves_back),
        OPDB_BOTH(different_values_come_back_each),
        OPDB_BOTH(what_was_handed_over_goes_back),
        OPDB_BOTH(a_series_that_workshops_followed_is_refused),
        OPDB_BOTH(a_series_that_got_workshops_is_refused),
        OPDB_BOTH(a_series_own_row_comes_back),
        OPDB_BOTH(too_many_different_values_are_refused),
        OPDB_BOTH(who_left_left_when_they_did),
    };
    int failed = cmocka_run_group_tests_name("undo", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
