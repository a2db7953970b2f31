/* The platform's own tables: see platform.h. */
#include "db/platform.h"

#include "base/i18n.h"
#include "db/embedded.h"

bool platform_create(struct conn *c, struct err *err) {
    const char *const *statement = embedded_sql_find("platform-tables");
    if (!statement) return err_set(err, WS_INTERNAL, _("the platform's tables are not in this program"));
    for (; *statement; statement++)
        if (!conn_command(c, *statement, err)) return false;
    conn_forget_schema(c);
    return true;
}

bool platform_fail_missing(const char *database, struct err *err) {
    err_set(err, WS_CONFIG, _("%s is not the platform's database: it has no tables users and notifications"), database);
    err_hint(err, "%s",
             _("choose another with --database; wsadmin --migrate --with-platform-tables creates the least of the "
               "platform's tables here"));
    return false;
}
