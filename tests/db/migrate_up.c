/* `migrate up` reaches the one schema from wherever it starts, and keeps what is others'. */
#include "migratelib.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void platform_tables_alone(void **state) {
    (void)state;
    testdb_create_platform("m_up");
    struct migrate_result r;
    struct err err = {0};
    assert_ok(migratelib_up("m_up", NULL, NULL, &r, &err), err);
    assert_int_equal(r.changed, MIGRATE_COUNT);
    for (size_t i = 0; i < MIGRATE_COUNT; i++) assert_int_equal(r.done[i], MIGRATE_RAN);
    migratelib_assert_reference("m_up");
    assert_ok(migratelib_up("m_up", NULL, NULL, &r, &err), err);
    assert_int_equal(r.changed, 0);
}

static void after_the_platforms_own(void **state) {
    (void)state;
    testdb_create_platform("m_own");
    struct conn *c = testdb_connect("m_own");
    testdb_run(c,
               "CREATE TABLE IF NOT EXISTS `SequelizeMeta` (`name` VARCHAR(255) NOT NULL UNIQUE, PRIMARY KEY (`name`))"
               " ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_unicode_ci");
    for (int n = 1; n <= 56; n++) {
        char *insert = mem_format("INSERT INTO SequelizeMeta (name) VALUES ('%03d-of-the-platform.cjs')", n);
        testdb_run(c, insert);
        free(insert);
    }
    testdb_run(c, "INSERT INTO SequelizeMeta (name) VALUES ('066-later.cjs'), ('057-CREATE-workshops.cjs')");
    migratelib_must_up("m_own");
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM SequelizeMeta"), 56 + 2 + 9);
    testdb_run(c, "DELETE FROM SequelizeMeta WHERE name = '057-CREATE-workshops.cjs'");
    migratelib_assert_reference("m_own");
    conn_close(c);
}

/* Names without quotes, other modes: a server's own settings do not reach our sessions. */
static void whatever_the_server_prefers(void **state) {
    (void)state;
    struct conn *root = testdb_connect(NULL);
    testdb_run(root, "SET GLOBAL sql_quote_show_create = 0");
    testdb_run(root, "SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE'");
    testdb_run(root, "SET GLOBAL foreign_key_checks = 0");
    testdb_create_platform("m_modes");
    struct err err = {0};
    bool ok = migratelib_up("m_modes", NULL, NULL, NULL, &err);
    int last = migratelib_state("m_modes", 8);
    testdb_run(root, "SET GLOBAL sql_quote_show_create = 1, foreign_key_checks = 1");
    testdb_run(root, "SET GLOBAL sql_mode = DEFAULT");
    assert_ok(ok, err);
    assert_int_equal(last, MIGRATE_THERE);
    migratelib_assert_reference("m_modes");
    conn_close(root);
}

/* On the server these are the same name; in a journal that tells them apart, ours is still to be run. */
static void names_are_compared_as_bytes(void **state) {
    (void)state;
    testdb_create_platform("m_bytes");
    migratelib_run_in("m_bytes", "CREATE TABLE SequelizeMeta (name VARCHAR(255) COLLATE utf8mb4_bin PRIMARY KEY)");
    migratelib_run_in("m_bytes", "INSERT INTO SequelizeMeta (name) VALUES ('056-x.cjs'),"
                                 " ('057-CREATE-workshop-categories.cjs'), ('058-create-workshop-series.js')");
    struct migrate_result r;
    struct err err = {0};
    assert_ok(migratelib_up("m_bytes", NULL, NULL, &r, &err), err);
    assert_int_equal(r.changed, MIGRATE_COUNT);
}

static void up_to_a_name(void **state) {
    (void)state;
    testdb_create_platform("m_to");
    struct migrate_options o = {.to = "059", .lock_wait = 5};
    struct err err = {0};
    struct migrate_result r;
    assert_ok(migratelib_up("m_to", NULL, &o, &r, &err), err);
    assert_int_equal(r.changed, 3);
    assert_int_equal(migratelib_state("m_to", 3), MIGRATE_ABSENT);
    o.to = "060-create-workshop-attendees";
    assert_ok(migratelib_up("m_to", NULL, &o, &r, &err), err);
    assert_int_equal(r.changed, 1);
    static const char *const unknown[] = {"056", "060-create", "060-create-workshop-attendees.js", "", "up"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        o.to = unknown[i];
        assert_false(migratelib_up("m_to", NULL, &o, &r, &err));
        assert_int_equal(err.code, WS_USAGE);
    }
    err_free(&err);
    migratelib_must_up("m_to");
    migratelib_assert_reference("m_to");
}

