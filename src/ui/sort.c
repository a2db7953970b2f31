/* See sort.h. What can be sorted by what is db/list_path's. */
#include "ui/sort.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/filter.h"
#include "ui/choice.h"
#include "ui/pane_load.h"
#include "ui/state.h"

enum { FIELDS_MOST = 9 };

static void request_of(const struct console *c, const struct pane *p, struct pane_query *q) {
    pane_query_make(c, p, q);
    pane_query_free(q); /* the filter's own conditions are the worker's business */
}

void sort_ask(struct console *c) {
    /* One menu at a time. */
    static struct choice_answer answers[FIELDS_MOST + 2];
    static char words[FIELDS_MOST][64];
    const struct pane *p = console_focus(c);
    const struct entity *e = &entities[pane_type(p)->kind];
    struct pane_query q;
    size_t count = 0;
    request_of(c, p, &q);
    for (size_t i = 0; i < e->field_count && count < FIELDS_MOST; i++) {
        if (e->fields[i].type == FIELD_NAME || !list_can_sort(&q.request, (int)i, NULL)) continue;
        snprintf(words[count], sizeof words[count], "sort %s", e->fields[i].name);
        answers[count] = (struct choice_answer){(char)('1' + count), words[count], e->fields[i].label};
        count++;
    }
    answers[count++] = (struct choice_answer){'o', "sort own", N_("the order it had at first")};
    answers[count++] = (struct choice_answer){'r', "sort reverse", N_("the other way round")};
    choice_open(c, _("sort by what?"), answers, count);
}

/* Rows remembered for the way back belong to the order they were in. */
static void forget_tops(struct console *c) {
    for (size_t i = 0; i < c->place_count; i++) c->places[i].above.has_top = c->places[i].own.has_top = false;
}

void sort_run(struct console *c, const char *word) {
    struct pane *p = console_focus(c);
    struct session viewer = {.actor.rights = c->rights};
    struct pane_query q;
    struct err err = {0};
    request_of(c, p, &q);
    if (!strcmp(word, "own")) {
        p->sorted = false;
    } else if (!strcmp(word, "reverse") && p->sorted) {
        p->descending = !p->descending;
    } else if (!strcmp(word, "reverse")) {
        console_say(c, ROLE_PLAIN, "%s", _("it has its own order: choose a field first"));
        return;
    } else if (filter_sort(&viewer, word, &q.request, &err)) {
        p->sorted = true;
        p->sort = q.request.sort;
        p->descending = q.request.descending;
    } else {
        console_say_error(c, &err);
        err_free(&err);
        return;
    }
    forget_tops(c);
    pane_reload(c, p);
}
