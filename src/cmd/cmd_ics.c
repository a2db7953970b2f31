/* ics [WORKSHOP…] and series ics ID…: see cmd_series.h. Where the text goes is the command line's business. */
#include "base/i18n.h"
#include "cmd/cmd_series.h"
#include "cmd/resolve.h"
#include "op/ics.h"

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
