/* The filter of a list, and going to a row by its number or a link. */
#ifndef WS_UI_FIND_H
#define WS_UI_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/layout.h"

struct console;

/* Asks for the filter of the list with the focus: it narrows as it is typed, Enter keeps it, Esc drops it. */
void find_prompt(struct console *c);
/* The same without asking; #1234 or a link goes to that row instead. */
void find_run(struct console *c, const char *line);
/* To the next row of the list that wants attention, or to the one before. */
void find_attention(struct console *c, bool down);
/* Goes to a row by its id; then to the list `then`, which may be one below. */
void find_within(struct console *c, int64_t id); /* in the list with the focus, as it is narrowed and filtered */
void find_jump(struct console *c, enum pane_id pane, int64_t id, enum pane_id then);

#endif
