/* First launch: see migrate_box.h. */
#include "ui/migrate_box.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/migrate.h"
#include "ui/draw.h"
#include "ui/refresh.h"
#include "ui/state.h"
#include "ui/wrap.h"

struct migrate_box {
    struct layer layer;
    char *text;
    enum { MIGRATE_SHOWN, MIGRATE_TOLD, MIGRATE_RUNNING } state; /* told: there is nothing to agree to */
    struct scroll scroll;
};

/* A line a migration: of its statement the beginning, which says what it makes. */
static void add_step(const struct migrate_plan_step *step, struct buf *out) {
    buf_addf(out, "  %s  ", step->name);
    if (step->statement)
        buf_add_len(out, step->statement, strcspn(step->statement, "(\n"));
    else
        buf_add(out, _("is there: only recorded"));
    buf_addf(out, "%s\n", step->in_place ? _(": tried in place, else stops") : "");
}

static void add_pending(const struct migrate_status *status, struct buf *out) {
    for (size_t i = 0; i < MIGRATE_COUNT; i++)
        if (!status->items[i].recorded) buf_addf(out, "  %s\n", status->items[i].name);
}

/* Fills the text from the plan, or from what prevents one. */
static bool describe(struct session *s, const struct migrate_status *status, struct migrate_found *found,
                     struct err *err) {
    struct migrate_options o = {.lock_wait = MIGRATE_LOCK_WAIT};
    struct migrate_plan plan;
    struct buf text = {0};
    struct err why = {0};
    bool planned = migrate_plan_up(s->conn, &o, &plan, &why);
    if (!planned && conn_is_lost(s->conn)) {
        err_move(err, &why);
        return false;
    }
    found->may_run = planned && !plan.missing_grant && !conn_parameters(s->conn)->read_only;
    buf_addf(&text,
             P_("%zu migration of the workshop tables has not been run on this database.\n",
                "%zu migrations of the workshop tables have not been run on this database.\n", migrate_pending(status)),
             migrate_pending(status));
    for (size_t i = 0; found->may_run && i < plan.count; i++) add_step(&plan.steps[i], &text);
    if (!found->may_run) add_pending(status, &text);
    if (!planned) buf_addf(&text, "%s\n%s\n", why.text, why.hint ? why.hint : "");
    if (planned && plan.missing_grant)
        buf_addf(&text, "%s\n  %s\n", _("This account may not run them. Ask who manages the database for:"),
                 plan.missing_grant);
    else if (planned && !found->may_run)
        buf_addf(&text, "%s\n",
                 _("This connection is read-only. Ask who manages the database to run wsadmin --migrate."));
    found->text = buf_steal(&text);
    if (planned) migrate_plan_free(&plan);
    err_free(&why);
    return true;
}

bool migrate_box_look(struct session *s, struct migrate_found *found, struct err *err) {
    struct migrate_status status;
    migrate_found_free(found);
    struct err why = {0};
    if (!migrate_read_recorded(s->conn, &status, &why)) {
        bool denied = why.code == WS_DENIED; /* not this account's business: what it may see opens */
        if (denied)
            err_free(&why);
        else
            err_move(err, &why);
        return denied;
    }
    bool ok = migrate_pending(&status) == 0 || describe(s, &status, found, err);
    migrate_status_free(&status);
    return ok;
}

void migrate_found_free(struct migrate_found *f) {
    free(f->text);
    *f = (struct migrate_found){0};
}

struct migrate_job {
    struct job job;
    struct migrate_box *box;
    struct buf lines; /* a line a migration */
    struct migrate_result result;
};

static void on_done(void *arg, const char *name, enum migrate_done what) {
    static const char *const words[] = {[MIGRATE_NOTHING] = N_("nothing to do"),
                                        [MIGRATE_RAN] = N_("done"),
                                        [MIGRATE_FINISHED] = N_("was partly there, finished"),
                                        [MIGRATE_RECORDED] = N_("was there, recorded"),
                                        [MIGRATE_REVERTED] = N_("taken back")};
    struct migrate_job *j = arg;
    buf_addf(&j->lines, "%s  %s\n", name, _(words[what]));
    job_say(&j->job, buf_str(&j->lines));
}

static bool on_waiting(void *arg, const struct migrate_wait *w) {
    struct migrate_job *j = arg;
    struct buf said = {0};
    int seconds = (int)(w->ms / 1000);
    buf_add(&said, buf_str(&j->lines));
    if (w->table)
        buf_addf(&said, _("waiting for the table %s (%d s)"), w->table, seconds);
    else
        buf_addf(&said, _("waiting for another runner (%d s)"), seconds);
    if (w->holders) buf_addf(&said, _(", held by %s"), w->holders);
    job_say(&j->job, buf_str(&said));
    buf_free(&said);
    return !atomic_load(&j->job.cancelled);
}

