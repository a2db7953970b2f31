/* cancel (SPEC section 4): rows, people told, series, what is left alone. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/action_log.h"

static void everybody_is_told(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", 3 * DAY);
    static const int attendees[] = {MOD, ANA, LUIS, BANNED, DELETED, LEAVING, BLOCKER, BLOCKED};
    for (size_t i = 0; i < sizeof attendees / sizeof *attendees; i++)
        opdb_attend(&o, 50, attendees[i], i % 2 ? "rsvp" : "left");
    opdb_attend(&o, 50, HOST, "joined"); /* who attends as well is told once */
    /* an earlier row of the platform's does not matter */
    opdb_run(&o,
             "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id) VALUES"
             " (%d, %d, 'workshop_cancelled', 'workshop', 50)",
             ANA, HOST);
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1});
    assert_string_equal(p->title, "cancel #50");
    assert_int_equal(p->notice_count, 1);
    const struct plan_notice *n = &p->notices[0];
    assert_int_equal(n->recipients, o.bare ? 8 : 3); /* ana, luis, the host */
    assert_int_equal(opdb_left_out(n, "is you"), 1);
    assert_int_equal(opdb_left_out(n, "is banned"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is deleted"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is about to be deleted"), !o.bare);
    assert_int_equal(opdb_left_out(n, "blocks you"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is blocked by you"), !o.bare);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.told, o.bare ? 8 : 3);
    assert_int_equal(r.planned, r.told);
    plan_result_free(&r);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 50");
    assert_cell(&o, "workshop-50", "SELECT agora_channel FROM workshops WHERE id = 50");
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM notifications WHERE actor_id = %d AND entity_type = 'workshop' AND"
                              " entity_id = 50 AND type = 'workshop_cancelled'"
                              " AND group_key = 'workshop_cancelled:workshop:50'",
                              MOD),
                     o.bare ? 8 : 3);
    assert_cell(&o,
                o.bare ? "Workshop \"W50\" (Thu 3 Dec 2026 12:00 (UTC)) has been cancelled by an admin"
                       : "Workshop \"W50\" (Thu 3 Dec 2026 13:00 (Europe/Madrid)) has been cancelled by an admin",
                "SELECT DISTINCT preview_text FROM notifications WHERE recipient_id IN (%d, %d) AND actor_id = %d", ANA,
                HOST, MOD);
    assert_cell(&o,
                o.bare ? "Workshop \"W50\" (Thu 3 Dec 2026 12:00 (UTC)) has been cancelled by an admin"
                       : "El taller \"W50\" (jue 3 dic 2026 13:00 (Europe/Madrid)) fue cancelado por la administración",
                "SELECT preview_text FROM notifications WHERE recipient_id = %d", LUIS);
    assert_int_equal(
        opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE preview_text IS NULL AND actor_id = %d", MOD), 0);
    opdb_close(&o);
}

static void live_ones_are_ended(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "live", -HOUR);
    opdb_workshop(&o, 51, 0, "live", -HOUR);
    opdb_attend(&o, 50, ANA, "joined");
    opdb_attend(&o, 50, LUIS, "rsvp");
    opdb_run(&o, "UPDATE workshops SET attendee_count = 7 WHERE id = 50");
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1});
    const struct plan_row *row = opdb_row(p, ENTITY_WORKSHOP, 50);
    assert_int_equal(row->note_count, 1);
    assert_string_equal(row->notes[0], "1 person: joined -> left");
    assert_true(p->warning_count >= 2);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, 1);
    assert_int_equal(r.told, 3);
    plan_result_free(&r);
    assert_cell(&o, "cancelled|2026-11-30 12:00:00|-|7",
                "SELECT CONCAT_WS('|', status, actual_ended_at, IFNULL(agora_channel, '-'), attendee_count)"
                " FROM workshops WHERE id = 50");
    assert_cell(&o, "left|2026-11-30 12:00:00",
                "SELECT CONCAT_WS('|', status, left_at) FROM workshop_attendees"
                " WHERE workshop_id = 50 AND user_id = %d",
                ANA);
    assert_cell(&o, "rsvp|-",
                "SELECT CONCAT_WS('|', status, IFNULL(left_at, '-')) FROM workshop_attendees"
                " WHERE workshop_id = 50 AND user_id = %d",
                LUIS);
    r = opdb_apply(&o,
                   opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){51}, .count = 1, .publish_recording = true}));
    plan_result_free(&r);
    assert_cell(&o, "workshop-51", "SELECT agora_channel FROM workshops WHERE id = 51");
    opdb_close(&o);
}

