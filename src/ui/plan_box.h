/* The box that shows what an action would do, and the only place where one is carried out. */
#ifndef WS_UI_PLAN_BOX_H
#define WS_UI_PLAN_BOX_H

#include "cmd/cmd.h"

struct console;
struct layer;

/* False, which is said: the worker that makes plans is at work on an export or on an action left behind. */
bool plan_box_may_open(struct console *c);
/* Takes the call over (it has its targets); makes the plan and shows it. `hidden`: chosen rows that the list does not
 * show now. `chosen`: it is about the chosen rows, which are marked no more once it was carried out. */
void plan_box_open(struct console *c, struct cmd_call *call, bool chosen, size_t hidden);
/* The same over a form, which is closed with the box when the plan was carried out, and not before. */
void plan_box_open_over(struct console *c, struct cmd_call *call, struct layer *below);

#endif
