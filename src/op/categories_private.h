/* What the files of the operation on categories share: see categories.h. */
#ifndef WS_OP_CATEGORIES_PRIVATE_H
#define WS_OP_CATEGORIES_PRIVATE_H

#include "op/categories.h"
#include "op/ids.h"

enum { NOWHERE = -1 };

/* A category as it is and as it shall be. */
struct category {
    int64_t id;                /* 0: it is to be made */
    char *was[CATEGORY_CELLS]; /* NULL: NULL, or to be made */
    char *now[CATEGORY_CELLS];
    enum category_what what;   /* CATEGORY_PUT also for those that no want is about */
    long want;                 /* index, NOWHERE: none is about it */
    long into;                 /* index of the category it is merged into */
    int64_t workshops, series; /* of what is deleted or merged: how many it has */
};

struct categories {
    int64_t made_at;
    struct category *items; /* as they stand now, in order; then those to be made */
    size_t count, cap;
    size_t present; /* so many are there already */
    struct category_faults faults;
};

/* Finds what each want is about and puts its cells in place; what is wrong becomes a fault. */
void categories_settle(struct categories *d, const struct op_categories *a);
bool category_lives(const struct category *c); /* is there afterwards */
bool category_changes(const struct category *c, int field);

/* Sets sort_order of those to be made and, with `order`, of all, without gaps. */
void categories_arrange(struct categories *d, const struct op_categories *a);

bool categories_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err);

#endif
