/* The worker threads against a server: answers, generations, stopping a statement, lost connections. */
#include "testdb.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "job/jobs.h"

struct probe {
    struct job job;
    char statement[128];
    int number;
};

static struct {
    int answers, number;
    bool ok;
    enum ws_error code;
} seen;

static bool probe_run(struct session *s, struct job *job, struct err *err) {
    return conn_command(s->conn, ((struct probe *)job)->statement, err);
}

static void probe_done(void *owner, struct job *job) {
    assert_ptr_equal(owner, &seen);
    seen.answers++;
    seen.number = ((struct probe *)job)->number;
    seen.ok = job->ok;
    seen.code = job->ok ? WS_OK : job->err.code;
}

static struct probe *probe_new(const char *statement, unsigned slot, int number) {
    struct probe *p = mem_zero(1, sizeof *p);
    p->job = (struct job){.lane = JOB_READ, .slot = slot, .repeat = true, .run = probe_run, .done = probe_done};
    strncpy(p->statement, statement, sizeof p->statement - 1);
    p->number = number;
    return p;
}

static struct jobs *start(void) {
    struct conn_params params;
    testdb_params(&params, "ws_jobs");
    struct jobs *j =
        jobs_start(&(struct jobs_options){.params = &params, .actor = "root", .zone = "UTC", .language = "en"});
    conn_params_free(&params);
    memset(&seen, 0, sizeof seen);
    return j;
}

/* Dispatches until so many answers have come; 20 s are an error. */
static void wait_answers(struct jobs *j, int count) {
    int64_t until = clock_monotonic_ms() + 20000;
    while (seen.answers < count) {
        assert_true(clock_monotonic_ms() < until);
        poll(&(struct pollfd){.fd = jobs_fd(j), .events = POLLIN}, 1, 1000);
        jobs_dispatch(j, &seen);
    }
}

static void wait_busy(struct jobs *j, enum job_lane lane) {
    int64_t since, until = clock_monotonic_ms() + 20000;
    while (!jobs_busy(j, lane, &since)) assert_true(clock_monotonic_ms() < until);
}

static int64_t running(const char *part) {
    struct conn *c = testdb_connect(NULL);
    char *query = mem_format("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%s%%'", part);
    int64_t n = testdb_int(c, query);
    free(query);
    conn_close(c);
    return n;
}

static void wait_running(const char *part, int64_t count) {
    int64_t until = clock_monotonic_ms() + 20000;
    while (running(part) != count) assert_true(clock_monotonic_ms() < until);
}

static void answers_come_back(void **state) {
    (void)state;
    struct jobs *j = start();
    jobs_submit(j, &probe_new("SELECT 1", 0, 1)->job);
    wait_answers(j, 1);
    assert_true(seen.ok);
    jobs_submit(j, &probe_new("SELECT nonsense", 0, 2)->job);
    wait_answers(j, 2);
    assert_false(seen.ok);
    assert_true(jobs_stop(j, &seen, 2000, NULL));
}

static void older_answers_are_dropped(void **state) {
    (void)state;
    struct jobs *j = start();
    jobs_submit(j, &probe_new("SELECT SLEEP(0.2)", 5, 1)->job);
    wait_busy(j, JOB_READ);
    for (int i = 2; i < 20; i++) jobs_submit(j, &probe_new("SELECT 1", 5, i)->job);
    wait_answers(j, 1);
    assert_int_equal(seen.number, 19);
    jobs_submit(j, &probe_new("SELECT 1", 5, 20)->job);
    jobs_forget(j, 5);
    jobs_submit(j, &probe_new("SELECT 1", 6, 21)->job);
    wait_answers(j, 2);
    assert_int_equal(seen.number, 21);
    assert_true(jobs_stop(j, &seen, 2000, NULL));
    assert_int_equal(seen.answers, 2);
}

static void a_stopped_statement_stops_on_the_server(void **state) {
    (void)state;
    struct jobs *j = start();
    for (int i = 0; i < 5; i++) {
        jobs_submit(j, &probe_new("SELECT SLEEP(30) /* stop me */", 0, 1)->job);
        wait_running("SELECT SLEEP(30) /* stop me", 1);
        int64_t before = clock_monotonic_ms();
        assert_true(jobs_cancel(j, JOB_READ));
        wait_answers(j, 3 * i + 1);
        assert_true(clock_monotonic_ms() - before < 2000);
        /* SLEEP() ends with a row when it is stopped: the answer may be either. */
        assert_true(seen.ok || seen.code == WS_CANCELLED);
        /* What comes next is not hit. */
        for (int k = 2; k <= 3; k++) {
            jobs_submit(j, &probe_new("SELECT 1", 0, k)->job);
            wait_answers(j, 3 * i + k);
            assert_true(seen.ok);
        }
    }
    assert_false(jobs_cancel(j, JOB_READ));
    assert_true(jobs_stop(j, &seen, 2000, NULL));
}

