/* Words that read, run by the reading worker; what they answer is shown in a box. */
#ifndef WS_UI_READ_BOX_H
#define WS_UI_READ_BOX_H

#include "cmd/cmd.h"

struct console;

/* Takes the call over. `line` is what was typed, for the title. */
void read_box_run(struct console *c, struct cmd_call *call, const char *line);

#endif
