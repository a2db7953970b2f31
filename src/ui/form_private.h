/* What form.c, form_value.c, form_draw.c and form_job.c share. Included by no one else. */
#ifndef WS_UI_FORM_PRIVATE_H
#define WS_UI_FORM_PRIVATE_H

#include "db/suggest.h"
#include "model/editing.h"
#include "ui/state.h"
#include "ui/textfield.h"
#include "ui/wrap.h"

enum { FORM_FIELDS_MOST = 16 };

struct form_field {
    const struct editing *editing;
    const struct field *field;
    struct textfield text;
    char *was;      /* the text it began with */
    char *was_cell; /* the cell behind it; NULL: NULL, or a new row */
    char *error;    /* raw: what is wrong with it; NULL: nothing */
};

struct form {
    struct layer layer;
    enum entity_kind kind;
    int64_t id; /* 0: a new row */
    struct form_field fields[FORM_FIELDS_MOST];
    size_t count, at;
    struct scroll scroll;
    bool asking;  /* Esc was pressed on something typed: once more leaves */
    bool looking; /* the row is read again before its plan is made */
    /* Names that begin as the reference under the cursor is typed. */
    char *names[SUGGEST_MOST];
    size_t name_count, name_at;
};

/* A cell as the form shows it: instants in the zone, references by name. */
char *form_text_of(const struct console *c, const struct form *f, size_t field, const struct row *row);
/* The same as the words new and set take it: instants in UTC. */
char *form_word_of(const struct console *c, const struct form *f, size_t field);
const char *form_label(const struct form *f, size_t field); /* translated */
void form_check(const struct console *c, struct form *f, size_t field); /* sets its error */
bool form_field_changed(const struct form_field *field);
bool form_changed(const struct form *f);
/* Is it one of few, to be chosen with Space? Goes to the next one. */
bool form_is_choice(const struct form_field *field);
void form_next_choice(struct form *f, int step); /* of the field under the cursor */

void form_forget_names(struct form *f);
void form_ask_names(struct console *c, struct form *f); /* for the field under the cursor */
/* Reads the row again; unless somebody changed what was edited here, the plan follows. */
void form_submit(struct console *c, struct form *f);

void form_draw(struct console *c, struct layer *l);

#endif
