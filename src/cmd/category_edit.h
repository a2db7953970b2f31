/* `categories edit`: the texts in the state folder, and the plan made from them. The editor itself is started by the
 * command line (cli_edit) or the console (ui/edit_text), which go this way:
 *
 *     category_edit_begin; then category_edit_run and category_edit_check, as long as there are mistakes and something
 *     is typed; then the plan of the word `categories edit --from=FILE`
 *
 * FILE keeps all that was typed until it is done; beside it FILE.before holds the text as it was written. */
#ifndef WS_CMD_CATEGORY_EDIT_H
#define WS_CMD_CATEGORY_EDIT_H

#include "cmd/cmd.h"

/* Writes the text of the categories that the word names (none: all) to a new file, or looks at the one of --from.
 * *path is for the caller to free. Admins only. */
bool category_edit_begin(struct session *s, const struct cmd_call *call, char **path, struct err *err);

/* Runs the editor on the file, at `line` when it is not 0. *changed: the file holds something else now. Not while
 * curses has the terminal. */
bool category_edit_run(const char *path, size_t line, bool *changed, struct err *err);

enum category_edit_state {
    CATEGORY_EDIT_SAME, /* nothing was typed; the files are gone, except a person's own */
    CATEGORY_EDIT_GOOD,
    CATEGORY_EDIT_WRONG /* each mistake now stands above its line */
};
struct category_edit_found {
    enum category_edit_state state;
    size_t line; /* of the first mistake */
    char *text;  /* what is wrong, in lines; for the caller to free */
};
bool category_edit_check(struct session *s, const char *path, struct category_edit_found *out, struct err *err);

/* The plan of `categories edit --from=FILE`. */
bool cmd_categories_edit_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err);

/* Names the file to plan from, in place of the arguments. */
bool category_edit_plan_from(struct cmd_call *call, const char *path, struct err *err);

/* After a plan was carried out, of whatever word: the texts that it was made from go, except a person's own. */
void category_edit_done(const struct cmd_call *call);

#endif
