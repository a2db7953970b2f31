/* The demo data: what must be in it, that it agrees with itself, and that the same `now` gives the same rows. */
#include "testdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/demo_private.h"

/* Mon 23 Nov 2026 02:13 in New York, the moment of the sketches. */
static const int64_t now = 1795417980;
#define NOW "'2026-11-23 07:13:00'"

static struct conn *filled(const char *name, int64_t at) {
    testdb_create_workshops(name);
    struct conn *c = testdb_connect(name);
    struct err err = {0};
    testdb_run(
        c, "INSERT INTO users (email, display_name, username, is_admin, role) VALUES ('me', 'Me', 'ana', 1, 'admin')");
    assert_ok(demo_fill(c, DEMO_SMALL, at, NULL, NULL, &err), err);
    return c;
}

static void at_least(struct conn *c, const char *query, int64_t wanted) {
    int64_t n = testdb_int(c, query);
    if (n < wanted) fail_msg("%lld instead of %lld: %s", (long long)n, (long long)wanted, query);
}

static void none(struct conn *c, const char *query) {
    int64_t n = testdb_int(c, query);
    if (n != 0) fail_msg("%lld: %s", (long long)n, query);
}

static void there_is_enough(void **state) {
    struct conn *c = *state;
    at_least(c, "SELECT COUNT(*) FROM users", 120);
    at_least(c, "SELECT COUNT(DISTINCT timezone) FROM users", 10);
    at_least(c, "SELECT COUNT(*) FROM users WHERE language = 'es'", 10);
    at_least(c, "SELECT COUNT(*) FROM users WHERE can_host = 0", 1);
    at_least(c, "SELECT COUNT(*) FROM users WHERE status = 'banned'", 1);
    at_least(c, "SELECT COUNT(*) FROM users WHERE deleted_at IS NOT NULL", 1);
    at_least(c, "SELECT COUNT(*) FROM users WHERE role = 'moderator'", 3);
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM workshop_categories"), 12);
    at_least(c, "SELECT COUNT(*) FROM workshop_categories WHERE is_active = 0", 1);
    at_least(c, "SELECT COUNT(*) FROM workshop_series", 25);
    at_least(c, "SELECT COUNT(DISTINCT timezone) FROM workshop_series", 8);
    at_least(c, "SELECT COUNT(*) FROM workshops WHERE scheduled_at < " NOW, 150);
    at_least(c, "SELECT COUNT(*) FROM workshops WHERE scheduled_at > " NOW, 300);
    at_least(c, "SELECT COUNT(DISTINCT host_id) FROM workshops", 10);
    at_least(c, "SELECT COUNT(*) FROM workshops WHERE category_id IS NULL", 5);
    at_least(c, "SELECT COUNT(*) FROM workshop_attendees", 4000);
    at_least(c, "SELECT COUNT(*) FROM workshop_chats", 1000);
    at_least(c, "SELECT COUNT(*) FROM workshop_notes", 200);
    at_least(c, "SELECT COUNT(*) FROM workshop_invites", 200);
    at_least(c, "SELECT COUNT(*) FROM notifications", 1500);
    at_least(c, "SELECT COUNT(DISTINCT type) FROM notifications WHERE entity_type = 'workshop'", 6);
    at_least(c, "SELECT COUNT(*) FROM notifications WHERE entity_type <> 'workshop'", 50);
    at_least(c,
             "SELECT COUNT(*) FROM blocks b JOIN users x ON x.id = b.blocker_id JOIN users y ON y.id = b.blocked_id"
             " WHERE x.username = 'ana2' AND y.username = 'kim'",
             1); /* ana is the login user of this database */
}

