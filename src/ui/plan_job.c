/* Plans made and carried out by the writing worker: see plan_box.h. A plan belongs either to the box or to the job
 * under way, never to both. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_edit.h"
#include "op/progress.h"
#include "ui/box.h"
#include "ui/draft.h"
#include "ui/plan_private.h"
#include "ui/refresh.h"

struct plan_job {
    struct job job;
    struct plan_box *box; /* looked at on the screen's thread only, and only while it is open; NULL: left behind */
    struct cmd_call call;
    struct plan *plan;
    char *text;
    struct plan_result result;
    enum pane_id pane;           /* whose rows the action was about */
    bool chosen;                 /* … those that were chosen there */
    struct layer *form;          /* left behind: what was filled in, until it is sure that it is not wanted any more */
    struct progress_clock begun; /* the worker's */
    int64_t said;                /* clock_monotonic_ms() of what was told last; the worker's */
};

static void plan_job_free(struct job *job) {
    struct plan_job *j = (struct plan_job *)job;
    cmd_call_free(&j->call);
    plan_free(j->plan);
    plan_result_free(&j->result);
    free(j->text);
    free(j);
}

static bool make_run(struct session *s, struct job *job, struct err *err) {
    struct plan_job *j = (struct plan_job *)job;
    plan_free(j->plan); /* of a try before the connection was lost */
    j->plan = NULL;
    if (!cmd_plan(s, &j->call, &j->plan, err)) return false;
    struct buf text = {0};
    plan_add_text(j->plan, s, &text);
    free(j->text);
    j->text = mem_dup(buf_str(&text));
    buf_free(&text);
    return true;
}

/* The same, read only to be looked at: with everybody's name. */
static bool everybody_run(struct session *s, struct job *job, struct err *err) {
    s->naming = true;
    bool ok = make_run(s, job, err);
    s->naming = false;
    return ok;
}

static void everybody_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct plan_job *j = (struct plan_job *)job;
    if (!job->ok)
        console_say_error(c, &job->err);
    else if (layer_is_open(c, &j->box->layer)) /* TRANSLATORS: title of a box: who is told, what is changed, in full */
        box_open(c, _("Who and what"), j->text, false);
}

static void set_trouble(struct plan_box *b, const struct err *err) {
    free(b->trouble);
    b->trouble =
        err->hint ? mem_format("%s\n%s", err->text ? err->text : "", err->hint) : mem_dup(err->text ? err->text : "");
    b->wrapped_for = 0;
}

static void keep_barred(struct plan_box *b) {
    const struct cmd_flag *flags = b->call.cmd->flags;
    for (size_t i = 0; flags && i < CMD_FLAGS_MAX && flags[i].name; i++) {
        const char *why = plan_barred_why(b->plan, flags[i].name);
        free(b->barred[i]);
        b->barred[i] = why ? mem_dup(why) : NULL;
    }
}

static void make_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct plan_job *j = (struct plan_job *)job;
    struct plan_box *b = j->box;
    if (!layer_is_open(c, &b->layer)) return;
    c->dirty = true;
    b->wrapped_for = 0;
    if (!job->ok) {
        set_trouble(b, &job->err);
        b->state = PLAN_FAILED;
        return;
    }
    const char *suggests = b->suggested ? NULL : j->plan->suggests;
    if (suggests) b->suggested = true;
    if (suggests && !cmd_flag_value(&b->call, suggests)) {
        cmd_flag_set(&b->call, suggests, "", NULL);
        plan_make(c, b);
        return;
    }
    b->state = PLAN_SHOWN;
    b->plan = j->plan;
    j->plan = NULL;
    keep_barred(b);
    free(b->text);
    b->text = j->text;
    j->text = NULL;
    c->discard_after_draw = true;
}

static struct plan_job *job_new(struct plan_box *b) {
    struct plan_job *j = mem_zero(1, sizeof *j);
    j->box = b;
    j->job = (struct job){.lane = JOB_WRITE, .free_job = plan_job_free};
    return j;
}

void plan_show_everybody(struct console *c, struct plan_box *b) {
    struct plan_job *j = job_new(b);
    cmd_call_copy(&j->call, &b->call);
    j->job.lane = JOB_READ;
    j->job.slot = SLOT_EVERYBODY;
    j->job.repeat = true;
    j->job.run = everybody_run;
    j->job.done = everybody_done;
    jobs_submit(c->jobs, &j->job);
}

