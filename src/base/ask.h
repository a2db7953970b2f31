/* Asking for a password on the terminal, without echo. Not for use while curses is on. */
#ifndef WS_BASE_ASK_H
#define WS_BASE_ASK_H

#include <stdbool.h>

#include "base/error.h"

/* Writes `prompt` to /dev/tty and reads a line there, whatever standard input and output are. The terminal is put right
 * before a signal (Ctrl-C, Ctrl-Z, a hang-up) takes effect; after Ctrl-Z it asks again. The caller wipes and frees
 * *out. WS_CONFIG without a terminal, WS_CANCELLED when the line was ended by Ctrl-D or a signal that the program
 * outlives. */
bool ask_password(const char *prompt, char **out, struct err *err);

#endif
