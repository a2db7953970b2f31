/* log: the actions that were done, read back from the action log. Used by the table. */
#ifndef WS_CMD_CMD_LOG_H
#define WS_CMD_CMD_LOG_H

#include "cmd/cmd.h"

bool cmd_log_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);

#endif
