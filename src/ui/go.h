/* Where one is: the focus, what the lists are narrowed to, the way back. */
#ifndef WS_UI_GO_H
#define WS_UI_GO_H

#include <stdbool.h>

#include "ui/layout.h"

struct console;
struct row;
struct narrow;

void go_focus(struct console *c, enum pane_id pane);
void go_next(struct console *c, int step); /* the next list on the screen, or the next tab */
void go_narrow(struct console *c, const struct narrow *n, enum pane_id pane); /* copied; the way back is kept */
void go_below(struct console *c, enum pane_id pane);                          /* to a list below */
void go_enter(struct console *c); /* narrow to the row under the cursor and go right */
void go_back(struct console *c);
/* To a row of an upper list, whatever that is narrowed to or filtered by; its key is that of the list's own order. */
void go_to(struct console *c, enum pane_id pane, const struct row *row);
void go_all(struct console *c);       /* narrow to nothing */
bool go_step_back(struct console *c); /* what Esc does in a list; false: nothing to leave */
/* The list below follows the workshop under the cursor. */
void go_follow(struct console *c);
void go_free(struct console *c);

#endif
