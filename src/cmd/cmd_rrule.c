/* rrule RULE --timezone ZONE --time HH:MM [--from TIME] [--horizon DAYS]: see cmd_rrule.h. */
#include "cmd/cmd_rrule.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/parse.h"
#include "recur/instant.h"
#include "recur/next.h"
#include "recur/when.h"

enum { DAY_SECONDS = 86400, HORIZON_DAYS = 90, HORIZON_MOST = 36600 };

struct rrule_try {
    struct recurrence recurrence;
    int64_t from, horizon; /* an instant; days */
};

static bool try_parse(const struct cmd_call *call, struct rrule_try *t, struct err *err) {
    const char *zone = cmd_flag_value(call, "timezone"), *time = cmd_flag_value(call, "time");
    const char *from = cmd_flag_value(call, "from"), *horizon = cmd_flag_value(call, "horizon");
    *t = (struct rrule_try){.from = clock_now(), .horizon = HORIZON_DAYS};
    if (call->arg_count != 1 || !zone || !time)
        return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, "RULE --timezone=ZONE --time=HH:MM");
    struct recurrence *r = &t->recurrence;
    r->zone = zone_get(zone, err);
    if (!r->zone || !rule_parse(call->args[0], &r->rule, NULL, err) || !rule_parse_time(time, &r->time_of_day, err))
        return false;
    if (from && !instant_parse(from, r->zone, &t->from, err)) return false;
    if (horizon && !parse_int(horizon, 0, HORIZON_MOST, &t->horizon))
        return err_set(err, WS_USAGE, _("--%s wants days, not %s"), "horizon", horizon);
    if (!rule_is_possible(&r->rule, r->zone, t->from, r->time_of_day))
        return err_set(err, WS_DATA, _("this rule has no occurrence within ten years"));
    return true;
}

static bool output_date(struct cmd_output *out, int64_t at, const struct zone *zone, const struct buf *mark,
                        struct err *err) {
    char utc[CLOCK_ISO_SIZE];
    struct buf local = {0};
    clock_format_iso(at, utc);
    when_add_iso(&local, at, zone);
    bool ok = out->row(out->to,
                       (struct value[]){{utc, CLOCK_ISO_SIZE - 1, false},
                                        {buf_str(&local), local.len, false},
                                        {buf_str(mark), mark->len, mark->len == 0}},
                       err);
    buf_free(&local);
    return ok;
}

/* What other programs read has two columns (SPEC section 6, "try"); for people the changes of the clocks are marked. */
bool cmd_rrule_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    (void)s;
    struct rrule_try t;
    struct next_dates dates;
    struct buf mark = {0};
    int64_t at;
    const struct cmd_column columns[] = {
        {"utc", _("UTC"), FIELD_TEXT, 0},
        /* TRANSLATORS: column heading: by the wall clock of the series' time zone */
        {"local", _("local time"), FIELD_TEXT, 0},
        {"clock_change", _("clock change"), FIELD_TEXT, 0},
    };
    if (!try_parse(call, &t, err) || !out->begin(out->to, columns, out->every_field ? 2 : 3, err)) return false;
    next_start(&dates, &t.recurrence, t.from, t.from - 1);
    bool ok = true;
    while (ok && next_date(&dates, &at, &mark) && at <= t.from + t.horizon * DAY_SECONDS) {
        ok = output_date(out, at, t.recurrence.zone, &mark, err);
        buf_truncate(&mark, 0);
    }
    buf_free(&mark);
    return ok;
}
