/* See pointer.h. Called by the loop. */
#include "ui/pointer.h"

#include "ui/actions.h"
#include "ui/go.h"
#include "ui/input.h"
#include "ui/state.h"
#include "ui/words.h"

enum { WHEEL_STEPS = 3 };

static bool is_in(const struct rect *r, const struct mouse *m) {
    return m->y >= r->y && m->y < r->y + r->rows && m->x >= r->x && m->x < r->x + r->columns;
}

static void turn(struct console *c, struct layer *l, bool down) {
    const char *in_box = down ? "scroll down" : "scroll up", *in_list = down ? "move down" : "move up";
    for (int i = 0; i < WHEEL_STEPS; i++) {
        if (!l && !console_focus(c)->pictured)
            words_run(c, in_list);
        else if (l && (l->type->keys == KEYS_BOX || l->type->keys == KEYS_PLAN))
            l->type->words(c, l, in_box);
    }
}

static void click(struct console *c, const struct mouse *m) {
    for (size_t i = 0; i < c->title_count; i++)
        if (is_in(&c->titles[i].place, m)) {
            go_focus(c, c->titles[i].pane);
            return;
        }
    for (int id = 0; id < PANES; id++) {
        const struct layout_pane *place = &c->layout.panes[id];
        struct window *w = &c->panes[id].window;
        if (!place->shown || !is_in(&place->rows, m)) continue;
        size_t index = w->top + (size_t)(m->y - place->rows.y);
        if (c->focus != (enum pane_id)id) go_focus(c, (enum pane_id)id);
        if (index >= w->count || c->panes[id].pictured) return;
        window_move(w, (long)index - (long)w->cursor);
        action_moved(c);
        return;
    }
}

void pointer_take(struct console *c, const struct mouse *m) {
    struct layer *l = layer_top(c);
    if (c->layout.kind == LAYOUT_MESSAGE) return;
    if (m->what != MOUSE_PRESS)
        turn(c, l, m->what == MOUSE_WHEEL_DOWN);
    else if (!l)
        click(c, m);
    c->dirty = true;
}
