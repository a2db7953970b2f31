/* See cmd_undo.h. */
#include "cmd/cmd_undo.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "op/undo.h"

static const struct cmd_column columns[] = {
    {"at", N_("when"), FIELD_WHEN, 0},    {"id", N_("id"), FIELD_TEXT, 0},     {"action", N_("action"), FIELD_TEXT, 0},
    {"state", N_("undo"), FIELD_TEXT, 0}, {"what", N_("what"), FIELD_LONG, 0},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text_value(const char *text) { return (struct value){text, strlen(text), false}; }

static bool output_entry(void *arg, const struct undo_entry *e, struct err *err) {
    struct cmd_output *out = arg;
    char at[CLOCK_DB_SIZE];
    clock_format_db(e->at, at);
    const struct value cells[COLUMNS] = {text_value(at), text_value(e->id), text_value(e->action), text_value(e->state),
                                         text_value(e->what)};
    return out->row(out->to, cells, err);
}

bool cmd_undo_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    struct cmd_column translated[COLUMNS];
    (void)call;
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    return out->begin(out->to, translated, COLUMNS, err) && undo_each(s, output_entry, out, err);
}

bool cmd_undo_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    const struct op_undo args = {.id = call->arg_count > 0 ? call->args[0] : NULL,
                                 .reason = cmd_flag_value(call, "reason"),
                                 .words = cmd_flag_value(call, "words")};
    *out = undo_plan(s, &args, err);
    return *out != NULL;
}