/* The column's definition as SHOW CREATE TABLE has it must be the old one with ours put in before the parenthesis.
 * MySQL changes a column that has a CHECK only by a copy. */
static void assert_extended(const char *column, const char *definition, const char *missing) {
    testdb_create_platform("m_enum");
    char *alter = mem_format("ALTER TABLE notifications MODIFY `%s` %s", column, definition);
    char *query =
        mem_format("SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(CONCAT(COLUMN_TYPE, '|', IFNULL(CHARACTER_SET_NAME, ''),"
                   " '|', IFNULL(COLLATION_NAME, ''), '|', IFNULL(COLUMN_DEFAULT, 'none'), '|', IS_NULLABLE, '|',"
                   " COLUMN_COMMENT), '~', 1), '~', -1) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA ="
                   " DATABASE() AND TABLE_NAME = 'notifications' AND COLUMN_NAME = '%s'",
                   column);
    struct conn *c = testdb_connect("m_enum");
    testdb_run(c, alter);
    int64_t checks =
        testdb_int(c, "SELECT COUNT(*) FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()");
    char *before = testdb_text(c, query);
    struct migrate_options o = {.lock_wait = 5, .allow_rebuild = !conn_is_mariadb(c) && strstr(definition, "CHECK")};
    struct err err = {0};
    assert_ok(migratelib_up("m_enum", NULL, &o, NULL, &err), err);
    char *after = testdb_text(c, query);
    char *end = strstr(before, ")|");
    char *wanted = end ? mem_format("%.*s%s%s", (int)(end - before), before, missing, end) : mem_dup(before);
    assert_string_equal(after, wanted);
    assert_int_equal(
        testdb_int(c, "SELECT COUNT(*) FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()"),
        checks);
    assert_int_equal(migratelib_state("m_enum", 8), MIGRATE_THERE);
    free(wanted);
    free(after);
    free(before);
    free(query);
    free(alter);
    conn_close(c);
}

#define SIX                                                                                                            \
    ",'workshop_reminder','workshop_cancelled','workshop_invite','workshop_recording','workshop_updated',"             \
    "'workshop_started'"

static void enums_keep_what_is_others(void **state) {
    (void)state;
    assert_extended("type", "ENUM('b','a','own_type') NOT NULL DEFAULT 'own_type' COMMENT 'it''s, (a) \\\\ b'", SIX);
    assert_extended(
        "type", "ENUM('it''s','a,b',')','ñandú','(\\\\)') CHARACTER SET latin1 COLLATE latin1_spanish_ci NULL", SIX);
    assert_extended("type", "ENUM('message','日本') CHARACTER SET utf8mb3 COLLATE utf8mb3_bin NULL DEFAULT '日本'",
                    SIX);
    assert_extended("type", "ENUM('message','x') NOT NULL DEFAULT 'x' CHECK (type <> '')", SIX);
    assert_extended("type", "ENUM('workshop_started','a','workshop_reminder') NOT NULL",
                    ",'workshop_cancelled','workshop_invite','workshop_recording','workshop_updated'");
    assert_extended("type", "ENUM('a'" SIX ",'later') NOT NULL", "");
    assert_extended("type", "VARCHAR(50) NOT NULL DEFAULT 'message' COMMENT 'free'", "");
    assert_extended("entity_type", "ENUM('video','post') NULL COMMENT 'what'", ",'workshop'");
    assert_extended("entity_type", "VARCHAR(30) NOT NULL DEFAULT 'post'", "");
}

