/* Where things are on the screen, for any size. Pure. */
#ifndef WS_UI_LAYOUT_H
#define WS_UI_LAYOUT_H

#include <stdbool.h>

struct rect {
    int y, x, rows, columns;
};

enum pane_id {
    PANE_CATEGORIES,
    PANE_SERIES,
    PANE_WORKSHOPS,
    PANE_HOSTS,
    PANE_ATTENDEES,
    PANE_CHAT,
    PANE_NOTES,
    PANE_INVITES,
    PANE_NOTICES,
    PANE_COMING, /* what a host has coming up */
    PANE_SENT,   /* invites that a person sent */
    PANES
};

static inline bool pane_is_lower(enum pane_id pane) { return pane >= PANE_ATTENDEES; }
static inline bool pane_is_of_person(enum pane_id pane) { return pane >= PANE_COMING; } /* never of a workshop */

enum layout_kind {
    LAYOUT_MESSAGE, /* too small for anything but a sentence */
    LAYOUT_TABS,    /* one list, tabs above it, the lower pane where there is room */
    LAYOUT_PANES    /* four framed panes */
};

enum { LAYOUT_LEAST_ROWS = 10, LAYOUT_LEAST_COLUMNS = 40, LAYOUT_PANES_ROWS = 30, LAYOUT_PANES_COLUMNS = 100 };

struct layout_pane {
    bool shown;
    struct rect frame; /* with its frame or title line */
    struct rect rows;  /* where rows are drawn; the line above holds the heading (LAYOUT_TABS, lower pane: the title) */
};

struct layout {
    enum layout_kind kind;
    struct layout_pane panes[PANES];
    struct rect body; /* between the header (and tabs) and the four lines below: where boxes lie */
    int tabs_row;     /* -1: none */
    int flag_row, state_row, keys_row, line_row;
};

struct layout_wish {
    int rows, columns;  /* of the screen */
    enum pane_id focus; /* shown whatever happens */
    enum pane_id upper; /* the list above, when the focus is below */
    enum pane_id lower; /* the list below, when the focus is above */
    bool zoomed;        /* the focus alone */
    bool pictured;      /* the workshops are a picture, which takes the room of the list below, too */
    bool linear;        /* one list as wide as the screen, whatever room there is */
};

void layout_make(struct layout *l, const struct layout_wish *wish);

#endif
