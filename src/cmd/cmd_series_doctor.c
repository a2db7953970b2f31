/* series doctor [ID…] and mend [ID…]: see cmd_series.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/cmd_series.h"
#include "cmd/resolve.h"
#include "op/op.h"
#include "op/series_doctor.h"
#include "recur/when.h"

static const struct cmd_column columns[] = {
    {"series_id", N_("series"), FIELD_REF, FIELD_RIGHT},
    {"title", N_("title"), FIELD_TEXT, 0},
    {"workshop_id", N_("workshop"), FIELD_REF, FIELD_RIGHT},
    {"scheduled_at", N_("when"), FIELD_WHEN, 0},
    {"what", N_("what"), FIELD_TEXT, 0},
    /* TRANSLATORS: column heading: what `mend` would do */
    {"mend", N_("mend"), FIELD_TEXT, 0},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct value text_value(const char *text) {
    return (struct value){text ? text : "", text ? strlen(text) : 0, !text};
}

static bool output_finding(struct cmd_output *out, const struct finding *f, struct err *err) {
    char *series = mem_format("%" PRId64, f->series->id), *workshop = NULL;
    char *what = f->fault == FAULT_RULE ? mem_format("%s: %s", fault_words(f->fault), f->series->wrong)
                                        : mem_dup(fault_words(f->fault));
    if (f->workshop) workshop = mem_format("%" PRId64, f->workshop->id);
    const struct value cells[COLUMNS] = {
        text_value(series),   text_value(f->series->title),
        text_value(workshop), text_value(f->workshop ? f->workshop->scheduled_text : NULL),
        text_value(what),     text_value(fault_mend(f->fault)),
    };
    bool ok = out->row(out->to, cells, err);
    free(series);
    free(workshop);
    free(what);
    return ok;
}

static bool output_all(struct session *s, const struct ids *ids, struct cmd_output *out, size_t *found,
                       struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < ids->count; i += EXAMINE_AT_ONCE) {
        size_t left = ids->count - i;
        const struct ids slice = {ids->items + i, left < EXAMINE_AT_ONCE ? left : EXAMINE_AT_ONCE, 0};
        struct examined e = {0};
        ok = series_examine(s, &slice, &e, err);
        for (size_t k = 0; ok && k < e.count; k++, ++*found) ok = output_finding(out, &e.items[k], err);
        examined_clear(&e);
    }
    return ok;
}

bool cmd_series_doctor_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    struct cmd_column translated[COLUMNS];
    struct ids ids = {0};
    size_t found = 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    bool ok = call->arg_count > 0
                  ? resolve_ids(s->conn, ENTITY_SERIES, call->args, call->arg_count, &ids.items, &ids.count, err)
                  : series_examinable(s, &ids, err);
    ids_sort(&ids);
    ok = ok && out->begin(out->to, translated, COLUMNS, err) && output_all(s, &ids, out, &found, err);
    ids_free(&ids);
    if (!ok || found == 0) return ok;
    err_set(err, WS_DIFFERS, P_("%zu thing is wrong", "%zu things are wrong", found), found);
    err_hint(err, "%s", _("mend shows what would set it right"));
    return false;
}

bool cmd_mend_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_mend args = {.reason = cmd_flag_value(call, "reason"), .words = cmd_flag_value(call, "words")};
    if (cmd_flag_value(call, "all") && call->arg_count > 0)
        return err_set(err, WS_USAGE, "%s", _("--all goes without ids"));
    if (!resolve_ids(s->conn, ENTITY_SERIES, call->args, call->arg_count, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = mend_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}
