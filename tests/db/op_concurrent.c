/* Several people, or several programs, at once: everybody is told exactly once. */
#include "opdb.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { THREADS = 6, CROWD_SIZE = 500 };

struct actor_thread {
    pthread_t thread;
    struct session s;
    const struct op_cancel *cancel; /* one of these three */
    const struct op_notify *notify;
    const struct op_can_host *can_host;
    bool show; /* plan first, apply when all have planned */
    pthread_barrier_t *start;
    bool ok;
    struct plan_result result;
    struct err err;
};

static bool make_plan(struct session *s, void *arg, struct plan **out, struct err *err) {
    const struct actor_thread *t = arg;
    *out = t->cancel   ? cancel_plan(s, t->cancel, err)
           : t->notify ? notify_plan(s, t->notify, err)
                       : can_host_plan(s, t->can_host, err);
    return *out != NULL;
}

static void *act(void *arg) {
    struct actor_thread *t = arg;
    struct plan *p = NULL;
    bool planned = t->show && make_plan(&t->s, t, &p, &t->err);
    pthread_barrier_wait(t->start);
    if (planned)
        t->ok = plan_apply(&t->s, p, &t->result, &t->err);
    else if (!t->show)
        t->ok = plan_run(&t->s, make_plan, t, &p, &t->result, &t->err);
    plan_free(p);
    return NULL;
}

/* Runs them all at once; returns how many were told in all. */
static int64_t run_all(struct actor_thread *threads, size_t count) {
    pthread_barrier_t start;
    int64_t told = 0;
    pthread_barrier_init(&start, NULL, (unsigned)count);
    for (size_t i = 0; i < count; i++) {
        threads[i].start = &start;
        opdb_session(&threads[i].s, "op_concurrent", "mod");
    }
    for (size_t i = 0; i < count; i++) assert_int_equal(pthread_create(&threads[i].thread, NULL, act, &threads[i]), 0);
    for (size_t i = 0; i < count; i++) {
        pthread_join(threads[i].thread, NULL);
        told += threads[i].result.told;
        opdb_session_close(&threads[i].s);
    }
    pthread_barrier_destroy(&start);
    return told;
}

static void free_all(struct actor_thread *threads, size_t count) {
    for (size_t i = 0; i < count; i++) {
        plan_result_free(&threads[i].result);
        err_free(&threads[i].err);
    }
}

static void check_each_once(struct opdb *o, int64_t want) {
    assert_int_equal(opdb_int(o, "SELECT COUNT(*) FROM notifications"), want);
    assert_int_equal(opdb_int(o, "SELECT COUNT(DISTINCT recipient_id, entity_id) FROM notifications"), want);
}

static void cancelled_by_all_told_once(void **state) {
    struct opdb o;
    opdb_create(&o, "op_concurrent", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_crowd(&o, 50, CROWD_SIZE);
    const struct op_cancel args = {.ids = (int64_t[]){50}, .count = 1};
    for (int show = 0; show < 2; show++) {
        struct actor_thread threads[THREADS] = {0};
        opdb_run(&o, "DELETE FROM notifications");
        opdb_run(&o, "UPDATE workshops SET status = 'scheduled'");
        for (size_t i = 0; i < THREADS; i++) threads[i] = (struct actor_thread){.cancel = &args, .show = show};
        assert_int_equal(run_all(threads, THREADS), CROWD_SIZE + 1);
        check_each_once(&o, CROWD_SIZE + 1);
        size_t done = 0;
        for (size_t i = 0; i < THREADS; i++) {
            done += threads[i].result.told > 0;
            /* who saw a plan is told that it no longer holds; who did not finds nothing to do */
            if (threads[i].result.told == 0) assert_int_equal(threads[i].ok, !show);
            if (!threads[i].ok) assert_int_equal(threads[i].err.code, WS_CHANGED);
        }
        assert_int_equal(done, 1);
        free_all(threads, THREADS);
    }
    opdb_close(&o);
}

static void notified_by_all_told_once(void **state) {
    struct opdb o;
    opdb_create(&o, "op_concurrent", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_crowd(&o, 50, CROWD_SIZE);
    const struct op_notify args = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){50}, .count = 1};
    for (int round = 0; round < 6; round++) {
        struct actor_thread threads[THREADS] = {0};
        opdb_run(&o, "DELETE FROM notifications");
        for (size_t i = 0; i < THREADS; i++) threads[i] = (struct actor_thread){.notify = &args, .show = round % 2};
        assert_int_equal(run_all(threads, THREADS), CROWD_SIZE);
        check_each_once(&o, CROWD_SIZE);
        for (size_t i = 0; i < THREADS; i++)
            if (!threads[i].ok) fail_msg("not told, not an error: %s", threads[i].err.text);
        free_all(threads, THREADS);
    }
    opdb_close(&o);
}

