/* log [--since TIME] [--workshop ID] [--user NAME]: see cmd_log.h. */
#include "cmd/cmd_log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "op/action_log.h"
#include "op/people.h"
#include "recur/instant.h"

static const struct cmd_column columns[] = {
    {"at", N_("when"), FIELD_WHEN, 0},
    {"who", N_("who"), FIELD_TEXT, 0},
    /* TRANSLATORS: column heading: the machine or terminal that somebody worked from */
    {"from", N_("from"), FIELD_TEXT, 0},
    {"action", N_("action"), FIELD_TEXT, 0},
    /* TRANSLATORS: column heading: what was changed, from which value to which */
    {"what", N_("what"), FIELD_LONG, 0},
    {"reason", N_("reason"), FIELD_TEXT, 0},
    /* TRANSLATORS: column heading: how many people got a notification */
    {"told", N_("told"), FIELD_COUNT, FIELD_RIGHT},
    {"outcome", N_("outcome"), FIELD_TEXT, 0},
    /* TRANSLATORS: column heading: what was changed, for programs */
    {"changes", N_("changes"), FIELD_JSON, 0},
    {"id", N_("id"), FIELD_TEXT, 0},
};
enum { COLUMNS = sizeof columns / sizeof *columns, FOR_PROGRAMS = 2 }; /* the last, where every field is asked for */

struct reading {
    struct cmd_output *out;
    struct err *err;
    bool ok;
};

static struct value text_value(const char *text) {
    return (struct value){text ? text : "", text ? strlen(text) : 0, !text};
}

static void output_entry(void *arg, const struct action_entry *e) {
    struct reading *r = arg;
    char at[CLOCK_DB_SIZE], told[24];
    if (!r->ok) return;
    clock_format_db(e->at, at);
    snprintf(told, sizeof told, "%" PRId64, e->told);
    const struct value cells[COLUMNS] = {
        text_value(at),        text_value(e->who), text_value(e->from),    text_value(e->action),  text_value(e->what),
        text_value(e->reason), text_value(told),   text_value(e->outcome), text_value(e->changes), text_value(e->id)};
    r->ok = r->out->row(r->out->to, cells, r->err);
}

static bool read_rows(struct cmd_output *out, const struct action_filter *filter, struct err *err) {
    bool journal = false;
    struct cmd_column translated[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    size_t count = out->every_field ? COLUMNS : COLUMNS - FOR_PROGRAMS;
    struct reading r = {out, err, out->begin(out->to, translated, count, err)};
    if (!r.ok || !action_log_read(filter, output_entry, &r, &journal, err) || !r.ok) return false;
    char *path = action_log_path();
    /* TRANSLATORS: where the actions that are listed were read: "from FILE" */
    char *note = mem_format(journal ? _("from %s and the system's journal") : _("from %s"), path);
    if (out->note) out->note(out->to, note);
    free(note);
    free(path);
    return true;
}

bool cmd_log_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    struct action_filter filter = {.session = s};
    const char *since = cmd_flag_value(call, "since"), *workshop = cmd_flag_value(call, "workshop");
    const char *user = cmd_flag_value(call, "user");
    if (since && !instant_parse(since, s->zone, &filter.since, err)) return false;
    if (workshop && !parse_int(*workshop == '#' ? workshop + 1 : workshop, 1, INT32_MAX, &filter.workshop))
        return err_set(err, WS_USAGE, _("--%s wants an id, not %s"), "workshop", workshop);
    struct people people = {0};
    bool ok = true;
    if (user) {
        ok = resolve_id(s->conn, ENTITY_USER, user, &filter.user, err) &&
             people_read(s, &(struct ids){.items = &filter.user, .count = 1}, &people, err);
        if (ok) filter.username = people.items[0].username;
    }
    ok = ok && read_rows(out, &filter, err);
    people_free(&people);
    return ok;
}
