/* notify (SPEC section 4): six kinds, their people, texts and keys; who is told once; reminders. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct plan *plan_notify(struct opdb *o, const struct op_notify *args) {
    struct err err = {0};
    struct plan *p = notify_plan(&o->s, args, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

/* Applies; how many were told. */
static int64_t tell(struct opdb *o, struct plan *p) {
    struct plan_result r = opdb_apply(o, p);
    int64_t told = r.told;
    plan_result_free(&r);
    return told;
}

static void kinds_want_their_status(void **state) {
    static const char statuses[][10] = {"scheduled", "lobby", "live", "ended", "cancelled"};
    static const bool allowed[NOTIFY_KINDS][5] = {
        [NOTIFY_REMINDER] = {true, true},     [NOTIFY_CANCELLED] = {0, 0, 0, 0, true},
        [NOTIFY_INVITE] = {true, true, true}, [NOTIFY_RECORDING] = {0, 0, 0, true},
        [NOTIFY_UPDATED] = {true, true},      [NOTIFY_STARTED] = {0, true, true},
    };
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    for (int i = 0; i < 5; i++) {
        opdb_workshop(&o, 50 + i, 0, statuses[i], DAY);
        opdb_attend(&o, 50 + i, ANA, "rsvp");
        opdb_run(&o, "INSERT INTO workshop_invites (workshop_id, user_id, invited_by) VALUES (%d, %d, %d)", 50 + i,
                 LUIS, HOST);
    }
    opdb_run(&o, "UPDATE workshops SET recording_url = 'https://x'");
    for (int kind = 0; kind < NOTIFY_KINDS; kind++)
        for (int i = 0; i < 5; i++) {
            struct plan *p = opdb_notify(&o, (enum notify_kind)kind, 50 + i);
            if (plan_refused(p) == allowed[kind][i] || (p->to_change == 1) != allowed[kind][i])
                fail_msg("%s of a %s one: refused %d, to change %lld", notify_kind_words[kind], statuses[i],
                         plan_refused(p), (long long)p->to_change);
            plan_free(p);
        }
    opdb_run(&o, "UPDATE workshops SET recording_url = NULL");
    struct plan *p = opdb_notify(&o, NOTIFY_RECORDING, 53);
    assert_true(plan_refused(p));
    plan_free(p);
    opdb_close(&o);
}

/* One of each status and one invited; who is told, what and under which key. */
static void check_kind(struct opdb *o, enum notify_kind kind, const char *status, const char *people, const char *key,
                       const char *text) {
    opdb_run(o, "DELETE FROM notifications");
    opdb_run(o, "UPDATE workshops SET status = '%s', updated_at = '2026-01-01' WHERE id = 50", status);
    struct plan *p = opdb_notify(o, kind, 50);
    if (strcmp(p->notices[0].preview, text) != 0) fail_msg("%s, not %s", p->notices[0].preview, text);
    tell(o, p);
    assert_cell(o, people,
                "SELECT IFNULL(GROUP_CONCAT(recipient_id ORDER BY recipient_id), '') FROM notifications WHERE"
                " type = 'workshop_%s' AND entity_type = 'workshop' AND entity_id = 50 AND actor_id = %d",
                notify_kind_words[kind], MOD);
    assert_cell(o, key, "SELECT DISTINCT group_key FROM notifications");
    assert_cell(o, text, "SELECT DISTINCT preview_text FROM notifications WHERE recipient_id NOT IN (%d)", LUIS);
    assert_cell(o, "2026-11-30 12:00:00", "SELECT MAX(updated_at) FROM workshops");
}

