/* See go.h. */
#include "ui/go.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/actions.h"
#include "ui/state.h"

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

static void narrow_free(struct narrow *n) {
    free(n->category_name);
    free(n->series_name);
    *n = (struct narrow){0};
}

static struct narrow narrow_dup(const struct narrow *n) {
    struct narrow copy = *n;
    copy.category_name = dup_or_null(n->category_name);
    copy.series_name = dup_or_null(n->series_name);
    return copy;
}

void go_free(struct console *c) {
    narrow_free(&c->narrow);
    while (c->place_count) narrow_free(&c->places[--c->place_count].narrow);
}

void go_focus(struct console *c, enum pane_id pane) {
    if (pane_is_lower(pane)) {
        c->lower = pane;
        if (c->upper == PANE_HOSTS) c->upper = PANE_WORKSHOPS;
    } else {
        c->upper = pane;
    }
    c->focus = pane;
    c->dirty = true;
    struct pane *p = &c->panes[pane];
    if (!p->loaded_at) pane_fetch(c, p);
    go_follow(c);
}

void go_next(struct console *c, int step) {
    static const enum pane_id tabs[] = {PANE_CATEGORIES, PANE_SERIES, PANE_WORKSHOPS, PANE_HOSTS};
    enum pane_id ring[5];
    int count = 0, at = 0;
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
        bool on_screen = tabs[i] != PANE_HOSTS || c->focus == PANE_HOSTS || c->layout.kind == LAYOUT_TABS;
        if (on_screen && !(c->layout.kind == LAYOUT_PANES && c->focus == PANE_HOSTS && tabs[i] == PANE_WORKSHOPS))
            ring[count++] = tabs[i];
    }
    if (c->layout.kind == LAYOUT_PANES) ring[count++] = c->lower;
    enum pane_id now = c->layout.kind == LAYOUT_TABS && pane_is_lower(c->focus) ? c->upper : c->focus;
    while (at < count && ring[at] != now) at++;
    go_focus(c, ring[(at + step + count) % count]);
}

static void remember(struct console *c) {
    if (c->place_count == PLACES_KEPT) {
        narrow_free(&c->places[0].narrow);
        memmove(c->places, c->places + 1, --c->place_count * sizeof *c->places);
    }
    const struct window *w = &console_focus(c)->window;
    const struct row *row = window_row(w), *top = w->count ? w->rows[w->top] : NULL;
    struct place *place = &c->places[c->place_count++];
    *place = (struct place){.narrow = narrow_dup(&c->narrow), .focus = c->focus, .row = row ? row->id : ROW_ALL};
    place->has_top = top && top->id > 0;
    if (place->has_top) place->top = top->key;
}

static bool same_narrow(const struct narrow *a, const struct narrow *b) {
    return a->category == b->category && a->series == b->series;
}

/* Takes `n` over; lists that it concerns begin anew. */
static void set_narrow(struct console *c, struct narrow n) {
    bool same = same_narrow(&c->narrow, &n), same_category = c->narrow.category == n.category;
    narrow_free(&c->narrow);
    c->narrow = n;
    c->dirty = true;
    if (!same_category) pane_reload(c, &c->panes[PANE_SERIES]);
    if (!same) pane_reload(c, &c->panes[PANE_WORKSHOPS]);
}

static void enter_category(struct console *c, const struct row *row) {
    const char *name =
        row->id == ROW_WITHOUT ? _(pane_types[PANE_CATEGORIES].without_text) : row_text(row, CATEGORY_NAME);
    set_narrow(c, (struct narrow){.category = row->id, .category_name = row->id == ROW_ALL ? NULL : dup_or_null(name)});
    go_focus(c, PANE_SERIES);
}

static void enter_series(struct console *c, const struct row *row) {
    struct narrow n = narrow_dup(&c->narrow);
    free(n.series_name);
    n.series = row->id;
    n.series_name = row->id == ROW_ALL ? NULL : dup_or_null(row_text(row, SERIES_TITLE));
    set_narrow(c, n);
    go_focus(c, PANE_WORKSHOPS);
}

void go_enter(struct console *c) {
    const struct row *row = window_row(&console_focus(c)->window);
    if (!row) return;
    switch (c->focus) {
    case PANE_CATEGORIES:
        remember(c);
        enter_category(c, row);
        break;
    case PANE_SERIES:
        remember(c);
        enter_series(c, row);
        break;
    case PANE_WORKSHOPS:
        remember(c);
        go_focus(c, c->lower);
        break;
    default: action_run(c, "detail");
    }
}

void go_back(struct console *c) {
    if (c->place_count == 0) {
        console_say(c, ROLE_PLAIN, "%s", _("this is where you began; q quits"));
        return;
    }
    struct place place = c->places[--c->place_count];
    set_narrow(c, place.narrow);
    go_focus(c, place.focus);
    struct pane *p = console_focus(c);
    if (!window_select(&p->window, place.row) && place.row)
        pane_open_at(c, p, place.has_top ? &place.top : NULL, place.row);
}

void go_to(struct console *c, enum pane_id pane, const struct row *row) {
    struct pane *p = &c->panes[pane];
    remember(c);
    pane_set_filter(p, NULL);
    p->only_marked = p->sorted = false;
    if (pane == PANE_WORKSHOPS || pane == PANE_SERIES) {
        narrow_free(&c->narrow);
        pane_reload(c, &c->panes[pane == PANE_SERIES ? PANE_WORKSHOPS : PANE_SERIES]);
    }
    const char *status = pane == PANE_WORKSHOPS ? row_text(row, WORKSHOP_STATUS) : NULL;
    if (status && !list_view_has(c->view, status)) c->view = LIST_ALL;
    pane_open_at(c, p, &row->key, row->id);
    go_focus(c, pane);
}

void go_all(struct console *c) {
    remember(c);
    set_narrow(c, (struct narrow){0});
}

bool go_step_back(struct console *c) {
    struct pane *p = console_focus(c);
    if (pane_stop(c, p)) return true;
    if (p->range) {
        p->range = p->window.hold = false;
    } else if (p->only_marked) {
        p->only_marked = false;
        pane_reload(c, p);
    } else if (p->filter) {
        pane_filter(c, p, NULL);
    } else if (c->zoomed) {
        c->zoomed = false;
    } else if (pane_is_lower(c->focus)) {
        go_focus(c, c->upper);
    } else {
        return false;
    }
    c->dirty = true;
    return true;
}

void go_follow(struct console *c) {
    if (!c->panes[PANE_WORKSHOPS].loaded_at) return;
    const struct row *row = window_row(&c->panes[PANE_WORKSHOPS].window);
    int64_t workshop = row && row->id > 0 ? row->id : 0;
    struct pane *p = &c->panes[c->lower];
    if (p->workshop == workshop && (p->loaded_at || p->loading)) return;
    /* Marks belong to the list of one workshop. */
    if (p->workshop != workshop) marks_clear(&p->marks);
    p->only_marked = false;
    p->workshop = workshop;
    pane_reload(c, p);
}