static void enum_rows_stay(void **state) {
    (void)state;
    testdb_create_platform("m_rows");
    struct conn *c = testdb_connect("m_rows");
    testdb_run(c, "INSERT INTO users (id, email, display_name, username) VALUES (1, 'a', 'a', 'a')");
    testdb_run(c, "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id) SELECT 1, 1,"
                  " 1 + seq % 12, 1 + seq % 8, seq FROM seq_1_to_500");
    static const char sum[] =
        "SELECT SHA2(GROUP_CONCAT(id, type, entity_type, entity_id ORDER BY id), 256) FROM notifications";
    char *before = testdb_text(c, sum);
    migratelib_must_up("m_rows");
    char *after = testdb_text(c, sum);
    assert_string_equal(after, before);
    assert_int_equal(testdb_int(c, "SELECT can_host FROM users"), 1);
    free(before);
    free(after);
    conn_close(c);
}

/* An ENUM that passes 255 values is stored in two bytes: no server does that in place. */
static void rebuild_only_when_allowed(void **state) {
    (void)state;
    testdb_create_platform("m_copy");
    struct conn *c = testdb_connect("m_copy");
    struct buf alter = {0};
    buf_add(&alter, "ALTER TABLE notifications MODIFY type ENUM('v0'");
    for (int i = 1; i < 250; i++) buf_addf(&alter, ",'v%d'", i);
    buf_add(&alter, ") NOT NULL");
    testdb_run(c, buf_str(&alter));
    buf_free(&alter);
    struct err err = {0};
    assert_false(migratelib_up("m_copy", NULL, NULL, NULL, &err));
    assert_int_equal(err.code, WS_REFUSED);
    assert_non_null(strstr(err.hint, "--allow-rebuild"));
    err_free(&err);
    assert_int_equal(migratelib_state("m_copy", 8), MIGRATE_ABSENT);
    struct migrate_options o = {.allow_rebuild = true, .lock_wait = 5};
    assert_ok(migratelib_up("m_copy", NULL, &o, NULL, &err), err);
    assert_int_equal(migratelib_state("m_copy", 8), MIGRATE_THERE);
    conn_close(c);
}

static void later_columns_are_no_difference(void **state) {
    (void)state;
    testdb_create_platform("m_later");
    migratelib_must_up("m_later");
    struct conn *c = testdb_connect("m_later");
    struct migrate_status s;
    struct err err = {0};
    testdb_run(
        c,
        "ALTER TABLE workshops ADD mode ENUM('webinar','meeting') NOT NULL DEFAULT 'webinar' AFTER title,"
        " ADD created_by_admin_id INT NULL, ADD KEY by_admin (created_by_admin_id), ADD CONSTRAINT w_admin FOREIGN KEY"
        " (created_by_admin_id) REFERENCES users (id), COMMENT 'x', MODIFY status ENUM('scheduled','lobby','live',"
        "'ended','cancelled','archived') NOT NULL DEFAULT 'scheduled' COMMENT 'state', MODIFY title VARCHAR(200)"
        " COLLATE utf8mb4_bin NOT NULL");
    testdb_run(c, "DELETE FROM SequelizeMeta");
    migratelib_must_up("m_later"); /* only records */
    assert_ok(migrate_read_status(c, &s, &err), err);
    assert_true(migrate_all_there(&s));
    assert_int_equal(migrate_pending(&s), 0);
    assert_null(s.items[2].charset_mend);
    migrate_status_free(&s);
    conn_close(c);
}

static void another_charset_is_a_warning(void **state) {
    (void)state;
    testdb_create_platform("m_latin");
    struct conn *c = testdb_connect("m_latin");
    testdb_run(c, "ALTER DATABASE CHARACTER SET latin1");
    migratelib_must_up("m_latin"); /* utf8mb4 is then written out */
    migratelib_assert_reference("m_latin");
    testdb_run(c, "ALTER TABLE workshop_chats CONVERT TO CHARACTER SET latin1");
    struct migrate_status s;
    struct err err = {0};
    assert_ok(migrate_read_status(c, &s, &err), err);
    assert_true(migrate_all_there(&s));
    assert_string_equal(s.items[4].charset_mend, "ALTER TABLE `workshop_chats` CONVERT TO CHARACTER SET utf8mb4");
    testdb_run(c, s.items[4].charset_mend);
    migrate_status_free(&s);
    assert_ok(migrate_read_status(c, &s, &err), err);
    assert_null(s.items[4].charset_mend);
    migrate_status_free(&s);
    conn_close(c);
}

