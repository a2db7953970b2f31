/* ics [WORKSHOP…], series ics ID…, series import FILE: see cmd_series.h. Where the text goes is the command line's
 * business. */
#include "base/i18n.h"
#include "cmd/category_file.h"
#include "cmd/cmd_series.h"
#include "cmd/resolve.h"
#include "op/ics.h"
#include "op/op.h"

static bool read_ids(struct session *s, const struct cmd_call *call, enum entity_kind kind, struct ids *ids,
                     struct err *err) {
    bool ok = resolve_ids(s->conn, kind, call->args, call->arg_count, &ids->items, &ids->count, err);
    ids_sort(ids);
    return ok;
}

bool cmd_ics_text(struct session *s, const struct cmd_call *call, struct buf *out, struct err *err) {
    struct ids ids = {0};
    bool ok = read_ids(s, call, ENTITY_WORKSHOP, &ids, err) && ics_workshops(s, &ids, out, err);
    ids_free(&ids);
    return ok;
}

bool cmd_series_ics_text(struct session *s, const struct cmd_call *call, struct buf *out, struct err *err) {
    struct ids ids = {0};
    if (call->arg_count == 0) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    bool ok = read_ids(s, call, ENTITY_SERIES, &ids, err) && ics_series(s, &ids, out, err);
    ids_free(&ids);
    return ok;
}

bool cmd_series_import_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    const char *host = cmd_flag_value(call, "host"), *category = cmd_flag_value(call, "category");
    struct op_series_import args = {.host_id = s->actor.id, .reason = cmd_flag_value(call, "reason")};
    struct buf text = {0};
    if (call->arg_count != 1) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    bool ok = (!host || resolve_id(s->conn, ENTITY_USER, host, &args.host_id, err)) &&
              (!category || resolve_id(s->conn, ENTITY_CATEGORY, category, &args.category_id, err)) &&
              category_text_load(call->args[0], &text, err);
    args.text = buf_str(&text);
    if (ok) *out = series_import_plan(s, &args, err);
    buf_free(&text);
    return ok && *out != NULL;
}
