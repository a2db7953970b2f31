/* See read_box.h. The answer is written as the command line writes it. */
#include "ui/read_box.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/output.h"
#include "ui/box.h"
#include "ui/state.h"

enum { ROWS_MOST = 5000 };

struct read_job {
    struct job job;
    struct cmd_call call;
    char *line;
    char *text;
    char *note; /* what is to be known besides */
    size_t rows;
    bool cut, sentences;       /* with columns that are never cut */
    struct cmd_output *target; /* while it runs */
};

static bool read_begin(void *to, const struct cmd_column *columns, size_t count, struct err *err) {
    struct read_job *j = to;
    for (size_t i = 0; i < count; i++) j->sentences |= (columns[i].flags & FIELD_IN_FULL) != 0;
    return j->target->begin(j->target->to, columns, count, err);
}

/* A box is no place for a million rows: it ends at ROWS_MOST, which is then no error. */
static bool read_row(void *to, const struct value *cells, struct err *err) {
    struct read_job *j = to;
    if (atomic_load(&j->job.cancelled)) return err_set(err, WS_CANCELLED, "%s", _("stopped"));
    j->cut = j->rows == ROWS_MOST;
    if (j->cut) return err_set(err, WS_CANCELLED, "%s", _("stopped"));
    j->rows++;
    return j->target->row(j->target->to, cells, err);
}

static void read_note(void *to, const char *text) {
    struct read_job *j = to;
    struct buf shown = {0};
    gate_add_str(&shown, text);
    free(j->note);
    j->note = buf_steal(&shown);
}

static bool read_run(struct session *s, struct job *job, struct err *err) {
    struct read_job *j = (struct read_job *)job;
    size_t len = 0;
    free(j->text);
    free(j->note);
    j->text = j->note = NULL;
    j->rows = 0;
    FILE *file = open_memstream(&j->text, &len);
    if (!file) return err_set(err, WS_INTERNAL, "%s", _("no memory for the answer"));
    struct output *o = output_new(file, j->call.cmd->what & CMD_RECORD ? OUTPUT_RECORD : OUTPUT_TABLE, s);
    j->target = output_target(o);
    struct cmd_output own = {j, j->target->every_field, read_begin, read_row, read_note};
    bool ok = j->call.cmd->read(s, &j->call, &own, err);
    if (!ok && (j->cut || err->code == WS_DIFFERS)) { /* doctor has found something: its rows say what */
        err_free(err);
        ok = true;
    }
    ok = ok && output_finish(o, err);
    output_free(o);
    if (ok && j->note) fprintf(file, "\n%s\n", j->note);
    fclose(file);
    return ok;
}

static void read_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct read_job *j = (struct read_job *)job;
    if (!job->ok) {
        console_say_error(c, &job->err);
        return;
    }
    if (j->cut)
        console_say(c, ROLE_PLAIN,
                    P_("the first %d row; --limit and filters show others",
                       "the first %d rows; --limit and filters show others", ROWS_MOST),
                    ROWS_MOST);
    box_open(c, j->line, j->rows ? j->text : _("nothing here"), !(j->call.cmd->what & CMD_RECORD || j->sentences));
}

static void read_free(struct job *job) {
    struct read_job *j = (struct read_job *)job;
    cmd_call_free(&j->call);
    free(j->line);
    free(j->text);
    free(j->note);
    free(j);
}

void read_box_run(struct console *c, struct cmd_call *call, const char *line) {
    struct read_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .slot = SLOT_READ, .repeat = true, .run = read_run, .done = read_done, .free_job = read_free};
    j->call = *call;
    *call = (struct cmd_call){0};
    j->line = mem_dup(line);
    jobs_submit(c->jobs, &j->job);
    c->dirty = true;
}
