/* new ENTITY FIELD=VALUE…, set ENTITY ID… FIELD=VALUE…, delete ENTITY ID…: making, changing and deleting rows. */
#ifndef WS_CMD_CMD_EDIT_H
#define WS_CMD_CMD_EDIT_H

#include "cmd/cmd.h"

bool cmd_new_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_set_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_delete_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
