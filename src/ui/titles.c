/* Tabs, frames and titles of the lists: see status.h. */
#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/calendar_load.h"
#include "ui/draw.h"
#include "ui/state.h"
#include "ui/status.h"

/* The workshops' title says which of them are shown, and of a calendar which month. */
static void add_title(const struct console *c, enum pane_id id, struct buf *out) {
    static const char *const views[LIST_VIEWS] = {
        /* TRANSLATORS: title of the list of workshops, by which of them it shows */
        [LIST_UPCOMING] = N_("Upcoming"),
        [LIST_ALL] = N_("All"),
        [LIST_PAST] = N_("Past"),
        [LIST_CANCELLED] = N_("Cancelled"),
    };
    buf_add(out, _(id == PANE_WORKSHOPS ? views[c->view] : pane_types[id].title));
    if (!c->panes[id].pictured) return;
    buf_add_char(out, ' ');
    calendar_add_month(c, out);
}

static void add_total(const struct pane *p, struct buf *out) {
    if (p->total_known != TOTAL_UNKNOWN) buf_addf(out, "%" PRId64, p->total);
    if (p->total_known == TOTAL_AT_LEAST) buf_add_char(out, '+');
}

/* Draws a piece and moves on. */
static void put(int y, int *x, int most, enum role role, const char *text) {
    int columns = draw_columns(text);
    if (*x + columns > most) columns = most - *x;
    if (columns <= 0) return;
    draw_text(y, *x, columns, (struct draw_style){.role = role}, text);
    *x += columns;
}

/* The same for the name of a list. */
static void put_title(struct console *c, int y, int *x, int most, enum role role, const char *text, enum pane_id pane) {
    int from = *x;
    put(y, x, most, role, text);
    if (c->title_count < sizeof c->titles / sizeof *c->titles)
        c->titles[c->title_count++] = (struct title){pane, {y, from, 1, *x - from}};
}

/* A name in at most so many columns, but some always. */
static void add_clipped(struct buf *out, const char *name, int columns) {
    enum { LEAST = 6 };
    gate_add_fit(out, name, strlen(name), columns > LEAST ? (size_t)columns : LEAST, GATE_NO_PAD);
}

/* What the lists are narrowed to, in the room that is left. */
static void draw_narrowed(const struct console *c, int y, int x, int room) {
    const char *host = c->narrow.host_name;
    /* TRANSLATORS: what the lists are narrowed to; "all" means that they are not */
    const char *format = host ? _("host: %1$s   series: %2$s ") : _("category: %1$s   series: %2$s ");
    const char *category = host ? host : c->narrow.category_name ? c->narrow.category_name : _("all");
    const char *series = c->narrow.series_name ? c->narrow.series_name : _("all");
    int names = room - (draw_columns(format) - 8); /* without the two %n$s */
    struct buf first = {0}, second = {0}, text = {0};
    int half = draw_columns(series) > names / 2 ? names / 2 : draw_columns(series);
    add_clipped(&first, category, names - half);
    add_clipped(&second, series, names - draw_columns(buf_str(&first)));
    buf_addf(&text, host ? _("host: %1$s   series: %2$s ") : _("category: %1$s   series: %2$s "), buf_str(&first),
             buf_str(&second));
    draw_text(y, x, room, (struct draw_style){.role = ROLE_DIM, .align = GATE_RIGHT}, buf_str(&text));
    buf_free(&first);
    buf_free(&second);
    buf_free(&text);
}

static void draw_tabs(struct console *c) {
    static const enum pane_id tabs[] = {PANE_CATEGORIES, PANE_SERIES, PANE_WORKSHOPS, PANE_HOSTS};
    int y = c->layout.tabs_row, x = 1, columns = c->layout.body.columns;
    draw_text(y, 0, columns, (struct draw_style){0}, "");
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
        bool shown = c->layout.panes[tabs[i]].shown;
        struct buf text = {0};
        buf_addf(&text, shown ? "[%c " : "%c ", pane_types[tabs[i]].key);
        add_title(c, tabs[i], &text);
        buf_add(&text, shown ? "]  " : "  ");
        put_title(c, y, &x, columns, c->focus == tabs[i] ? ROLE_KEY : ROLE_PLAIN, buf_str(&text), tabs[i]);
        buf_free(&text);
    }
    draw_narrowed(c, y, x, columns - x);
}

