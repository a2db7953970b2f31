/* A box with text to read: help, a row's fields, what a word answered. */
#ifndef WS_UI_BOX_H
#define WS_UI_BOX_H

#include <stdbool.h>

struct console;

/* `text` is raw, of several lines. `table`: lines are not broken, the box scrolls sideways. */
void box_open(struct console *c, const char *title, const char *text, bool table);

#endif
