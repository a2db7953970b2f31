/* See go.h. */
#include "ui/go.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/along.h"
#include "ui/calendar_load.h"
#include "ui/state.h"

static char *dup_or_null(const char *s) { return s ? mem_dup(s) : NULL; }

static void narrow_free(struct narrow *n) {
    free(n->category_name);
    free(n->series_name);
    free(n->host_name);
    *n = (struct narrow){0};
}

static struct narrow narrow_dup(const struct narrow *n) {
    struct narrow copy = *n;
    copy.category_name = dup_or_null(n->category_name);
    copy.series_name = dup_or_null(n->series_name);
    copy.host_name = dup_or_null(n->host_name);
    return copy;
}

void go_free(struct console *c) {
    narrow_free(&c->narrow);
    while (c->place_count) narrow_free(&c->places[--c->place_count].narrow);
}

void go_focus(struct console *c, enum pane_id pane) {
    if (pane_is_lower(pane)) {
        if (pane_is_of_person(pane)) c->upper = PANE_HOSTS;
        c->lower = pane;
    } else {
        if (pane == PANE_HOSTS && c->upper != PANE_HOSTS) c->lower = PANE_COMING;
        if (pane != PANE_HOSTS && pane_is_of_person(c->lower)) c->lower = PANE_ATTENDEES;
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
        enum pane_id hidden = c->upper == PANE_HOSTS ? PANE_WORKSHOPS : PANE_HOSTS;
        if (c->layout.kind == LAYOUT_TABS || tabs[i] != hidden) ring[count++] = tabs[i];
    }
    if (c->layout.panes[c->lower].shown && c->layout.kind == LAYOUT_PANES) ring[count++] = c->lower;
    enum pane_id now = c->layout.kind == LAYOUT_TABS && pane_is_lower(c->focus) ? c->upper : c->focus;
    while (at < count && ring[at] != now) at++;
    go_focus(c, ring[(at + step + count) % count]);
}

static void remember_position(const struct pane *p, struct position *out) {
    const struct window *w = &p->window;
    const struct row *row = window_row(w), *top = w->count ? w->rows[w->top] : NULL;
    *out = (struct position){.row = row ? row->id : ROW_ALL, .has_top = top && top->id > 0};
    if (out->has_top) out->top = top->key;
}

static void go_to_position(struct console *c, struct pane *p, const struct position *at) {
    if (at->row && !window_select(&p->window, at->row)) pane_open_at(c, p, at->has_top ? &at->top : NULL, at->row);
}

static void remember(struct console *c) {
    if (c->place_count == PLACES_KEPT) {
        narrow_free(&c->places[0].narrow);
        memmove(c->places, c->places + 1, --c->place_count * sizeof *c->places);
    }
    struct place *place = &c->places[c->place_count++];
    *place = (struct place){.narrow = narrow_dup(&c->narrow),
                            .focus = c->focus,
                            .upper = c->upper,
                            .lower = c->lower,
                            .picture = c->calendar.picture,
                            .day = c->calendar.day};
    remember_position(&c->panes[c->upper], &place->above);
    remember_position(console_focus(c), &place->own);
}

static bool same_narrow(const struct narrow *a, const struct narrow *b) {
    return a->category == b->category && a->series == b->series && a->host == b->host;
}

/* Takes `n` over; lists that it concerns begin anew. */
static void set_narrow(struct console *c, struct narrow n) {
    bool same = same_narrow(&c->narrow, &n), same_series = c->narrow.category == n.category && c->narrow.host == n.host;
    narrow_free(&c->narrow);
    c->narrow = n;
    c->dirty = true;
    if (!same_series) pane_reload(c, &c->panes[PANE_SERIES]);
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
    const struct row *row = pane_row(console_focus(c));
    if (!row && !console_focus(c)->pictured) {
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(console_focus(c)));
        return;
    }
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
        if (c->panes[PANE_WORKSHOPS].pictured) {
            calendar_enter(c);
            break;
        }
        remember(c);
        go_focus(c, c->lower);
        break;
    case PANE_HOSTS: go_along(c, "workshops"); break;
    default: go_along(c, console_focus(c)->of_person ? "workshops" : "user");
    }
}

void go_narrow(struct console *c, const struct narrow *n, enum pane_id pane) {
    remember(c);
    set_narrow(c, narrow_dup(n));
    go_focus(c, pane);
}

void go_below(struct console *c, enum pane_id pane) {
    remember(c);
    go_focus(c, pane);
}

void go_back(struct console *c) {
    if (c->place_count == 0) {
        console_say(c, ROLE_PLAIN, "%s", _("this is where you began; q quits"));
        return;
    }
    struct place place = c->places[--c->place_count];
    calendar_show(c, place.picture);
    if (place.picture != PICTURE_LIST) c->calendar.day = place.day;
    set_narrow(c, place.narrow);
    c->upper = place.upper;
    c->lower = place.lower;
    go_to_position(c, &c->panes[place.upper], &place.above);
    c->focus = place.focus;
    c->dirty = true;
    go_follow(c);
    if (place.focus != place.upper) go_to_position(c, console_focus(c), &place.own);
    if (!console_focus(c)->loaded_at) pane_fetch(c, console_focus(c));
}

void go_to(struct console *c, enum pane_id pane, const struct row *row) {
    struct pane *p = &c->panes[pane];
    remember(c);
    pane_set_filter(p, NULL);
    p->only_marked = p->sorted = false;
    if (pane == PANE_WORKSHOPS) calendar_show(c, PICTURE_LIST);
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
    series_facts_follow(c);
    bool of_person = c->upper == PANE_HOSTS;
    struct pane *above = &c->panes[of_person ? PANE_HOSTS : PANE_WORKSHOPS], *p = &c->panes[c->lower];
    if (!above->loaded_at) return;
    const struct row *row = pane_row(above);
    int64_t owner = row && row->id > 0 ? row->id : 0;
    bool same = p->owner == owner && p->of_person == of_person;
    if (same && (p->loaded_at || p->loading)) return;
    if (!same) marks_show(&p->marks, NULL, 0); /* until the page tells which of them are in it */
    p->only_marked = false;
    p->owner = owner;
    p->of_person = of_person;
    pane_reload(c, p);
}
