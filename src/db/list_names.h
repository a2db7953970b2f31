/* The names of the rows that references point to. Used by list.c. */
#ifndef WS_DB_LIST_NAMES_H
#define WS_DB_LIST_NAMES_H

#include "db/list.h"

/* From rows of the table's own columns makes rows of all fields: the FIELD_NAME cells filled in. */
bool list_add_names(struct conn *c, enum entity_kind kind, const struct rows *plain, struct rows *out, struct err *err);

#endif
