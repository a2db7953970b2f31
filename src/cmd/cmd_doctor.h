/* doctor [--fix] and repair [counts|channels]. Used by the table. */
#ifndef WS_CMD_CMD_DOCTOR_H
#define WS_CMD_CMD_DOCTOR_H

#include "cmd/cmd.h"

/* WS_DIFFERS, after all rows, when something is wrong. */
bool cmd_doctor_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_doctor_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_repair_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
