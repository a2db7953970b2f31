/* The owner's side: see jobs.h. */
#include "job/jobs.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "job/jobs_private.h"

static void job_free(struct job *job) {
    err_free(&job->err);
    free(job->progress);
    if (job->free_job)
        job->free_job(job);
    else
        free(job);
}

void jobs_wake_owner(struct jobs *j) {
    ssize_t n = write(j->pipe[1], "", 1);
    (void)n; /* a full pipe wakes as well */
}

void jobs_wait(struct jobs *j, pthread_cond_t *cond, int64_t ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += ms % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(cond, &j->lock, &until);
}

char *jobs_server_identity(struct conn *c) {
    struct rows rows = {0};
    char *identity = NULL;
    if (conn_read(c, "SELECT CONCAT_WS(':', @@hostname, @@port, @@server_id)", &rows, NULL) && rows.count == 1 &&
        rows_text(&rows, 0, 0))
        identity = mem_dup(rows_text(&rows, 0, 0));
    rows_free(&rows);
    return identity;
}

static void cond_init(pthread_cond_t *cond) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
}

static void thread_start(pthread_t *thread, void *(*body)(void *), void *arg) {
    int failed = pthread_create(thread, NULL, body, arg);
    if (!failed) return;
    fprintf(stderr, "wsadmin: %s: %s\n", _("a thread could not be started"), strerror(failed));
    exit(70);
}

