/* grants moderator|admin|timer|migrator: SQL for the DBA. Used by the table. */
#ifndef WS_CMD_CMD_GRANTS_H
#define WS_CMD_CMD_GRANTS_H

#include "cmd/cmd.h"

bool cmd_grants_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);

#endif
