/* series next, fill, stop, doctor, ics; mend; ics. Used by the table. */
#ifndef WS_CMD_CMD_SERIES_H
#define WS_CMD_CMD_SERIES_H

#include "cmd/cmd.h"

bool cmd_series_next_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_series_fill_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_series_stop_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_series_doctor_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err);
bool cmd_mend_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_ics_text(struct session *s, const struct cmd_call *call, struct buf *out, struct err *err);
bool cmd_series_ics_text(struct session *s, const struct cmd_call *call, struct buf *out, struct err *err);
bool cmd_series_import_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