/* SCREENS.md, 80 x 24: host, state, minutes from now (scheduled), seats. */
static void the_sketch_is_there(void **state) {
    struct conn *c = *state;
    struct rows rows = {0};
    struct err err = {0};
    static const char *const wanted[][5] = {
        {"Healing Night with Cruz", "cruz", "live", "-58", "38/40"},
        {"Oración de la madrugada", "luis", "scheduled", "-28", "12/50"},
        {"Umaga na Panalangin (Manila)", "grace", "live", "-13", "8"},
        {"Night watch", "tomas", "lobby", "2", "3/12"},
        {"祈りの会 夜の部 (東京)", "keiko", "scheduled", "17", "4/12"},
        {"Prayer before work", "ana2", "scheduled", "47", "12/12"},
        {"Early birds", "cruz", "scheduled", "227", "5"},
    };
    size_t count = sizeof wanted / sizeof *wanted;
    assert_ok(
        conn_read(c,
                  "SELECT w.title, u.username, w.status, TIMESTAMPDIFF(MINUTE, " NOW ", w.scheduled_at),"
                  " CONCAT_WS('/', w.attendee_count, w.max_capacity) FROM workshops w JOIN users u ON u.id = w.host_id"
                  " WHERE w.status IN ('scheduled', 'lobby', 'live') ORDER BY w.scheduled_at LIMIT 7",
                  &rows, &err),
        err);
    assert_int_equal(rows.count, count);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < 5; j++) assert_string_equal(rows_text(&rows, i, j), wanted[i][j]);
    rows_free(&rows);
    assert_int_equal(testdb_int(c, "SELECT TIMESTAMPDIFF(MINUTE, actual_started_at, " NOW
                                   ") FROM workshops WHERE status = 'live'"
                                   " AND title LIKE 'Healing%'"),
                     47);
    assert_int_equal(testdb_int(c, "SELECT SUM(a.status = 'joined') FROM workshop_attendees a JOIN workshops w ON"
                                   " w.id = a.workshop_id WHERE w.title LIKE 'Healing%' AND w.status = 'live'"),
                     31);
    assert_int_equal(
        testdb_int(c, "SELECT COUNT(*) FROM workshop_attendees a JOIN workshops w ON w.id = a.workshop_id JOIN users u"
                      " ON u.id = a.user_id WHERE w.title LIKE 'Healing%' AND w.status = 'live' AND u.username IN"
                      " ('dora', 'ivan', 'ana2', 'hana', 'lee.t', 'tom')"),
        6);
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM workshops WHERE status = 'live'"), 2);
    char *rule = testdb_text(
        c, "SELECT CONCAT(rrule, ' ', time_of_day, ' ', timezone) FROM workshop_series WHERE title LIKE 'Healing%'");
    assert_string_equal(rule, "FREQ=WEEKLY;BYDAY=MO,TH 01:15:00 America/New_York");
    free(rule);
    free(testdb_text(c, "SELECT 1"));
}

static void titles_are_hard(void **state) {
    struct conn *c = *state;
    at_least(c, "SELECT COUNT(*) FROM workshops WHERE CHAR_LENGTH(title) = 200", 2);
    at_least(c, "SELECT COUNT(*) FROM workshops WHERE CHAR_LENGTH(title) = 200 AND LENGTH(title) > 500", 1);
    static const char *const parts[] = {"1B",       "E280AE", "E2808B", "0A",   "09",   "27293B2044524F50",
                                        "5C25",     "CC81",   "EFBBBF", "C29B", "D7A2", "D8B5",
                                        "F09F91A9", "E280A8", "7F"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *query =
            mem_format("SELECT COUNT(*) FROM workshops WHERE LOCATE(UNHEX('%s'), CAST(title AS BINARY)) > 0", parts[i]);
        at_least(c, query, 1);
        free(query);
    }
}

