/* What a form asks the database: names for a reference, and the row once more before its plan. See form.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/list.h"
#include "ui/form_private.h"
#include "ui/plan_box.h"

struct names_job {
    struct job job;
    struct form *form;
    size_t field;
    enum entity_kind kind;
    char *typed;
    struct rows rows;
};

void form_forget_names(struct form *f) {
    for (size_t i = 0; i < f->name_count; i++) free(f->names[i]);
    f->name_count = f->name_at = 0;
}

static bool names_run(struct session *s, struct job *job, struct err *err) {
    struct names_job *j = (struct names_job *)job;
    rows_free(&j->rows);
    return suggest_names(s->conn, j->kind, j->typed, &j->rows, err);
}

static void names_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct names_job *j = (struct names_job *)job;
    struct form *f = j->form;
    if (!job->ok || !layer_is_open(c, &f->layer) || f->at != j->field) return;
    struct form_field *field = &f->fields[j->field];
    form_forget_names(f);
    for (size_t i = 0; i < j->rows.count && i < SUGGEST_MOST; i++)
        f->names[f->name_count++] = mem_dup(rows_text(&j->rows, i, 0));
    bool number = field->text.text[strspn(field->text.text, "#0123456789")] == '\0';
    if (f->name_count == 0 && !number && !field->error) field->error = mem_dup(_("no name begins so"));
    c->dirty = true;
}

static void names_free(struct job *job) {
    struct names_job *j = (struct names_job *)job;
    rows_free(&j->rows);
    free(j->typed);
    free(j);
}

void form_ask_names(struct console *c, struct form *f) {
    const struct form_field *field = &f->fields[f->at];
    form_forget_names(f);
    jobs_forget(c->jobs, SLOT_FORM);
    if (field->field->type != FIELD_REF) return;
    struct names_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){.lane = JOB_READ,
                          .slot = SLOT_FORM,
                          .repeat = true,
                          .run = names_run,
                          .done = names_done,
                          .free_job = names_free};
    j->form = f;
    j->field = f->at;
    j->kind = field->field->ref;
    j->typed = mem_dup(field->text.text);
    jobs_submit(c->jobs, &j->job);
}

/* The plan: `new KIND FIELD=VALUE…`, or `set KIND ID FIELD=VALUE…` with what was changed. */
static void open_plan(struct console *c, struct form *f) {
    struct cmd_call call = {.cmd = cmd_find(f->id ? "set" : "new")};
    cmd_add_arg(&call, entities[f->kind].name);
    if (f->id) cmd_add_target(&call, f->id);
    for (size_t i = 0; i < f->count; i++) {
        const struct form_field *field = &f->fields[i];
        bool given = f->id ? form_field_changed(field) : *field->text.text != '\0';
        if (!given) continue;
        char *word = form_word_of(c, f, i), *arg = mem_format("%s=%s", field->field->name, word);
        cmd_add_arg(&call, arg);
        free(word);
        free(arg);
    }
    plan_box_open_over(c, &call, &f->layer);
    cmd_call_free(&call);
}

struct look_job {
    struct job job;
    struct form *form;
    enum entity_kind kind;
    int64_t id;
    struct rows rows;
};

static bool look_run(struct session *s, struct job *job, struct err *err) {
    struct look_job *j = (struct look_job *)job;
    rows_free(&j->rows);
    return list_get(s->conn, j->kind, &j->id, 1, &j->rows, err);
}

static bool same(const char *a, const char *b) { return a && b ? !strcmp(a, b) : a == b; }

/* Takes over what others wrote meanwhile. False: one of them was edited here as well, and both are shown. */
static bool take_news(const struct console *c, struct form *f, const struct row *row) {
    bool clash = false;
    for (size_t i = 0; i < f->count; i++) {
        struct form_field *field = &f->fields[i];
        const char *cell = row_text(row, field->editing->field);
        if (same(cell, field->was_cell)) continue;
        bool edited = form_field_changed(field);
        free(field->was);
        free(field->was_cell);
        field->was = form_text_of(c, f, i, row);
        field->was_cell = cell ? mem_dup(cell) : NULL;
        if (!edited) {
            textfield_set(&field->text, field->was);
        } else if (form_field_changed(field)) {
            clash = true;
            f->at = i;
            free(field->error);
            /* TRANSLATORS: of a field that is being edited: what somebody else wrote there meanwhile */
            field->error = mem_format(_("is now %s: somebody changed it meanwhile"), *field->was ? field->was : "-");
        }
    }
    return !clash;
}

static void look_done(void *owner, struct job *job) {
    struct console *c = owner;
    struct look_job *j = (struct look_job *)job;
    struct form *f = j->form;
    if (!layer_is_open(c, &f->layer)) return;
    f->looking = false;
    c->dirty = true;
    if (!job->ok) {
        console_say_error(c, &job->err);
        return;
    }
    if (j->rows.count == 0) {
        console_say(c, ROLE_ERROR, "%s", _("the row is gone: somebody deleted it meanwhile"));
        return;
    }
    struct row *row = row_copy(&j->rows, 0, NULL);
    if (!take_news(c, f, row))
        console_say(c, ROLE_WARNING, "%s", _("somebody changed the same field: F2 again plans your value"));
    else if (form_changed(f))
        open_plan(c, f);
    else
        console_say(c, ROLE_PLAIN, "%s", _("nothing is different"));
    free(row);
}

static void look_free(struct job *job) {
    rows_free(&((struct look_job *)job)->rows);
    free(job);
}

void form_submit(struct console *c, struct form *f) {
    for (size_t i = 0; i < f->count; i++) {
        form_check(c, f, i);
        if (!f->fields[i].error) continue;
        f->at = i;
        console_say(c, ROLE_ERROR, "%s: %s", form_label(f, i), f->fields[i].error);
        return;
    }
    if (f->id == 0) {
        open_plan(c, f);
        return;
    }
    struct look_job *j = mem_zero(1, sizeof *j);
    j->job = (struct job){
        .lane = JOB_READ, .slot = SLOT_FORM, .repeat = true, .run = look_run, .done = look_done, .free_job = look_free};
    j->form = f;
    j->kind = f->kind;
    j->id = f->id;
    f->looking = true;
    jobs_submit(c->jobs, &j->job);
}
