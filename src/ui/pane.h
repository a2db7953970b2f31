/* A list of the console: its window of rows, marks, and what it is waiting for. The same code for all lists; what
 * differs is declared in pane_type.h. */
#ifndef WS_UI_PANE_H
#define WS_UI_PANE_H

#include "ui/marks.h"
#include "ui/pane_type.h"
#include "ui/window.h"

struct console;

/* What a list is narrowed to. */
struct narrow {
    int64_t category; /* an id, ROW_ALL or ROW_WITHOUT */
    int64_t series;   /* an id or ROW_ALL */
    int64_t host;     /* the same */
    char *category_name, *series_name, *host_name;
};

enum pane_total { TOTAL_UNKNOWN, TOTAL_EXACT, TOTAL_AT_LEAST };

struct pane {
    enum pane_id id;
    struct window window;
    struct marks marks;
    bool range; /* a range is being marked, from the row range_from to the cursor */
    int64_t range_from;
    bool only_marked;        /* the list is the marked rows */
    bool pictured;           /* a calendar stands in its place (calendar_load.h): no row is under the cursor */
    char *filter;            /* as typed (cmd/filter.h); NULL: none */
    bool sorted, descending; /* by the field `sort` instead of the list's own order */
    int sort;
    bool filter_wrong; /* the last page did not come because of it: `problem` says why */
    int64_t owner;     /* of a lower list: the workshop or person it belongs to; 0 = none */
    bool of_person;
    int64_t *draft; /* the order is being changed by hand (ui/draft): the ids as they stood; NULL: it is not */
    size_t draft_count;
    bool loading;      /* a page is under way */
    bool costly;       /* reading again takes a long search: only when asked for */
    bool asked;        /* … and it was */
    int64_t loaded_at; /* clock_monotonic_ms() of the last page; 0 = never */
    char *problem;     /* raw: why the last page did not come */
    enum pane_total total_known;
    int64_t total;
    int64_t joined; /* attendees: of these so many are inside; -1 = not known */
};

static inline const struct pane_type *pane_type(const struct pane *p) { return &pane_types[p->id]; }
static inline enum keys_context pane_keys(const struct pane *p) {
    return p->pictured ? KEYS_CALENDAR : pane_types[p->id].keys;
}

void pane_init(struct pane *p, enum pane_id id);
void pane_free(struct pane *p);

/* Asks for what the window wants; nothing when a page is under way. */
void pane_fetch(struct console *c, struct pane *p);
/* The same rows anew. Unless it was asked for, a search that takes long is given up, and not tried again. */
void pane_refresh(struct console *c, struct pane *p, bool asked);
/* A filter as it is typed: what is shown stays until rows or a reason against it come. NULL or "": none. */
void pane_filter(struct console *c, struct pane *p, const char *filter);
void pane_set_filter(struct pane *p, const char *filter); /* the same without reading */
/* What the list shows has changed: from its beginning, with nothing of the old. */
void pane_reload(struct console *c, struct pane *p);
/* The same, beginning at a row (window_open_at). */
void pane_open_at(struct console *c, struct pane *p, const struct list_key *top, int64_t wanted);
/* Counts the rows, in the background. */
void pane_count(struct console *c, struct pane *p);
/* A search through a long table, or a page, is not wanted any more. False: there was none. */
bool pane_stop(struct console *c, struct pane *p);

/* The row under the cursor; NULL: there is none. */
static inline const struct row *pane_row(const struct pane *p) { return p->pictured ? NULL : window_row(&p->window); }

/* Its first rows are still on the way: what is asked of a row now is not about nothing. */
bool pane_is_awaited(const struct pane *p);
const char *pane_why_no_row(const struct pane *p); /* translated: while no row is under the cursor */

/* Bits of enum attention for a row of the list. */
unsigned pane_attention(const struct console *c, const struct pane *p, const struct row *row);
/* Marks that the list does not show now, as far as its last page told. */
size_t pane_hidden_marks(const struct pane *p);

/* Rows that an action is about: the marked, those the list does not show first, else the one under the cursor. The
 * caller frees the array, not the rows. */
const struct row **pane_chosen(const struct pane *p, size_t *count);

void pane_draw(struct console *c, struct pane *p);
/* A row's flag and cells in line y, as in the list. */
void pane_draw_row(const struct console *c, const struct pane *p, const struct row *row, struct rect r, int y, bool bar);
/* What stands in a list, or a picture, without rows. */
const char *pane_empty_words(const struct console *c, const struct pane *p);

#endif
