/* The connection, statements and transactions against a real server. */
#include "testdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/schema.h"

static void session_is_set_up(void **state) {
    (void)state;
    struct conn *c = testdb_connect(NULL);
    bool mariadb = conn_is_mariadb(c);
    char *query = mem_format("SELECT CONCAT_WS('|', @@time_zone, @@sql_mode, %s, @@lock_wait_timeout,"
                             " @@innodb_lock_wait_timeout, @@character_set_connection, %s)",
                             mariadb ? "@@tx_isolation" : "@@transaction_isolation",
                             mariadb ? "@@idle_transaction_timeout" : "@@wait_timeout");
    char *text = testdb_text(c, query);
    char *wanted = mem_format("+00:00|STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION|READ-COMMITTED|5|5|utf8mb4|%d",
                              mariadb ? 15 : 60);
    assert_string_equal(text, wanted);
    free(wanted);
    free(text);
    free(query);
    conn_close(c);
}

static void values_are_bound(void **state) {
    (void)state;
    testdb_create("t_values");
    struct conn *c = testdb_connect("t_values");
    struct err err = {0};
    testdb_run(c, "CREATE TABLE v (id INT PRIMARY KEY, a MEDIUMTEXT, b DATETIME, n INT)");
    struct sql q = {0};
    char *big = mem_alloc(100001);
    memset(big, 'x', 100000);
    big[100000] = '\0';
    sql_add(&q, "INSERT INTO v (id, a, b, n) VALUES (");
    sql_int(&q, 1);
    sql_add(&q, ",");
    sql_text(&q, big);
    sql_add(&q, ",");
    sql_time(&q, 1796065200);
    sql_add(&q, ",");
    sql_text(&q, NULL);
    sql_add(&q, "), (2, ");
    sql_text(&q, "'; DROP TABLE v; -- \\ \xf0\x9f\x8e\x89");
    sql_add(&q, ", NULL, -5)");
    int64_t affected = 0;
    assert_ok(conn_exec(c, &q, &affected, &err), err);
    assert_int_equal(affected, 2);
    sql_free(&q);
    sql_add(&q, "SELECT id, a, b, n FROM v WHERE id IN (");
    sql_ids(&q, (int64_t[]){1, 2}, 2);
    sql_add(&q, ") ORDER BY id");
    struct rows rows = {0};
    for (int i = 0; i < 2; i++) assert_ok(conn_query(c, &q, &rows, &err), err); /* the second from the kept statement */
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows_cell(&rows, 0, 1)->len, 100000);
    assert_string_equal(rows_text(&rows, 0, 2), "2026-11-30 19:00:00");
    assert_null(rows_text(&rows, 0, 3));
    assert_string_equal(rows_text(&rows, 1, 1), "'; DROP TABLE v; -- \\ \xf0\x9f\x8e\x89");
    assert_int_equal(rows_int(&rows, 1, 3), -5);
    rows_free(&rows);
    sql_free(&q);
    free(big);
    conn_close(c);
}

static void absent_columns_get_their_stand_in(void **state) {
    (void)state;
    testdb_create_platform("t_schema");
    struct conn *c = testdb_connect("t_schema");
    struct err err = {0};
    struct rows rows = {0};
    struct sql q = {0};
    testdb_run(c,
               "INSERT INTO users (id, email, display_name, username, status) VALUES (1, 'a@b', 'A', 'a', 'banned')");
    sql_add(
        &q,
        "SELECT {u.status}, {u.can_host}, (SELECT COUNT(*) FROM {blocks} b WHERE b.blocker_id = u.id) FROM users u");
    assert_ok(conn_query(c, &q, &rows, &err), err);
    assert_string_equal(rows_text(&rows, 0, 0), "banned");
    assert_int_equal(rows_int(&rows, 0, 1), 1);
    testdb_run(c, "ALTER TABLE users DROP status");
    testdb_run(c, "DROP TABLE blocks");
    conn_forget_schema(c);
    assert_ok(conn_query(c, &q, &rows, &err), err);
    assert_string_equal(rows_text(&rows, 0, 0), "active");
    rows_free(&rows);
    sql_free(&q);
    conn_close(c);
}

