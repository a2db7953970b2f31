/* new ENTITY FIELD=VALUE…, set ENTITY ID… FIELD=VALUE…, delete ENTITY ID…: making, changing and deleting rows. */
#ifndef WS_CMD_CMD_EDIT_H
#define WS_CMD_CMD_EDIT_H

#include "cmd/cmd.h"

bool cmd_new_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_set_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_delete_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

/* For who adds the chosen rows: does this call of new, set or delete name an entity, and rows of it? True also for
 * other words. */
bool cmd_edit_names_entity(const struct cmd_call *call);
bool cmd_edit_names_rows(const struct cmd_call *call);

#endif
