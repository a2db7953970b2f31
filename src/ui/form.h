/* The form of a row, made from the entity's declaration (model/editing.h): typed fields, what is wrong with each while
 * it is typed, and at the end a plan of `set` or `new`. Nothing is changed here. */
#ifndef WS_UI_FORM_H
#define WS_UI_FORM_H

struct console;

/* For lists whose rows can be edited or made: why_not.h says which cannot. */
void form_open_edit(struct console *c); /* the row under the cursor */
void form_open_new(struct console *c);  /* a new row of the list's kind */

#endif