void plan_make(struct console *c, struct plan_box *b) {
    struct plan_job *j = job_new(b);
    cmd_call_copy(&j->call, &b->call);
    j->job.slot = SLOT_PLAN;
    j->job.repeat = true;
    j->job.run = make_run;
    j->job.done = make_done;
    plan_free(b->plan);
    b->plan = NULL;
    b->seen = false;
    b->typed_len = 0;
    b->state = PLAN_MAKING;
    jobs_submit(c->jobs, &j->job);
}

/* Many steps can be over in a moment: what is said is what can be read. Of 0 done nothing is, else that would stand
 * there in the place of a first step that was quick. */
static bool on_part(void *arg, int64_t done, int64_t total) {
    enum { SAY_EVERY_MS = 200 };
    struct plan_job *j = arg;
    int64_t now = clock_monotonic_ms(), ms = progress_ms(&j->begun, done, total);
    if (done == 0 || now - j->said < SAY_EVERY_MS) return !atomic_load(&j->job.cancelled);
    struct buf text = {0};
    progress_add(&text, done, total, ms);
    job_say(&j->job, buf_str(&text));
    buf_free(&text);
    j->said = now;
    return !atomic_load(&j->job.cancelled);
}

static bool apply_run(struct session *s, struct job *job, struct err *err) {
    struct plan_job *j = (struct plan_job *)job;
    const struct session_watch watch = {on_part, j};
    s->watch = &watch;
    bool ok = plan_apply(s, j->plan, &j->result, err);
    s->watch = NULL;
    return ok;
}

static void say_result(struct console *c, const struct plan_result *r) {
    const char *done = r->summary ? r->summary : _("done");
    if (r->after.code)
        console_say(c, ROLE_ERROR, "%s. %s. %s", done, r->after.text, r->after.hint ? r->after.hint : "");
    else
        console_say(c, ROLE_PLAIN, "%s", done);
}

/* The rows and the order that an action was about; what is chosen from now on is for the next one. */
static void forget_chosen(struct console *c, const struct plan_job *j) {
    struct pane *p = &c->panes[j->pane];
    bool ordered = !strcmp(j->call.cmd->name, "categories order");
    if (ordered) draft_end(p);
    if (!ordered && !j->chosen) return;
    marks_clear(&p->marks);
    p->only_marked = false;
}

/* A form whose plan was left behind: gone with success, else back with what was filled in, but over nothing that
 * is typed meanwhile. */
static void end_form(struct console *c, struct plan_job *j) {
    if (!j->form) return;
    if (j->job.ok || c->ending) {
        j->form->type->free_layer(c, j->form);
    } else {
        char *why = mem_dup(c->message);
        if (layer_top(c)) console_say(c, ROLE_ERROR, _("the form comes back when this is closed: %s"), why);
        layer_hold(c, j->form, why);
        free(why);
    }
    j->form = NULL;
}

/* Carried out or not: it is always said, and the lists are read again. */
static void apply_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct plan_job *j = (struct plan_job *)job;
    struct plan_box *b = j->box;
    bool open = b && layer_is_open(c, &b->layer);
    c->dirty = true;
    if (!job->ok) {
        if (job->err.code == WS_CANCELLED && !j->plan->in_parts) err_hint(&job->err, "%s", _("nothing was changed"));
        console_say_error(c, &job->err);
        if (open && job->err.code == WS_CHANGED)
            plan_make(c, b);
        else if (open)
            b->state = PLAN_FAILED;
        if (open) set_trouble(b, &job->err);
    } else {
        category_edit_done(&j->call);
        say_result(c, &j->result);
        if (open) {
            forget_chosen(c, j);
            layer_close(c, b->below ? b->below : &b->layer);
        }
    }
    end_form(c, j);
    refresh_all(c);
}

void plan_leave_behind(struct console *c, struct plan_box *b) {
    struct plan_job *j = b->applying;
    struct layer *form = b->below;
    j->box = NULL;
    forget_chosen(c, j);
    console_say(c, ROLE_PLAIN, "%s", _("it goes on behind the lists"));
    layer_close(c, &b->layer);
    if (form) layer_take_off(c, form);
    j->form = form;
}

void plan_apply_start(struct console *c, struct plan_box *b) {
    struct plan_job *j = job_new(b);
    cmd_call_copy(&j->call, &b->call);
    j->plan = b->plan;
    b->plan = NULL;
    b->state = PLAN_APPLYING;
    free(b->trouble);
    b->trouble = NULL;
    j->pane = c->focus;
    j->chosen = b->chosen;
    b->applying = j;
    j->job.run = apply_run;
    j->job.done = apply_done;
    c->dirty = true;
    jobs_submit(c->jobs, &j->job);
}
