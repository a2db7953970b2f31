/* Words that make one text (ics): to a file that is there whole or not at all, or to standard output. See cli.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/file_out.h"

static bool write_text(FILE *file, const struct buf *text, struct err *err) {
    if (fwrite(buf_str(text), 1, text->len, file) == text->len && fflush(file) == 0) return true;
    return err_set(err, WS_FILE, _("cannot write: %s"), strerror(errno));
}

int cli_text(struct session *s, const struct cmd_call *call) {
    const char *path = cmd_flag_value(call, "output");
    struct file_out f = {0};
    struct err err = {0};
    struct buf text = {0};
    bool ok = call->cmd->text(s, call, &text, &err);
    if (ok && path)
        ok = file_out_open(&f, path, true, &err) && write_text(f.file, &text, &err) && file_out_keep(&f, &err);
    else if (ok)
        ok = write_text(stdout, &text, &err);
    if (path) file_out_drop(&f);
    buf_free(&text);
    return ok ? 0 : cli_fail(&err);
}
