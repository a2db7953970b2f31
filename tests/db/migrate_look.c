/* What stops a migration before its first change, and the plan, which changes nothing. */
#include "migratelib.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* `up` must fail so and leave the whole database as it was. */
static void assert_stops(const char *database, const char *user, const struct migrate_options *o, enum ws_error code,
                         const char *part) {
    struct err err = {0};
    char *before = migratelib_schema(database);
    if (migratelib_up(database, user, o, NULL, &err)) fail_msg("not stopped: %s", part);
    char *text = mem_format("%s|%s", err.text, err.hint ? err.hint : "");
    if (err.code != code || !strstr(text, part))
        fail_msg("code %d: %s (wanted %d: %s)", (int)err.code, text, (int)code, part);
    char *after = migratelib_schema(database);
    assert_string_equal(after, before);
    free(text);
    free(before);
    free(after);
    err_free(&err);
}

static void no_platform_here(void **state) {
    (void)state;
    testdb_create("m_none");
    assert_stops("m_none", NULL, NULL, WS_CONFIG, "--with-platform-tables");
    migratelib_run_in("m_none", "CREATE TABLE users (id INT PRIMARY KEY) ENGINE=InnoDB");
    assert_stops("m_none", NULL, NULL, WS_CONFIG, "--with-platform-tables");
    migratelib_run_in("m_none", "DROP TABLE users");
    struct migrate_options o = {.with_platform_tables = true, .lock_wait = 5};
    struct err err = {0};
    assert_ok(migratelib_up("m_none", NULL, &o, NULL, &err), err);
    migratelib_assert_reference("m_none");
    assert_ok(migratelib_up("m_none", NULL, &o, NULL, &err), err);
    struct conn_params p;
    testdb_params(&p, NULL);
    struct migrate_result r;
    assert_false(migrate_up(&p, &o, &r, &err));
    assert_int_equal(err.code, WS_CONFIG);
    conn_params_free(&p);
    err_free(&err);
}

static void another_table_of_that_name(void **state) {
    (void)state;
    static const char *const others[][2] = {
        {"CREATE TABLE workshops (id INT PRIMARY KEY, name VARCHAR(20))", "`title` VARCHAR(200) NOT NULL"},
        {"CREATE VIEW workshop_notes AS SELECT 1 AS id", "workshop_notes"},
        {"CREATE TABLE workshop_categories LIKE m_reference.workshop_categories", NULL},
        {"ALTER TABLE workshop_categories MODIFY name VARCHAR(50) NOT NULL", "found:  `name` varchar(50) "},
        {"ALTER TABLE workshop_categories MODIFY name VARCHAR(100) NOT NULL, DROP KEY slug, ADD KEY slug (slug)",
         "UNIQUE KEY `slug`"},
        {"ALTER TABLE workshop_categories DROP KEY slug, ADD UNIQUE KEY slug (slug), ENGINE=MyISAM", "ENGINE=InnoDB"},
        {"ALTER TABLE users ADD can_host TINYINT(1) NULL", "`can_host` TINYINT(1) NOT NULL DEFAULT 1"},
        {"ALTER TABLE notifications MODIFY type INT NOT NULL", "`type`"},
        {"ALTER TABLE notifications MODIFY type VARCHAR(10) NOT NULL", "18"},
        {"ALTER TABLE notifications DROP type", "nothing"},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (i < 3 || i > 5) testdb_create_platform("m_other");
        migratelib_run_in("m_other", others[i][0]);
        if (others[i][1]) assert_stops("m_other", NULL, NULL, WS_CONFIG, others[i][1]);
    }
}

static void users_must_fit(void **state) {
    (void)state;
    static const char *const changes[][2] = {
        {"ALTER TABLE users MODIFY id INT UNSIGNED NOT NULL AUTO_INCREMENT", "unsigned"},
        {"ALTER TABLE users MODIFY id BIGINT NOT NULL AUTO_INCREMENT", "bigint"},
        {"ALTER TABLE users ENGINE=MEMORY", "memory"},
        {"ALTER TABLE users DROP PRIMARY KEY, ADD UNIQUE KEY u (id)", "primary key"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        testdb_create_platform("m_users");
        migratelib_run_in("m_users", "SET foreign_key_checks = 0");
        migratelib_run_in("m_users", "DROP TABLE blocks");
        migratelib_run_in("m_users", "ALTER TABLE notifications DROP FOREIGN KEY notifications_ibfk_1,"
                                     " DROP FOREIGN KEY notifications_ibfk_2");
        migratelib_run_in("m_users", changes[i][0]);
        assert_stops("m_users", NULL, NULL, WS_CONFIG, changes[i][1]);
    }
    testdb_create_platform("m_users");
    migratelib_run_in("m_users", "ALTER TABLE users DROP role");
    migratelib_must_up("m_users");
    struct conn *c = testdb_connect("m_users");
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                                   " AND TABLE_NAME = 'users' AND COLUMN_NAME = 'can_host'"),
                     1);
    conn_close(c);
}

