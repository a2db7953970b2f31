/* Rows on their way to a file: see export.h. */
#include "cli/export.h"

#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { WATCH_ROWS = 256 };

struct counting {
    struct cmd_output *to;
    const struct export_watch *watch;
    int64_t rows;
};

static bool counting_begin(void *to, const struct cmd_column *columns, size_t count, struct err *err) {
    const struct counting *c = to;
    return c->to->begin(c->to->to, columns, count, err);
}

static bool counting_row(void *to, const struct value *cells, struct err *err) {
    struct counting *c = to;
    if (++c->rows % WATCH_ROWS == 0 && c->watch && !c->watch->rows(c->watch->arg, c->rows, err)) return false;
    return c->to->row(c->to->to, cells, err);
}

const char *export_path(const struct cmd_call *call) {
    bool has_flag = call->cmd->flags != NULL;
    return has_flag ? cmd_flag_value(call, "output") : call->arg_count > 0 ? call->args[0] : NULL;
}

bool export_form(const char *path, enum output_form *form, struct err *err) {
    const char *slash = path ? strrchr(path, '/') : NULL, *name = slash ? slash + 1 : path;
    const char *end = name ? strrchr(name, '.') : NULL;
    *form = OUTPUT_TSV;
    if (!end || !strcasecmp(end, ".tsv")) return true;
    *form = !strcasecmp(end, ".csv") ? OUTPUT_CSV : OUTPUT_JSON;
    if (*form == OUTPUT_CSV || !strcasecmp(end, ".json")) return true;
    err_set(err, WS_USAGE, _("%s: what kind of file is it?"), path);
    err_hint(err, "%s", _("its name ends with .csv, .tsv or .json"));
    return false;
}

bool export_write(struct session *s, const struct cmd_call *call, FILE *file, enum output_form form,
                  const struct export_watch *watch, int64_t *rows, struct err *err) {
    struct output *out = output_new(file, form, s);
    output_make_safe(out);
    struct counting c = {.to = output_target(out), .watch = watch};
    struct cmd_output counted = {&c, true, counting_begin, counting_row, NULL};
    bool ok = call->cmd->read(s, call, &counted, err) && output_finish(out, err);
    output_free(out);
    *rows = c.rows;
    return ok;
}

char *export_progress(int64_t rows, int64_t began) {
    int64_t ms = clock_monotonic_ms() - began, per_second = ms > 0 ? rows * 1000 / ms : 0;
    return mem_format(P_("%lld row, %lld a second", "%lld rows, %lld a second", rows), (long long)rows,
                      (long long)per_second);
}
