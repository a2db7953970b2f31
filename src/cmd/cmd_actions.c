/* The words that change: see cmd_actions.h. Rules and rights are the operations' (src/op). */
#include "cmd/cmd_actions.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/resolve.h"
#include "op/op.h"

/* The rows that the word names; to free by the caller. */
static bool targets(struct session *s, const struct cmd_call *call, int64_t **ids, size_t *count, struct err *err) {
    size_t before = call->cmd->target_after;
    size_t given = cmd_target_count(call);
    return resolve_ids(s->conn, call->cmd->target, call->args + before, given, ids, count, err);
}

static bool given(const struct cmd_call *call, const char *flag) { return cmd_flag_value(call, flag) != NULL; }

bool cmd_cancel_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_cancel args = {.future = given(call, "future"),
                             .keep_series = given(call, "keep-series"),
                             .stop_host = given(call, "stop-host"),
                             .publish_recording = given(call, "publish-recording"),
                             .close_room = given(call, "close-room"),
                             .reason = cmd_flag_value(call, "reason"),
                             .words = cmd_flag_value(call, "words")};
    if (args.keep_series && args.stop_host)
        return err_set(err, WS_USAGE, "%s", _("--stop-host stops the series: --keep-series does not go with it"));
    if (args.keep_series && !args.future) return err_set(err, WS_USAGE, "%s", _("--keep-series goes with --future"));
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = cancel_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}

bool cmd_reinstate_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_reinstate args = {.reason = cmd_flag_value(call, "reason"), .words = cmd_flag_value(call, "words")};
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = reinstate_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}

bool cmd_can_host_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_can_host args = {.on = !strcmp(call->args[0], "on"),
                               .cancel_upcoming = given(call, "cancel-upcoming"),
                               .publish_recording = given(call, "publish-recording"),
                               .close_room = given(call, "close-room"),
                               .reason = cmd_flag_value(call, "reason"),
                               .words = cmd_flag_value(call, "words")};
    if (!args.on && strcmp(call->args[0], "off") != 0)
        return err_set(err, WS_USAGE, _("can-host wants on or off, not %s"), call->args[0]);
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = can_host_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}

bool cmd_notify_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_notify args = {.again = given(call, "again"),
                             .due = given(call, "due"),
                             .moved = given(call, "moved"),
                             .reason = cmd_flag_value(call, "reason"),
                             .words = cmd_flag_value(call, "words")};
    while (args.kind < NOTIFY_KINDS && strcmp(notify_kind_words[args.kind], call->args[0]) != 0) args.kind++;
    if (args.kind == NOTIFY_KINDS) {
        err_set(err, WS_USAGE, _("there is no notification %s"), call->args[0]);
        err_hint(err, "%s", _("one of: reminder cancelled invite recording updated started"));
        return false;
    }
    const char *lead = cmd_flag_value(call, "lead"); /* 1h|15m */
    args.lead = !lead ? LEAD_AUTO : !strcmp(lead, "1h") ? LEAD_1H : LEAD_15M;
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = notify_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}
