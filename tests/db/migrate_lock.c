/* One runner at a time, and never in the platform's way. */
#include "migratelib.h"

#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

#define LOCK_NAME "CONCAT('wsadmin:', LEFT(SHA2(DATABASE(), 256), 40))"

enum { RUNNERS = 50 };

struct report {
    struct migrate_result result;
    enum ws_error code;
    bool lost_time; /* the waiting callback was called */
    char text[400]; /* of the error, else of the last wait */
};

/* `arg` is the report. */
static bool note_waiting(void *arg, const struct migrate_wait *w) {
    struct report *report = arg;
    report->lost_time = true;
    snprintf(report->text, sizeof report->text, "%s: %s", w->table ? w->table : "runner",
             w->holders ? w->holders : "?");
    return true;
}

/* A run in a process of its own, which writes its report into `fd`. */
static pid_t start_run(const char *database, const char *user, unsigned lock_wait, int fd) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0) return pid;
    struct report report = {0};
    struct err err = {0};
    struct migrate_options o = {.lock_wait = lock_wait, .arg = &report, .waiting = note_waiting};
    if (!migratelib_up(database, user, &o, &report.result, &err))
        snprintf(report.text, sizeof report.text, "%s", err.text);
    report.code = err.code;
    _exit(write(fd, &report, sizeof report) == (ssize_t)sizeof report ? 0 : 1);
}

static struct report end_run(pid_t pid, int fd) {
    struct report report;
    int status;
    assert_int_equal(read(fd, &report, sizeof report), sizeof report);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    return report;
}

static void fifty_at_once(void **state) {
    (void)state;
    testdb_create_platform("m_fifty");
    int fds[2], ran[MIGRATE_COUNT] = {0};
    assert_int_equal(pipe(fds), 0);
    pid_t pids[RUNNERS];
    for (int i = 0; i < RUNNERS; i++) pids[i] = start_run("m_fifty", NULL, MIGRATE_LOCK_WAIT, fds[1]);
    for (int i = 0; i < RUNNERS; i++) {
        struct report r = end_run(pids[i], fds[0]); /* reports come in any order */
        if (r.code != WS_OK) fail_msg("a runner failed: %s", r.text);
        for (size_t m = 0; m < MIGRATE_COUNT; m++) {
            assert_true(r.result.done[m] == MIGRATE_NOTHING || r.result.done[m] == MIGRATE_RAN);
            ran[m] += r.result.done[m] == MIGRATE_RAN;
        }
    }
    for (size_t m = 0; m < MIGRATE_COUNT; m++) assert_int_equal(ran[m], 1);
    migratelib_assert_reference("m_fifty");
    close(fds[0]);
    close(fds[1]);
}

/* The holder's connection, its user for an account that may see it, and an end with WS_BUSY. */
static void a_waiter_names_the_holder(void **state) {
    (void)state;
    testdb_create_platform("m_wait");
    struct conn *holder = testdb_connect("m_wait");
    assert_int_equal(testdb_int(holder, "SELECT GET_LOCK(" LOCK_NAME ", 0)"), 1);
    testdb_run(holder, "DROP USER IF EXISTS blind");
    testdb_run(holder, "CREATE USER blind");
    testdb_run(holder, "GRANT ALL ON m_wait.* TO blind");
    char *wanted = mem_format("connection %lu", conn_id(holder));
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    struct report r = end_run(start_run("m_wait", NULL, 1, fds[1]), fds[0]);
    assert_int_equal(r.code, WS_BUSY);
    assert_true(r.lost_time);
    assert_non_null(strstr(r.text, wanted));
    assert_non_null(strstr(r.text, "root@localhost"));
    r = end_run(start_run("m_wait", "blind", 1, fds[1]), fds[0]);
    assert_int_equal(r.code, WS_BUSY);
    assert_non_null(strstr(r.text, wanted));
    r = end_run(start_run("m_wait", NULL, 0, fds[1]), fds[0]);
    assert_int_equal(r.code, WS_BUSY);
    assert_false(r.lost_time);
    pid_t pid = start_run("m_wait", NULL, 30, fds[1]);
    while (testdb_int(holder, "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE = 'User lock'") == 0)
        clock_sleep_ms(5);
    assert_int_equal(testdb_int(holder, "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = 'm_wait'"), 2);
    assert_int_equal(testdb_int(holder, "SELECT RELEASE_LOCK(" LOCK_NAME ")"), 1);
    r = end_run(pid, fds[0]);
    assert_int_equal(r.code, WS_OK);
    assert_int_equal(r.result.changed, MIGRATE_COUNT);
    free(wanted);
    conn_close(holder);
    close(fds[0]);
    close(fds[1]);
}

