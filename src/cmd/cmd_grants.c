/* grants moderator|admin|timer|migrator: see cmd_grants.h. */
#include "cmd/cmd_grants.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/grants.h"

static bool output_row(void *output, const char *statement, struct err *err) {
    struct cmd_output *out = output;
    const struct value cell = {statement, strlen(statement), false};
    return out->row(out->to, &cell, err);
}

static bool find_role(const struct cmd_call *call, enum grants_role *role, struct err *err) {
    for (int i = 0; call->arg_count == 1 && i < GRANTS_ROLES; i++) {
        *role = (enum grants_role)i;
        if (!strcmp(call->args[0], grants_role_words[i])) return true;
    }
    return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
}

bool cmd_grants_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    struct op_grants args = {.by_password = cmd_flag_value(call, "password")};
    /* TRANSLATORS: column heading over statements of SQL */
    const struct cmd_column column = {"statement", _("statement"), FIELD_TEXT, 0};
    const char *account = cmd_flag_value(call, "account");
    if (!find_role(call, &args.role, err)) return false;
    char *usual = mem_format("wsadmin-%s", grants_role_words[args.role]);
    if (!account || !*account) account = usual;
    const char *at = strrchr(account, '@');
    char *user = mem_dup_len(account, at ? (size_t)(at - account) : strlen(account));
    args.user = user;
    args.host = at ? at + 1 : "localhost";
    bool ok = args.by_password || !strcmp(args.host, "localhost");
    if (!ok) err_set(err, WS_USAGE, _("%s comes over the network: use --password"), account);
    ok = ok && out->begin(out->to, &column, 1, err) && grants_make(s, &args, output_row, out, err);
    free(user);
    free(usual);
    return ok;
}
