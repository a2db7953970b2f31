/* What a list asks the database. Shared by pane_load.c and collect.c. */
#ifndef WS_UI_PANE_LOAD_H
#define WS_UI_PANE_LOAD_H

#include "db/list.h"

struct console;
struct pane;

/* A request with the numbers that its conditions point to: not to be copied. */
struct pane_query {
    struct list_request request;
    char numbers[3][24];
};
void pane_query_make(const struct console *c, const struct pane *p, struct pane_query *q);

#endif