static void the_platforms_own_are_behind(void **state) {
    (void)state;
    testdb_create_platform("m_behind");
    migratelib_run_in("m_behind", "CREATE TABLE SequelizeMeta (name VARCHAR(255) PRIMARY KEY)");
    migratelib_run_in("m_behind", "INSERT INTO SequelizeMeta (name) VALUES ('001-a.cjs'), ('055-z.cjs')");
    assert_stops("m_behind", NULL, NULL, WS_CONFIG, "056");
    struct migrate_options o = {.out_of_order = true, .lock_wait = 5};
    struct err err = {0};
    assert_ok(migratelib_up("m_behind", NULL, &o, NULL, &err), err);
}

static void recorded_and_gone(void **state) {
    (void)state;
    testdb_create_platform("m_gone");
    struct migrate_options o = {.to = "057", .lock_wait = 5};
    struct err err = {0};
    assert_ok(migratelib_up("m_gone", NULL, &o, NULL, &err), err);
    migratelib_run_in("m_gone", "DROP TABLE workshop_categories");
    assert_stops("m_gone", NULL, NULL, WS_CONFIG, "down --to 057");
    struct conn_params p;
    struct migrate_result r;
    testdb_params(&p, "m_gone");
    assert_ok(migrate_down(&p, &o, &r, &err), err);
    conn_params_free(&p);
    migratelib_must_up("m_gone");
    migratelib_assert_reference("m_gone");
}

static char *between(const char *text, const char *from) {
    const char *at = strstr(text, from);
    assert_non_null(at);
    return mem_dup(at);
}

/* The GRANT in the hint must be all that is missing: with it the run goes through. */
static void rights_are_looked_at(void **state) {
    (void)state;
    static const char *const given[] = {
        "GRANT SELECT ON `m_r%`.* TO limited",
        "GRANT SELECT, INSERT, CREATE ON `m\\_r%`.* TO limited",
        "GRANT SELECT, INSERT, CREATE, INDEX, REFERENCES, LOCK TABLES ON m_rights.* TO limited",
        "GRANT SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES ON m_rights.* TO limited",
        "GRANT SELECT ON *.* TO limited",
    };
    struct conn *root = testdb_connect(NULL);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        testdb_create_platform("m_rights");
        testdb_run(root, "DROP USER IF EXISTS limited");
        testdb_run(root, "CREATE USER limited");
        testdb_run(root, given[i]);
        assert_stops("m_rights", "limited", NULL, WS_DENIED, "GRANT ");
        struct err err = {0};
        migratelib_up("m_rights", "limited", NULL, NULL, &err);
        char *grant = between(err.hint, "GRANT ");
        testdb_run(root, grant);
        free(grant);
        assert_ok(migratelib_up("m_rights", "limited", NULL, NULL, &err), err);
        migratelib_assert_reference("m_rights");
        err_free(&err);
    }
    conn_close(root);
}

/* By role, by table, and with nothing left to do: no false refusal. */
static void enough_rights_are_enough(void **state) {
    (void)state;
    struct conn *root = testdb_connect(NULL);
    struct err err = {0};
    testdb_create_platform("m_rights");
    testdb_run(root, "DROP USER IF EXISTS by_role, by_table, reader");
    testdb_run(root, "DROP ROLE IF EXISTS migrator");
    testdb_run(root, "CREATE ROLE migrator");
    testdb_run(root, "GRANT ALL ON m_rights.* TO migrator");
    testdb_run(root, "CREATE USER by_role, by_table, reader");
    testdb_run(root, "GRANT migrator TO by_role");
    assert_false(migratelib_up("m_rights", "by_role", NULL, NULL, &err)); /* the role is not active */
    testdb_run(root, conn_is_mariadb(root) ? "SET DEFAULT ROLE migrator FOR by_role"
                                           : "SET DEFAULT ROLE migrator TO by_role");
    assert_ok(migratelib_up("m_rights", "by_role", NULL, NULL, &err), err);
    testdb_run(root, "GRANT SELECT ON m_rights.* TO reader");
    assert_ok(migratelib_up("m_rights", "reader", NULL, NULL, &err), err);
    testdb_create_platform("m_rights");
    testdb_run(root, "GRANT SELECT, INSERT, CREATE, INDEX, REFERENCES, LOCK TABLES ON m_rights.* TO by_table");
    testdb_run(root, "GRANT ALTER ON m_rights.users TO by_table");
    assert_stops("m_rights", "by_table", NULL, WS_DENIED, "GRANT ALTER ON `m_rights`.* TO 'by_table'@'%'");
    testdb_run(root, "GRANT ALTER ON m_rights.notifications TO by_table");
    assert_ok(migratelib_up("m_rights", "by_table", NULL, NULL, &err), err);
    conn_close(root);
    err_free(&err);
}

