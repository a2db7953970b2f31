/* What a list is asked and what it answers; fetching is pane_load.c's, drawing pane_draw.c's. */
#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/attention.h"
#include "ui/state.h"

void pane_init(struct pane *p, enum pane_id id) {
    *p = (struct pane){.id = id, .joined = -1};
    p->window.before = -1;
    p->window.all = pane_types[id].all_text != NULL;
    p->window.without = pane_types[id].without_text != NULL;
}

void pane_free(struct pane *p) {
    window_clear(&p->window);
    marks_clear(&p->marks);
    free(p->problem);
    p->problem = NULL;
}

unsigned pane_attention(const struct console *c, const struct pane *p, const struct row *row) {
    int64_t upcoming = p->id == PANE_CATEGORIES ? upcoming_of(&c->scene.upcoming, row->id) : 0;
    return attention_of(pane_type(p)->kind, row, c->scene.now, upcoming);
}

static bool in_view(enum list_view view, const char *status) {
    bool past = !strcmp(status, "ended"), cancelled = !strcmp(status, "cancelled");
    switch (view) {
    case LIST_UPCOMING: return !past && !cancelled;
    case LIST_PAST: return past;
    case LIST_CANCELLED: return cancelled;
    default: return true;
    }
}

/* `wanted` is ROW_ALL, ROW_WITHOUT or an id. */
static bool refers_to(const struct row *row, int field, int64_t wanted) {
    return wanted == ROW_ALL || row_int(row, field) == (wanted == ROW_WITHOUT ? 0 : wanted);
}

bool pane_row_matches(const struct console *c, const struct pane *p, const struct row *row) {
    const char *status;
    switch (p->id) {
    case PANE_SERIES: return refers_to(row, SERIES_CATEGORY_ID, c->narrow.category);
    case PANE_WORKSHOPS:
        status = row_text(row, WORKSHOP_STATUS);
        return status && in_view(c->view, status) && refers_to(row, WORKSHOP_CATEGORY_ID, c->narrow.category) &&
               refers_to(row, WORKSHOP_SERIES_ID, c->narrow.series);
    default:
        if (!pane_is_lower(p->id)) return true;
        return row_int(row, pane_type(p)->workshop_field) == p->workshop;
    }
}

size_t pane_hidden_marks(const struct console *c, const struct pane *p) {
    size_t hidden = 0;
    for (size_t i = 0; !p->only_marked && i < p->marks.count; i++) hidden += !pane_row_matches(c, p, p->marks.rows[i]);
    return hidden;
}

const struct row **pane_chosen(const struct pane *p, size_t *count) {
    const struct row **rows = mem_zero(p->marks.count + 1, sizeof(struct row *));
    const struct row *row = window_row(&p->window);
    *count = p->marks.count;
    for (size_t i = 0; i < p->marks.count; i++) rows[i] = p->marks.rows[i];
    if (p->marks.count == 0 && row && row->id > 0) rows[(*count)++] = row;
    return rows;
}
