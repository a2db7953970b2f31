/* Drawing of lists: see pane.h. A line is: cursor, mark, flag, blank, then the columns. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/calendar_load.h"
#include "ui/draw.h"
#include "ui/state.h"

enum { PREFIX = 4 };

static bool is_shown(const struct pane *p, const struct column *c, int columns) {
    return columns >= c->from && (c->shown_for == FOR_BOTH || (c->shown_for == FOR_PERSON) == p->of_person);
}

/* The width of column i in a list so wide; 0: not shown. */
static int column_width(const struct pane *p, size_t i, int columns) {
    const struct pane_type *type = pane_type(p);
    const struct column *c = &type->columns[i];
    if (!is_shown(p, c, columns)) return 0;
    if (c->width > 0) return c->width;
    int left = columns - PREFIX;
    for (size_t k = 0; k < type->column_count; k++)
        if (is_shown(p, &type->columns[k], columns)) left -= type->columns[k].width;
    return left > 0 ? left : 0;
}

static void draw_heading(const struct pane *p, struct rect r) {
    const struct pane_type *type = pane_type(p);
    struct draw_style style = {.role = ROLE_HEADING};
    int x = r.x + PREFIX;
    draw_text(r.y - 1, r.x, r.columns, style, "");
    for (size_t i = 0; i < type->column_count; i++) {
        int width = column_width(p, i, r.columns), gap = i + 1 < type->column_count;
        style.align = type->columns[i].align;
        if (width > 0) draw_text(r.y - 1, x, width - gap, style, _(type->columns[i].heading));
        x += width;
    }
}

static void draw_cells(const struct console *c, const struct pane *p, const struct row *row, struct rect r, int y,
                       bool bar) {
    const struct pane_type *type = pane_type(p);
    struct buf text = {0};
    int x = r.x + PREFIX;
    for (size_t i = 0; i < type->column_count; i++) {
        const struct column *column = &type->columns[i];
        int width = column_width(p, i, r.columns), gap = i + 1 < type->column_count;
        if (width <= 0) continue;
        buf_truncate(&text, 0);
        enum role role = column_add(column, &c->scene, row, &text);
        if (row->gone) role = ROLE_DIM;
        if (!row->gone && row->lit & (uint32_t)1 << column->field && !bar) role = ROLE_LIT;
        draw_text(y, x, width - gap, (struct draw_style){role, bar, column->align}, buf_str(&text));
        x += width;
    }
    buf_free(&text);
}

/* A line that is no row: its words stand where the widest column is. */
static void draw_line_text(const struct console *c, const struct pane *p, const struct row *row, struct rect r, int y,
                           bool bar) {
    const struct pane_type *type = pane_type(p);
    draw_cells(c, p, row, r, y, bar);
    const char *words = row->id == ROW_ALL ? type->all_text : type->without_text;
    int width = column_width(p, 0, r.columns); /* lists with such lines begin with the widest column */
    draw_text(y, r.x + PREFIX, width - 1, (struct draw_style){ROLE_PLAIN, bar, GATE_LEFT}, _(words));
}

static bool in_range(const struct pane *p, size_t index) {
    if (!p->range) return false;
    size_t from = 0;
    while (from < p->window.count && p->window.rows[from]->id != p->range_from) from++;
    size_t to = p->window.cursor;
    return from < to ? index >= from && index <= to : index >= to && index <= from;
}

void pane_draw_row(const struct console *c, const struct pane *p, const struct row *row, struct rect r, int y,
                   bool bar) {
    if (pane_attention(c, p, row)) draw_text(y, r.x + 2, 1, (struct draw_style){ROLE_WARNING, bar, GATE_LEFT}, "!");
    draw_cells(c, p, row, r, y, bar);
}

static void draw_row(const struct console *c, const struct pane *p, size_t index, struct rect r, int y) {
    const struct row *row = p->window.rows[index];
    bool focused = c->focus == p->id, selected = index == p->window.cursor;
    bool bar = focused && selected && (!row->gone || look_is_plain()); /* it would hide that the row is dimmed */
    struct draw_style style = {.role = ROLE_PLAIN, .bar = bar};
    draw_text(y, r.x, r.columns, style, "");
    /* A list below shows its cursor only while the keys are its own. */
    if (selected && (focused || !pane_is_lower(p->id))) draw_text(y, r.x, 1, style, ">");
    style.role = ROLE_MARK;
    if (marks_has(&p->marks, row->id) || (row->id > 0 && in_range(p, index))) draw_text(y, r.x + 1, 1, style, "*");
    if (row->id > 0)
        pane_draw_row(c, p, row, r, y, bar);
    else
        draw_line_text(c, p, row, r, y, bar);
}

/* What stands in a list without rows. */
const char *pane_empty_words(const struct console *c, const struct pane *p) {
    if (p->filter_wrong) return p->problem;
    if (p->problem && *p->problem) return _("could not be read");
    bool waits = pane_is_lower(p->id) && !c->panes[p->of_person ? PANE_HOSTS : PANE_WORKSHOPS].loaded_at;
    if (pane_is_lower(p->id) && p->owner == 0 && !waits)
        return p->of_person ? _("no host is selected") : _("no workshop is selected");
    if (p->window.stopped) return _("stopped; r reads on");
    if (!p->loaded_at) return _("reading ...");
    if (!p->window.at_end) return _("searching ...");
    /* TRANSLATORS: a list without rows */
    return _("nothing here");
}

void pane_draw(struct console *c, struct pane *p) {
    const struct layout_pane *place = &c->layout.panes[p->id];
    struct rect r = place->rows;
    if (!place->shown) return;
    if (p->pictured) {
        calendar_draw(c, p);
        return;
    }
    bool titled_above = c->layout.kind == LAYOUT_TABS && pane_is_lower(p->id);
    if (!titled_above) draw_heading(p, r);
    for (int i = 0; i < r.rows; i++) {
        size_t index = p->window.top + (size_t)i;
        if (index < p->window.count) draw_row(c, p, index, r, r.y + i);
    }
    if (window_real_count(&p->window) > 0 || r.rows <= (int)p->window.count) return;
    const char *words = pane_empty_words(c, p);
    int room = r.columns - PREFIX, columns = draw_columns(words);
    draw_text(r.y + (int)p->window.count, r.x + PREFIX, columns < room ? columns : room,
              (struct draw_style){.role = ROLE_DIM}, words);
}
