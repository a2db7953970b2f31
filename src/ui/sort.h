/* The order of a list. */
#ifndef WS_UI_SORT_H
#define WS_UI_SORT_H

struct console;

/* Asks by which of the fields that the list with the focus can be sorted by. */
void sort_ask(struct console *c);
/* A field as in `list --sort`, "reverse", or "own" for the list's own order. */
void sort_run(struct console *c, const char *word);

#endif