/* Reads `users` again and again, as the platform does, until the run has ended. Returns the longest wait in ms. */
static int64_t longest_query(struct conn *platform, int fd) {
    int64_t longest = 0;
    struct pollfd p = {.fd = fd, .events = POLLIN};
    while (poll(&p, 1, 0) == 0) {
        int64_t start = clock_monotonic_ms();
        testdb_run(platform, "SELECT COUNT(*) FROM users");
        testdb_run(platform, "SELECT COUNT(*) FROM notifications");
        int64_t took = clock_monotonic_ms() - start;
        if (took > longest) longest = took;
        clock_sleep_ms(2);
    }
    return longest;
}

static void an_idle_transaction_freezes_nobody(void **state) {
    (void)state;
    testdb_create_platform("m_idle");
    struct conn *idle = testdb_connect("m_idle"), *platform = testdb_connect("m_idle");
    if (conn_is_mariadb(idle)) testdb_run(idle, "SET SESSION idle_transaction_timeout = 0");
    testdb_run(platform, "SET SESSION lock_wait_timeout = 60");
    testdb_run(idle, "START TRANSACTION");
    testdb_run(idle, "SELECT COUNT(*) FROM users");
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    pid_t pid = start_run("m_idle", NULL, 6, fds[1]);
    int64_t longest = longest_query(platform, fds[0]);
    struct report r = end_run(pid, fds[0]);
    char *wanted = mem_format("connection %lu", conn_id(idle));
    assert_int_equal(r.code, WS_BUSY);
    assert_true(r.lost_time);
    if (!strstr(r.text, wanted)) fail_msg("%s does not name %s", r.text, wanted);
    print_message("# the longest query of the platform took %d ms\n", (int)longest);
    assert_true(longest > 1000); /* else nothing was tried */
    assert_true(longest < 3000);
    pid = start_run("m_idle", NULL, 30, fds[1]);
    struct pollfd p = {.fd = fds[0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, 2500), 0);
    testdb_run(idle, "COMMIT");
    r = end_run(pid, fds[0]);
    if (r.code != WS_OK) fail_msg("%s", r.text);
    migratelib_assert_reference("m_idle");
    free(wanted);
    conn_close(idle);
    conn_close(platform);
    close(fds[0]);
    close(fds[1]);
}

static void a_reader_of_the_journal_is_waited_for(void **state) {
    (void)state;
    testdb_create_platform("m_jour");
    struct migrate_options o = {.to = "057", .lock_wait = 5};
    struct err err = {0};
    assert_ok(migratelib_up("m_jour", NULL, &o, NULL, &err), err);
    struct conn *reader = testdb_connect("m_jour");
    testdb_run(reader, "START TRANSACTION");
    testdb_run(reader, "SELECT name FROM SequelizeMeta");
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    pid_t pid = start_run("m_jour", NULL, 30, fds[1]);
    struct pollfd p = {.fd = fds[0], .events = POLLIN};
    assert_int_equal(poll(&p, 1, 2500), 0);
    assert_int_equal(migratelib_state("m_jour", 1), MIGRATE_ABSENT); /* no step before the journal is ours */
    testdb_run(reader, "COMMIT");
    struct report r = end_run(pid, fds[0]);
    if (r.code != WS_OK) fail_msg("%s", r.text);
    assert_true(r.lost_time);
    migratelib_assert_reference("m_jour");
    conn_close(reader);
    close(fds[0]);
    close(fds[1]);
}

/* Now and then a prepared statement fails, the first time at once: most of them are rows of the journal. */
static unsigned conflict_now_and_then(const char *call) {
    static unsigned n;
    enum { DEADLOCK = 1213 };
    return !strcmp(call, "execute") && n++ % 7 == 0 ? DEADLOCK : 0;
}

/* What a node of a cluster says when another one was quicker. */
static void a_conflict_is_repeated(void **state) {
    (void)state;
    testdb_create_platform("m_conflict");
    struct err err = {0};
    struct migrate_result r;
    conn_fault_hook = conflict_now_and_then;
    bool ok = migratelib_up("m_conflict", NULL, NULL, &r, &err);
    conn_fault_hook = NULL;
    assert_ok(ok, err);
    for (size_t i = 0; i < MIGRATE_COUNT; i++) assert_int_equal(r.done[i], MIGRATE_RAN);
    migratelib_assert_reference("m_conflict");
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_at_once),
        cmocka_unit_test(a_waiter_names_the_holder),
        cmocka_unit_test(an_idle_transaction_freezes_nobody),
        cmocka_unit_test(a_reader_of_the_journal_is_waited_for),
        cmocka_unit_test(a_conflict_is_repeated),
    };
    int failed = cmocka_run_group_tests_name("migrate_lock", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