/* Runs the first `cut` of sequelize-cli's statements, and records those of ours that are then complete but the last. */
static void run_cut(const char *database, int cut) {
    char *path = mem_format("%s/sequelize-ddl.sql", getenv("WSADMIN_TEST_DATA"));
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    struct conn *c = testdb_connect(database);
    testdb_run(c,
               "CREATE TABLE IF NOT EXISTS `SequelizeMeta` (`name` VARCHAR(255) NOT NULL UNIQUE, PRIMARY KEY (`name`))"
               " ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_unicode_ci");
    char line[4096], *last = mem_dup("");
    while (cut > 0 && fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        if (!strncmp(line, "-- 0", 4)) {
            char *insert = mem_format("INSERT INTO SequelizeMeta (name) VALUES ('%s')", last);
            if (*last) testdb_run(c, insert);
            free(insert);
            free(last);
            last = mem_dup(line + 3);
        } else if (strncmp(line, "--", 2) != 0) {
            testdb_run(c, line);
            cut--;
        }
    }
    assert_int_equal(cut, 0);
    fclose(f);
    free(last);
    free(path);
    conn_close(c);
}

static void every_half_way_state_is_finished(void **state) {
    (void)state;
    for (int cut = 1; cut <= 20; cut++) {
        testdb_create_platform("m_half");
        run_cut("m_half", cut);
        struct migrate_result r;
        struct err err = {0};
        if (!migratelib_up("m_half", NULL, NULL, &r, &err)) fail_msg("cut after %d: %s", cut, err.text);
        assert_true(r.changed > 0);
        migratelib_assert_reference("m_half");
    }
}

/* Somebody (sequelize-cli takes no lock) who is always one of their statements ahead of ours, from 059 on. */
static FILE *ahead;
static struct conn *ahead_conn;

static void ahead_begins(void *arg, const char *name) {
    (void)arg;
    if (strcmp(name, "059-create-workshops.cjs") != 0) return;
    char *path = mem_format("%s/sequelize-ddl.sql", getenv("WSADMIN_TEST_DATA")), line[4096];
    ahead = fopen(path, "r");
    assert_non_null(ahead);
    while (fgets(line, sizeof line, ahead) && strncmp(line, "-- 059", 6) != 0) continue;
    free(path);
}

static unsigned ahead_goes(const char *call) {
    static bool inside;
    char line[4096];
    if (!ahead || inside || strcmp(call, "query") != 0) return 0;
    inside = true;
    if (!fgets(line, sizeof line, ahead) || !strncmp(line, "--", 2) || !conn_command(ahead_conn, line, NULL)) {
        fclose(ahead);
        ahead = NULL;
    }
    inside = false;
    return 0;
}

static void somebody_is_a_statement_ahead(void **state) {
    (void)state;
    testdb_create_platform("m_ahead");
    ahead_conn = testdb_connect("m_ahead");
    struct migrate_options o = {.lock_wait = 20, .begun = ahead_begins};
    struct migrate_result r;
    struct err err = {0};
    conn_fault_hook = ahead_goes;
    bool ok = migratelib_up("m_ahead", NULL, &o, &r, &err);
    conn_fault_hook = NULL;
    conn_close(ahead_conn);
    assert_ok(ok, err);
    assert_int_equal(r.done[2], MIGRATE_RECORDED);
    migratelib_assert_reference("m_ahead");
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(platform_tables_alone),
        cmocka_unit_test(after_the_platforms_own),
        cmocka_unit_test(whatever_the_server_prefers),
        cmocka_unit_test(names_are_compared_as_bytes),
        cmocka_unit_test(up_to_a_name),
        cmocka_unit_test(enums_keep_what_is_others),
        cmocka_unit_test(enum_rows_stay),
        cmocka_unit_test(rebuild_only_when_allowed),
        cmocka_unit_test(later_columns_are_no_difference),
        cmocka_unit_test(another_charset_is_a_warning),
        cmocka_unit_test(every_half_way_state_is_finished),
        cmocka_unit_test(somebody_is_a_statement_ahead),
    };
    int failed = cmocka_run_group_tests_name("migrate_up", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
