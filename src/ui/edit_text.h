/* `categories edit` in the console: the person's editor on the terminal, then the plan. */
#ifndef WS_UI_EDIT_TEXT_H
#define WS_UI_EDIT_TEXT_H

#include "cmd/cmd.h"

struct console;

/* Takes the call over: the text is written by a worker, edited while the console has left the screen, and looked at by
 * a worker, again and again until it is right; then its plan is shown. Where the text is kept is said when it is not.
 */
void edit_text_open(struct console *c, struct cmd_call *call);

#endif
