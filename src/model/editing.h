/* Which fields of an entity can be given to a new row or changed, what they may hold, and how what people write for
 * them becomes the column's value (SPEC sections 4 and 9). Used by the operation edit, by forms and by imports. Pure:
 * nothing here asks the database; whether a row that is named exists is the operation's business. */
#ifndef WS_MODEL_EDITING_H
#define WS_MODEL_EDITING_H

#include <stdint.h>

#include "base/error.h"
#include "model/entity.h"

struct zone;

enum editing_flag {
    EDITING_NEW = 1,      /* may be given to a new row */
    EDITING_SET = 2,      /* may be changed */
    EDITING_REQUIRED = 4, /* a new row must be given it */
    EDITING_BULK = 8,     /* makes sense for several rows at once */
    EDITING_MADE = 16     /* left empty the operation works it out (a slug, a place) */
};

struct editing {
    int field; /* place in the entity's fields */
    unsigned flags;
    int64_t least, most; /* of a count: its value; of a text: its characters */
    const char *initial; /* what a new row has when nothing is said; NULL: NULL, or what the operation works out */
    const char *help;    /* N_: what it wants, for forms */
};

/* The fields that can be given or changed, in the order of a form; NULL and 0 where there are none. */
const struct editing *editing_fields(enum entity_kind kind, size_t *count);
const struct editing *editing_find(enum entity_kind kind, int field); /* NULL: it cannot */
/* Why a field that a new row may be given is not changed later, and what to do instead (N_); NULL: no more to say. */
const char *editing_why_fixed(enum entity_kind kind, int field);
/* By name as people write it: the field's own, a reference's without _id ("host", "category"). -1 when there is no such
 * field, or it can be neither given nor changed. */
int editing_by_name(enum entity_kind kind, const char *name) __attribute__((nonnull));

/* The column's value of a text, owned by the caller; NULL for NULL (an empty text). Blanks around it are dropped.
 * Instants without an offset are read in `zone`; rules, times and booleans come out in the form they are stored in. A
 * reference is only looked at for being a number or a name: it comes out as it was written. On failure WS_DATA says
 * what is wrong with it. */
bool editing_parse(enum entity_kind kind, int field, const char *text, const struct zone *zone, char **value,
                   struct err *err);

#endif
