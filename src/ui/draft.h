/* A list's order being changed by hand before it is planned: rows are moved on the screen only, Enter plans, Esc drops
 * the draft. Of categories. */
#ifndef WS_UI_DRAFT_H
#define WS_UI_DRAFT_H

#include <stdbool.h>

struct console;
struct pane;

/* Moves the marked rows, else the row under the cursor, one place; begins a draft when there is none. */
void draft_move(struct console *c, bool up);
bool draft_plan(struct console *c);                 /* false: the focus has no draft */
bool draft_drop(struct console *c, struct pane *p); /* the same; reads the list anew */
void draft_end(struct pane *p);                     /* the order was written, or does not matter any more */

#endif