/* A host is stopped with all workshops while others cancel them one by one, and people come and go. */
static void different_actions_tell_once(void **state) {
    struct opdb o;
    opdb_create(&o, "op_concurrent", OPDB_IS_BARE(state));
    opdb_series(&o, 7);
    for (int i = 0; i < 4; i++) {
        opdb_workshop(&o, 50 + i, 0, "scheduled", DAY);
        opdb_crowd(&o, 50 + i, 100);
        opdb_attend(&o, 50 + i, HOST, "rsvp");
    }
    const struct op_can_host stop = {.ids = (int64_t[]){HOST}, .count = 1, .cancel_upcoming = true};
    const struct op_cancel some = {.ids = (int64_t[]){53, 50}, .count = 2},
                           other = {.ids = (int64_t[]){51, 52, 53}, .count = 3};
    for (int round = 0; round < 5; round++) {
        struct actor_thread threads[] = {
            {.can_host = &stop}, {.cancel = &some}, {.cancel = &other}, {.cancel = &some}, {.can_host = &stop}};
        opdb_run(&o, "DELETE FROM notifications");
        opdb_run(&o, "UPDATE workshops SET status = 'scheduled'");
        opdb_run(&o, "UPDATE users SET can_host = 1");
        assert_int_equal(run_all(threads, 5), 4 * 101);
        check_each_once(&o, 4 * 101);
        for (size_t i = 0; i < 5; i++)
            if (!threads[i].ok) fail_msg("%zu: %s", i, threads[i].err.text);
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status <> 'cancelled'"), 0);
        assert_int_equal(opdb_int(&o, "SELECT can_host FROM users WHERE id = %d", HOST), 0);
        free_all(threads, 5);
    }
    opdb_close(&o);
}

/* The platform's side: people RSVP to the workshop all the while. */
static void *rsvp(void *arg) {
    struct conn *c = testdb_connect("op_concurrent");
    const int *from = arg;
    for (int i = 0; i < 50; i++) {
        char *statement =
            mem_format("INSERT INTO workshop_attendees (workshop_id, user_id) VALUES (50, %d)", CROWD + *from + i);
        testdb_run(c, statement);
        testdb_run(c, "UPDATE workshops SET attendee_count = attendee_count + 1 WHERE id = 50");
        free(statement);
    }
    conn_close(c);
    return NULL;
}

static void people_may_come_meanwhile(void **state) {
    struct opdb o;
    opdb_create(&o, "op_concurrent", OPDB_IS_BARE(state));
    opdb_workshop(&o, 49, 0, "scheduled", DAY);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_crowd(&o, 49, 500); /* makes the people */
    opdb_crowd(&o, 50, 100);
    const struct op_notify args = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){50}, .count = 1};
    struct actor_thread threads[THREADS] = {0};
    pthread_t people[4];
    int from[4];
    for (int i = 0; i < 4; i++) {
        from[i] = 100 + 100 * i;
        pthread_create(&people[i], NULL, rsvp, &from[i]);
    }
    for (size_t i = 0; i < THREADS; i++) threads[i] = (struct actor_thread){.notify = &args, .show = i % 2};
    int64_t told = run_all(threads, THREADS);
    for (int i = 0; i < 4; i++) pthread_join(people[i], NULL);
    for (size_t i = 0; i < THREADS; i++)
        if (!threads[i].ok) fail_msg("%s", threads[i].err.text);
    assert_in_range(told, 100, 300);
    check_each_once(&o, told);
    free_all(threads, THREADS);
    struct plan_result r = opdb_apply(&o, opdb_notify(&o, NOTIFY_REMINDER, 50));
    plan_result_free(&r);
    check_each_once(&o, 300);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(cancelled_by_all_told_once),
        OPDB_BOTH(notified_by_all_told_once),
        OPDB_BOTH(different_actions_tell_once),
        OPDB_BOTH(people_may_come_meanwhile),
    };
    int failed = cmocka_run_group_tests_name("concurrent", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
