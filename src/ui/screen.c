/* See screen.h. Everything is drawn each time; curses sends what differs. */
#include "ui/screen.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/draw.h"
#include "ui/state.h"
#include "ui/status.h"
#include "ui/term.h"

static void draw_too_small(const struct console *c) {
    const char *words = _("too small: 40x10 at least");
    int columns = c->layout.body.columns, rows = c->layout.body.rows;
    int width = draw_columns(words) < columns ? draw_columns(words) : columns;
    draw_text(rows / 2, (columns - width) / 2, width, (struct draw_style){0}, words);
}

/* Lists learn how many rows they have, and ask for what is missing. */
static void fit_lists(struct console *c) {
    for (int id = 0; id < PANES; id++) {
        const struct layout_pane *place = &c->layout.panes[id];
        struct pane *p = &c->panes[id];
        if (!place->shown) continue;
        window_set_height(&p->window, (size_t)place->rows.rows);
        pane_fetch(c, p);
    }
}

/* What is below a box would be read out with it in the plain look: the last box stands alone. */
static void draw_lists_and_boxes(struct console *c) {
    size_t first = 0;
    for (size_t i = 0; look_is_plain() && i < c->layer_count; i++)
        if (layer_covers(c->layers[i])) first = i;
    bool covered = look_is_plain() && c->layer_count > 0 && layer_covers(c->layers[first]);
    if (!covered) {
        status_draw_titles(c);
        for (int id = 0; id < PANES; id++) pane_draw(c, &c->panes[id]);
    }
    status_draw(c);
    for (size_t i = first; i < c->layer_count; i++) c->layers[i]->type->draw(c, c->layers[i]);
}

void screen_draw(struct console *c) {
    c->dirty = false;
    c->scene.now = console_now(c);
    layout_make(&c->layout, &(struct layout_wish){term_rows(), term_columns(), c->focus, c->upper, c->lower, c->zoomed,
                                                  c->panes[PANE_WORKSHOPS].pictured, look_is_plain()});
    draw_clear();
    draw_cursor(-1, 0);
    if (c->layout.kind == LAYOUT_MESSAGE) {
        draw_too_small(c);
        draw_show();
        return;
    }
    fit_lists(c);
    draw_lists_and_boxes(c);
    draw_show();
    console_timer(c, TIMER_CLOCK, 1000 * (60 - c->scene.now % 60));
}
