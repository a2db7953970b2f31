/* What the detail view of a row says beyond its fields: worked out by a job, added to the box when it is there. Of a
 * workshop the other zones, what is wrong with it, its seats and who was told; of a person the figures as a
 * host. */
#ifndef WS_UI_FACTS_H
#define WS_UI_FACTS_H

#include "ui/row.h"

struct console;

/* The name before a field or a fact, in a column of its own. */
void facts_add_label(struct buf *out, const char *label);

/* `box` is what box_open gave. Nothing for rows of which there is nothing more to say. */
void facts_add(struct console *c, unsigned box, enum entity_kind kind, const struct row *row);

#endif
