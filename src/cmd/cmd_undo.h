/* undo [ACTION] [--list]: taking the last action back, or one by its id, or showing what could be. Used by the table.
 */
#ifndef WS_CMD_CMD_UNDO_H
#define WS_CMD_CMD_UNDO_H

#include "cmd/cmd.h"

bool cmd_undo_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_undo_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