struct jobs *jobs_start(const struct jobs_options *o) {
    struct jobs *j = mem_zero(1, sizeof *j);
    conn_params_copy(&j->params, o->params);
    j->actor = mem_dup(o->actor);
    j->notify_as = o->notify_as ? mem_dup(o->notify_as) : NULL;
    j->zone = o->zone ? mem_dup(o->zone) : NULL;
    j->language = o->language;
    j->agora = o->agora;
    j->answers_end = &j->answers;
    pthread_mutex_init(&j->lock, NULL);
    cond_init(&j->changed);
    if (pipe(j->pipe) != 0) {
        perror("wsadmin: pipe");
        exit(70);
    }
    for (int i = 0; i < 2; i++) {
        fcntl(j->pipe[i], F_SETFL, O_NONBLOCK);
        fcntl(j->pipe[i], F_SETFD, FD_CLOEXEC);
    }
    /* Threads inherit the mask: no signal is ever handled in one of ours. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    for (int i = 0; i < JOB_LANES; i++) {
        j->workers[i].jobs = j;
        cond_init(&j->workers[i].wake);
        thread_start(&j->workers[i].thread, worker_main, &j->workers[i]);
    }
    j->control.jobs = j;
    cond_init(&j->control.wake);
    thread_start(&j->control.thread, control_main, &j->control);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return j;
}

int jobs_fd(const struct jobs *j) { return j->pipe[0]; }

/* Takes the jobs of a slot that have not begun out of the queue, into *dropped. */
static void unqueue_slot(struct worker *w, unsigned slot, struct job **dropped) {
    for (struct job **at = &w->queue; *at;) {
        struct job *job = *at;
        if (job->slot != slot) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        job->next = *dropped;
        *dropped = job;
    }
}

static void free_list(struct job *list) {
    while (list) {
        struct job *next = list->next;
        job_free(list);
        list = next;
    }
}

void jobs_submit(struct jobs *j, struct job *job) {
    struct worker *w = &j->workers[job->lane];
    struct job *dropped = NULL;
    pthread_mutex_lock(&j->lock);
    if (job->slot) {
        job->generation = ++j->generations[job->slot];
        unqueue_slot(w, job->slot, &dropped);
    }
    job->jobs = j;
    job->serial = ++j->next_serial;
    struct job **at = &w->queue;
    while (*at && (job->background || !(*at)->background)) at = &(*at)->next;
    job->next = *at;
    *at = job;
    if (!job->background && w->running && w->running->background) jobs_request_kill(j, job->lane);
    pthread_cond_broadcast(&w->wake);
    pthread_mutex_unlock(&j->lock);
    free_list(dropped);
}

void jobs_forget(struct jobs *j, unsigned slot) {
    struct job *dropped = NULL;
    pthread_mutex_lock(&j->lock);
    j->generations[slot]++;
    for (int i = 0; i < JOB_LANES; i++) unqueue_slot(&j->workers[i], slot, &dropped);
    pthread_mutex_unlock(&j->lock);
    free_list(dropped);
}

void jobs_dispatch(struct jobs *j, void *owner) {
    char bytes[64];
    while (read(j->pipe[0], bytes, sizeof bytes) > 0) continue;
    pthread_mutex_lock(&j->lock);
    struct job *list = j->answers;
    j->answers = NULL;
    j->answers_end = &j->answers;
    pthread_mutex_unlock(&j->lock);
    while (list) {
        struct job *job = list;
        list = job->next;
        /* Only this thread changes generations. */
        bool wanted = job->slot == 0 || job->generation == j->generations[job->slot];
        if (wanted && job->done) job->done(owner, job);
        job_free(job);
    }
}

void jobs_request_kill(struct jobs *j, enum job_lane lane) {
    struct job *job = j->workers[lane].running;
    atomic_store(&job->cancelled, true);
    j->control.wanted[lane] = true;
    j->control.serial[lane] = job->serial;
    pthread_cond_signal(&j->control.wake);
    pthread_cond_broadcast(&j->workers[lane].wake); /* it may be waiting to connect again */
}

bool jobs_cancel(struct jobs *j, enum job_lane lane) {
    pthread_mutex_lock(&j->lock);
    bool busy = j->workers[lane].running != NULL;
    if (busy) jobs_request_kill(j, lane);
    for (struct job *job = j->workers[lane].queue; job; job = job->next)
        if (job->repeat && !job->background) atomic_store(&job->cancelled, true);
    pthread_mutex_unlock(&j->lock);
    return busy;
}

bool jobs_busy(struct jobs *j, enum job_lane lane, int64_t *since) {
    pthread_mutex_lock(&j->lock);
    const struct worker *w = &j->workers[lane];
    const struct job *job = w->running;
    /* A read that was stopped and whose connection does not answer is nobody's concern any more. */
    bool busy = job && !job->background && !(job->repeat && atomic_load(&job->cancelled));
    if (busy) *since = w->running_since;
    pthread_mutex_unlock(&j->lock);
    return busy;
}

enum jobs_link jobs_link(struct jobs *j, enum job_lane lane, char **problem) {
    pthread_mutex_lock(&j->lock);
    enum jobs_link link = j->workers[lane].link;
    if (problem) *problem = link == JOBS_DOWN && j->workers[lane].problem ? mem_dup(j->workers[lane].problem) : NULL;
    pthread_mutex_unlock(&j->lock);
    return link;
}

void job_say(struct job *job, const char *progress) {
    pthread_mutex_lock(&job->jobs->lock);
    free(job->progress);
    job->progress = mem_dup(progress);
    pthread_mutex_unlock(&job->jobs->lock);
    jobs_wake_owner(job->jobs);
}

char *jobs_progress(struct jobs *j, enum job_lane lane) {
    pthread_mutex_lock(&j->lock);
    const struct job *job = j->workers[lane].running;
    char *progress = job && job->progress ? mem_dup(job->progress) : NULL;
    pthread_mutex_unlock(&j->lock);
    return progress;
}

static bool must_not_be_cut(const struct job *job) { return job && job->lane == JOB_WRITE && !job->repeat; }

bool jobs_is_writing(struct jobs *j) {
    pthread_mutex_lock(&j->lock);
    const struct worker *w = &j->workers[JOB_WRITE];
    bool writing = must_not_be_cut(w->running);
    for (const struct job *job = w->queue; job; job = job->next) writing = writing || must_not_be_cut(job);
    pthread_mutex_unlock(&j->lock);
    return writing;
}

static bool all_ended(const struct jobs *j) {
    return j->workers[JOB_READ].ended && j->workers[JOB_WRITE].ended && j->control.ended;
}

static void jobs_free(struct jobs *j) {
    for (int i = 0; i < JOB_LANES; i++) {
        pthread_join(j->workers[i].thread, NULL);
        free_list(j->workers[i].queue);
        free(j->workers[i].server);
        free(j->workers[i].problem);
        pthread_cond_destroy(&j->workers[i].wake);
    }
    pthread_join(j->control.thread, NULL);
    pthread_cond_destroy(&j->control.wake);
    pthread_cond_destroy(&j->changed);
    pthread_mutex_destroy(&j->lock);
    close(j->pipe[0]);
    close(j->pipe[1]);
    conn_params_free(&j->params);
    free(j->actor);
    free(j->notify_as);
    free(j->zone);
    free(j);
}

/* What the threads still use is never freed: the process is about to end. */
static void leave_behind(struct jobs *j) {
    for (int i = 0; i < JOB_LANES; i++) pthread_detach(j->workers[i].thread);
    pthread_detach(j->control.thread);
}

bool jobs_stop(struct jobs *j, void *owner, int64_t grace_ms, bool (*give_up)(void)) {
    pthread_mutex_lock(&j->lock);
    j->stopping = true;
    for (int i = 0; i < JOB_LANES; i++) {
        const struct job *job = j->workers[i].running;
        if (job && !must_not_be_cut(job)) jobs_request_kill(j, (enum job_lane)i);
    }
    for (int i = 0; i < JOB_LANES; i++) pthread_cond_broadcast(&j->workers[i].wake);
    pthread_cond_signal(&j->control.wake);
    int64_t until = clock_monotonic_ms() + grace_ms;
    while (!all_ended(j)) {
        bool must_wait = must_not_be_cut(j->workers[JOB_WRITE].running) && !(give_up && give_up());
        if (!must_wait && clock_monotonic_ms() >= until) break;
        jobs_wait(j, &j->changed, 50);
    }
    bool ended = all_ended(j);
    pthread_mutex_unlock(&j->lock);
    jobs_dispatch(j, owner);
    if (ended)
        jobs_free(j);
    else
        leave_behind(j);
    return ended;
}
