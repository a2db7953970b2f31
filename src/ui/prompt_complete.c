/* Tab in the line: what the tables know stands there at once; names are asked of the database, and put in when they
 * come and the line is still the same. See prompt.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/prompt_private.h"

struct names_job {
    struct job job;
    struct prompt *prompt; /* looked at only while it is open */
    enum entity_kind kind;
    bool actions;
    char *name;
    struct rows rows;
};

static bool names_run(struct session *s, struct job *job, struct err *err) {
    struct names_job *j = (struct names_job *)job;
    return j->actions ? complete_actions(s, j->name, &j->rows, err)
                      : complete_names(s->conn, j->kind, j->name, &j->rows, err);
}

static void names_free(struct job *job) {
    struct names_job *j = (struct names_job *)job;
    rows_free(&j->rows);
    free(j->name);
    free(j);
}

/* Puts in what all have in common; several are shown. */
static void apply(struct console *c, struct prompt *p) {
    char *common = complete_common(&p->found);
    size_t start = p->found.start, typed = (size_t)rl_point - start;
    if (strlen(common) > typed) {
        rl_delete_text((int)start, rl_point);
        rl_point = (int)start;
        rl_insert_text(common);
    }
    p->listing = p->found.count > 1;
    c->dirty = true;
    free(common);
}

static void names_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct names_job *j = (struct names_job *)job;
    struct prompt *p = j->prompt;
    if (!layer_is_open(c, &p->layer) || !p->asked || strcmp(p->asked, rl_line_buffer) != 0) return;
    free(p->asked);
    p->asked = NULL;
    for (size_t i = 0; job->ok && i < j->rows.count; i++) complete_add_name(&p->found, rows_text(&j->rows, i, 0));
    apply(c, p);
}

void prompt_tab(struct console *c, struct prompt *p) {
    complete_free(&p->found);
    p->hooks.complete(c, p->arg, rl_line_buffer, (size_t)rl_point, &p->found);
    if (p->found.asks == ENTITY_NONE && !p->found.asks_actions) {
        apply(c, p);
        return;
    }
    struct names_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_COMPLETE,
                          .repeat = true,
                          .run = names_run,
                          .done = names_done,
                          .free_job = names_free};
    j->prompt = p;
    j->kind = p->found.asks;
    j->actions = p->found.asks_actions;
    j->name = mem_dup(p->found.name);
    free(p->asked);
    p->asked = mem_dup(rl_line_buffer);
    jobs_submit(c->jobs, &j->job);
}