static void read_only_is_the_servers(void **state) {
    (void)state;
    testdb_create_platform("t_ro");
    struct conn_params p;
    struct conn *c;
    struct err err = {0};
    testdb_params(&p, "t_ro");
    p.read_only = true;
    assert_ok(conn_open(&p, &c, &err), err);
    for (int i = 0; i < 2; i++) {
        assert_false(conn_command(c, "DELETE FROM users", &err));
        assert_int_equal(err.server_errno, 1792);
        assert_int_equal(err.code, WS_DENIED);
        assert_ok(conn_reopen(c, &err), err);
    }
    err_free(&err);
    conn_params_free(&p);
    conn_close(c);
}

static bool body_conflicts(struct conn *c, void *arg, struct err *err) {
    (void)c;
    int *tries = arg;
    return ++*tries == 3 || err_set(err, WS_CONFLICT, "conflict");
}

static bool body_is_cut(struct conn *c, void *arg, struct err *err) {
    (void)arg;
    return conn_command(c, "INSERT INTO v VALUES (9)", err) && conn_command(c, "KILL CONNECTION_ID()", err);
}

static void transactions_repeat_or_tell(void **state) {
    (void)state;
    testdb_create("t_tx");
    struct conn *c = testdb_connect("t_tx");
    struct err err = {0};
    testdb_run(c, "CREATE TABLE v (id INT PRIMARY KEY)");
    int tries = 0;
    assert_ok(conn_transaction(c, body_conflicts, &tries, &err), err);
    assert_int_equal(tries, 3);
    assert_false(conn_transaction(c, body_is_cut, NULL, &err));
    err_free(&err);
    assert_ok(conn_reopen(c, &err), err);
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM v"), 0);
    conn_close(c);
}

/* A lock wait that runs out after the first row was sent; the same statement works afterwards. */
static void a_failed_statement_can_run_again(void **state) {
    (void)state;
    testdb_create("t_locked");
    struct conn *holder = testdb_connect("t_locked"), *c = testdb_connect("t_locked");
    struct err err = {0};
    struct rows rows = {0};
    struct sql q = {0};
    testdb_run(c, "CREATE TABLE v (id INT PRIMARY KEY)");
    testdb_run(c, "INSERT INTO v VALUES (1), (2)");
    testdb_run(c, "SET SESSION innodb_lock_wait_timeout = 0");
    testdb_run(holder, "START TRANSACTION");
    testdb_run(holder, "SELECT id FROM v WHERE id = 2 FOR UPDATE");
    sql_add(&q, "SELECT id FROM v WHERE id IN (");
    sql_ids(&q, (int64_t[]){1, 2}, 2);
    sql_add(&q, ") ORDER BY id FOR UPDATE");
    for (int i = 0; i < 2; i++) {
        assert_false(conn_query(c, &q, &rows, &err));
        assert_int_equal(err.code, WS_CONFLICT);
    }
    testdb_run(holder, "ROLLBACK");
    assert_ok(conn_query(c, &q, &rows, &err), err);
    assert_int_equal(rows.count, 2);
    err_free(&err);
    rows_free(&rows);
    sql_free(&q);
    conn_close(holder);
    conn_close(c);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(session_is_set_up),
        cmocka_unit_test(values_are_bound),
        cmocka_unit_test(absent_columns_get_their_stand_in),
        cmocka_unit_test(read_only_is_the_servers),
        cmocka_unit_test(transactions_repeat_or_tell),
        cmocka_unit_test(a_failed_statement_can_run_again),
    };
    int failed = cmocka_run_group_tests_name("conn", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
