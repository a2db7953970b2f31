/* The words that read rows: list and show. Used by the table. */
#ifndef WS_CMD_CMD_LIST_H
#define WS_CMD_CMD_LIST_H

#include "cmd/cmd.h"

bool cmd_list_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_show_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);

#endif
