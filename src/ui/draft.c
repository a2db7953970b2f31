/* Orders as drafts: see draft.h. While there is one the list is not read again. */
#include "ui/draft.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/state.h"
#include "ui/words.h"

static bool is_chosen(const struct pane *p, size_t i) {
    const struct row *row = p->window.rows[i];
    return row->id > 0 && (p->marks.count > 0 ? marks_has(&p->marks, row->id) : i == p->window.cursor);
}

static void swap(struct window *w, size_t i, size_t k) {
    struct row *row = w->rows[i];
    w->rows[i] = w->rows[k];
    w->rows[k] = row;
    if (w->cursor == i)
        w->cursor = k;
    else if (w->cursor == k)
        w->cursor = i;
}

/* Chosen rows that stand together stay together. */
static bool move_up(struct pane *p) {
    struct window *w = &p->window;
    bool moved = false;
    for (size_t i = 1; i < w->count; i++)
        if (is_chosen(p, i) && !is_chosen(p, i - 1) && w->rows[i - 1]->id > 0) {
            swap(w, i, i - 1);
            moved = true;
        }
    return moved;
}

static bool move_down(struct pane *p) {
    struct window *w = &p->window;
    bool moved = false;
    for (size_t i = w->count; i-- > 1;)
        if (is_chosen(p, i - 1) && !is_chosen(p, i) && w->rows[i]->id > 0) {
            swap(w, i - 1, i);
            moved = true;
        }
    return moved;
}

static void begin(struct console *c, struct pane *p) {
    jobs_forget(c->jobs, (unsigned)(SLOT_PAGE + p->id)); /* a page under way would put the rows back */
    p->loading = false;
    p->draft = mem_zero(p->window.count + 1, sizeof *p->draft);
    p->draft_count = p->window.count;
    for (size_t i = 0; i < p->window.count; i++) p->draft[i] = p->window.rows[i]->id;
}

void draft_move(struct console *c, bool up) {
    struct pane *p = console_focus(c);
    if (p->sorted) {
        console_say(c, ROLE_ERROR, "%s", _("the list is sorted by a column: its own order comes first (s)"));
        return;
    }
    if (!p->draft) begin(c, p);
    if (up ? move_up(p) : move_down(p)) window_move(&p->window, 0);
    console_say(c, ROLE_WARNING, "%s", _("a draft of the order: Enter plans it, Esc drops it"));
}

bool draft_plan(struct console *c) {
    struct pane *p = console_focus(c);
    struct buf line = {0};
    size_t first = 0, last = p->draft ? p->draft_count : 0;
    if (!p->draft) return false;
    while (first < last && p->window.rows[first]->id == p->draft[first]) first++;
    while (last > first && p->window.rows[last - 1]->id == p->draft[last - 1]) last--;
    if (first == last) return draft_drop(c, p);
    buf_add(&line, "categories order");
    for (size_t i = first; i < last; i++) buf_addf(&line, " %" PRId64, p->window.rows[i]->id);
    words_run(c, buf_str(&line));
    buf_free(&line);
    return true;
}

void draft_end(struct pane *p) {
    free(p->draft);
    p->draft = NULL;
    p->draft_count = 0;
}

bool draft_drop(struct console *c, struct pane *p) {
    if (!p->draft) return false;
    draft_end(p);
    console_say(c, ROLE_PLAIN, "%s", _("the draft is dropped"));
    pane_refresh(c, p, true);
    return true;
}
