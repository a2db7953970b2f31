/* The words about series: see cmd_series.h. Rules and rights are the operations' (src/op). */
#include "cmd/cmd_series.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "op/fill.h"
#include "op/op.h"
#include "recur/next.h"
#include "recur/when.h"

enum { NEXT_COUNT = 10, NEXT_MOST = 10000 };

/* Times for programs are ISO, for people words. */
static void add_time(struct buf *out, int64_t at, const struct zone *zone, bool iso) {
    if (iso)
        when_add_iso(out, at, zone);
    else
        when_add_date(out, at, zone);
}

struct next {
    const struct session *session;
    const struct series *series;
    struct cmd_output *out;
};

/* `texts`: the date's three times, still empty, and its mark; all are freed. */
static bool output_next(const struct next *n, int64_t at, struct buf texts[4], struct err *err) {
    struct value cells[4];
    char utc[CLOCK_ISO_SIZE];
    bool iso = n->out->every_field;
    add_time(&texts[0], at, n->series->recurrence.zone, iso);
    add_time(&texts[1], at, n->session->zone, iso);
    clock_format_iso(at, utc);
    if (iso)
        buf_add(&texts[2], utc);
    else
        when_add_date(&texts[2], at, zone_utc());
    for (size_t i = 0; i < 4; i++) cells[i] = (struct value){buf_str(&texts[i]), texts[i].len, texts[i].len == 0};
    bool ok = n->out->row(n->out->to, cells, err);
    for (size_t i = 0; i < 4; i++) buf_free(&texts[i]);
    return ok;
}

static bool output_all(const struct next *n, int64_t now, int64_t count, struct err *err) {
    const struct cmd_column columns[] = {
        {"series_time", zone_name(n->series->recurrence.zone), FIELD_TEXT, 0},
        {"viewer_time", zone_name(n->session->zone), FIELD_TEXT, 0},
        {"utc", _("UTC"), FIELD_TEXT, 0},
        /* TRANSLATORS: column heading: what a change to or from daylight saving does to the date */
        {"clock_change", _("clock change"), FIELD_TEXT, 0},
    };
    struct next_dates dates;
    struct buf texts[4] = {0};
    int64_t at;
    bool ok = n->out->begin(n->out->to, columns, 4, err);
    next_start(&dates, &n->series->recurrence, n->series->anchor, now);
    for (; ok && count > 0 && next_date(&dates, &at, &texts[3]); count--) ok = output_next(n, at, texts, err);
    return ok;
}

bool cmd_series_next_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    const char *count_text = cmd_flag_value(call, "count");
    int64_t count = NEXT_COUNT, id, now;
    struct series_list list = {0};
    if (call->arg_count != 1) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    if (count_text && !parse_int(count_text, 1, NEXT_MOST, &count))
        return err_set(err, WS_USAGE, _("--%s wants a number from 1, not %s"), "count", count_text);
    if (!resolve_id(s->conn, ENTITY_SERIES, call->args[0], &id, err)) return false;
    bool ok = conn_now(s->conn, &now, err) && series_read(s, &(struct ids){.items = &id, .count = 1}, &list, err);
    if (ok && list.items[0].wrong)
        ok = err_set(err, WS_DATA, _("series #%lld: %s"), (long long)id, list.items[0].wrong);
    ok = ok && output_all(&(struct next){s, &list.items[0], out}, now, count, err);
    series_free(&list);
    return ok;
}

/* The series that the word names; to free by the caller. */
static bool targets(struct session *s, const struct cmd_call *call, int64_t **ids, size_t *count, struct err *err) {
    return resolve_ids(s->conn, ENTITY_SERIES, call->args, call->arg_count, ids, count, err);
}

bool cmd_series_fill_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids, days = FILL_HORIZON;
    const char *horizon = cmd_flag_value(call, "horizon");
    struct op_fill args = {.all = cmd_flag_value(call, "all") != NULL,
                           .gaps = cmd_flag_value(call, "gaps") != NULL,
                           .reason = cmd_flag_value(call, "reason")};
    if (horizon && !parse_int(horizon, 1, FILL_HORIZON_MOST, &days))
        return err_set(err, WS_USAGE, _("--%s wants days, not %s"), "horizon", horizon);
    if (args.all && call->arg_count > 0) return err_set(err, WS_USAGE, "%s", _("--all goes without ids"));
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    args.horizon = (int)days;
    *out = fill_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}

bool cmd_series_stop_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_stop args = {.reason = cmd_flag_value(call, "reason")};
    if (!targets(s, call, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = stop_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}
