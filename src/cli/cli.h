/* The command line: `wsadmin WORD …` in a shell. */
#ifndef WS_CLI_CLI_H
#define WS_CLI_CLI_H

#include "cli/program.h"
#include "cmd/cmd.h"

/* Runs the word of p->options.words. Returns the exit status (SPEC section 9); errors are printed. */
int cli_run(struct program *p);

/* The words that the command line carries out itself (CMD_SHELL_ONLY). Return the exit status. */
int cli_migrate(struct program *p, const struct cmd_call *call);
int cli_user_add(struct program *p, const struct cmd_call *call);

/* The words whose rows go to a file (CMD_EXPORTS). */
int cli_export(const struct program *p, struct session *s, const struct cmd_call *call);

/* The words that make one text. */
int cli_text(struct session *s, const struct cmd_call *call);

/* Has the text of `categories edit` edited until it is right. True: call->values name it, it is to be planned. False:
 * *status is the exit status; where the text is was said. */
bool cli_edit(struct session *s, struct cmd_call *call, int *status);
/* Says where the text is, and how to go on with it. */
void cli_edit_say_kept(const char *path);

/* Prints the error and gives its exit status. */
int cli_fail(struct err *err);
/* Asks on the terminal; only "y" or "yes" (and the translation's) is yes. */
bool cli_ask(const char *question);

#endif
