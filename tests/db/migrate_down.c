/* `migrate down`: what it takes back, what it says would be lost, what it refuses. */
#include "migratelib.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool down(const char *database, const char *to, struct migrate_result *r, struct err *err) {
    struct migrate_options o = {.to = to, .lock_wait = 5};
    struct conn_params p;
    testdb_params(&p, database);
    bool ok = migrate_down(&p, &o, r, err);
    conn_params_free(&p);
    return ok;
}

static void up_and_down_leaves_the_platform(void **state) {
    (void)state;
    testdb_create_platform("m_down");
    migratelib_run_in("m_down", "CREATE TABLE SequelizeMeta (name VARCHAR(255) PRIMARY KEY)");
    migratelib_run_in("m_down", "INSERT INTO SequelizeMeta (name) VALUES ('056-x.cjs')");
    char *before = migratelib_schema("m_down");
    struct migrate_result r;
    struct err err = {0};
    assert_ok(down("m_down", "057", &r, &err), err);
    assert_int_equal(r.changed, 0);
    migratelib_must_up("m_down");
    assert_ok(down("m_down", NULL, &r, &err), err);
    assert_int_equal(r.changed, 1);
    assert_int_equal(r.done[8], MIGRATE_REVERTED);
    assert_int_equal(migratelib_state("m_down", 8), MIGRATE_ABSENT);
    assert_int_equal(migratelib_state("m_down", 7), MIGRATE_THERE);
    assert_ok(down("m_down", "061-create-workshop-chats.cjs", &r, &err), err);
    assert_int_equal(r.changed, 4);
    assert_int_equal(migratelib_state("m_down", 4), MIGRATE_ABSENT);
    assert_int_equal(migratelib_state("m_down", 3), MIGRATE_THERE);
    assert_ok(down("m_down", "057", &r, &err), err);
    char *after = migratelib_schema("m_down");
    assert_string_equal(after, before);
    migratelib_must_up("m_down");
    free(before);
    free(after);
}

static void losses_are_counted(void **state) {
    (void)state;
    testdb_create_platform("m_loss");
    migratelib_must_up("m_loss");
    struct conn *c = testdb_connect("m_loss");
    testdb_run(c, "INSERT INTO users (id, email, display_name, username, can_host) SELECT seq, seq, seq, seq, seq > 3"
                  " FROM seq_1_to_10");
    testdb_run(c, "INSERT INTO workshop_categories (name, slug) SELECT seq, seq FROM seq_1_to_4");
    testdb_run(c, "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id) SELECT 1, 2,"
                  " IF(seq % 2, 'workshop_invite', 'workshop_updated'), 'workshop', seq FROM seq_1_to_10001");
    testdb_run(c, "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id) VALUES"
                  " (1, 2, 'mention', 'post', 5)");
    struct migrate_options o = {.to = "057", .lock_wait = 5};
    struct migrate_down_plan p;
    struct err err = {0};
    assert_ok(migrate_plan_down(c, &o, &p, &err), err);
    assert_int_equal(p.count, 9);
    assert_string_equal(p.losses[0].name, "065-extend-notification-enums-workshops.cjs");
    assert_int_equal(p.losses[0].rows, 10001);
    assert_int_equal(p.losses[1].rows, 3);
    assert_int_equal(p.losses[2].rows, 0);
    assert_int_equal(p.losses[8].rows, 4);
    assert_string_equal(p.losses[8].statement, "DROP TABLE IF EXISTS `workshop_categories`");
    migrate_down_plan_free(&p);
    struct migrate_result r;
    assert_ok(down("m_loss", NULL, &r, &err), err);
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM notifications"), 1);
    assert_int_equal(
        testdb_int(c, "SELECT entity_id FROM notifications WHERE type = 'mention' AND entity_type = 'post'"), 5);
    conn_close(c);
}

static void assert_refused(const char *database, const char *to, enum ws_error code, const char *part) {
    struct migrate_options o = {.to = to, .lock_wait = 5};
    struct migrate_down_plan p;
    struct migrate_result r;
    struct err err = {0};
    char *before = migratelib_schema(database);
    struct conn *c = testdb_connect(database);
    assert_false(migrate_plan_down(c, &o, &p, &err));
    assert_int_equal(err.code, code);
    assert_non_null(strstr(err.text, part));
    assert_false(down(database, to, &r, &err));
    assert_int_equal(err.code, code);
    char *after = migratelib_schema(database);
    assert_string_equal(after, before);
    free(before);
    free(after);
    err_free(&err);
    conn_close(c);
}

static void refused_while_others_build_on_it(void **state) {
    (void)state;
    testdb_create_platform("m_refuse");
    migratelib_must_up("m_refuse");
    assert_refused("m_refuse", "060-nothing", WS_USAGE, "060-nothing");
    migratelib_run_in("m_refuse", "CREATE TABLE badges (id INT PRIMARY KEY, workshop_id INT, FOREIGN KEY (workshop_id)"
                                  " REFERENCES workshops (id))");
    assert_refused("m_refuse", "059", WS_REFUSED, "badges");
    assert_refused("m_refuse", "057", WS_REFUSED, "badges");
    struct migrate_result r;
    struct err err = {0};
    assert_ok(down("m_refuse", "060", &r, &err), err); /* what it does not reference may go */
    migratelib_run_in("m_refuse", "DROP TABLE badges");
    migratelib_must_up("m_refuse");
    migratelib_run_in("m_refuse", "INSERT INTO SequelizeMeta (name) VALUES ('066-add-mode-to-workshops.cjs')");
    assert_refused("m_refuse", NULL, WS_REFUSED, "066-add-mode-to-workshops.cjs");
    assert_refused("m_refuse", "057", WS_REFUSED, "066-add-mode-to-workshops.cjs");
}

/* Half-made tables of ours go along; a stranger under one of our names stays. */
static void only_what_is_ours_goes(void **state) {
    (void)state;
    testdb_create_platform("m_ours");
    struct migrate_options o = {.to = "059", .lock_wait = 5};
    struct err err = {0};
    struct migrate_result r;
    assert_ok(migratelib_up("m_ours", NULL, &o, NULL, &err), err);
    migratelib_run_in("m_ours", "CREATE TABLE workshop_notes (id INT PRIMARY KEY)");
    migratelib_run_in("m_ours",
                      "CREATE TABLE workshop_chats (id INT NOT NULL AUTO_INCREMENT, workshop_id INT NOT NULL,"
                      " user_id INT NOT NULL, message TEXT NOT NULL, offset_ms INT NOT NULL, created_at DATETIME"
                      " NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id), FOREIGN KEY (workshop_id) REFERENCES"
                      " workshops (id) ON DELETE CASCADE ON UPDATE CASCADE)");
    assert_int_equal(migratelib_state("m_ours", 4), MIGRATE_PARTLY);
    assert_ok(down("m_ours", "057", &r, &err), err);
    for (size_t i = 0; i < 5; i++) assert_int_equal(migratelib_state("m_ours", i), MIGRATE_ABSENT);
    assert_int_equal(migratelib_state("m_ours", 5), MIGRATE_DIFFERENT);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(up_and_down_leaves_the_platform),
        cmocka_unit_test(losses_are_counted),
        cmocka_unit_test(refused_while_others_build_on_it),
        cmocka_unit_test(only_what_is_ours_goes),
    };
    int failed = cmocka_run_group_tests_name("migrate_down", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
