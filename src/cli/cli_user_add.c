/* wsadmin user-add NAME [--admin|--moderator]: a person in a local database. On the platform people sign up by
 * themselves. */
#include <stdio.h>

#include "base/i18n.h"
#include "cli/cli.h"
#include "db/local_content.h"

int cli_user_add(struct program *p, const struct cmd_call *call) {
    struct err err = {0};
    struct conn *c = NULL;
    bool admin = cmd_flag_value(call, "admin"), moderator = cmd_flag_value(call, "moderator");
    enum local_role role = admin ? LOCAL_ROLE_ADMIN : moderator ? LOCAL_ROLE_MODERATOR : LOCAL_ROLE_USER;
    if (call->arg_count != 1 || (admin && moderator)) {
        err_set(&err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    } else if (!p->local) {
        err_set(&err, WS_USAGE, "%s", _("user-add is for local databases only (--local)"));
        err_hint(&err, "%s", _("on the platform people sign up by themselves"));
    } else if (conn_open(&p->conn.params, &c, &err) && local_user_add(c, call->args[0], role, &err)) {
        printf(_("%s was added\n"), call->args[0]);
    }
    conn_close(c);
    return err.text ? cli_fail(&err) : 0;
}
