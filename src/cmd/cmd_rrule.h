/* rrule: a recurrence rule tried out without a database. Used by the table. */
#ifndef WS_CMD_CMD_RRULE_H
#define WS_CMD_CMD_RRULE_H

#include "cmd/cmd.h"

bool cmd_rrule_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);

#endif
