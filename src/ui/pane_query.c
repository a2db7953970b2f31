/* What a list asks the database: what it is narrowed to, and its filter. See pane_load.h. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cmd/filter.h"
#include "ui/pane_load.h"
#include "ui/state.h"

void pane_query_make(const struct console *c, const struct pane *p, struct pane_query *q) {
    struct list_request *r = &q->request;
    *q = (struct pane_query){
        .request = {.kind = pane_type(p)->kind, .view = p->id == PANE_WORKSHOPS ? c->view : LIST_UPCOMING}};
    const struct {
        int field;
        int64_t id;
    } wanted[] = {
        {p->id == PANE_SERIES      ? SERIES_CATEGORY_ID
         : p->id == PANE_WORKSHOPS ? WORKSHOP_CATEGORY_ID
                                   : -1,
         c->narrow.category},
        {p->id == PANE_WORKSHOPS ? WORKSHOP_SERIES_ID : -1, c->narrow.series},
        {p->id == PANE_SERIES      ? SERIES_HOST_ID
         : p->id == PANE_WORKSHOPS ? WORKSHOP_HOST_ID
                                   : -1,
         c->narrow.host},
        {p->of_person ? pane_type(p)->person_field : pane_type(p)->workshop_field, p->owner},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (wanted[i].field < 0 || (wanted[i].id == ROW_ALL && !pane_is_lower(p->id))) continue;
        char *number = q->numbers[r->condition_count];
        snprintf(number, sizeof q->numbers[0], "%" PRId64, wanted[i].id);
        r->conditions[r->condition_count++] =
            (struct list_condition){wanted[i].field, wanted[i].id == ROW_WITHOUT ? NULL : number};
    }
    r->sorted = p->sorted;
    r->sort = p->sort;
    r->descending = p->descending;
    q->filter = p->filter ? mem_dup(p->filter) : NULL;
}

void pane_query_free(struct pane_query *q) {
    free(q->filter);
    q->filter = NULL;
}

bool pane_request_make(struct session *s, const struct pane_query *q, struct pane_request *out, struct err *err) {
    *out = (struct pane_request){.request = q->request};
    for (size_t i = 0; i < out->request.condition_count; i++) {
        struct list_condition *c = &out->request.conditions[i];
        if (c->value) c->value = mem_dup(c->value);
    }
    if (q->filter && !filter_parse_line(s, q->filter, &out->request, &out->text, err)) return false;
    /* What it is narrowed to or filtered by may leave no way in that order: then its own. */
    if (out->request.sorted) out->request.sorted = list_can_sort(&out->request, out->request.sort, NULL);
    return true;
}

void pane_request_free(struct pane_request *r) {
    filter_free(&r->request, r->text);
    *r = (struct pane_request){0};
}
