/* See series_facts.h. */
#include "ui/series_facts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "op/series.h"
#include "recur/describe.h"
#include "recur/next.h"
#include "ui/state.h"

enum { DATES = 10, WAIT_MS = 200 };

struct facts_job {
    struct job job;
    struct series_facts facts;
    void (*done)(struct console *c, struct series_facts *facts, void *arg);
    void *arg;
};

void series_facts_clear(struct series_facts *facts) {
    free(facts->words);
    free(facts->dates);
    *facts = (struct series_facts){0};
}

static void tell(const struct series *s, int64_t now, struct series_facts *out) {
    struct buf words = {0}, dates = {0};
    if (s->wrong) {
        buf_add(&words, s->wrong);
    } else {
        describe_add(&words, &s->recurrence.rule, s->recurrence.time_of_day, s->recurrence.zone);
        struct next_dates next;
        next_start(&next, &s->recurrence, s->anchor, now);
        if (!next_date(&next, &out->first, NULL)) out->first = 0;
        next_add_lines(&dates, &s->recurrence, s->anchor, now, DATES, 0);
    }
    free(out->words);
    free(out->dates);
    out->words = buf_steal(&words);
    out->dates = buf_steal(&dates);
}

static bool facts_run(struct session *s, struct job *job, struct err *err) {
    struct facts_job *j = (struct facts_job *)job;
    struct series_list list = {0};
    int64_t now;
    bool ok =
        conn_now(s->conn, &now, err) && series_read(s, &(struct ids){.items = &j->facts.id, .count = 1}, &list, err);
    if (ok) tell(&list.items[0], now, &j->facts);
    series_free(&list);
    return ok;
}

static void facts_done(void *owner, struct job *job) {
    struct facts_job *j = (struct facts_job *)job;
    if (job->ok) j->done(owner, &j->facts, j->arg); /* else the lists say what is wrong with the connection */
}

static void facts_free(struct job *job) {
    series_facts_clear(&((struct facts_job *)job)->facts);
    free(job);
}

void series_facts_ask(struct console *c, unsigned slot, int64_t id,
                      void (*done)(struct console *c, struct series_facts *facts, void *arg), void *arg) {
    struct facts_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .slot = slot, .repeat = true, .run = facts_run, .done = facts_done, .free_job = facts_free};
    j->facts.id = id;
    j->done = done;
    j->arg = arg;
    jobs_submit(c->jobs, &j->job);
}

static void take(struct console *c, struct series_facts *facts, void *arg) {
    (void)arg;
    series_facts_clear(&c->series);
    c->series = *facts;
    *facts = (struct series_facts){0};
    console_timer(c, TIMER_FACTS, -1);
    c->dirty = true;
}

void series_facts_follow(struct console *c) {
    const struct row *row = c->focus == PANE_SERIES ? window_row(&c->panes[PANE_SERIES].window) : NULL;
    if (!row || row->id <= 0) return;
    bool known = c->series.id == row->id && !row->lit && (!c->series.first || c->series.first > console_now(c));
    if (known) return;
    console_timer(c, TIMER_FACTS, WAIT_MS);
    series_facts_ask(c, SLOT_SERIES, row->id, take, NULL);
}
