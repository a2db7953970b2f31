/* Where things are on the screen: see layout.h. */
#include "ui/layout.h"

enum {
    LINES_BELOW = 4,       /* flag, state, keys, line */
    LOWER_LEAST_ROWS = 3,  /* rows of a lower pane that is worth its title line */
    UPPER_LEAST_ROWS = 5,  /* rows kept for the list above it */
    LEFT_MOST_COLUMNS = 48 /* wider, categories and series would only take room from the workshops */
};

/* Above the rows: a frame with the heading in it, or one line (heading or title). */
static void place(struct layout *l, enum pane_id pane, struct rect frame, bool framed) {
    struct layout_pane *p = &l->panes[pane];
    int edge = framed ? 1 : 0;
    p->shown = true;
    p->frame = frame;
    int above = framed ? 2 : 1;
    p->rows = (struct rect){frame.y + above, frame.x + edge, frame.rows - above - edge, frame.columns - 2 * edge};
    if (p->rows.rows < 0) p->rows.rows = 0;
}

/* A list from the second line on, and below it as many rows of the lower pane as a third of the room. */
static void make_tabs(struct layout *l, const struct layout_wish *w) {
    struct rect body = {2, 0, w->rows - 2 - LINES_BELOW, w->columns};
    l->body = body;
    l->tabs_row = 1;
    enum pane_id upper = pane_is_lower(w->focus) ? w->upper : w->focus;
    enum pane_id lower = pane_is_lower(w->focus) ? w->focus : w->lower;
    int lower_rows = (body.rows - 2) / 3;
    bool both = !w->zoomed && !w->linear && !(w->pictured && w->focus == PANE_WORKSHOPS) &&
                lower_rows >= LOWER_LEAST_ROWS && body.rows - 2 - lower_rows >= UPPER_LEAST_ROWS;
    if (!both) {
        place(l, w->focus, body, false);
        return;
    }
    struct rect above = body, below = body;
    below.rows = lower_rows + 1;
    above.rows = body.rows - below.rows;
    below.y = body.y + above.rows;
    place(l, upper, above, false);
    place(l, lower, below, false);
}

static void make_panes(struct layout *l, const struct layout_wish *w) {
    struct rect body = {1, 0, w->rows - 1 - LINES_BELOW, w->columns};
    l->body = body;
    l->tabs_row = -1;
    if (w->zoomed) {
        place(l, w->focus, body, true);
        return;
    }
    int left = body.columns / 3;
    if (left > LEFT_MOST_COLUMNS) left = LEFT_MOST_COLUMNS;
    int categories = body.rows * 16 / 35, upper_rows = body.rows * 23 / 35;
    bool hosts = w->focus == PANE_HOSTS || (pane_is_lower(w->focus) && w->upper == PANE_HOSTS);
    enum pane_id upper = hosts ? PANE_HOSTS : PANE_WORKSHOPS;
    enum pane_id lower = pane_is_lower(w->focus) ? w->focus : w->lower;
    place(l, PANE_CATEGORIES, (struct rect){body.y, 0, categories, left}, true);
    place(l, PANE_SERIES, (struct rect){body.y + categories, 0, body.rows - categories, left}, true);
    int right = body.columns - left;
    if (w->pictured && upper == PANE_WORKSHOPS && !pane_is_lower(w->focus)) {
        place(l, upper, (struct rect){body.y, left, body.rows, right}, true);
        return;
    }
    place(l, upper, (struct rect){body.y, left, upper_rows, right}, true);
    place(l, lower, (struct rect){body.y + upper_rows, left, body.rows - upper_rows, right}, true);
}

void layout_make(struct layout *l, const struct layout_wish *w) {
    *l = (struct layout){.kind = LAYOUT_MESSAGE, .tabs_row = -1};
    l->flag_row = w->rows - 4;
    l->state_row = w->rows - 3;
    l->keys_row = w->rows - 2;
    l->line_row = w->rows - 1;
    l->body = (struct rect){0, 0, w->rows, w->columns};
    if (w->rows < LAYOUT_LEAST_ROWS || w->columns < LAYOUT_LEAST_COLUMNS) return;
    bool panes = !w->linear && w->rows >= LAYOUT_PANES_ROWS && w->columns >= LAYOUT_PANES_COLUMNS;
    l->kind = panes ? LAYOUT_PANES : LAYOUT_TABS;
    if (panes)
        make_panes(l, w);
    else
        make_tabs(l, w);
}
