/* See export.h. The writing worker carries it out, so that the lists stay alive; while it is at work there are no
 * plans.
 */
#include "ui/export.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/restricted.h"
#include "cli/export.h"
#include "cli/file_out.h"
#include "ui/plan_box.h"
#include "ui/prompt.h"
#include "ui/state.h"

enum { PROGRESS_MS = 200 };

struct export_job {
    struct job job;
    struct cmd_call call;
    enum output_form form;
    int64_t rows, began, said; /* clock_monotonic_ms */
};

static bool export_rows(void *arg, int64_t rows, struct err *err) {
    struct export_job *j = arg;
    int64_t now = clock_monotonic_ms();
    if (atomic_load(&j->job.cancelled)) return err_set(err, WS_CANCELLED, "%s", _("stopped"));
    if (now - j->said < PROGRESS_MS) return true;
    char *text = export_progress(rows, j->began);
    job_say(&j->job, text);
    free(text);
    j->said = now;
    return true;
}

static bool export_run(struct session *s, struct job *job, struct err *err) {
    struct export_job *j = (struct export_job *)job;
    struct file_out f = {0};
    const struct export_watch watch = {export_rows, j};
    j->began = clock_monotonic_ms();
    bool ok = file_out_open(&f, export_path(&j->call), false, err) &&
              export_write(s, &j->call, f.file, j->form, &watch, &j->rows, err) && file_out_keep(&f, err);
    file_out_drop(&f);
    return ok;
}

static void export_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct export_job *j = (struct export_job *)job;
    c->exporting = false;
    if (!job->ok)
        console_say_error(c, &job->err);
    else
        console_say(c, ROLE_PLAIN, P_("%lld row written to %s", "%lld rows written to %s", j->rows), (long long)j->rows,
                    export_path(&j->call));
}

static void export_free(struct job *job) {
    cmd_call_free(&((struct export_job *)job)->call);
    free(job);
}

static void begin(struct console *c, struct cmd_call *call, enum output_form form) {
    struct export_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_WRITE, .repeat = true, .run = export_run, .done = export_done, .free_job = export_free};
    j->call = *call;
    j->form = form;
    *call = (struct cmd_call){0};
    c->exporting = true;
    console_say(c, ROLE_PLAIN, "%s", "");
    jobs_submit(c->jobs, &j->job);
}

static void path_typed(struct console *c, void *arg, const char *line) {
    struct cmd_call *call = arg;
    struct err err = {0};
    enum output_form form;
    if (*line && cmd_flag_set(call, "output", line, &err) && export_form(line, &form, &err))
        begin(c, call, form);
    else if (err.code)
        console_say_error(c, &err);
    err_free(&err);
}

static void path_free(void *arg) {
    cmd_call_free(arg);
    free(arg);
}

static void ask_path(struct console *c, struct cmd_call *call) {
    static const struct prompt_hooks hooks = {.accept = path_typed, .free_arg = path_free};
    struct cmd_call *kept = mem_alloc(sizeof *kept);
    *kept = *call;
    *call = (struct cmd_call){0};
    /* TRANSLATORS: a file's name is typed behind it: where the rows of an export go */
    prompt_open_with(c, _("to the file: "), NULL, &hooks, kept);
}

void export_start(struct console *c, struct cmd_call *call) {
    const char *path = export_path(call);
    struct err err = {0};
    enum output_form form;
    if (restricted_on()) /* one that names a file is refused where the line is read */
        console_say(c, ROLE_ERROR, _("%s works with files or sets up: not under --restricted"), call->cmd->name);
    else if (!plan_box_may_open(c))
        return;
    else if (!path && call->cmd->flags)
        ask_path(c, call);
    else if (!path)
        console_say(c, ROLE_ERROR, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    else if (export_form(path, &form, &err))
        begin(c, call, form);
    else
        console_say_error(c, &err);
    err_free(&err);
}

bool export_stop(struct console *c) { return c->exporting && jobs_cancel(c->jobs, JOB_WRITE); }
