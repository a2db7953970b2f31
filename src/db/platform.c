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
