/* Help made from the table of words. */
#ifndef WS_CMD_HELP_H
#define WS_CMD_HELP_H

#include "base/buf.h"
#include "cmd/cmd.h"

void help_add_words(struct buf *out);                       /* a line a word */
void help_add_word(struct buf *out, const struct cmd *cmd); /* usage, summary, flags */

#endif
