/* agora token and agora close: the rooms of workshops. Used by the table. */
#ifndef WS_CMD_CMD_AGORA_H
#define WS_CMD_CMD_AGORA_H

#include "cmd/cmd.h"

bool cmd_agora_token_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_agora_close_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
