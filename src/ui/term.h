/* The terminal: taken over at start, given back on every way out (end, suspend, signal, crash, no memory). One a
 * process; used by the screen's thread. */
#ifndef WS_UI_TERM_H
#define WS_UI_TERM_H

#include <stdbool.h>

#include "base/error.h"

struct look_options;

/* Can this terminal show the console? Nothing is drawn. WS_USAGE when there is none, WS_CONFIG when TERM will not do.
 */
bool term_check(struct err *err);
/* Takes the terminal over; term_check has passed. */
bool term_start(const struct look_options *look, bool mouse, struct err *err);
void term_stop(void);                              /* gives it back; harmless when it is not ours */
void term_end(void);                               /* … for good: releases what curses holds */
void term_lend(void (*use)(void *arg), void *arg); /* gives it back while `use` runs, then takes it again */
void term_suspend(void); /* gives it back, stops the process, takes it again when the process goes on */
/* Past curses: a sequence that draws nothing. Not to be given data. */
void term_send(const char *sequence);
void term_resize(void); /* after SIGWINCH */
void term_redraw(void); /* the whole screen is painted anew at the next draw */

int term_rows(void);
int term_columns(void);

#endif