static void what_is_over_is_skipped(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "ended", -DAY);
    opdb_workshop(&o, 51, 0, "cancelled", DAY);
    opdb_workshop(&o, 52, 0, "lobby", 0);
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){52, 50, 51, 50}, .count = 4});
    assert_int_equal(p->row_count, 3);
    assert_int_equal(p->to_change, 1);
    assert_true(opdb_row(p, ENTITY_WORKSHOP, 50)->refused);
    assert_false(opdb_row(p, ENTITY_WORKSHOP, 51)->refused);
    assert_non_null(opdb_row(p, ENTITY_WORKSHOP, 51)->skipped);
    assert_true(plan_refused(p));
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, 1);
    plan_result_free(&r);
    p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){51, 52}, .count = 2});
    assert_int_equal(p->to_change, 0);
    assert_false(plan_refused(p));
    r = opdb_apply(&o, p);
    assert_int_equal(r.told, 0);
    assert_string_equal(r.summary, "nothing to do");
    plan_result_free(&r);
    assert_null(cancel_plan(&o.s, &(struct op_cancel){.ids = (int64_t[]){52, 99}, .count = 2}, &err));
    assert_int_equal(err.code, WS_DATA);
    assert_string_equal(err.text, "there is no workshop #99");
    err_free(&err);
    opdb_close(&o);
}

/* A series of five dates: the first over, then one of another title, a cancelled one, and two more. */
static void make_series(struct opdb *o) {
    opdb_series(o, 7);
    opdb_workshop(o, 70, 7, "ended", -7 * DAY);
    opdb_workshop(o, 71, 7, "scheduled", DAY);
    opdb_workshop(o, 72, 7, "scheduled", 8 * DAY);
    opdb_workshop(o, 73, 7, "cancelled", 15 * DAY);
    opdb_workshop(o, 74, 7, "scheduled", 22 * DAY);
    opdb_attend(o, 71, ANA, "rsvp");
    opdb_attend(o, 72, ANA, "rsvp");
    opdb_attend(o, 74, ANA, "rsvp");
    opdb_attend(o, 72, LUIS, "rsvp");
    opdb_attend(o, 74, LUIS, "rsvp");
    opdb_attend(o, 74, PLAIN, "rsvp");
    opdb_attend(o, 70, ADMIN, "joined");
}

