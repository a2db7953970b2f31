/* The lists of the console as declarations: what each shows and how its cells are written. Drawing, fetching, marking
 * and moving are the same for all (pane*.c). Pure. */
#ifndef WS_UI_PANE_TYPE_H
#define WS_UI_PANE_TYPE_H

#include "base/gate.h"
#include "model/entity.h"
#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/look.h"
#include "ui/row.h"
#include "ui/scene.h"

/* Adds a cell's raw text and says how it looks. */
typedef enum role column_adder(const struct scene *scene, const struct row *row, int field, struct buf *out);

/* In a list below: what it belongs to, so that the same is not said in every line. */
enum column_for { FOR_BOTH, FOR_WORKSHOP, FOR_PERSON };

struct column {
    const char *heading; /* N_ */
    int width;           /* with the blank behind it; 0: takes what the others leave */
    int from;            /* shown only in a pane at least so wide */
    enum gate_align align;
    int field;         /* of the entity; what `add` is given */
    column_adder *add; /* NULL: the field's text */
    enum column_for shown_for;
};

struct pane_type {
    const char *title; /* N_ */
    const char *word;  /* N_: the same as one of several, in small letters */
    char key;          /* the digit that leads to it; 0: none */
    enum entity_kind kind;
    enum keys_context keys;
    int workshop_field;       /* lists of a workshop: the field that names it; else -1 */
    int person_field;         /* lists of a person: the same */
    int host_field;           /* the host whose state matters to a row; -1 none */
    int category_field;       /* the same of a category */
    const char *all_text;     /* N_: the ROW_ALL line, NULL = none */
    const char *without_text; /* N_: the ROW_WITHOUT line, NULL = none */
    const struct column *columns;
    size_t column_count;
};

extern const struct pane_type pane_types[PANES];
extern const struct column category_columns[], series_columns[], workshop_columns[], host_columns[];
extern const struct column attendee_columns[], chat_columns[], note_columns[], invite_columns[], sent_columns[];
extern const struct column notice_columns[];
enum {
    CATEGORY_COLUMNS = 4,
    SERIES_COLUMNS = 7,
    WORKSHOP_COLUMNS = 5,
    HOST_COLUMNS = 6,
    ATTENDEE_COLUMNS = 6,
    CHAT_COLUMNS = 4,
    NOTE_COLUMNS = 4,
    INVITE_COLUMNS = 4,
    SENT_COLUMNS = 3,
    NOTICE_COLUMNS = 5
};

/* Used by several lists: "@name"; a time, past or ahead, in at most 12 columns. */
column_adder column_person, column_when;
enum { COLUMN_WHEN = 13 };

/* The cell's text through the column's adder. */
enum role column_add(const struct column *column, const struct scene *scene, const struct row *row, struct buf *out);

#endif