static void kinds_tell_their_people(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET recording_url = 'https://x'");
    opdb_attend(&o, 50, ANA, "rsvp");
    opdb_attend(&o, 50, LUIS, "joined");
    opdb_attend(&o, 50, ADMIN, "left");
    opdb_run(&o, "INSERT INTO workshop_invites (workshop_id, user_id, invited_by) VALUES (50, %d, %d), (50, %d, %d)",
             ANA, HOST, PLAIN, HOST);
    const char *when = o.bare ? "Tue 1 Dec 2026 12:00 (UTC)" : "Tue 1 Dec 2026 13:00 (Europe/Madrid)";
    char *cancelled = mem_format("Workshop \"W50\" (%s) has been cancelled by an admin", when);
    char *dated = mem_format("\"W50\" starts %s", when);
    check_kind(&o, NOTIFY_REMINDER, "scheduled", "3", "workshop_reminder:workshop:50:at:1796126400", dated);
    check_kind(&o, NOTIFY_CANCELLED, "cancelled", "2,3,4,5", "workshop_cancelled:workshop:50", cancelled);
    check_kind(&o, NOTIFY_INVITE, "live", "12", "workshop_invite:workshop:50", "You are invited to \"W50\"");
    check_kind(&o, NOTIFY_RECORDING, "ended", "3,4,5", "workshop_recording:workshop:50",
               "\"W50\" recording is now available");
    check_kind(&o, NOTIFY_UPDATED, "lobby", "3,4,5", "workshop_updated:workshop:50:1796040000",
               "Workshop \"W50\" was changed");
    check_kind(&o, NOTIFY_STARTED, "lobby", "3", "workshop_started:workshop:50", "\"W50\" has started");
    opdb_run(&o, "UPDATE workshops SET status = 'scheduled'");
    struct plan *p =
        plan_notify(&o, &(struct op_notify){.kind = NOTIFY_UPDATED, .ids = (int64_t[]){50}, .count = 1, .moved = true});
    char *moved = mem_format("Workshop \"W50\" moved to %s", when);
    assert_string_equal(p->notices[0].preview, moved);
    plan_free(p);
    free(moved);
    free(cancelled);
    free(dated);
    opdb_close(&o);
}

static void only_those_who_lack_it_are_told(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "ended", -DAY);
    opdb_workshop(&o, 51, 0, "ended", -DAY);
    opdb_run(&o, "UPDATE workshops SET recording_url = 'https://x'");
    static const int people[] = {ANA, LUIS, ADMIN, PLAIN, SERVICE};
    for (size_t i = 0; i < 5; i++) opdb_attend(&o, 50, people[i], "left");
    /* equal key; NULL key; other key; other workshop; other type */
    opdb_run(&o,
             "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) VALUES"
             " (%d, 2, 'workshop_recording', 'workshop', 50, 'workshop_recording:workshop:50'),"
             " (%d, 2, 'workshop_recording', 'workshop', 50, NULL),"
             " (%d, 2, 'workshop_recording', 'workshop', 50, 'other'),"
             " (%d, 2, 'workshop_recording', 'workshop', 51, NULL),"
             " (%d, 2, 'workshop_updated', 'workshop', 50, NULL)",
             ANA, LUIS, ADMIN, PLAIN, SERVICE);
    struct plan *p = opdb_notify(&o, NOTIFY_RECORDING, 50);
    assert_int_equal(p->notices[0].recipients, 3);
    assert_int_equal(opdb_left_out(&p->notices[0], "has it already"), 2);
    assert_int_equal(p->notices[0].left_out_count, 1);
    assert_string_equal(p->notices[0].left_out[0].names, "ana, luis");
    assert_int_equal(tell(&o, p), 3);
    p = opdb_notify(&o, NOTIFY_RECORDING, 50);
    assert_int_equal(p->to_change, 0);
    assert_int_equal(tell(&o, p), 0);
    opdb_attend(&o, 50, HOST, "left");
    assert_int_equal(tell(&o, opdb_notify(&o, NOTIFY_RECORDING, 50)), 1);
    struct op_notify again = {.kind = NOTIFY_RECORDING, .ids = (int64_t[]){50}, .count = 1, .again = true};
    char *before = opdb_text(&o, "SELECT updated_at FROM workshops WHERE id = 50");
    assert_int_equal(tell(&o, plan_notify(&o, &again)), 6);
    /* touched within the same second too, so that two nodes of a cluster conflict */
    assert_int_equal(opdb_int(&o, "SELECT updated_at > '%s' FROM workshops WHERE id = 50", before), 1);
    free(before);
    opdb_close(&o);
}

static void an_update_is_sent_once_a_plan(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    struct plan *p = opdb_notify(&o, NOTIFY_UPDATED, 50);
    for (int i = 0; i < 2; i++) { /* the server's clock goes on: the plan keeps its own */
        struct plan_result r = {0};
        assert_ok(plan_apply(&o.s, p, &r, &err), err);
        assert_int_equal(r.told, i == 0);
        assert_int_equal(r.planned, 1);
        plan_result_free(&r);
        testdb_run(o.s.conn, "SET timestamp = 1796040060");
    }
    plan_free(p);
    assert_int_equal(tell(&o, opdb_notify(&o, NOTIFY_UPDATED, 50)), 1);
    assert_cell(&o, "workshop_updated:workshop:50:1796040000,workshop_updated:workshop:50:1796040060",
                "SELECT GROUP_CONCAT(group_key ORDER BY id) FROM notifications");
    opdb_close(&o);
}