static void it_agrees_with_itself(void **state) {
    struct conn *c = *state;
    none(c, "SELECT COUNT(*) FROM workshops w WHERE status IN ('scheduled', 'lobby') AND attendee_count <> (SELECT "
            "COUNT(*) FROM"
            " workshop_attendees a WHERE a.workshop_id = w.id AND a.status <> 'left')");
    none(c, "SELECT COUNT(*) FROM workshops w WHERE status NOT IN ('scheduled', 'lobby') AND attendee_count <> (SELECT "
            "COUNT(*)"
            " FROM workshop_attendees a WHERE a.workshop_id = w.id)");
    none(c, "SELECT COUNT(*) FROM workshops WHERE attendee_count > max_capacity");
    none(c, "SELECT COUNT(*) FROM workshops WHERE agora_channel IS NULL OR agora_channel <> CONCAT('workshop-', id)");
    none(c, "SELECT COUNT(*) FROM workshops WHERE (status = 'ended') <> (actual_ended_at IS NOT NULL)");
    none(c, "SELECT COUNT(*) FROM workshops WHERE (status IN ('live', 'ended')) <> (actual_started_at IS NOT NULL)");
    none(c, "SELECT COUNT(*) FROM workshops WHERE actual_ended_at <= actual_started_at OR actual_ended_at > " NOW);
    none(c, "SELECT COUNT(*) FROM workshops WHERE recording_url IS NOT NULL AND status <> 'ended'");
    none(c, "SELECT COUNT(*) FROM workshops WHERE created_at > updated_at OR updated_at > " NOW);
    none(c, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled' AND scheduled_at < " NOW
            " AND title NOT LIKE 'Orac%'");
    none(c, "SELECT COUNT(*) FROM workshop_attendees a JOIN workshops w ON w.id = a.workshop_id WHERE w.status = "
            "'ended' AND"
            " a.status <> 'left'");
    none(c, "SELECT COUNT(*) FROM workshop_attendees a JOIN workshops w ON w.id = a.workshop_id WHERE w.status IN "
            "('scheduled',"
            " 'lobby', 'cancelled') AND (a.status = 'joined' OR a.joined_at IS NOT NULL)");
    none(c, "SELECT COUNT(*) FROM workshop_attendees WHERE left_at < joined_at OR created_at > " NOW
            " OR updated_at > " NOW " OR left_at > " NOW);
    none(c, "SELECT COUNT(*) FROM workshop_attendees a JOIN workshops w ON w.id = a.workshop_id WHERE w.host_id = "
            "a.user_id");
    none(c, "SELECT COUNT(*) FROM workshop_chats x LEFT JOIN workshop_attendees a ON a.workshop_id = x.workshop_id AND"
            " a.user_id = x.user_id WHERE a.joined_at IS NULL");
    none(c, "SELECT COUNT(*) FROM workshop_chats x JOIN workshops w ON w.id = x.workshop_id WHERE x.offset_ms < 0 OR "
            "x.created_at >"
            " COALESCE(w.actual_ended_at, " NOW ")");
    none(c, "SELECT COUNT(*) FROM workshop_invites WHERE created_at > " NOW " OR user_id = invited_by");
    none(c, "SELECT COUNT(*) FROM notifications WHERE created_at > " NOW " OR created_at < " NOW " - INTERVAL 30 DAY");
    none(c, "SELECT COUNT(*) FROM notifications WHERE recipient_id = actor_id");
    none(c, "SELECT COUNT(*) FROM notifications n LEFT JOIN workshops w ON w.id = n.entity_id WHERE n.entity_type = "
            "'workshop' AND"
            " (w.id IS NULL OR n.type = 'workshop_reminder' AND n.group_key NOT IN "
            "(CONCAT('workshop_reminder:workshop:', w.id, ':1h'),"
            " CONCAT('workshop_reminder:workshop:', w.id, ':15m')))");
    none(c, "SELECT COUNT(*) FROM notifications WHERE (group_key IS NULL) <> (entity_type <> 'workshop' OR type IN"
            " ('workshop_invite', 'workshop_recording', 'workshop_updated', 'workshop_started'))");
    none(c, "SELECT COUNT(*) FROM users WHERE id > 1 AND (created_at > updated_at OR updated_at > " NOW ")");
}

static char *checksum(struct conn *c) {
    struct buf all = {0};
    struct rows rows = {0};
    struct err err = {0};
    assert_ok(
        conn_read(c,
                  "CHECKSUM TABLE users, blocks, workshop_categories, workshop_series, workshops, workshop_attendees,"
                  " workshop_chats, workshop_notes, workshop_invites, notifications",
                  &rows, &err),
        err);
    for (size_t i = 0; i < rows.count; i++) buf_addf(&all, "%s ", rows_text(&rows, i, 1));
    rows_free(&rows);
    return buf_steal(&all);
}

static void the_same_now_gives_the_same(void **state) {
    (void)state;
    char *sums[2];
    for (int i = 0; i < 2; i++) {
        struct conn *c = filled("t_demo_again", now + i * 7); /* seconds do not matter */
        testdb_run(c, "UPDATE users SET created_at = " NOW ", updated_at = " NOW " WHERE id = 1"); /* not of the demo */
        sums[i] = checksum(c);
        conn_close(c);
    }
    assert_string_equal(sums[0], sums[1]);
    free(sums[0]);
    free(sums[1]);
}

