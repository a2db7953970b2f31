/* What jobs.c, worker.c and control.c share. Included by no one else.
 *
 * One lock guards everything here but a worker's session, which is its thread's own. */
#ifndef WS_JOB_JOBS_PRIVATE_H
#define WS_JOB_JOBS_PRIVATE_H

#include <pthread.h>

#include "job/jobs.h"

struct worker {
    struct jobs *jobs;
    pthread_t thread;
    pthread_cond_t wake; /* something in the queue, or stopping, or a KILL is over */
    struct job *queue;   /* background jobs behind the others */
    struct job *running;
    int64_t running_since;
    unsigned long connection; /* its id on `server`; 0 while there is none */
    char *server;             /* which server that is */
    bool kill_in_flight;      /* no statement may start meanwhile: it would be the one that is stopped */
    enum jobs_link link;
    char *problem;
    bool ended;

    struct session session;
    bool open; /* the session is set up */
};

struct control {
    struct jobs *jobs;
    pthread_t thread;
    pthread_cond_t wake;
    bool wanted[JOB_LANES];
    unsigned serial[JOB_LANES]; /* the job to be stopped */
    bool ended;
};

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t changed; /* a thread has ended */
    struct worker workers[JOB_LANES];
    struct control control;
    struct job *answers, **answers_end;
    unsigned generations[JOB_SLOTS];
    unsigned next_serial;
    int pipe[2];
    bool stopping;
    struct conn_params params;
    char *actor, *notify_as, *zone;
    const char *language;
    const struct agora *agora;
};

void *worker_main(void *worker);
void *control_main(void *control);
void jobs_wake_owner(struct jobs *j);
/* With the lock held. */
void jobs_request_kill(struct jobs *j, enum job_lane lane);
/* Waits on `cond` at most so long; the lock is held. */
void jobs_wait(struct jobs *j, pthread_cond_t *cond, int64_t ms);
/* "hostname:port:server_id" of the connection's server, for the caller to free; NULL when it does not say. */
char *jobs_server_identity(struct conn *c);

#endif
