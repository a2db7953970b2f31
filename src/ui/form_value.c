/* Cells as a form shows them and as the words take them: see form.h. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "recur/zone.h"
#include "ui/form_private.h"

static char *text_of_instant(const struct console *c, int64_t at) {
    char text[CLOCK_DB_SIZE];
    clock_format_db(zone_utc_to_local(c->scene.zone, at).seconds, text);
    size_t len = strlen(text);
    bool whole = len > 3 && !strcmp(text + len - 3, ":00");
    return mem_dup_len(text, whole ? len - 3 : len);
}

/* A reference by the name that stands behind it in the row: users and categories, the only ones that can be changed. */
static char *text_of_reference(const struct form_field *field, const struct row *row) {
    const char *name = row_text(row, field->editing->field + 1);
    return mem_dup(name ? name : "");
}

char *form_text_of(const struct console *c, const struct form *f, size_t field, const struct row *row) {
    const struct form_field *it = &f->fields[field];
    const char *cell = row_text(row, it->editing->field);
    int64_t at;
    if (it->field->type == FIELD_REF) return text_of_reference(it, row);
    if (it->field->type == FIELD_WHEN && row_time(row, it->editing->field, &at)) return text_of_instant(c, at);
    return mem_dup(cell ? cell : "");
}

char *form_word_of(const struct console *c, const struct form *f, size_t field) {
    const struct form_field *it = &f->fields[field];
    char *value = NULL, *word;
    struct err ignored = {0};
    if (it->field->type == FIELD_REF && *it->text.text == '#') /* "#77 Night watch" */
        return mem_dup_len(it->text.text, strcspn(it->text.text, " "));
    if (it->field->type != FIELD_WHEN) return mem_dup(it->text.text);
    if (!editing_parse(f->kind, it->editing->field, it->text.text, c->scene.zone, &value, &ignored) || !value) {
        err_free(&ignored);
        return mem_dup(it->text.text);
    }
    word = mem_format("%.10sT%sZ", value, value + 11);
    free(value);
    return word;
}

/* "name: at least 2 characters" stands beside the field: it need not be named. */
static const char *without_name(const char *error, const char *name) {
    size_t len = strlen(name);
    return !strncmp(error, name, len) && !strncmp(error + len, ": ", 2) ? error + len + 2 : error;
}

const char *form_label(const struct form *f, size_t field) {
    return _(entity_label(&entities[f->kind], f->fields[field].editing->field));
}

void form_check(const struct console *c, struct form *f, size_t field) {
    struct form_field *it = &f->fields[field];
    const char *text = it->text.text;
    struct err err = {0};
    char *value = NULL;
    free(it->error);
    it->error = NULL;
    bool empty = !text[strspn(text, " ")], made = it->editing->flags & EDITING_MADE;
    if (empty && it->editing->flags & EDITING_REQUIRED)
        it->error = mem_dup(_("is needed"));
    else if (!(empty && made) && !(made && !strcmp(text, "=")) &&
             !editing_parse(f->kind, it->editing->field, text, c->scene.zone, &value, &err))
        it->error = mem_dup(without_name(err.text ? err.text : "?", it->field->name));
    free(value);
    err_free(&err);
}

bool form_field_changed(const struct form_field *field) { return strcmp(field->text.text, field->was) != 0; }

bool form_changed(const struct form *f) {
    for (size_t i = 0; i < f->count; i++)
        if (form_field_changed(&f->fields[i])) return true;
    return false;
}

bool form_is_choice(const struct form_field *field) {
    return field->field->type == FIELD_BOOL || field->field->type == FIELD_ENUM;
}

/* That somebody has entered the platform alone says: set refuses it. */
static bool is_offered(const struct form *f, const struct form_field *field, const char *value) {
    return f->kind != ENTITY_ATTENDEE || field->editing->field != ATTENDEE_STATUS || strcmp(value, "joined") != 0;
}

void form_next_choice(struct form *f, int step) {
    struct form_field *field = &f->fields[f->at];
    static const char *const bools[] = {"1", "0", NULL};
    const char *const *values = field->field->type == FIELD_BOOL ? bools : field->field->values;
    int count = 0, now = 0;
    for (; values[count]; count++)
        if (!strcmp(values[count], field->text.text)) now = count;
    do now = (now + step + count) % count;
    while (!is_offered(f, field, values[now]));
    textfield_set(&field->text, values[now]);
}
