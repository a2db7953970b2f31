/* The box that shows what an action would do, and the only place where one is carried out. */
#ifndef WS_UI_PLAN_BOX_H
#define WS_UI_PLAN_BOX_H

#include "cmd/cmd.h"

struct console;

/* Takes the call over (it has its targets); makes the plan and shows it. `hidden`: chosen rows that the list does not
 * show now. */
void plan_box_open(struct console *c, struct cmd_call *call, size_t hidden);

#endif
