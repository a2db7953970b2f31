/* See refresh.h. */
#include "ui/refresh.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/state.h"

enum { REFRESH_DEFAULT = 5, COUNT_EVERY_MS = 30000 };

struct upcoming_job {
    struct job job;
    struct rows rows;
};

static bool upcoming_run(struct session *s, struct job *job, struct err *err) {
    return list_upcoming_by_category(s->conn, &((struct upcoming_job *)job)->rows, err);
}

static void upcoming_done(void *owner, struct job *job) {
    struct console *c = owner;
    if (!job->ok) { /* gave way, or the list says what is wrong: once more with the next refresh */
        c->counted_at = 0;
        return;
    }
    upcoming_set(&c->scene.upcoming, &((struct upcoming_job *)job)->rows);
    c->dirty = true;
}

static void upcoming_job_free(struct job *job) {
    rows_free(&((struct upcoming_job *)job)->rows);
    free(job);
}

static void count_upcoming(struct console *c) {
    struct upcoming_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_UPCOMING,
                          .background = true,
                          .repeat = true,
                          .run = upcoming_run,
                          .done = upcoming_done,
                          .free_job = upcoming_job_free};
    jobs_submit(c->jobs, &j->job);
}

static void refresh_lists(struct console *c, bool figures, bool asked) {
    for (int id = 0; id < PANES && !c->closed; id++) {
        struct pane *p = &c->panes[id];
        if (!c->layout.panes[id].shown && c->focus != p->id) continue;
        pane_refresh(c, p, asked);
        if (figures) pane_count(c, p);
    }
    if (figures && !c->closed) {
        c->counted_at = clock_monotonic_ms();
        count_upcoming(c);
    }
    int64_t seconds = c->options->refresh_seconds ? c->options->refresh_seconds : REFRESH_DEFAULT;
    console_timer(c, TIMER_REFRESH, seconds * 1000);
}

void refresh_all(struct console *c) { refresh_lists(c, true, true); }

void refresh_tick(struct console *c) {
    c->dirty = true; /* the age of what is shown */
    if (c->paused)
        console_timer(c, TIMER_REFRESH, REFRESH_DEFAULT * 1000);
    else
        refresh_lists(c, clock_monotonic_ms() - c->counted_at >= COUNT_EVERY_MS, false);
}