/* A reminder `in` seconds ahead has this key's end and this text; NULL: none is sent. */
static void check_reminder(struct opdb *o, int in, enum notify_lead lead, bool due, const char *key_end,
                           const char *text) {
    opdb_run(o, "UPDATE workshops SET scheduled_at = FROM_UNIXTIME(%d) WHERE id = 50", OPDB_NOW + in);
    struct op_notify args = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){50}, .count = 1, .lead = lead, .due = due};
    struct plan *p = plan_notify(o, &args);
    assert_int_equal(p->notice_count, key_end != NULL);
    if (key_end) {
        const char *end = p->notices[0].keys[0] + strlen("workshop_reminder:workshop:50:");
        if (strcmp(end, key_end) != 0) fail_msg("in %d s: %s, not %s", in, end, key_end);
        if (!strstr(p->notices[0].preview, text)) fail_msg("in %d s: %s, not %s", in, p->notices[0].preview, text);
    }
    plan_free(p);
}

static void reminders_take_the_window_that_is_now(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    check_reminder(&o, 50 * 60, LEAD_AUTO, false, "1h", "in about 1 hour");
    check_reminder(&o, 70 * 60, LEAD_AUTO, false, "1h", "in about 1 hour");
    check_reminder(&o, 70 * 60 + 1, LEAD_AUTO, false, "at:1796044201", "starts Mon 30 Nov");
    check_reminder(&o, 50 * 60 - 1, LEAD_AUTO, false, "at:1796042999", "starts Mon 30 Nov");
    check_reminder(&o, 25 * 60, LEAD_AUTO, false, "15m", "in about 15 minutes");
    check_reminder(&o, 5 * 60, LEAD_AUTO, false, "15m", "in about 15 minutes");
    check_reminder(&o, 5 * 60 - 1, LEAD_AUTO, false, "at:1796040299", "starts Mon 30 Nov");
    check_reminder(&o, DAY, LEAD_1H, false, "1h", "in about 1 hour");
    check_reminder(&o, 60, LEAD_15M, false, "15m", "in about 15 minutes");
    /* --due: where the platform's window has passed; the words stay true */
    check_reminder(&o, 54 * 60, LEAD_AUTO, true, "1h", "in about 1 hour");
    check_reminder(&o, 54 * 60 + 1, LEAD_AUTO, true, NULL, NULL);
    check_reminder(&o, 20 * 60, LEAD_AUTO, true, "1h", "starts Mon 30 Nov");
    check_reminder(&o, 20 * 60 - 1, LEAD_AUTO, true, NULL, NULL);
    check_reminder(&o, 10 * 60, LEAD_AUTO, true, NULL, NULL);
    check_reminder(&o, 10 * 60 - 1, LEAD_AUTO, true, "15m", "in about 15 minutes");
    check_reminder(&o, 60, LEAD_AUTO, true, "15m", "starts Mon 30 Nov");
    check_reminder(&o, 60, LEAD_1H, true, NULL, NULL);
    opdb_run(&o, "UPDATE workshops SET scheduled_at = FROM_UNIXTIME(%d)", OPDB_NOW + HOUR);
    struct plan *p = opdb_notify(&o, NOTIFY_REMINDER, 50);
    assert_string_equal(p->warnings[0],
                        "The platform's own job will then send neither e-mail nor SMS for this reminder.");
    plan_free(p);
    opdb_close(&o);
}

static void due_reminders_stand_in_for_a_dead_job(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    static const int ahead[] = {5 * 60, 15 * 60, 30 * 60, 40 * 60, 90 * 60};
    for (int i = 0; i < 5; i++) {
        opdb_workshop(&o, 50 + i, 0, "scheduled", ahead[i]);
        opdb_attend(&o, 50 + i, ANA, "rsvp");
        opdb_attend(&o, 50 + i, LUIS, "rsvp");
    }
    opdb_workshop(&o, 56, 0, "cancelled", 5 * 60);
    /* one row with the key, of anybody: the platform's job has been there */
    opdb_run(&o,
             "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) VALUES"
             " (%d, 2, 'workshop_reminder', 'workshop', 53, 'workshop_reminder:workshop:53:1h')",
             PLAIN);
    struct op_notify due = {.kind = NOTIFY_REMINDER, .due = true};
    struct plan *p = plan_notify(&o, &due);
    assert_string_equal(p->title, "notify reminder, all that are due");
    assert_int_equal(p->notice_count, 2);
    assert_string_equal(opdb_row(p, ENTITY_WORKSHOP, 53)->skipped, "has been reminded of already");
    assert_int_equal(tell(&o, p), 4);
    assert_cell(&o, "workshop_reminder:workshop:50:15m,workshop_reminder:workshop:52:1h",
                "SELECT GROUP_CONCAT(DISTINCT group_key ORDER BY group_key) FROM notifications WHERE actor_id = %d",
                MOD);
    assert_int_equal(tell(&o, plan_notify(&o, &due)), 0);
    opdb_close(&o);
}

