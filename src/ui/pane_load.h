/* What a list asks the database. Shared by pane_load.c and collect.c. */
#ifndef WS_UI_PANE_LOAD_H
#define WS_UI_PANE_LOAD_H

#include "db/list.h"
#include "ui/layout.h"
#include "ui/row.h"

struct console;
struct pane;
struct session;

/* A request with the numbers that its conditions point to: not to be copied. */
struct pane_query {
    struct list_request request;
    char numbers[4][24];
    char *filter; /* as typed; NULL: none */
};
void pane_query_make(const struct console *c, const struct pane *p, struct pane_query *q);
void pane_query_free(struct pane_query *q);

/* On the worker: sets the bits of enum attention that hang on the rows' hosts and categories. */
bool pane_look_up(struct session *s, enum pane_id pane, struct row **rows, size_t count, struct err *err);

/* On the worker: a request with what the filter says, its names looked up, for pane_request_free. A filter that cannot
 * be understood is WS_USAGE or WS_DATA. */
struct pane_request {
    struct list_request request;
    char *text;
};
bool pane_request_make(struct session *s, const struct pane_query *q, struct pane_request *out, struct err *err);
void pane_request_free(struct pane_request *r);

#endif
