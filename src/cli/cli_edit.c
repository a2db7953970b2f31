/* `categories edit` in a shell: the editor, again and again until the text is right. See cli.h. */
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cmd/category_edit.h"

/* Where nobody types, an editor that errs again and again would never end. */
enum { ROUNDS_UNATTENDED = 3 };

void cli_edit_say_kept(const char *path) {
    char *text = mem_format(_("what was typed is in %s\ncategories edit --from=%s goes on with it"), path, path);
    program_print_note(text);
    free(text);
}

/* One round, the first is 1; *again: it is wrong, and was worked on. */
static bool edit_once(struct session *s, const char *path, int round, struct category_edit_found *found, bool *again,
                      struct err *err) {
    bool last = round >= ROUNDS_UNATTENDED && !isatty(STDIN_FILENO), changed = false;
    bool ok = category_edit_run(path, found->line, &changed, err);
    free(found->text);
    found->text = NULL;
    ok = ok && category_edit_check(s, path, found, err);
    *again = ok && found->state == CATEGORY_EDIT_WRONG && (round == 1 || changed) && !last;
    if (*again) program_print_note(found->text);
    if (!ok || *again || found->state != CATEGORY_EDIT_WRONG) return ok;
    return err_set(err, WS_DATA, "%s", found->text);
}

bool cli_edit(struct session *s, struct cmd_call *call, int *status) {
    struct err err = {0};
    struct category_edit_found found = {0};
    char *path;
    bool again = true, ok = category_edit_begin(s, call, &path, &err);
    for (int round = 1; ok && again; round++) ok = edit_once(s, path, round, &found, &again, &err);
    free(found.text);
    bool to_plan = ok && found.state == CATEGORY_EDIT_GOOD && category_edit_plan_from(call, path, &err);
    *status = 0;
    if (ok && found.state == CATEGORY_EDIT_SAME)
        program_print_note(_("nothing was changed"));
    else if (path && !to_plan)
        cli_edit_say_kept(path);
    if (!ok || err.code) *status = cli_fail(&err);
    free(path);
    return to_plan;
}