static void dates_of_a_series_are_told_once(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    for (int i = 0; i < 4; i++) opdb_workshop(&o, 70 + i, 7, "scheduled", (i + 1) * DAY);
    opdb_workshop(&o, 80, 0, "scheduled", DAY);
    for (int i = 0; i < 4; i++) opdb_attend(&o, 70 + i, ANA, "rsvp");
    for (int i = 1; i < 4; i++) opdb_attend(&o, 70 + i, LUIS, "rsvp");
    opdb_attend(&o, 80, ANA, "rsvp");
    struct op_notify args = {
        .kind = NOTIFY_REMINDER, .ids = (int64_t[]){73, 71, 80, 70, 72}, .count = 5, .words = "Come!"};
    int64_t inserts = opdb_inserts(&o);
    assert_int_equal(tell(&o, plan_notify(&o, &args)), 3);
    assert_int_equal(opdb_inserts(&o), inserts + 2);
    assert_cell(&o, "3:70 3:80 4:71",
                "SELECT GROUP_CONCAT(recipient_id, ':', entity_id ORDER BY recipient_id, entity_id"
                " SEPARATOR ' ') FROM notifications");
    assert_cell(&o, "\"W70\" starts Tue 1 Dec 2026 07:00 (America/New_York) … and 3 more dates. Come!",
                "SELECT preview_text FROM notifications WHERE entity_id = 70");
    assert_cell(&o,
                o.bare ? "\"W71\" starts Wed 2 Dec 2026 07:00 (America/New_York) … and 2 more dates. Come!"
                       : "\"W71\" empieza: mié 2 dic 2026 07:00 (America/New_York) … y 2 fechas más. Come!",
                "SELECT preview_text FROM notifications WHERE entity_id = 71");
    struct plan *p = plan_notify(&o, &args);
    assert_int_equal(p->to_change, 0);
    plan_free(p);
    opdb_close(&o);
}

static void holders_of_one_date_are_told_of_the_others(void **state) {
    struct opdb o;
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    for (int i = 0; i < 4; i++) {
        opdb_workshop(&o, 70 + i, 7, "scheduled", (i + 1) * DAY);
        opdb_attend(&o, 70 + i, ANA, "rsvp");
    }
    opdb_attend(&o, 71, LUIS, "rsvp");
    struct op_notify first = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){70}, .count = 1};
    struct op_notify three = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){70, 71, 72}, .count = 3};
    struct op_notify four = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){70, 71, 72, 73}, .count = 4};
    assert_int_equal(tell(&o, plan_notify(&o, &first)), 1);
    assert_int_equal(tell(&o, plan_notify(&o, &three)), 2);
    assert_cell(&o, "\"W71\" starts Wed 2 Dec 2026 07:00 (America/New_York) … and 1 more date",
                "SELECT preview_text FROM notifications WHERE entity_id = 71 AND recipient_id = %d", ANA);
    assert_int_equal(tell(&o, plan_notify(&o, &three)), 0);
    assert_int_equal(tell(&o, plan_notify(&o, &four)), 1); /* one date has come to it */
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE recipient_id = %d", LUIS), 1);
    opdb_close(&o);
}

static void mistakes_are_named(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_notify", OPDB_IS_BARE(state));
    int64_t id = 50;
    struct op_notify wrong[] = {{.kind = NOTIFY_STARTED, .ids = &id, .count = 1, .due = true},
                                {.kind = NOTIFY_STARTED, .ids = &id, .count = 1, .lead = LEAD_1H},
                                {.kind = NOTIFY_STARTED, .ids = &id, .count = 1, .moved = true},
                                {.kind = NOTIFY_REMINDER}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_null(notify_plan(&o.s, &wrong[i], &err));
        assert_int_equal(err.code, WS_USAGE);
    }
    err_free(&err);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(kinds_want_their_status),
        OPDB_BOTH(kinds_tell_their_people),
        OPDB_BOTH(only_those_who_lack_it_are_told),
        OPDB_BOTH(an_update_is_sent_once_a_plan),
        OPDB_BOTH(reminders_take_the_window_that_is_now),
        OPDB_BOTH(due_reminders_stand_in_for_a_dead_job),
        OPDB_BOTH(dates_of_a_series_are_told_once),
        OPDB_BOTH(holders_of_one_date_are_told_of_the_others),
        OPDB_BOTH(mistakes_are_named),
    };
    int failed = cmocka_run_group_tests_name("notify", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
