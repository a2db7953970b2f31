/* What the parts of the console share. One `struct console` a process, used by the screen's thread alone. */
#ifndef WS_UI_STATE_H
#define WS_UI_STATE_H

#include "base/error.h"
#include "job/jobs.h"
#include "ui/calendar.h"
#include "ui/console.h"
#include "ui/layer.h"
#include "ui/layout.h"
#include "ui/migrate_box.h"
#include "ui/pane.h"
#include "ui/scene.h"
#include "ui/series_facts.h"

/* Slots of jobs: a newer job of a slot makes an older one's answer unwanted. */
enum console_slot {
    SLOT_PAGE = 1,                  /* + pane */
    SLOT_COUNT = SLOT_PAGE + PANES, /* + pane */
    SLOT_UPCOMING = SLOT_COUNT + PANES,
    SLOT_COLLECT,
    SLOT_READ,
    SLOT_PLAN,
    SLOT_EVERYBODY,
    SLOT_FORM,
    SLOT_COMPLETE,
    SLOT_EDIT,
    SLOT_SERIES,
    SLOT_DETAIL,
    SLOT_FACTS,
    CONSOLE_SLOTS
};
_Static_assert((int)CONSOLE_SLOTS <= (int)JOB_SLOTS, "more slots than jobs.h has");

enum console_timer {
    TIMER_REFRESH,
    TIMER_REST,  /* the cursor has come to rest: the lower list and the line about the row follow */
    TIMER_FACTS, /* the facts of a series have been asked for: so long that line waits for them */
    TIMER_SPIN,  /* something is under way: show for how long */
    TIMER_CLOCK, /* the next minute */
    TIMER_MESSAGE,
    TIMERS
};

struct position {
    int64_t row; /* under the cursor */
    bool has_top;
    struct list_key top; /* of the first row on screen */
};

/* The line below the lists, about a row: what its flag means, and what else there is to say. */
struct row_line {
    enum pane_id pane; /* whose row it was */
    enum role role;
    char *left, *right; /* raw; NULL: never drawn */
};

/* Where one was, for the way back. */
struct place {
    struct narrow narrow;
    enum pane_id focus, upper, lower;
    struct position above, own; /* in the upper list, and in the one with the focus */
    enum picture picture;       /* of the workshops */
    int64_t day;
};
enum { PLACES_KEPT = 32 };

/* Where a list's name is drawn: a click on it leads there. */
struct title {
    enum pane_id pane;
    struct rect place;
};

struct console {
    const struct console_options *options;
    struct jobs *jobs;
    int status; /* what the program ends with */
    bool connected;
    bool closed; /* the lists are not read yet: pending migrations come first */
    struct migrate_found migrations;
    bool ending;
    bool ending_later; /* q while an action is carried out */
    bool exporting;    /* a file is being written (export.h) */
    bool killed;       /* by a signal, or the terminal is gone: nothing is drawn any more */
    bool suspend;      /* Ctrl-Z: as soon as nothing is being carried out */

    /* Who and where, as the first job found out. */
    char *user; /* NULL: nobody */
    char *why_not;
    char *news;   /* what became of interrupted actions; NULL: nothing */
    char *server; /* "database@host" */
    enum rights rights;

    struct pane panes[PANES];
    enum pane_id focus;
    enum pane_id upper, lower; /* the lists shown beside the focus, on small screens */
    enum list_view view;       /* of the workshops */
    struct calendar calendar;  /* the same as a picture */
    struct narrow narrow;
    struct place places[PLACES_KEPT];
    size_t place_count;
    bool zoomed, paused;
    enum entity_kind detail_of; /* of the box of a row's fields: whose they are, and in front of which byte of its */
    size_t detail_gap;          /* text the rule in words and the next dates belong */
    unsigned detail_box;        /* its number (box.h) */
    struct row_line row_line;   /* as it was drawn last */
    struct series_facts series; /* of the row under the cursor in the list of series, once it rested there */

    struct scene scene; /* scene.now is set before every draw */
    int64_t clock_skew; /* server's clock - clock_monotonic_ms(), in ms */
    int64_t counted_at; /* clock_monotonic_ms() of the last counts */

    struct layer *layers[LAYERS]; /* boxes over the lists, the last on top */
    size_t layer_count;
    struct layer *held; /* comes back when they are gone (layer_hold); NULL: none */
    char *held_why;     /* raw */

    char *message; /* the last line, raw; NULL: none */
    enum role message_role;
    bool says_news; /* the message says what others have changed: later news take its place */
    int64_t timers[TIMERS]; /* clock_monotonic_ms(); 0 = off */
    struct layout layout;
    struct title titles[2 * PANES]; /* as they were drawn last */
    size_t title_count;
    bool dirty;              /* the screen is to be drawn */
    bool discard_after_draw; /* something to agree to appears: what was typed before it is thrown away */
};

int64_t console_now(const struct console *c); /* the server's clock, in seconds */
void console_say(struct console *c, enum role role, const char *format, ...) __attribute__((format(printf, 3, 4)));
void console_say_error(struct console *c, const struct err *err);
void console_timer(struct console *c, enum console_timer timer, int64_t ms); /* from now; < 0 = off */

static inline struct pane *console_focus(struct console *c) { return &c->panes[c->focus]; }

#endif