static bool run_run(struct session *s, struct job *job, struct err *err) {
    struct migrate_job *j = (struct migrate_job *)job;
    struct migrate_options o = {.lock_wait = MIGRATE_LOCK_WAIT, .arg = j, .done = on_done, .waiting = on_waiting};
    bool ok = migrate_up(conn_parameters(s->conn), &o, &j->result, err);
    conn_forget_schema(s->conn);
    return ok;
}

static bool forget_run(struct session *s, struct job *job, struct err *err) {
    (void)job, (void)err;
    conn_forget_schema(s->conn);
    return true;
}

static void run_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct migrate_job *j = (struct migrate_job *)job;
    struct job *forget = mem_zero(1, sizeof *forget);
    *forget = (struct job){.lane = JOB_READ, .run = forget_run};
    jobs_submit(c->jobs, forget);
    if (job->ok) {
        console_say(c, ROLE_PLAIN, P_("%zu migration was run", "%zu migrations were run", j->result.changed),
                    j->result.changed);
        layer_close(c, &j->box->layer);
        return;
    }
    buf_addf(&j->lines, "%s\n%s\n", job->err.text, job->err.hint ? job->err.hint : "");
    free(j->box->text);
    j->box->text = mem_dup(buf_str(&j->lines));
    j->box->state = MIGRATE_TOLD;
    console_say_error(c, &job->err);
}

static void job_free(struct job *job) {
    buf_free(&((struct migrate_job *)job)->lines);
    free(job);
}

static void run(struct console *c, struct migrate_box *b) {
    struct migrate_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_WRITE, .run = run_run, .done = run_done, .free_job = job_free};
    j->box = b;
    b->state = MIGRATE_RUNNING;
    b->scroll = (struct scroll){0};
    jobs_submit(c->jobs, &j->job);
}

static void box_words(struct console *c, struct layer *l, const char *words) {
    struct migrate_box *b = (struct migrate_box *)l;
    if (!strcmp(words, "apply") && b->state == MIGRATE_SHOWN)
        run(c, b);
    else if (!strcmp(words, "close") && b->state == MIGRATE_RUNNING)
        jobs_cancel(c->jobs, JOB_WRITE); /* between two tries for a lock; a statement of DDL is not cut off */
    else if (!strcmp(words, "close"))
        layer_close(c, l);
    else if (!strncmp(words, "scroll ", 7))
        scroll_words(&b->scroll, words + 7);
}

static void box_draw(struct console *c, struct layer *l) {
    struct migrate_box *b = (struct migrate_box *)l;
    struct rect r = c->layout.body;
    struct wrap wrap = {0};
    char *progress = b->state == MIGRATE_RUNNING ? jobs_progress(c->jobs, JOB_WRITE) : NULL;
    const char *text = b->state == MIGRATE_RUNNING ? progress ? progress : "" : b->text;
    wrap_add(&wrap, text, r.columns > 4 ? (size_t)r.columns - 4 : 1);
    scroll_fit(&b->scroll, r.rows > 2 ? (size_t)r.rows - 2 : 0, wrap.count);
    const char *footer = b->state == MIGRATE_RUNNING ? _(" at work ")
                         : b->state == MIGRATE_TOLD  ? _(" Esc opens the console ")
                                                     : _(" y run them   Esc not now ");
    /* TRANSLATORS: title of the box that shows migrations which have not been run */
    draw_frame(r, ROLE_ACTIVE, _(" Plan: migrations "), footer);
    for (size_t i = 0; i < b->scroll.height && b->scroll.top + i < wrap.count; i++)
        draw_text(r.y + 1 + (int)i, r.x + 2, r.columns - 4, (struct draw_style){0}, wrap.lines[b->scroll.top + i]);
    wrap_clear(&wrap);
    free(progress);
}

/* The lists open now. */
static void box_free(struct console *c, struct layer *l) {
    free(((struct migrate_box *)l)->text);
    free(l);
    if (c->ending) return;
    c->closed = false;
    refresh_all(c);
}

static const struct layer_type migrate_type = {
    .keys = KEYS_PLAN, .draw = box_draw, .words = box_words, .free_layer = box_free};

void migrate_box_open(struct console *c, struct migrate_found *found) {
    struct migrate_box *b = mem_zero(1, sizeof *b);
    b->layer.type = &migrate_type;
    b->text = found->text;
    bool may = found->may_run && c->options->migrate != CONSOLE_MIGRATE_NEVER;
    bool at_once = may && c->options->migrate == CONSOLE_MIGRATE_AUTO;
    b->state = may ? MIGRATE_SHOWN : MIGRATE_TOLD;
    *found = (struct migrate_found){0};
    c->closed = true;
    c->discard_after_draw = true;
    layer_push(c, &b->layer);
    if (at_once) run(c, b);
}
