/* categories export, import, merge, order. Used by the table; `categories edit` is cmd/category_text's, with the editor
 * of whoever shows it. */
#ifndef WS_CMD_CMD_CATEGORIES_H
#define WS_CMD_CMD_CATEGORIES_H

#include "cmd/cmd.h"

bool cmd_categories_export_read(struct session *s, const struct cmd_call *call, struct cmd_output *out,
                                struct err *err);
bool cmd_categories_import_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_categories_merge_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);
bool cmd_categories_order_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

#endif
