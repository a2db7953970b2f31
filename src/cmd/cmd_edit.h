/* new ENTITY FIELD=VALUE…, set ENTITY ID… FIELD=VALUE…, delete ENTITY ID…: making, changing and deleting rows. */
#ifndef WS_CMD_CMD_EDIT_H
#define WS_CMD_CMD_EDIT_H

#include "cmd/cmd.h"
#include "op/edit.h"

bool cmd_new_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_set_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_delete_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

/* Is FIELD=VALUE right as far as can be said without the database? WS_USAGE, WS_DATA. */
bool cmd_edit_check(enum entity_kind kind, enum edit_what what, const char *word, struct err *err);
/* The same of "set" without an entity, which gives fields of the focused list's rows (of `kind`); *fault becomes the
 * byte of the line where it goes wrong. */
bool cmd_edit_check_set(enum entity_kind kind, const char *line, const struct cmd_call *call, size_t *fault,
                        struct err *err);
/* The rights that such a word wants (edit_need), whichever action carries it out. */
enum rights cmd_edit_need(enum entity_kind kind, enum edit_what what, const char **instead);

#endif
