/* The console's own words: moving, marking, narrowing, boxes. Keys and the `:` line run them alike; none of them
 * changes the database. */
#ifndef WS_UI_ACTIONS_H
#define WS_UI_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/complete.h"

struct console;

/* False: the line is none of these words. */
bool action_run(struct console *c, const char *line);
/* What is wrong with what follows one of these words: WS_USAGE, *fault is the byte of the line where. True, too, when the
 * line is none of them. */
bool action_check(const struct console *c, const char *line, size_t *fault, struct err *err);
const struct complete_word *action_word(size_t index); /* NULL after the last */

/* The cursor of the list with the focus has moved: what depends on it follows when it rests. */
void action_moved(struct console *c);

#endif
