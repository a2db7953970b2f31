/* The mouse in the lists and boxes, as an extra: a click chooses a row or, on a title, a list; the wheel moves. In
 * boxes a click does nothing, so that nothing is agreed to by it. */
#ifndef WS_UI_POINTER_H
#define WS_UI_POINTER_H

struct console;
struct mouse;

void pointer_take(struct console *c, const struct mouse *m);

#endif
