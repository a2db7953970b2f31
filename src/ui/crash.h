/* A crash gives the terminal back: the handler writes bytes prepared before and restores the modes, nothing else, then
 * lets the signal do what it does. */
#ifndef WS_UI_CRASH_H
#define WS_UI_CRASH_H

#include <stddef.h>
#include <termios.h>

void crash_prepare(const char *reset, size_t len, const struct termios *modes);
void crash_forget(void); /* the terminal is not ours any more */

#endif
