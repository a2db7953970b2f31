/* The calendar of workshops in the console: its reading, and what keys do to it. Called by pane_load.c, actions.c,
 * go.c; the calendar itself is c->calendar. */
#ifndef WS_UI_CALENDAR_LOAD_H
#define WS_UI_CALENDAR_LOAD_H

#include "base/buf.h"
#include "ui/calendar.h"

struct console;
struct pane;

/* Reads the picture's days unless they are held and not stale; nothing while a reading is under way. */
void calendar_fetch(struct console *c);

/* Shows the workshops so; the list's own place is kept. */
void calendar_show(struct console *c, enum picture picture);
/* The words `view next|list|month|week` and `day next|previous|down|up|page-down|page-up|today|DATE`. */
void calendar_view(struct console *c, const char *which);
void calendar_day(struct console *c, const char *how);
void calendar_enter(struct console *c); /* the list, at the first workshop of the day or after it */

/* Draws the picture in place of the pane's rows. */
void calendar_draw(struct console *c, struct pane *p);
/* The month, for titles: "Nov 2026"; the day and what is on it: "Mon 23 Nov 2026: 11 workshops". */
void calendar_add_month(const struct console *c, struct buf *out);
void calendar_add_day(const struct console *c, struct buf *out);

#endif
