/* The whole screen, drawn from the console's state. */
#ifndef WS_UI_SCREEN_H
#define WS_UI_SCREEN_H

struct console;

void screen_draw(struct console *c);

#endif
