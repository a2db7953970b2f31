/* The event loop: keys, answers of the workers, signals, timers. */
#ifndef WS_UI_LOOP_H
#define WS_UI_LOOP_H

#include <stdbool.h>

struct console;

void loop_start(void); /* takes the signals; after the terminal is taken */
void loop_run(struct console *c);
void loop_end(void);         /* gives the signals back */
bool loop_was_hurried(void); /* a second signal to end has come: wait for nothing any more */

#endif
