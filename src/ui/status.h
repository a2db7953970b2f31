/* What lies around the lists: header, tabs and titles, and the four lines below. */
#ifndef WS_UI_STATUS_H
#define WS_UI_STATUS_H

struct console;

void status_draw(struct console *c);
void status_draw_titles(struct console *c); /* frames and titles of the lists, before their rows */

#endif
