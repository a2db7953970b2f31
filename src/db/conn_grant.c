/* The GRANT that is missing: see conn_grant.h. Every name is quoted anew, so that the line can be handed to the DBA. */
#include "db/conn_grant.h"

#include <string.h>

#include "base/mem.h"
#include "db/sql.h"

#include <stdlib.h>

struct part {
    const char *at;
    size_t len;
};

/* What stands between two texts, the first of them from *from on, which moves behind the second. */
static bool part_between(const char **from, const char *before, const char *after, struct part *out) {
    const char *start = strstr(*from, before);
    if (!start) return false;
    start += strlen(before);
    const char *end = strstr(start, after);
    if (!end) return false;
    *out = (struct part){start, (size_t)(end - start)};
    *from = end + strlen(after);
    return true;
}

static void add_quoted_name(struct buf *out, struct part name) {
    char *text = mem_dup_len(name.at, name.len);
    sql_quote_name(out, text);
    free(text);
}

static void add_account(struct buf *out, struct part user, struct part host) {
    sql_quote_literal(out, user.at, user.len);
    buf_add_char(out, '@');
    sql_quote_literal(out, host.at, host.len);
}

/* SHOW CREATE TABLE and SHOW INDEX are "SHOW command denied" and want any right; LOCK TABLES exists for databases only.
 */
static void add_rights_and_table(struct buf *out, struct part rights, const struct part *column, struct part database,
                                 struct part table) {
    bool show = rights.len == 4 && !memcmp(rights.at, "SHOW", 4);
    bool whole = memmem(rights.at, rights.len, "LOCK TABLES", 11) != NULL;
    buf_add(out, "GRANT ");
    buf_add_len(out, show ? "SELECT" : rights.at, show ? 6 : rights.len);
    if (column) {
        buf_add(out, " (");
        add_quoted_name(out, *column);
        buf_add_char(out, ')');
    }
    buf_add(out, " ON ");
    add_quoted_name(out, database);
    buf_add_char(out, '.');
    if (whole)
        buf_add_char(out, '*');
    else
        add_quoted_name(out, table);
    buf_add(out, " TO ");
}

bool conn_grant_add(struct buf *out, const char *message, const char *database, const char *account) {
    struct part rights, user, host, column, table, where = {database, database ? strlen(database) : 0};
    const char *at = message, *end = strstr(message, " command denied to user '");
    if (!end) return false;
    rights = (struct part){message, (size_t)(end - message)};
    if (strspn(rights.at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ, ") < rights.len) return false;
    if (!part_between(&at, " command denied to user '", "'@'", &user) || !part_between(&at, "", "' for ", &host))
        return false;
    bool of_column = part_between(&at, "column '", "' in ", &column);
    const char *name = at;
    if (part_between(&name, "table `", "`.`", &where)) {
        if (!part_between(&name, "", "`", &table)) return false;
    } else if (!part_between(&at, "table '", "'", &table)) {
        return false;
    }
    if (where.len == 0) return false;
    add_rights_and_table(out, rights, of_column ? &column : NULL, where, table);
    const char *sign = account ? strrchr(account, '@') : NULL;
    if (sign)
        add_account(out, (struct part){account, (size_t)(sign - account)}, (struct part){sign + 1, strlen(sign + 1)});
    else
        add_account(out, user, host);
    return true;
}
