/* Editing categories as text from the console: see edit_text.h. One job writes the texts and later looks at them; the
 * editor runs in between, on the screen's thread. */
#include "ui/edit_text.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_edit.h"
#include "ui/plan_box.h"
#include "ui/refresh.h"
#include "ui/state.h"
#include "ui/term.h"

struct edit_job {
    struct job job;
    struct cmd_call call;
    char *path;   /* NULL: the texts are still to be written */
    bool edited;  /* the editor has run: they are looked at */
    bool changed; /* … and something was typed in this round */
    struct category_edit_found found;
};

static bool edit_job_run(struct session *s, struct job *job, struct err *err) {
    struct edit_job *j = (struct edit_job *)job;
    if (!j->edited) return category_edit_begin(s, &j->call, &j->path, err);
    free(j->found.text);
    return category_edit_check(s, j->path, &j->found, err);
}

static void edit_job_free(struct job *job) {
    struct edit_job *j = (struct edit_job *)job;
    cmd_call_free(&j->call);
    free(j->found.text);
    free(j->path);
    free(j);
}

static void edit_job_done(void *owner, struct job *job);

/* The next job, with what this one had. */
static void submit(struct console *c, struct edit_job *from) {
    struct edit_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .slot = SLOT_EDIT, .run = edit_job_run, .done = edit_job_done, .free_job = edit_job_free};
    j->call = from->call;
    j->path = from->path;
    j->edited = from->edited;
    j->changed = from->changed;
    from->call = (struct cmd_call){0};
    from->path = NULL;
    jobs_submit(c->jobs, &j->job);
}

struct lent {
    struct edit_job *job;
    bool ok;
    struct err err;
};

static void use_terminal(void *arg) {
    struct lent *l = arg;
    l->ok = category_edit_run(l->job->path, l->job->found.line, &l->job->changed, &l->err);
}

static void run_editor(struct console *c, struct edit_job *j) {
    struct lent l = {.job = j};
    term_lend(use_terminal, &l);
    c->dirty = true;
    j->edited = true;
    if (l.ok)
        submit(c, j);
    else
        console_say(c, ROLE_ERROR, _("%s; the text is kept in %s"), l.err.text, j->path);
    err_free(&l.err);
    refresh_all(c);
}

/* What was found in the text. */
static void take_found(struct console *c, struct edit_job *j) {
    struct err err = {0};
    switch (j->found.state) {
    case CATEGORY_EDIT_SAME: console_say(c, ROLE_PLAIN, "%s", _("nothing was changed")); break;
    case CATEGORY_EDIT_GOOD:
        if (!category_edit_plan_from(&j->call, j->path, &err))
            console_say(c, ROLE_ERROR, _("%s; the text is kept in %s"), err.text, j->path);
        else if (c->exporting || jobs_is_writing(c->jobs))
            console_say(c, ROLE_ERROR, _("%s; the text is kept in %s"), _("an action is at work"), j->path);
        else
            plan_box_open(c, &j->call, true, 0);
        err_free(&err);
        break;
    case CATEGORY_EDIT_WRONG:
        if (j->changed)
            run_editor(c, j);
        else
            console_say(c, ROLE_ERROR, _("it is still wrong; the text is kept in %s"), j->path);
    }
}

static void edit_job_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct edit_job *j = (struct edit_job *)job;
    if (!job->ok && j->edited)
        console_say(c, ROLE_ERROR, _("%s; the text is kept in %s"), job->err.text, j->path);
    else if (!job->ok)
        console_say_error(c, &job->err);
    else if (j->edited)
        take_found(c, j);
    else
        run_editor(c, j);
}

/* The marked categories; all when none is marked. */
static void add_marked(struct console *c, struct cmd_call *call) {
    const struct marks *m = &console_focus(c)->marks;
    if (c->focus != PANE_CATEGORIES || call->arg_count > 0 || cmd_flag_value(call, "from")) return;
    for (size_t i = 0; i < m->count; i++) cmd_add_target(call, m->rows[i]->id);
}

void edit_text_open(struct console *c, struct cmd_call *call) {
    struct edit_job first = {.call = *call};
    *call = (struct cmd_call){0};
    add_marked(c, &first.call);
    submit(c, &first);
}