static void later_dates_go_with_the_series(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    make_series(&o);
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){71}, .count = 1, .future = true});
    assert_int_equal(p->row_count, 4); /* the series and three dates */
    assert_int_equal(p->to_change, 4);
    assert_int_equal(p->notice_count, 1);
    assert_int_equal(p->notices[0].dates, 3);
    assert_int_equal(p->notices[0].workshop_id, 71);
    assert_int_equal(p->notices[0].recipients, 4);
    assert_string_equal(p->notices[0].preview, "Workshop \"W71\" (Tue 1 Dec 2026 07:00 (America/New_York))"
                                               " has been cancelled by an admin … and 2 more dates");
    int64_t inserts = opdb_inserts(&o);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(opdb_inserts(&o), inserts + 1);
    assert_int_equal(r.rows_changed, 4);
    assert_int_equal(r.told, 4);
    assert_string_equal(r.summary, "3 workshops cancelled, 1 series stopped, 4 notifications sent");
    plan_result_free(&r);
    assert_cell(&o, "70ended 71cancelled 72cancelled 73cancelled 74cancelled",
                "SELECT GROUP_CONCAT(id, status ORDER BY id SEPARATOR ' ') FROM workshops");
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series"), 0);
    /* one each, at the earliest of theirs */
    assert_cell(
        &o, "2:71 3:71 4:72 12:74",
        "SELECT GROUP_CONCAT(recipient_id, ':', entity_id ORDER BY recipient_id SEPARATOR ' ') FROM notifications");
    assert_cell(&o, "workshop_cancelled:workshop:72", "SELECT group_key FROM notifications WHERE recipient_id = %d",
                LUIS);
    assert_cell(&o,
                o.bare ? "Workshop \"W72\" (Tue 8 Dec 2026 07:00 (America/New_York))"
                         " has been cancelled by an admin … and 1 more date"
                       : "El taller \"W72\" (mar 8 dic 2026 07:00 (America/New_York))"
                         " fue cancelado por la administración … y 1 fecha más",
                "SELECT preview_text FROM notifications WHERE recipient_id = %d", LUIS);
    assert_cell(&o, "Workshop \"W74\" (Tue 22 Dec 2026 07:00 (America/New_York)) has been cancelled by an admin",
                "SELECT preview_text FROM notifications WHERE recipient_id = %d", PLAIN);
    opdb_close(&o);
}

static void a_kept_series_stays_active(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    make_series(&o);
    struct op_cancel args = {.ids = (int64_t[]){72}, .count = 1, .future = true, .keep_series = true};
    struct plan_result r = opdb_apply(&o, opdb_cancel(&o, &args));
    assert_int_equal(r.rows_changed, 2);
    plan_result_free(&r);
    assert_cell(&o, "scheduled", "SELECT status FROM workshops WHERE id = 71");
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series"), 1);
    opdb_close(&o);
}

/* 130 dates, more than three digits' worth, in one statement; each text with its own number. */
static void a_stopped_host_loses_all(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_workshop(&o, 51, 7, "scheduled", 2 * DAY);
    opdb_workshop(&o, 52, 0, "live", -HOUR);
    opdb_workshop(&o, 53, 0, "ended", -DAY);
    opdb_workshop(&o, 54, 0, "scheduled", 3 * DAY);
    opdb_run(&o, "UPDATE workshops SET host_id = %d WHERE id = 54", ANA);
    opdb_attend(&o, 50, LUIS, "rsvp");
    o.s.naming = true;
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1, .stop_host = true});
    o.s.naming = false;
    assert_int_equal(p->to_change, 5); /* the host, the series, three workshops */
    assert_string_equal(p->in_all, "3 workshops cancelled, 1 series stopped, 1 host stopped");
    const struct plan_notice *n = &p->notices[0];
    assert_int_equal(n->recipients, 2);
    assert_string_equal(n->names, "host, luis");
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, 5);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 0);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", ANA), 1);
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series WHERE id = 7"), 0);
    assert_cell(&o, "50,51,52", "SELECT GROUP_CONCAT(id ORDER BY id) FROM workshops WHERE status = 'cancelled'");
    opdb_close(&o);
}

static void many_dates_are_one_statement(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_run(&o,
             "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at) SELECT 1000 + seq, 7, %d,"
             " REPEAT('祈', 200), FROM_UNIXTIME(%d + seq * 86400) FROM seq_1_to_130",
             HOST, OPDB_NOW);
    opdb_crowd(&o, 1001, 1);
    opdb_run(&o, "INSERT INTO users (id, email, display_name, username) SELECT 1000 + seq, seq, 'x', CONCAT('x', seq)"
                 " FROM seq_1_to_130");
    opdb_run(&o, "INSERT INTO workshop_attendees (workshop_id, user_id) SELECT 1000 + w.seq, 1000 + u.seq"
                 " FROM seq_1_to_130 w JOIN seq_1_to_130 u ON w.seq >= u.seq");
    int64_t inserts = opdb_inserts(&o);
    struct plan_result r =
        opdb_apply(&o, opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){1001}, .count = 1, .future = true}));
    assert_int_equal(opdb_inserts(&o), inserts + 1);
    assert_int_equal(r.told, 132); /* the 130, the crowd of one, the host */
    plan_result_free(&r);
    assert_int_equal(
        opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE recipient_id > 1000 AND"
                     " entity_id = recipient_id AND (entity_id = 1130 OR preview_text LIKE CONCAT("
                     "'%%an admin … and ', 1130 - entity_id, IF(entity_id = 1129, ' more date', ' more dates')))"),
        130);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE CHAR_LENGTH(preview_text) = 200"), 132);
    opdb_close(&o);
}