/* The plan of an account that may only read, run by hand, must lead to the reference. */
static void plan_is_right_and_writes_nothing(void **state) {
    (void)state;
    struct conn *root = testdb_connect(NULL);
    struct err err = {0};
    struct migrate_options o = {.lock_wait = 5};
    struct migrate_plan p;
    testdb_create_platform("m_plan");
    testdb_run(root, "DROP USER IF EXISTS reader");
    testdb_run(root, "CREATE USER reader");
    testdb_run(root, "GRANT SELECT ON m_plan.* TO reader");
    char *before = migratelib_schema("m_plan");
    struct conn *reader = testdb_connect_as("reader", "m_plan");
    testdb_run(reader, "SET SESSION TRANSACTION READ ONLY");
    assert_ok(migrate_plan_up(reader, &o, &p, &err), err);
    char *after = migratelib_schema("m_plan");
    assert_string_equal(after, before);
    assert_non_null(strstr(p.missing_grant, "CREATE, ALTER"));
    assert_int_equal(p.count, 10);
    struct conn *c = testdb_connect("m_plan");
    for (size_t i = 0; i < p.count; i++) {
        testdb_run(c, p.steps[i].statement);
        assert_int_equal(p.steps[i].in_place, i > 7);
        char *insert = mem_format("INSERT INTO SequelizeMeta (name) VALUES ('%s')", p.steps[i].name);
        if (i > 0) testdb_run(c, insert);
        free(insert);
    }
    migratelib_assert_reference("m_plan");
    migrate_plan_free(&p);
    assert_ok(migrate_plan_up(reader, &o, &p, &err), err);
    assert_int_equal(p.count, 0);
    assert_null(p.missing_grant);
    migrate_plan_free(&p);
    free(before);
    free(after);
    conn_close(c);
    conn_close(reader);
    conn_close(root);
}

static void plan_of_a_half_and_of_an_empty_database(void **state) {
    (void)state;
    struct err err = {0};
    struct migrate_options o = {.lock_wait = 5};
    struct migrate_plan p;
    testdb_create_workshops("m_half_plan");
    struct conn *c = testdb_connect("m_half_plan");
    testdb_run(c, "ALTER TABLE workshops DROP KEY workshops_status_scheduled_at");
    assert_ok(migrate_plan_up(c, &o, &p, &err), err);
    assert_int_equal(p.count, 9);
    assert_null(p.steps[0].statement);
    assert_string_equal(
        p.steps[2].statement,
        "ALTER TABLE `workshops`\n  ADD KEY `workshops_status_scheduled_at` (`status`, `scheduled_at`)");
    migrate_plan_free(&p);
    conn_close(c);
    testdb_create("m_half_plan");
    c = testdb_connect("m_half_plan");
    assert_false(migrate_plan_up(c, &o, &p, &err));
    assert_int_equal(err.code, WS_CONFIG);
    o.with_platform_tables = true;
    assert_ok(migrate_plan_up(c, &o, &p, &err), err);
    for (size_t i = 0; i < p.count; i++) testdb_run(c, p.steps[i].statement);
    assert_int_equal(migratelib_state("m_half_plan", 8), MIGRATE_THERE);
    migrate_plan_free(&p);
    err_free(&err);
    conn_close(c);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    testdb_create_workshops("m_reference");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_platform_here),
        cmocka_unit_test(another_table_of_that_name),
        cmocka_unit_test(users_must_fit),
        cmocka_unit_test(the_platforms_own_are_behind),
        cmocka_unit_test(recorded_and_gone),
        cmocka_unit_test(rights_are_looked_at),
        cmocka_unit_test(enough_rights_are_enough),
        cmocka_unit_test(plan_is_right_and_writes_nothing),
        cmocka_unit_test(plan_of_a_half_and_of_an_empty_database),
    };
    int failed = cmocka_run_group_tests_name("migrate_look", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
