/* Boxes made of what is there already: the keys, every field of a row. */
#ifndef WS_UI_VIEWS_H
#define WS_UI_VIEWS_H

struct console;

void views_help(struct console *c);
void views_detail(struct console *c);

#endif
