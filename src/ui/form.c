/* The form of a row: see form.h. Keys; its values are form_value.c's, its jobs form_job.c's. */
#include "ui/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form_private.h"
#include "ui/key.h"
#include "ui/rule_box.h"

static void go_to(struct console *c, struct form *f, size_t field) {
    f->at = field;
    form_ask_names(c, f);
}

static void typed(struct console *c, struct form *f) {
    form_check(c, f, f->at);
    form_ask_names(c, f);
}

/* A reference is what was chosen of the names, when the text is none of them itself. */
static void take_name(struct console *c, struct form *f) {
    struct form_field *field = &f->fields[f->at];
    if (f->name_count == 0 || !*field->text.text) return;
    for (size_t i = 0; i < f->name_count; i++)
        if (!strcmp(f->names[i], field->text.text + (*field->text.text == '@'))) return;
    textfield_set(&field->text, f->names[f->name_at]);
    form_check(c, f, f->at);
}

static void leave(struct console *c, struct form *f) {
    if (f->asking || !form_changed(f))
        layer_close(c, &f->layer);
    else
        f->asking = true;
}

static void form_words(struct console *c, struct layer *l, const char *words) {
    struct form *f = (struct form *)l;
    c->dirty = true;
    if (!strcmp(words, "close")) {
        leave(c, f);
        return;
    }
    f->asking = false;
    if (!strcmp(words, "rule") && f->fields[f->at].field->type == FIELD_RRULE && !f->looking) rule_box_open(c, f);
    if (!strcmp(words, "field next")) go_to(c, f, (f->at + 1) % f->count);
    if (!strcmp(words, "field previous")) go_to(c, f, (f->at + f->count - 1) % f->count);
    if (!strcmp(words, "name next") && f->name_count > 0) f->name_at = (f->name_at + 1) % f->name_count;
    if (!strcmp(words, "name previous") && f->name_count > 0)
        f->name_at = (f->name_at + f->name_count - 1) % f->name_count;
    if (!strcmp(words, "field take")) {
        take_name(c, f);
        if (f->at + 1 < f->count)
            go_to(c, f, f->at + 1);
        else
            form_submit(c, f);
    }
    if (!strcmp(words, "plan")) {
        take_name(c, f);
        form_submit(c, f);
    }
}

static void form_key(struct console *c, struct layer *l, uint32_t key) {
    struct form *f = (struct form *)l;
    struct form_field *field = &f->fields[f->at];
    c->dirty = true;
    if (f->asking) {
        f->asking = false;
        return;
    }
    if (form_is_choice(field)) {
        if (key == K_SPACE || key == K_RIGHT || key == K_LEFT) form_next_choice(f, key == K_LEFT ? -1 : 1);
        form_check(c, f, f->at);
    } else if (textfield_key(&field->text, key, field->field->type == FIELD_LONG)) {
        typed(c, f);
    }
}

/* One insertion; only a text of several lines keeps line ends. */
static void form_paste(struct console *c, struct layer *l, const char *text, size_t len) {
    struct form *f = (struct form *)l;
    struct form_field *field = &f->fields[f->at];
    if (form_is_choice(field)) return;
    char *clean = mem_dup_len(text, len);
    for (size_t i = 0; i < len; i++) {
        if (clean[i] == '\r') clean[i] = '\n';
        bool keep = clean[i] == '\n' && field->field->type == FIELD_LONG;
        if (!keep && ((unsigned char)clean[i] < 0x20 || clean[i] == 0x7F)) clean[i] = ' ';
    }
    textfield_insert(&field->text, clean, strlen(clean));
    free(clean);
    typed(c, f);
    c->dirty = true;
}

static void form_free(struct console *c, struct layer *l) {
    struct form *f = (struct form *)l;
    jobs_forget(c->jobs, SLOT_FORM);
    form_forget_names(f);
    for (size_t i = 0; i < f->count; i++) {
        textfield_free(&f->fields[i].text);
        free(f->fields[i].was);
        free(f->fields[i].was_cell);
        free(f->fields[i].error);
    }
    free(f);
}

static const struct layer_type form_type = {KEYS_FORM, form_draw, form_words, form_key, form_paste, form_free};

/* `row` NULL: a new one. */
static struct form *form_new(const struct console *c, enum entity_kind kind, const struct row *row) {
    struct form *f = mem_zero(1, sizeof *f);
    size_t count;
    const struct editing *fields = editing_fields(kind, &count);
    f->layer.type = &form_type;
    f->kind = kind;
    f->id = row ? row->id : 0;
    for (size_t i = 0; i < count && f->count < FORM_FIELDS_MOST; i++) {
        if (!(fields[i].flags & (row ? EDITING_SET : EDITING_NEW))) continue;
        struct form_field *field = &f->fields[f->count++];
        const char *cell = row ? row_text(row, fields[i].field) : NULL;
        field->editing = &fields[i];
        field->field = &entities[kind].fields[fields[i].field];
        field->was_cell = cell ? mem_dup(cell) : NULL;
        field->was = row ? form_text_of(c, f, f->count - 1, row) : mem_dup(fields[i].initial ? fields[i].initial : "");
        textfield_set(&field->text, field->was);
    }
    return f;
}

static void open_form(struct console *c, struct form *f) {
    layer_push(c, &f->layer);
    go_to(c, f, 0);
}

void form_open_edit(struct console *c) {
    const struct pane *p = console_focus(c);
    const struct row *row = pane_row(p);
    if (!row || row->id <= 0)
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(p));
    else
        open_form(c, form_new(c, pane_type(p)->kind, row));
}

/* What the list is narrowed to is filled in. */
static void preset(struct form *f, int field, int64_t id) {
    for (size_t i = 0; id > 0 && i < f->count; i++) {
        if (f->fields[i].editing->field != field) continue;
        free(f->fields[i].was); /* nothing was typed yet */
        f->fields[i].was = mem_format("%lld", (long long)id);
        textfield_set(&f->fields[i].text, f->fields[i].was);
    }
}

void form_open_new(struct console *c) {
    const struct pane *p = console_focus(c);
    struct form *f = form_new(c, pane_type(p)->kind, NULL);
    if (f->kind == ENTITY_WORKSHOP) {
        preset(f, WORKSHOP_CATEGORY_ID, c->narrow.category);
        preset(f, WORKSHOP_SERIES_ID, c->narrow.series);
    }
    if (f->kind == ENTITY_SERIES) preset(f, SERIES_CATEGORY_ID, c->narrow.category);
    int64_t workshop = p->of_person ? 0 : p->owner; /* of a lower list */
    if (f->kind == ENTITY_ATTENDEE) preset(f, ATTENDEE_WORKSHOP_ID, workshop);
    if (f->kind == ENTITY_INVITE) preset(f, INVITE_WORKSHOP_ID, workshop);
    open_form(c, f);
}
