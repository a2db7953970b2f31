/* A worker: opens its session, takes jobs, restores a lost connection. Started by jobs.c; touches no screen. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "job/jobs_private.h"

/* An idle connection may have been closed by the server; before a job that must not be repeated, one that has been idle
 * for longer is tried out. */
enum { TRY_OUT_AFTER_MS = 5000 };

static void set_link(struct worker *w, enum jobs_link link, const struct err *why) {
    pthread_mutex_lock(&w->jobs->lock);
    w->link = link;
    free(w->problem);
    w->problem = why && why->text ? mem_dup(why->text) : NULL;
    pthread_mutex_unlock(&w->jobs->lock);
    jobs_wake_owner(w->jobs);
}

static bool open_session(struct worker *w, struct err *err) {
    struct jobs *j = w->jobs;
    struct session *s = &w->session;
    struct conn *conn = s->conn;
    session_free(s);
    *s = (struct session){.conn = conn, .language = j->language, .agora = j->agora};
    if (conn ? !conn_reopen(conn, err) : !conn_open(&j->params, &s->conn, err)) return false;
    if (!session_begin(s, j->actor, j->notify_as, err) || !session_set_zone(s, j->zone, err)) return false;
    char *server = jobs_server_identity(s->conn);
    pthread_mutex_lock(&j->lock);
    w->connection = conn_id(s->conn);
    free(w->server);
    w->server = server;
    pthread_mutex_unlock(&j->lock);
    w->open = true;
    set_link(w, JOBS_UP, NULL);
    return true;
}

static void session_lost(struct worker *w, const struct err *why) {
    w->open = false;
    pthread_mutex_lock(&w->jobs->lock);
    w->connection = 0;
    pthread_mutex_unlock(&w->jobs->lock);
    set_link(w, JOBS_DOWN, why);
}

/* Opens the session, trying again with growing pauses for as long as the job is wanted. */
static bool open_for(struct worker *w, struct job *job, struct err *err) {
    static const int64_t pauses[] = {100, 250, 500, 1000, 2000, 5000};
    for (size_t attempt = 0; !w->open; attempt++) {
        struct err why = {0};
        if (open_session(w, &why)) break;
        set_link(w, JOBS_DOWN, &why);
        size_t last = sizeof pauses / sizeof *pauses - 1;
        int64_t until = clock_monotonic_ms() + pauses[attempt < last ? attempt : last];
        pthread_mutex_lock(&w->jobs->lock);
        bool wanted = !job->first;
        while (wanted && clock_monotonic_ms() < until) {
            wanted = !w->jobs->stopping && !atomic_load(&job->cancelled);
            if (wanted) jobs_wait(w->jobs, &w->wake, until - clock_monotonic_ms());
        }
        pthread_mutex_unlock(&w->jobs->lock);
        if (!wanted) {
            err_move(err, &why);
            return false;
        }
        err_free(&why);
    }
    return true;
}

static void try_out(struct worker *w, int64_t idle_since) {
    int64_t now;
    struct err why = {0};
    if (!w->open || clock_monotonic_ms() - idle_since < TRY_OUT_AFTER_MS) return;
    if (!conn_now(w->session.conn, &now, &why) && conn_is_lost(w->session.conn)) session_lost(w, &why);
    err_free(&why);
}

/* A job may have opened its connection anew (a COMMIT whose answer was lost): KILL QUERY must hit the present one. */
static void note_connection(struct worker *w) {
    pthread_mutex_lock(&w->jobs->lock);
    w->connection = conn_id(w->session.conn);
    pthread_mutex_unlock(&w->jobs->lock);
}

static void run_job(struct worker *w, struct job *job) {
    for (;;) {
        if (!open_for(w, job, &job->err)) return;
        job->ok = !atomic_load(&job->cancelled) ? job->run(&w->session, job, &job->err)
                                                : err_set(&job->err, WS_CANCELLED, "%s", _("stopped"));
        if (!conn_is_lost(w->session.conn)) {
            note_connection(w);
            return;
        }
        session_lost(w, &job->err);
        if (job->ok || !job->repeat || atomic_load(&job->cancelled)) return;
        err_free(&job->err);
    }
}

static void answer(struct jobs *j, struct job *job) {
    job->next = NULL;
    *j->answers_end = job;
    j->answers_end = &job->next;
}

/* The connections that are not needed at once are opened when the first one has succeeded: a wrong password should
 * fail once, not three times. */
static bool should_warm_up(const struct worker *w) {
    return w->jobs->workers[JOB_READ].link == JOBS_UP && w->link == JOBS_OPENING;
}

static struct job *next_job(struct worker *w) {
    struct jobs *j = w->jobs;
    while (!j->stopping && (w->kill_in_flight || (!w->queue && !should_warm_up(w))))
        pthread_cond_wait(&w->wake, &j->lock);
    struct job *job = j->stopping ? NULL : w->queue;
    if (!job) return NULL;
    w->queue = job->next;
    w->running = job;
    w->running_since = clock_monotonic_ms();
    return job;
}

void *worker_main(void *arg) {
    struct worker *w = arg;
    struct jobs *j = w->jobs;
    int64_t idle_since = clock_monotonic_ms();
    pthread_mutex_lock(&j->lock);
    for (;;) {
        struct job *job = next_job(w);
        if (!job && j->stopping) break;
        pthread_mutex_unlock(&j->lock);
        if (job) {
            if (!job->repeat) try_out(w, idle_since);
            run_job(w, job);
        } else {
            struct err why = {0};
            if (!open_session(w, &why)) session_lost(w, &why);
            err_free(&why);
        }
        idle_since = clock_monotonic_ms();
        pthread_mutex_lock(&j->lock);
        if (job) {
            w->running = NULL;
            answer(j, job);
        }
        for (int i = 0; i < JOB_LANES; i++) pthread_cond_broadcast(&j->workers[i].wake);
        pthread_cond_signal(&j->control.wake);
        jobs_wake_owner(j);
    }
    pthread_mutex_unlock(&j->lock);
    conn_close(w->session.conn);
    session_free(&w->session);
    pthread_mutex_lock(&j->lock);
    w->ended = true;
    pthread_cond_broadcast(&j->changed);
    pthread_mutex_unlock(&j->lock);
    return NULL;
}
