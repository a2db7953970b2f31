/* Help made from the table of words: see help.h. */
#include "cmd/help.h"

#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"

enum { WORD_COLUMN = 19, FLAG_COLUMN = 28 };

static void add_padded(struct buf *out, const char *text, size_t column) {
    size_t width = gate_add_str(out, text);
    buf_add_repeat(out, ' ', width < column ? column - width : 1);
}

void help_add_words(struct buf *out) {
    for (const struct cmd *c = cmd_table; c->name; c++) {
        buf_add(out, "  ");
        add_padded(out, c->name, WORD_COLUMN);
        buf_addf(out, "%s\n", _(c->summary));
    }
}

void help_add_word(struct buf *out, const struct cmd *cmd) {
    /* TRANSLATORS: the usage line of a word: "usage: cancel ID…" */
    buf_addf(out, "%s %s ", _("usage:"), cmd->name);
    gate_add_str(out, cmd->args);
    buf_addf(out, "\n%s\n", _(cmd->summary));
    for (const struct cmd_flag *f = cmd->flags; f && f->name; f++) {
        struct buf flag = {0};
        buf_addf(&flag, "--%s%s%s", f->name, f->arg ? "=" : "", f->arg ? _(f->arg) : "");
        buf_add(out, "  ");
        add_padded(out, buf_str(&flag), FLAG_COLUMN);
        buf_addf(out, "%s\n", _(f->help));
        buf_free(&flag);
    }
}
