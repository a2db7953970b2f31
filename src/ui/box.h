/* A box with text to read: help, a row's fields, what a word answered. */
#ifndef WS_UI_BOX_H
#define WS_UI_BOX_H

#include <stdbool.h>
#include <stddef.h>

struct console;
struct layer;

/* `text` is raw, of several lines. `table`: lines are not broken, the box scrolls sideways. */
struct layer *box_open(struct console *c, const char *title, const char *text, bool table);
/* More has become known: text to be put in front of byte `at` of that of an open box. */
void box_insert(struct console *c, struct layer *box, size_t at, const char *text);

#endif
