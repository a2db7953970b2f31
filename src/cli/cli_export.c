/* export and categories export on the command line: rows to a file that is there whole or not at all, or to standard
 * output, with progress on standard error. See cli.h. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/export.h"
#include "cli/file_out.h"

enum { PROGRESS_MS = 500 };

struct saying {
    int64_t began, said; /* clock_monotonic_ms; said 0: nothing yet */
};

/* At once, then now and then. */
static bool say_progress(void *arg, int64_t rows, struct err *err) {
    struct saying *y = arg;
    int64_t now = clock_monotonic_ms();
    (void)err;
    if (y->said > 0 && now - y->said < PROGRESS_MS) return true;
    char *text = export_progress(rows, y->began);
    fprintf(stderr, "\r%s\033[K", text);
    free(text);
    y->said = now;
    return true;
}

/* As an option says, else the ending of the file's name. */
static bool find_form(const struct options *o, const char *path, enum output_form *form, struct err *err) {
    static const enum output_form by_option[] = {
        [OPTIONS_FORM_JSON] = OUTPUT_JSON, [OPTIONS_FORM_CSV] = OUTPUT_CSV, [OPTIONS_FORM_TSV] = OUTPUT_TSV};
    if (o->form == OPTIONS_FORM_DEFAULT) return export_form(path, form, err);
    *form = by_option[o->form];
    return true;
}

static bool run(struct session *s, const struct cmd_call *call, FILE *file, enum output_form form, int64_t *rows,
                struct err *err) {
    struct saying y = {.began = clock_monotonic_ms()};
    const struct export_watch watch = {say_progress, &y};
    bool says = isatty(STDERR_FILENO) && !isatty(fileno(file));
    bool ok = export_write(s, call, file, form, says ? &watch : NULL, rows, err);
    if (y.said > 0) fputs("\r\033[K", stderr);
    return ok;
}

int cli_export(const struct program *p, struct session *s, const struct cmd_call *call) {
    const char *path = export_path(call);
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
    bool ok = file_out_open(&f, path, true, &err) && run(s, call, f.file, form, &rows, &err) && file_out_keep(&f, &err);
    file_out_drop(&f);
    if (!ok) return cli_fail(&err);
    char *done = mem_format(P_("%lld row written to %s", "%lld rows written to %s", rows), (long long)rows, path);
    program_print_note(done);
    free(done);
    return 0;
}
