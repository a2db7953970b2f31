/* Exports from the `:` line: a job beside the screen, whose file is there whole or not at all. */
#ifndef WS_UI_EXPORT_H
#define WS_UI_EXPORT_H

#include "cmd/cmd.h"

struct console;

/* Takes the call over. Where it names no file, that is asked. */
void export_start(struct console *c, struct cmd_call *call);
bool export_stop(struct console *c); /* false: none is under way */

#endif
