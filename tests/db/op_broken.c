/* Applying a plan over a connection that breaks: all of it or nothing, whatever the moment. */
#include "opdb.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/conn_private.h"
#include "op/action_log.h"

enum { CROWD_SIZE = 10000 };

static struct plan *plan_cancel_50(struct opdb *o) {
    return opdb_cancel(o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1});
}

/* Either nothing has happened, or all of it. Returns whether all. */
static bool check_all_or_nothing(struct opdb *o, const char *where) {
    bool cancelled = opdb_int(o, "SELECT status = 'cancelled' FROM workshops WHERE id = 50");
    int64_t told = opdb_int(o, "SELECT COUNT(*) FROM notifications");
    int64_t people = opdb_int(o, "SELECT COUNT(DISTINCT recipient_id) FROM notifications");
    if (told != (cancelled ? CROWD_SIZE + 1 : 0) || people != told)
        fail_msg("%s: cancelled %d, %lld notifications for %lld people", where, cancelled, (long long)told,
                 (long long)people);
    return cancelled;
}

static void make_crowded(struct opdb *o, bool bare) {
    opdb_create(o, "op_broken", bare);
    opdb_workshop(o, 50, 0, "live", -HOUR);
    opdb_crowd(o, 50, CROWD_SIZE);
    opdb_run(o, "UPDATE workshop_attendees SET status = 'joined'");
}

static int fault_at, fault_calls; /* the call that fails, from 1; calls seen */

static unsigned fault_hook(const char *call) {
    (void)call;
    return ++fault_calls == fault_at ? 2013 : 0;
}

/* The connection is cut at the first call into the client library, then at the second…, until a cancel needs no more.
 */
static void cut_at_any_call_it_is_all_or_nothing(void **state) {
    struct opdb o;
    make_crowded(&o, OPDB_IS_BARE(state));
    struct plan *p = plan_cancel_50(&o);
    bool done = false;
    for (fault_at = 1; !done; fault_at++) {
        struct plan_result r = {0};
        struct err err = {0};
        fault_calls = 0;
        conn_fault_hook = fault_hook;
        done = plan_apply(&o.s, p, &r, &err);
        conn_fault_hook = NULL;
        char *where = mem_format("cut at call %d", fault_at);
        assert_int_equal(check_all_or_nothing(&o, where), done);
        if (!done && err.code != WS_LOST) fail_msg("%s: %s", where, err.text);
        if (done) assert_true(fault_calls < fault_at); /* no call was failed */
        if (!done && conn_is_lost(o.s.conn)) assert_ok(conn_reopen(o.s.conn, &err), err);
        assert_true(fault_at < 200);
        free(where);
        plan_result_free(&r);
        err_free(&err);
    }
    assert_true(fault_at > 15);
    plan_free(p);
    opdb_close(&o);
}

static struct conn *commit_conn;
static bool intent_is_logged;

static void note_intent(const char *line) { intent_is_logged = strstr(line, "\"stage\":\"intent\"") != NULL; }

/* Lets COMMIT, which comes after the intent, through and loses the answer. */
static unsigned lose_commit_answer(const char *call) {
    (void)call;
    if (!intent_is_logged) return 0;
    intent_is_logged = false;
    assert_int_equal(mysql_query(commit_conn->handle, "COMMIT"), 0);
    return 2013;
}

static void apply_and_lose_answer(struct opdb *o, struct plan *p, struct plan_result *r) {
    void (*before)(const char *) = action_log_system;
    struct err err = {0};
    commit_conn = o->s.conn;
    action_log_system = note_intent;
    conn_fault_hook = lose_commit_answer;
    assert_ok(plan_apply(&o->s, p, r, &err), err);
    conn_fault_hook = NULL;
    action_log_system = before;
    assert_non_null(strstr(r->summary, "The connection was lost in the middle; it was done all the same."));
    plan_free(p);
}

static void a_lost_answer_to_commit_is_looked_up(void **state) {
    struct opdb o;
    struct plan_result r = {0};
    struct err err = {0};
    make_crowded(&o, OPDB_IS_BARE(state));
    apply_and_lose_answer(&o, plan_cancel_50(&o), &r);
    assert_true(check_all_or_nothing(&o, "answer lost"));
    assert_int_equal(r.told, CROWD_SIZE + 1);
    plan_result_free(&r);
    /* an action that tells nobody is known by its rows */
    struct plan *p = can_host_plan(&o.s, &(struct op_can_host){.ids = (int64_t[]){HOST}, .count = 1}, &err);
    assert_non_null(p);
    apply_and_lose_answer(&o, p, &r);
    assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 0);
    plan_result_free(&r);
    opdb_close(&o);
}

struct killer {
    unsigned long id;
    int64_t after_ms;
};

static void *kill_later(void *arg) {
    struct killer *k = arg;
    struct conn *c = testdb_connect(NULL);
    clock_sleep_ms(k->after_ms);
    char *statement = mem_format("KILL %lu", k->id);
    struct err err = {0};
    conn_command(c, statement, &err); /* it may be gone already */
    err_free(&err);
    free(statement);
    conn_close(c);
    return NULL;
}

/* Killed by the server at ten moments of a cancel, the next try completes it. */
static void killed_at_any_moment_it_is_all_or_nothing(void **state) {
    struct opdb o;
    make_crowded(&o, OPDB_IS_BARE(state));
    struct plan *p = plan_cancel_50(&o);
    int killed = 0;
    for (int i = 0; i < 10; i++) {
        struct plan_result r = {0};
        struct err err = {0};
        struct killer k = {conn_id(o.s.conn), i * 30};
        pthread_t thread;
        pthread_create(&thread, NULL, kill_later, &k);
        bool ok = plan_apply(&o.s, p, &r, &err);
        pthread_join(thread, NULL);
        assert_int_equal(check_all_or_nothing(&o, "killed"), ok);
        killed += !ok;
        assert_ok(conn_reopen(o.s.conn, &err), err);
        plan_result_free(&r);
        err_free(&err);
        if (!ok) continue;
        opdb_run(&o, "DELETE FROM notifications");
        opdb_run(&o, "UPDATE workshops SET status = 'live'");
    }
    assert_true(killed > 0);
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_true(check_all_or_nothing(&o, "the next try"));
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(cut_at_any_call_it_is_all_or_nothing),
        OPDB_BOTH(a_lost_answer_to_commit_is_looked_up),
        OPDB_BOTH(killed_at_any_moment_it_is_all_or_nothing),
    };
    int failed = cmocka_run_group_tests_name("broken", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
