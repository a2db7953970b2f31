/* The lists kept fresh. */
#ifndef WS_UI_REFRESH_H
#define WS_UI_REFRESH_H

struct console;

void refresh_all(struct console *c);  /* what is on the screen, now, and the figures */
void refresh_tick(struct console *c); /* TIMER_REFRESH */

#endif
