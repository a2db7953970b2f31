/* A box with text to read: help, a row's fields, what a word answered. */
#ifndef WS_UI_BOX_H
#define WS_UI_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct console;

/* `text` is raw, of several lines. `table`: lines are not broken, the box scrolls sideways. Returns the box's number,
 * for box_insert. */
unsigned box_open(struct console *c, const char *title, const char *text, bool table);
/* More has become known: text to be put in front of byte `at` of that of the box, SIZE_MAX: at its end. Nothing when
 * the box was closed meanwhile. */
void box_insert(struct console *c, unsigned box, size_t at, const char *text);

#endif
