/* doctor [--fix] and repair [counts|channels]: see cmd_doctor.h. */
#include "cmd/cmd_doctor.h"

#include <string.h>

#include "base/i18n.h"
#include "op/doctor.h"
#include "op/repair.h"

static const struct cmd_column columns[] = {
    /* TRANSLATORS: column heading: what was looked at */
    {"check", N_("check"), FIELD_TEXT, FIELD_OWN_WORDS},
    /* TRANSLATORS: column heading over ok, warning and wrong */
    {"state", N_("state"), FIELD_TEXT, FIELD_OWN_WORDS},
    /* TRANSLATORS: column heading: what was found */
    {"what", N_("what"), FIELD_LONG, FIELD_IN_FULL},
    {"todo", N_("what to do"), FIELD_LONG, FIELD_IN_FULL},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text_value(const char *text) {
    return (struct value){text ? text : "", text ? strlen(text) : 0, !text};
}

static bool output_row(void *output, const struct doctor_row *row, struct err *err) {
    struct cmd_output *out = output;
    const struct value cells[COLUMNS] = {text_value(row->check), text_value(doctor_state_words[row->state]),
                                         text_value(row->what), text_value(row->todo)};
    return out->row(out->to, cells, err);
}

bool cmd_doctor_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    (void)call;
    struct cmd_column translated[COLUMNS];
    size_t wrong;
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    if (!out->begin(out->to, translated, COLUMNS, err) || !doctor_run(s, output_row, out, &wrong, err)) return false;
    return wrong == 0 || err_set(err, WS_DIFFERS, P_("%zu thing is wrong", "%zu things are wrong", wrong), wrong);
}

bool cmd_doctor_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    (void)call;
    *out = repair_plan(s, &(struct op_repair){.counts = true, .channels = true}, err);
    return *out != NULL;
}

bool cmd_repair_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    const char *what = call->arg_count > 0 ? call->args[0] : NULL;
    struct op_repair args = {.counts = !what || !strcmp(what, "counts"),
                             .channels = !what || !strcmp(what, "channels"),
                             .reason = cmd_flag_value(call, "reason")};
    if (call->arg_count > 1 || (!args.counts && !args.channels))
        return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    *out = repair_plan(s, &args, err);
    return *out != NULL;
}
