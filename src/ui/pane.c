/* What a list is asked and what it answers; fetching is pane_load.c's, drawing pane_draw.c's. */
#include "ui/pane.h"
#include "ui/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
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
    free(p->filter);
    draft_end(p);
    p->problem = p->filter = NULL;
}

unsigned pane_attention(const struct console *c, const struct pane *p, const struct row *row) {
    int64_t upcoming = p->id == PANE_CATEGORIES ? upcoming_of(&c->scene.upcoming, row->id) : 0;
    return attention_of(pane_type(p)->kind, row, c->scene.now, upcoming);
}

bool pane_is_awaited(const struct pane *p) { return p->loading && !p->pictured && p->window.count == 0; }

const char *pane_why_no_row(const struct pane *p) {
    return pane_is_awaited(p) ? _("the list is still being read") : _("no row is selected");
}

size_t pane_hidden_marks(const struct pane *p) {
    size_t hidden = 0;
    for (size_t i = 0; !p->only_marked && i < p->marks.count; i++) hidden += p->marks.rows[i]->hidden;
    return hidden;
}

const struct row **pane_chosen(const struct pane *p, size_t *count) {
    const struct row **rows = mem_zero(p->marks.count + 1, sizeof(struct row *));
    const struct row *row = pane_row(p);
    *count = 0;
    for (int hidden = 1; hidden >= 0; hidden--)
        for (size_t i = 0; i < p->marks.count; i++)
            if (p->marks.rows[i]->hidden == (hidden == 1)) rows[(*count)++] = p->marks.rows[i];
    if (p->marks.count == 0 && row && row->id > 0) rows[(*count)++] = row;
    return rows;
}
