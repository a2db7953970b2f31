/* Making, changing and deleting rows of any entity (SPEC section 4, "edit"): one operation, whose plan is made from an
 * entity, ids and texts for fields. What is true of one entity only stands in edit_category.c, edit_workshop.c,
 * edit_series.c and edit_people.c.
 *
 * Applying compares the fields that are edited, and those that a rule read, with what the plan saw; what others changed
 * beside them stops nothing. */
#ifndef WS_OP_EDIT_H
#define WS_OP_EDIT_H

#include "op/plan.h"
#include "op/session.h"

enum edit_what { EDIT_NEW, EDIT_SET, EDIT_DELETE };

struct edit_value {
    int field;        /* place in the entity's fields; one that editing_find knows */
    const char *text; /* as people write it (model/editing.h); a reference by its id */
};

enum { EDIT_ROWS_MOST = 5000, EDIT_VALUES_MOST = 16 };

struct op_edit {
    enum entity_kind kind;
    enum edit_what what;
    const int64_t *ids; /* not of EDIT_NEW */
    size_t count;
    struct edit_value values[EDIT_VALUES_MOST]; /* not of EDIT_DELETE */
    size_t value_count;
    bool as_it_was;     /* of EDIT_SET: the texts are the columns' own (NULL = NULL), whatever the limits say today */
    bool only_new;      /* of series: their coming workshops stay as they are */
    int64_t confirmed;  /* the id of a workshop that goes with the traces of its people; 0: none was typed */
    const char *reason; /* for the log; may be NULL, but is wanted for chat messages and notes */
    const char *words;  /* the sender's sentence for the people told; may be NULL */
};

/* WS_DATA when a text is no value of its field, or a row is not there; WS_DENIED by rights. Rows that a rule forbids
 * are refused in the plan. A row to be made has the id 0 in a shown plan, its own in the one carried out. */
struct plan *edit_plan(struct session *s, const struct op_edit *args, struct err *err);
/* The rights that it wants; more than RIGHTS_ADMIN: nobody does that, and *instead (N_, or NULL) says what to do. */
enum rights edit_need(enum entity_kind kind, enum edit_what what, const char **instead);
/* The same for an operation whose own plan it is part of; made_at as of plan_operation.make. */
struct plan *edit_plan_again(struct session *s, const struct op_edit *args, int64_t made_at, struct err *err);

#endif
