/* kill -9 before, during and after every statement of a run that changes something, then a second run: the same schema,
 * with no repair and no flag. Calls into the client library are caught by the linker (--wrap): "during" sends the
 * statement and dies without reading the answer, so the server is at work on it while the second run begins. */
#include "migratelib.h"

#include <locale.h>
#include <mysql.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

enum when { BEFORE, DURING, AFTER };
static enum when die_when;
static int die_at; /* which changing statement, from 1; 0: none */
static int seen;
static bool journal_is_next; /* the prepared statement is the journal's */

int __real_mysql_real_query(MYSQL *handle, const char *text, unsigned long len);
int __wrap_mysql_real_query(MYSQL *handle, const char *text, unsigned long len);
int __real_mysql_stmt_prepare(MYSQL_STMT *handle, const char *text, unsigned long len);
int __wrap_mysql_stmt_prepare(MYSQL_STMT *handle, const char *text, unsigned long len);
int __real_mysql_stmt_execute(MYSQL_STMT *handle);
int __wrap_mysql_stmt_execute(MYSQL_STMT *handle);

static bool changes(const char *text) {
    static const char *const words[] = {"CREATE", "ALTER", "DROP", "LOCK", "INSERT", "DELETE", NULL};
    for (const char *const *w = words; *w; w++)
        if (!strncasecmp(text, *w, strlen(*w))) return true;
    return false;
}

static bool is_the_one(enum when when, bool counts) { return counts && seen == die_at && die_when == when; }

int __wrap_mysql_real_query(MYSQL *handle, const char *text, unsigned long len) {
    bool counts = changes(text);
    seen += counts;
    if (is_the_one(BEFORE, counts)) raise(SIGKILL);
    if (is_the_one(DURING, counts)) {
        mysql_send_query(handle, text, len);
        raise(SIGKILL);
    }
    int rc = __real_mysql_real_query(handle, text, len);
    if (is_the_one(AFTER, counts)) raise(SIGKILL);
    return rc;
}

int __wrap_mysql_stmt_prepare(MYSQL_STMT *handle, const char *text, unsigned long len) {
    journal_is_next = changes(text);
    return __real_mysql_stmt_prepare(handle, text, len);
}

/* The client library cannot send this one without waiting: "during" is left to the others. A statement prepared once is
 * kept, so the last prepared one is what runs in a session that only writes the journal. */
int __wrap_mysql_stmt_execute(MYSQL_STMT *handle) {
    bool counts = journal_is_next;
    seen += counts;
    if (is_the_one(BEFORE, counts)) raise(SIGKILL);
    int rc = __real_mysql_stmt_execute(handle);
    if (is_the_one(AFTER, counts) || is_the_one(DURING, counts)) raise(SIGKILL);
    return rc;
}

/* In a process of its own. True when it was killed, false when it ran to its end. */
static bool run_and_die(bool (*run)(struct err *), int at, enum when when) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct err err = {0};
        seen = 0;
        die_at = at;
        die_when = when;
        _exit(run(&err) ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (WIFSIGNALED(status)) return true;
    assert_int_equal(WEXITSTATUS(status), 0);
    return false;
}

static bool run_up(struct err *err) { return migratelib_up("m_kill", NULL, NULL, NULL, err); }

static bool run_platform(struct err *err) {
    struct migrate_options o = {.with_platform_tables = true, .lock_wait = MIGRATE_LOCK_WAIT};
    return migratelib_up("m_kill", NULL, &o, NULL, err);
}

static bool run_down(struct err *err) {
    struct migrate_options o = {.to = "057", .lock_wait = MIGRATE_LOCK_WAIT};
    struct migrate_result r;
    struct conn_params p;
    testdb_params(&p, "m_kill");
    bool ok = migrate_down(&p, &o, &r, err);
    conn_params_free(&p);
    return ok;
}

/* Kills at every statement in turn until a run gets through; returns how many statements there were. */
static int kill_everywhere(bool (*run)(struct err *), void (*prepare)(void), enum when when) {
    for (int at = 1;; at++) {
        struct err err = {0};
        prepare();
        bool killed = run_and_die(run, at, when);
        if (!run(&err)) fail_msg("second run after death %d at statement %d: %s", (int)when, at, err.text);
        if (run == run_down) run_up(&err);
        migratelib_assert_reference("m_kill");
        if (!killed) return at - 1;
    }
}

static void prepare_platform(void) { testdb_create_platform("m_kill"); }

static void prepare_empty(void) { testdb_create("m_kill"); }

static void prepare_migrated(void) {
    testdb_create_platform("m_kill");
    migratelib_must_up("m_kill");
}

/* 1 CREATE TABLE SequelizeMeta, 1 LOCK TABLES, 9 steps, 9 rows of the journal. */
static void killed_before(void **state) {
    (void)state;
    assert_int_equal(kill_everywhere(run_up, prepare_platform, BEFORE), 20);
}

static void killed_during(void **state) {
    (void)state;
    assert_int_equal(kill_everywhere(run_up, prepare_platform, DURING), 20);
}

static void killed_after(void **state) {
    (void)state;
    assert_int_equal(kill_everywhere(run_up, prepare_platform, AFTER), 20);
}

static void killed_with_platform_tables(void **state) {
    (void)state;
    for (int at = 1; at <= 4; at++) {
        struct err err = {0};
        prepare_empty();
        assert_true(run_and_die(run_platform, at, DURING));
        assert_ok(run_platform(&err), err);
        migratelib_assert_reference("m_kill");
    }
}

static void killed_while_going_down(void **state) {
    (void)state;
    assert_true(kill_everywhere(run_down, prepare_migrated, DURING) >= 19);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_before),
        cmocka_unit_test(killed_during),
        cmocka_unit_test(killed_after),
        cmocka_unit_test(killed_with_platform_tables),
        cmocka_unit_test(killed_while_going_down),
    };
    int failed = cmocka_run_group_tests_name("migrate_kill", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
