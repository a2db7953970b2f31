/* Marks for a whole list, however much of it is held: a job reads the rows. */
#ifndef WS_UI_COLLECT_H
#define WS_UI_COLLECT_H

#include <stdbool.h>

struct console;
struct pane;

/* Marks all rows of the list, or (invert) those that are not marked instead of those that are. */
void collect_marks(struct console *c, struct pane *p, bool invert);

#endif
