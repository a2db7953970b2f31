/* Columns and tables that a platform may lack: see schema.h. */
#include "db/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "db/conn.h"

/* `column` NULL: the table itself. `absent` is SQL for a missing one. */
static const struct schema_row {
    const char *table, *column, *absent;
} schema_table[SCHEMA_ITEMS] = {
    [SCHEMA_USERS_ROLE] = {"users", "role", "'user'"},
    [SCHEMA_USERS_IS_ADMIN] = {"users", "is_admin", "0"},
    [SCHEMA_USERS_STATUS] = {"users", "status", "'active'"},
    [SCHEMA_USERS_TIMEZONE] = {"users", "timezone", "NULL"},
    [SCHEMA_USERS_LANGUAGE] = {"users", "language", "'en'"},
    [SCHEMA_USERS_DELETED_AT] = {"users", "deleted_at", "NULL"},
    [SCHEMA_USERS_CAN_HOST] = {"users", "can_host", "1"},
    [SCHEMA_WORKSHOPS_MODE] = {"workshops", "mode", "NULL"},
    [SCHEMA_WORKSHOPS_CREATED_BY_ADMIN_ID] = {"workshops", "created_by_admin_id", "NULL"},
    [SCHEMA_BLOCKS] = {"blocks", NULL, "(SELECT 0 AS blocker_id, 0 AS blocked_id FROM DUAL WHERE 1 = 0)"},
};

enum { ER_NO_SUCH_TABLE = 1146, ER_BAD_FIELD = 1054, ER_TABLEACCESS_DENIED = 1142, ER_COLUMNACCESS_DENIED = 1143 };

/* There unless the server says that there is no such thing: what may not be seen is not absent. An account with rights
 * on single columns is refused unknown columns as if they were forbidden, but not in USING. */
static bool schema_probe_one(struct conn *c, const struct schema_row *row, bool *has, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    struct err e = {0};
    const char *column = row->column ? row->column : "blocker_id";
    sql_addf(&q, "SELECT 1 FROM `%s` a JOIN `%s` b USING (`%s`) LIMIT 0", row->table, row->table, column);
    bool ok = conn_read(c, buf_str(&q.text), &rows, &e);
    unsigned number = e.server_errno;
    *has = ok || number == ER_TABLEACCESS_DENIED || number == ER_COLUMNACCESS_DENIED;
    if (!ok && (*has || number == ER_NO_SUCH_TABLE || number == ER_BAD_FIELD)) ok = true;
    if (ok)
        err_free(&e);
    else
        err_move(err, &e);
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

bool schema_probe(struct conn *c, struct schema *out, struct err *err) {
    for (size_t i = 0; i < SCHEMA_ITEMS; i++)
        if (!schema_probe_one(c, &schema_table[i], &out->has[i], err)) return false;
    return true;
}

bool schema_has(const struct schema *s, const char *table, const char *column, size_t column_len) {
    for (size_t i = 0; i < SCHEMA_ITEMS; i++) {
        const struct schema_row *row = &schema_table[i];
        if (strcmp(row->table, table) != 0 || !row->column != !column) continue;
        if (!column || (strlen(row->column) == column_len && !memcmp(row->column, column, column_len)))
            return s->has[i];
    }
    return true;
}

/* `name` is what stands between the braces. */
static bool schema_expand_one(const struct schema *s, const char *name, size_t len, struct buf *out) {
    const char *dot = memchr(name, '.', len);
    const char *column = dot ? dot + 1 : NULL;
    size_t column_len = dot ? (size_t)(name + len - column) : 0;
    for (size_t i = 0; i < SCHEMA_ITEMS; i++) {
        const struct schema_row *row = &schema_table[i];
        bool match = column
                         ? row->column && strlen(row->column) == column_len && !memcmp(row->column, column, column_len)
                         : !row->column && strlen(row->table) == len && !memcmp(row->table, name, len);
        if (!match) continue;
        if (s->has[i])
            buf_add_len(out, name, len);
        else
            buf_add(out, row->absent);
        return true;
    }
    return false;
}

bool schema_expand(const struct schema *s, const char *text, struct buf *out, struct err *err) {
    for (;;) {
        const char *open = strchr(text, '{');
        if (!open) {
            buf_add(out, text);
            return true;
        }
        const char *close = strchr(open, '}');
        buf_add_len(out, text, (size_t)(open - text));
        if (!close || !schema_expand_one(s, open + 1, (size_t)(close - open - 1), out))
            return err_set(err, WS_INTERNAL, _("unknown placeholder in a statement: %s"), open);
        text = close + 1;
    }
}
