/* Categories in bulk (SPEC section 5): one plan from a list of what is wanted of them, whatever their number. Used by
 * the words `categories import`, `edit`, `merge` and `order` and by the console. Admins only.
 *
 * Applying takes a few statements for each thousand categories. Slugs may be swapped. */
#ifndef WS_OP_CATEGORIES_H
#define WS_OP_CATEGORIES_H

#include "op/plan.h"
#include "op/session.h"

enum category_what {
    CATEGORY_PUT,    /* the one with this id, else with this slug, gets the cells; else it is made */
    CATEGORY_NEW,    /* is made */
    CATEGORY_DELETE, /* its workshops and series have no category afterwards */
    CATEGORY_MERGE,  /* its workshops and series move to `into`, and it is deleted */
    CATEGORY_LEFT    /* left alone, which the plan says */
};

/* The cells stand by enum category_field, from CATEGORY_NAME on. */
enum { CATEGORY_CELLS = CATEGORY_IS_ACTIVE + 1, CATEGORY_NAME_LEAST = 2, CATEGORY_NAME_MOST = 100 };
enum { CATEGORY_DESCRIPTION_MOST = 500, CATEGORIES_MOST = 20000 };

struct category_want {
    enum category_what what;
    int64_t id;                        /* 0: not said */
    unsigned set;                      /* 1u << field: the cells that are said; the others stay as they are */
    const char *cells[CATEGORY_CELLS]; /* as text; a slug of "" or "=" is made from the name */
    const char *into;                  /* of CATEGORY_MERGE: a slug or an id */
};

/* What is wrong with a want, for who shows it where it was written. */
struct category_fault {
    size_t want;
    int field;  /* enum category_field */
    char *text; /* translated; may quote data */
};
struct category_faults {
    struct category_fault *items;
    size_t count, cap;
};
void category_faults_add(struct category_faults *f, size_t want, int field, char *text); /* takes the text over */
void category_faults_free(struct category_faults *f);

struct op_categories {
    const struct category_want *wants;
    size_t count;
    bool order; /* the wants stand in the order that their categories shall have, at the places that they hold now */
    /* a cell that reads as an export of the present value (signs for control characters) is that value */
    bool from_file;
    bool as_it_was;    /* the cells are the columns' own (NULL = NULL), whatever the limits say today */
    const char *title; /* translated */
    const char *reason;
    struct category_faults *faults; /* where to put what is wrong; NULL: only the error tells it */
};

/* WS_DATA when something is wrong with the wants: nothing is planned then. */
struct plan *categories_plan(struct session *s, const struct op_categories *args, struct err *err);

/* Every category, in order: the cells as text after id. For who writes them out to be edited. */
bool categories_read(struct conn *c, struct rows *out, struct err *err);

#endif