/* Daylight saving on both sides, the end of a year, a leap day, noon and midnight. */
static void any_now_will_do(void **state) {
    (void)state;
    static const int64_t moments[] = {1793511000 /* 2026-11-01 05:30, New York's first 1:30 */,
                                      1793514600 /* its second */,
                                      1805007000 /* 2027-03-14 06:50 */,
                                      1798761540,
                                      1835395200,
                                      1782907200};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        struct conn *c = filled("t_demo_any", moments[i]);
        char *query = mem_format(
            "SELECT GROUP_CONCAT(CONCAT(status, (CAST(UNIX_TIMESTAMP(scheduled_at) AS SIGNED) - %lld) DIV 60)"
            " ORDER BY scheduled_at SEPARATOR ' ') FROM workshops WHERE status IN ('live', 'lobby') OR (status ="
            " 'scheduled' AND attendee_count = max_capacity AND UNIX_TIMESTAMP(scheduled_at) < %lld) OR"
            " (status = 'scheduled' AND UNIX_TIMESTAMP(scheduled_at) < %lld)",
            (long long)moments[i] / 60 * 60, (long long)moments[i] + 3600, (long long)moments[i]);
        char *got = testdb_text(c, query);
        assert_string_equal(got, "live-58 scheduled-28 live-13 lobby2 scheduled47");
        free(got);
        free(query);
        none(c, "SELECT COUNT(*) FROM workshops w WHERE status IN ('scheduled', 'lobby') AND attendee_count <> (SELECT "
                "COUNT(*)"
                " FROM workshop_attendees a WHERE a.workshop_id = w.id AND a.status <> 'left')");
        conn_close(c);
    }
}

static void note_progress(void *arg, int64_t done, int64_t total) {
    int64_t *seen = arg;
    assert_true(done > seen[0] && done <= total);
    seen[0] = done;
    seen[1] = total;
}

static void bulk_is_consistent(void **state) {
    (void)state;
    struct conn *c = filled("t_demo_bulk", now);
    struct err err = {0};
    int64_t seen[2] = {0}, before = testdb_int(c, "SELECT MAX(id) FROM workshops");
    struct demo d = {.c = c, .now = now, .first_user = 2, .progress = note_progress, .arg = seen};
    const struct demo_bulk size = {.people = 100, .series = 40, .weeks = 50, .guest_weeks = 2};
    assert_ok(demo_add_bulk(&d, &size, &err), err);
    assert_int_equal(seen[0], seen[1]);
    assert_int_equal(seen[1], 40 * 50 + 5 * 40 * 10);
    assert_int_equal(testdb_int(c, "SELECT MAX(id) FROM workshops") - before, 2000);
    assert_int_equal(
        testdb_int(c, "SELECT COUNT(*) FROM workshop_attendees a JOIN workshops w ON w.id = a.workshop_id JOIN"
                      " workshop_series s ON s.id = w.series_id WHERE s.timezone = 'Etc/UTC'"),
        2000);
    it_agrees_with_itself((void **)&c);
    none(
        c,
        "SELECT COUNT(*) FROM workshops w JOIN workshop_series s ON s.id = w.series_id WHERE s.timezone = 'Etc/UTC' AND"
        " (TIME(w.scheduled_at) <> s.time_of_day OR s.rrule <> CONCAT('FREQ=WEEKLY;BYDAY=', ELT(1 + "
        "WEEKDAY(w.scheduled_at),"
        " 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')))");
    none(c, "SELECT COUNT(*) FROM workshops w LEFT JOIN users u ON u.id = w.host_id LEFT JOIN workshop_categories k ON"
            " k.id = w.category_id WHERE u.id IS NULL OR (w.category_id IS NOT NULL AND k.id IS NULL)");
    assert_int_equal(testdb_int(c, "SELECT @@foreign_key_checks + @@unique_checks"), 2);
    conn_close(c);
}

static void sizes_are_as_said(void **state) {
    (void)state;
    const struct demo_bulk *large = demo_bulk_size(DEMO_LARGE), *huge = demo_bulk_size(DEMO_HUGE);
    assert_true(large->series * large->weeks >= 1000000);
    assert_true((int64_t)huge->series * huge->weeks * DEMO_BULK_GUESTS >= 10000000 && huge->guest_weeks >= huge->weeks);
}

static int setup(void **state) {
    *state = filled("t_demo", now);
    return 0;
}

static int teardown(void **state) {
    conn_close(*state);
    return 0;
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_enough),
        cmocka_unit_test(the_sketch_is_there),
        cmocka_unit_test(titles_are_hard),
        cmocka_unit_test(it_agrees_with_itself),
        cmocka_unit_test(the_same_now_gives_the_same),
        cmocka_unit_test(any_now_will_do),
        cmocka_unit_test(bulk_is_consistent),
        cmocka_unit_test(sizes_are_as_said),
    };
    int failed = cmocka_run_group_tests_name("demo", tests, setup, teardown);
    conn_library_end();
    return failed;
}