static void background_work_gives_way(void **state) {
    (void)state;
    struct jobs *j = start();
    struct probe *slow = probe_new("SELECT SLEEP(30) /* slow */", 3, 1);
    slow->job.background = true;
    int64_t since;
    jobs_submit(j, &slow->job);
    wait_running("SELECT SLEEP(30) /* slow", 1);
    assert_false(jobs_busy(j, JOB_READ, &since));
    int64_t before = clock_monotonic_ms();
    jobs_submit(j, &probe_new("SELECT 1", 4, 2)->job);
    wait_answers(j, 2);
    assert_int_equal(seen.number, 2);
    assert_true(seen.ok);
    assert_true(clock_monotonic_ms() - before < 2000);
    assert_true(jobs_stop(j, &seen, 2000, NULL));
}

static void kill_connections(const char *statement) {
    struct conn *c = testdb_connect(NULL);
    struct rows rows = {0};
    char *query = mem_format("SELECT id FROM information_schema.processlist WHERE db = 'ws_jobs' AND info LIKE '%s%%'",
                             statement);
    assert_true(conn_read(c, query, &rows, NULL));
    free(query);
    assert_int_equal(rows.count, 1);
    char *kill = mem_format("KILL %s", rows_text(&rows, 0, 0));
    testdb_run(c, kill);
    free(kill);
    rows_free(&rows);
    conn_close(c);
}

static void a_lost_read_is_repeated_a_write_is_not(void **state) {
    (void)state;
    struct jobs *j = start();
    struct conn *gate = testdb_connect(NULL); /* statements wait until it lets them go */
    testdb_run(gate, "DO GET_LOCK('gate', 0)");
    jobs_submit(j, &probe_new("SELECT GET_LOCK('gate', 60) /* again */", 0, 1)->job);
    wait_running("SELECT GET_LOCK", 1);
    kill_connections("SELECT GET_LOCK");
    testdb_run(gate, "DO RELEASE_LOCK('gate')");
    wait_answers(j, 1);
    assert_true(seen.ok);
    assert_int_equal(jobs_link(j, JOB_READ, NULL), JOBS_UP);

    testdb_run(gate, "LOCK TABLES ws_jobs.t WRITE");
    struct probe *write = probe_new("INSERT INTO t VALUES (0) /* waits */", 0, 2);
    write->job.lane = JOB_WRITE;
    write->job.repeat = false;
    jobs_submit(j, &write->job);
    wait_running("INSERT INTO t VALUES (0)", 1);
    kill_connections("INSERT INTO t VALUES (0)");
    wait_answers(j, 2);
    assert_false(seen.ok);
    assert_int_equal(seen.code, WS_LOST);
    conn_close(gate);
    struct conn *c = testdb_connect("ws_jobs");
    assert_int_equal(testdb_int(c, "SELECT COUNT(*) FROM t"), 0);
    conn_close(c);
    write = probe_new("INSERT INTO t VALUES (1)", 0, 3);
    write->job.lane = JOB_WRITE;
    write->job.repeat = false;
    jobs_submit(j, &write->job);
    wait_answers(j, 3);
    assert_true(seen.ok);
    assert_true(jobs_stop(j, &seen, 2000, NULL));
}

static void the_first_connection_answers_with_its_error(void **state) {
    (void)state;
    struct conn_params params;
    testdb_params(&params, "no_such_database");
    struct jobs *j = jobs_start(&(struct jobs_options){.params = &params, .actor = "nobody", .language = "en"});
    memset(&seen, 0, sizeof seen);
    struct probe *p = probe_new("SELECT 1", 0, 1);
    p->job.first = true;
    jobs_submit(j, &p->job);
    wait_answers(j, 1);
    assert_false(seen.ok);
    conn_params_free(&params);
    assert_true(jobs_stop(j, &seen, 2000, NULL));
}

static bool give_up_at_once(void) { return true; }

static void stopping_waits_for_a_write(void **state) {
    (void)state;
    struct jobs *j = start();
    struct probe *write = probe_new("INSERT INTO t SELECT SLEEP(3) + 7", 0, 1);
    write->job.lane = JOB_WRITE;
    write->job.repeat = false;
    jobs_submit(j, &write->job);
    wait_running("INSERT INTO t SELECT", 1);
    assert_true(jobs_stop(j, &seen, 0, NULL));
    assert_int_equal(seen.answers, 1);
    assert_true(seen.ok);

    j = start();
    write = probe_new("INSERT INTO t SELECT SLEEP(4) + 8", 0, 1);
    write->job.lane = JOB_WRITE;
    write->job.repeat = false;
    jobs_submit(j, &write->job);
    wait_running("INSERT INTO t SELECT", 1);
    assert_false(jobs_stop(j, &seen, 0, give_up_at_once));
    assert_true(jobs_stop(j, &seen, 0, NULL)); /* once more, with patience */
}

static int set_up(void **state) {
    (void)state;
    conn_library_init();
    testdb_create_workshops("ws_jobs");
    struct conn *c = testdb_connect("ws_jobs");
    testdb_run(c, "CREATE TABLE t (n INT)");
    testdb_run(c, "INSERT INTO users (email, display_name, username, is_admin) VALUES ('r@x', 'Root', 'root', 1)");
    conn_close(c);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_come_back),
        cmocka_unit_test(older_answers_are_dropped),
        cmocka_unit_test(a_stopped_statement_stops_on_the_server),
        cmocka_unit_test(background_work_gives_way),
        cmocka_unit_test(a_lost_read_is_repeated_a_write_is_not),
        cmocka_unit_test(the_first_connection_answers_with_its_error),
        cmocka_unit_test(stopping_waits_for_a_write),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
