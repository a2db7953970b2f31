/* Work for the database, done by two threads beside the screen's: one reads, one writes, each with a session of its
 * own; a third keeps a connection warm to stop statements (KILL QUERY). Used by the console; nothing here knows the
 * screen.
 *
 * The owner (the screen's thread) submits jobs and polls jobs_fd(); jobs_dispatch then calls `done` of each finished
 * job there. All functions below are for the owner; only job->run is called on a worker. A worker never ends the
 * program: what fails is in the job's answer. A lost connection is restored with growing pauses; a job marked `repeat`
 * is then run again, any other is answered with the error, never run twice. */
#ifndef WS_JOB_JOBS_H
#define WS_JOB_JOBS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "db/conn.h"
#include "op/session.h"

enum job_lane { JOB_READ, JOB_WRITE, JOB_LANES };

enum { JOB_SLOTS = 40 };

/* Embedded as the first member of a structure of the caller's, allocated with mem_*; the jobs own it once submitted. */
struct job {
    enum job_lane lane;
    unsigned slot;   /* 1 to JOB_SLOTS - 1: a newer job of the slot makes this one's answer obsolete (it is dropped);
                        0: always answered */
    bool background; /* gives way: stopped on the server when other work of the lane arrives, then answered with
                        WS_CANCELLED */
    bool repeat;     /* only reads, so it may be run again after a lost connection */
    bool first;      /* the very first: a connection that cannot be opened is its answer, not something to try again */
    bool (*run)(struct session *s, struct job *job, struct err *err); /* on the worker */
    void (*done)(void *owner, struct job *job);                       /* on the owner's thread; may be NULL */
    void (*free_job)(struct job *job);                                /* frees the whole structure */

    /* The answer: */
    bool ok;
    struct err err;
    atomic_bool cancelled; /* set by jobs_cancel: a run that makes several statements looks at it between them */

    /* The jobs' own: */
    struct jobs *jobs;
    char *progress;
    unsigned generation;
    unsigned serial;
    struct job *next;
};

struct agora;

struct jobs_options {
    const struct conn_params *params;
    const char *actor, *notify_as; /* session.h, actor_find; notify_as may be NULL */
    const char *zone;              /* the viewer's, when configured; else NULL */
    const char *language;          /* "en" or "es" */
    const struct agora *agora;     /* outlives the jobs */
};

enum jobs_link { JOBS_OPENING, JOBS_UP, JOBS_DOWN };

struct jobs;

/* Starts the threads, which open their connections at once. `o` is copied. Ends the program when there are no threads
 * to have. conn_library_init must have been called. */
struct jobs *jobs_start(const struct jobs_options *o);
int jobs_fd(const struct jobs *j); /* readable when there is something to dispatch */
void jobs_submit(struct jobs *j, struct job *job);
void jobs_dispatch(struct jobs *j, void *owner);
void jobs_forget(struct jobs *j, unsigned slot); /* whatever is under way for the slot is not wanted any more */

/* For job->run: says how far it is, in words of several lines; and for the owner: what the running job of the lane said
 * last, for the caller to free; NULL: nothing. */
void job_say(struct job *job, const char *progress);
char *jobs_progress(struct jobs *j, enum job_lane lane);
/* Is something under way that must not be cut off, because it is run once and may change the database? */
bool jobs_is_writing(struct jobs *j);

/* Stops what the lane runs, on the server too; its answer is WS_CANCELLED unless it was done already. False: idle. */
bool jobs_cancel(struct jobs *j, enum job_lane lane);
/* True while the lane works on something that is neither `background` nor a stopped read; *since is when it began (clock_monotonic_ms). */
bool jobs_busy(struct jobs *j, enum job_lane lane, int64_t *since);
/* State of the lane's connection; when it is down, *problem is the reason, for the caller to free (raw text). */
enum jobs_link jobs_link(struct jobs *j, enum job_lane lane, char **problem);

/* Ends the threads. Waits for a job that writes, however long; gives one that reads `grace_ms` and then leaves it
 * behind (the process is about to end). `give_up` may be NULL; once it answers true a write is left behind too. Answers
 * that have come are dispatched. False: something was left behind. */
bool jobs_stop(struct jobs *j, void *owner, int64_t grace_ms, bool (*give_up)(void));

#endif
