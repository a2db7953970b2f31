/* export and categories export: rows to a file that is there whole or not at all, or to standard output, with progress
 * on standard error. See cli.h. Rows stream: however many there are, memory stays the same. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/file_out.h"
#include "cli/output.h"

enum { PROGRESS_MS = 500, PROGRESS_ROWS = 256 };

/* Rows on their way to an output are counted. */
struct counting {
    struct cmd_output *to;
    int64_t rows, began, said; /* clock_monotonic_ms */
    bool says, has_said;
};

static void say_progress(struct counting *c, int64_t now) {
    int64_t per_second = now > c->began ? c->rows * 1000 / (now - c->began) : 0;
    char *text = mem_format(P_("%lld row, %lld a second", "%lld rows, %lld a second", c->rows), (long long)c->rows,
                            (long long)per_second);
    fprintf(stderr, "\r%s\033[K", text);
    free(text);
    c->said = now;
    c->has_said = true;
}

static bool counting_begin(void *to, const struct cmd_column *columns, size_t count, struct err *err) {
    const struct counting *c = to;
    return c->to->begin(c->to->to, columns, count, err);
}

static bool counting_row(void *to, const struct value *cells, struct err *err) {
    struct counting *c = to;
    if (++c->rows % PROGRESS_ROWS == 0 && c->says) {
        int64_t now = clock_monotonic_ms();
        if (now - c->said >= PROGRESS_MS) say_progress(c, now);
    }
    return c->to->row(c->to->to, cells, err);
}

static const char *path_of(const struct cmd_call *call) {
    bool has_flag = call->cmd->flags != NULL;
    return has_flag ? cmd_flag_value(call, "output") : call->arg_count > 0 ? call->args[0] : NULL;
}

/* As an option says, else the ending of the file's name, else TSV. WS_USAGE for the ending of another form. */
static bool find_form(const struct options *o, const char *path, enum output_form *form, struct err *err) {
    static const enum output_form by_option[] = {
        [OPTIONS_FORM_JSON] = OUTPUT_JSON, [OPTIONS_FORM_CSV] = OUTPUT_CSV, [OPTIONS_FORM_TSV] = OUTPUT_TSV};
    const char *slash = path ? strrchr(path, '/') : NULL, *name = slash ? slash + 1 : path;
    const char *end = name ? strrchr(name, '.') : NULL;
    *form = o->form != OPTIONS_FORM_DEFAULT ? by_option[o->form] : OUTPUT_TSV;
    if (o->form != OPTIONS_FORM_DEFAULT || !end || !strcasecmp(end, ".tsv")) return true;
    *form = !strcasecmp(end, ".csv") ? OUTPUT_CSV : OUTPUT_JSON;
    if (*form == OUTPUT_CSV || !strcasecmp(end, ".json")) return true;
    err_set(err, WS_USAGE, _("%s: what kind of file is it?"), path);
    err_hint(err, "%s", _("its name ends with .csv, .tsv or .json"));
    return false;
}

static bool run(struct session *s, const struct cmd_call *call, FILE *file, enum output_form form, int64_t *rows,
                struct err *err) {
    struct output *out = output_new(file, form, s);
    output_make_safe(out);
    struct counting c = {.to = output_target(out), .began = clock_monotonic_ms()};
    c.said = c.began - PROGRESS_MS; /* at once, then now and then */
    c.says = isatty(STDERR_FILENO) && !isatty(fileno(file));
    struct cmd_output counted = {&c, true, counting_begin, counting_row, NULL};
    bool ok = call->cmd->read(s, call, &counted, err) && output_finish(out, err);
    if (c.has_said) fputs("\r\033[K", stderr);
    output_free(out);
    *rows = c.rows;
    return ok;
}

int cli_export(const struct program *p, struct session *s, const struct cmd_call *call) {
    const char *path = path_of(call);
    struct file_out f = {0};
    struct err err = {0};
    enum output_form form;
    int64_t rows;
    if (!path && !call->cmd->flags) {
        err_set(&err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
        return cli_fail(&err);
    }
    if (!find_form(&p->options, path, &form, &err)) return cli_fail(&err);
    if (!path) return run(s, call, stdout, form, &rows, &err) ? 0 : cli_fail(&err);
    bool ok = file_out_open(&f, path, &err) && run(s, call, f.file, form, &rows, &err) && file_out_keep(&f, &err);
    file_out_drop(&f);
    if (!ok) return cli_fail(&err);
    char *done = mem_format(P_("%lld row written to %s", "%lld rows written to %s", rows), (long long)rows, path);
    program_print_note(done);
    free(done);
    return 0;
}