/* What the right end of a list's title says. */
static void add_figures(const struct console *c, const struct pane *p, struct buf *out) {
    bool framed = c->layout.kind == LAYOUT_PANES;
    const char *category = c->narrow.host_name ? c->narrow.host_name : c->narrow.category_name;
    const char *series = c->narrow.series_name;
    if (p->id == PANE_WORKSHOPS && framed && (category || series))
        buf_addf(out, "%s%s%s  ", category ? category : "", category && series ? " / " : "", series ? series : "");
    if (pane_is_lower(p->id) && framed && p->owner) buf_addf(out, "#%" PRId64 "  ", p->owner);
    if (p->id == PANE_ATTENDEES && p->joined > 0) {
        /* TRANSLATORS: of so many attendees so many are in the room; the number of all follows */
        buf_addf(out, framed ? _("%" PRId64 " of ") : _("%" PRId64 " joined of "), p->joined);
    }
    add_total(p, out);
}

/* The names of the lists below, the shown one in brackets, from *x on. */
static void draw_lower_names(struct console *c, int y, int *x, int most, enum pane_id shown) {
    for (int id = PANE_ATTENDEES; id < PANES; id++) {
        struct buf text = {0};
        const struct pane_type *type = &pane_types[id];
        bool is_shown = (enum pane_id)id == shown;
        if (id == PANE_SENT && !is_shown) continue; /* there is room for it only then: g b leads to it */
        if (pane_is_of_person((enum pane_id)id) && !c->panes[shown].of_person) continue;
        buf_add(&text, is_shown ? "[" : " ");
        if (type->key) buf_addf(&text, "%c ", type->key);
        buf_addf(&text, is_shown ? "%s]" : "%s ", _(is_shown ? type->title : type->word));
        put_title(c, y, x, most, is_shown && c->focus == shown ? ROLE_ACTIVE : ROLE_TITLE, buf_str(&text),
                  (enum pane_id)id);
        put(y, x, most, ROLE_FRAME, draw_dash());
        buf_free(&text);
    }
}

/* The right end, with one column of line after it; nothing when it would touch the names. */
static void draw_right(int y, int x, int end, const char *text) {
    int columns = draw_columns(text);
    if (columns == 0 || end - columns - 3 < x) return;
    draw_text(y, end - columns - 3, 1, (struct draw_style){0}, " ");
    draw_text(y, end - columns - 2, columns, (struct draw_style){0}, text);
    draw_text(y, end - 2, 1, (struct draw_style){0}, " ");
}

static void draw_title(struct console *c, const struct pane *p) {
    struct rect r = c->layout.panes[p->id].frame;
    bool lower = pane_is_lower(p->id), framed = c->layout.kind == LAYOUT_PANES;
    struct buf title = {0}, right = {0};
    int x = r.x + (framed ? 2 : 1), end = r.x + r.columns;
    if (!framed && !lower) return;
    add_figures(c, p, &right);
    if (framed)
        draw_frame(r, ROLE_TITLE, NULL, NULL);
    else
        draw_rule(r.y, r.x, r.columns);
    if (lower) {
        draw_lower_names(c, r.y, &x, end - 1, p->id);
    } else {
        buf_addf(&title, " %c ", pane_type(p)->key);
        add_title(c, p->id, &title);
        buf_add_char(&title, ' ');
        put_title(c, r.y, &x, end - 1, c->focus == p->id ? ROLE_ACTIVE : ROLE_TITLE, buf_str(&title), p->id);
    }
    draw_right(r.y, x, end, buf_str(&right));
    buf_free(&title);
    buf_free(&right);
}

void status_draw_titles(struct console *c) {
    c->title_count = 0;
    if (c->layout.tabs_row >= 0) draw_tabs(c);
    for (int id = 0; id < PANES; id++)
        if (c->layout.panes[id].shown) draw_title(c, &c->panes[id]);
}