static void too_many_dates_are_refused(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_run(&o,
             "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at) SELECT 1000 + seq, 7, %d, 'T',"
             " FROM_UNIXTIME(%d + seq * 3600) FROM seq_0_to_1000",
             HOST, OPDB_NOW);
    struct op_cancel args = {.ids = (int64_t[]){1000}, .count = 1, .future = true};
    assert_null(cancel_plan(&o.s, &args, &err));
    assert_int_equal(err.code, WS_REFUSED);
    assert_string_equal(err.hint, "take at most 1000 at a time");
    err_free(&err);
    args.ids = (int64_t[]){1001};
    struct plan_result r = opdb_apply(&o, opdb_cancel(&o, &args));
    assert_int_equal(r.rows_changed, 1001);
    assert_int_equal(r.told, 1);
    plan_result_free(&r);
    assert_cell(&o, " … and 999 more dates", "SELECT RIGHT(preview_text, 21) FROM notifications");
    opdb_close(&o);
}

static void long_titles_lose_nobody(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET title = REPEAT('é', 200) WHERE id = 50");
    opdb_attend(&o, 50, ANA, "rsvp");
    opdb_attend(&o, 50, LUIS, "rsvp");
    struct op_cancel args = {.ids = (int64_t[]){50}, .count = 1, .words = "The host is ill."};
    struct plan_result r = opdb_apply(&o, opdb_cancel(&o, &args));
    assert_int_equal(r.told, 3);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE CHAR_LENGTH(preview_text) = 200"
                                  " AND preview_text LIKE '%%…\"%%'"),
                     3);
    opdb_workshop(&o, 51, 0, "scheduled", DAY);
    args.ids = (int64_t[]){51};
    r = opdb_apply(&o, opdb_cancel(&o, &args));
    plan_result_free(&r);
    assert_cell(&o, "an admin. The host is ill.",
                "SELECT RIGHT(preview_text, 26) FROM notifications WHERE entity_id = 51");
    opdb_close(&o);
}

static void zones_that_are_not_known_fall_back(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    opdb_run(&o, "UPDATE workshop_series SET timezone = '../../etc/passwd'");
    opdb_workshop(&o, 50, 7, "scheduled", DAY);
    struct plan_result r = opdb_apply(&o, opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}));
    plan_result_free(&r);
    assert_cell(&o,
                o.bare ? "Workshop \"W50\" (Tue 1 Dec 2026 12:00 (UTC)) has been cancelled by an admin"
                       : "Workshop \"W50\" (Tue 1 Dec 2026 13:00 (Europe/Madrid)) has been cancelled by an admin",
                "SELECT preview_text FROM notifications");
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(everybody_is_told),
        OPDB_BOTH(live_ones_are_ended),
        OPDB_BOTH(what_is_over_is_skipped),
        OPDB_BOTH(later_dates_go_with_the_series),
        OPDB_BOTH(a_kept_series_stays_active),
        OPDB_BOTH(a_stopped_host_loses_all),
        OPDB_BOTH(many_dates_are_one_statement),
        OPDB_BOTH(too_many_dates_are_refused),
        OPDB_BOTH(long_titles_lose_nobody),
        OPDB_BOTH(zones_that_are_not_known_fall_back),
    };
    int failed = cmocka_run_group_tests_name("cancel", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
