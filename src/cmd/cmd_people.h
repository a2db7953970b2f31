/* The words about a workshop's people: attendee add|remove|co-host|speak, invite, transfer, export recipients. */
#ifndef WS_CMD_CMD_PEOPLE_H
#define WS_CMD_CMD_PEOPLE_H

#include "cmd/cmd.h"

bool cmd_attendee_add_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_attendee_remove_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_attendee_co_host_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_attendee_speak_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_invite_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_transfer_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_export_recipients_read(struct session *s, const struct cmd_call *call, struct cmd_output *out,
                                struct err *err);

#endif
