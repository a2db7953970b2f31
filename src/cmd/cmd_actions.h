/* The words that change: their arguments turned into an operation's. Used by the table. */
#ifndef WS_CMD_CMD_ACTIONS_H
#define WS_CMD_CMD_ACTIONS_H

#include "cmd/cmd.h"

bool cmd_cancel_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_reinstate_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_can_host_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_notify_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
