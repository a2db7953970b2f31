/* Who stands in the way of a migration, in words, as far as the server shows it to this account. */
#include <inttypes.h>

#include "base/i18n.h"
#include "db/migrate_private.h"

/* Each gives id, user, host, seconds; a connection of ours that is not meant stands after `before`, the table's name
 * between `between` and `after`. The first two are exact and seldom there; the last lists every open transaction: one
 * of them is it. */
static const struct holder_query {
    const char *before, *between, *after;
} holder_queries[] = {
    {"SELECT DISTINCT m.THREAD_ID, p.USER, p.HOST, p.TIME FROM information_schema.METADATA_LOCK_INFO m"
     " LEFT JOIN information_schema.PROCESSLIST p ON p.ID = m.THREAD_ID WHERE m.THREAD_ID NOT IN (CONNECTION_ID(), ",
     ") AND m.TABLE_SCHEMA = DATABASE() AND m.TABLE_NAME IN ('users', ", ")"},
    {"SELECT DISTINCT t.PROCESSLIST_ID, t.PROCESSLIST_USER, t.PROCESSLIST_HOST, t.PROCESSLIST_TIME"
     " FROM performance_schema.metadata_locks m JOIN performance_schema.threads t ON t.THREAD_ID = m.OWNER_THREAD_ID"
     " WHERE m.OBJECT_TYPE = 'TABLE' AND m.LOCK_STATUS = 'GRANTED' AND t.PROCESSLIST_ID NOT IN (CONNECTION_ID(), ",
     ") AND m.OBJECT_SCHEMA = DATABASE() AND m.OBJECT_NAME IN ('users', ", ")"},
    {"SELECT x.trx_mysql_thread_id, p.USER, p.HOST, p.TIME FROM information_schema.INNODB_TRX x"
     " LEFT JOIN information_schema.PROCESSLIST p ON p.ID = x.trx_mysql_thread_id"
     " WHERE x.trx_mysql_thread_id NOT IN (0, CONNECTION_ID(), ",
     ")", NULL},
};

enum { NAMED_AT_MOST = 10 };

/* Adds the rows of a query that may fail: what it asks for may not be there, or not for this account. */
static void holders_add(struct conn *c, const struct sql *q, struct buf *out) {
    struct rows rows = {0};
    struct err ignored = {0};
    if (conn_query(c, q, &rows, &ignored))
        for (size_t i = 0; i < rows.count && i < NAMED_AT_MOST; i++) {
            const char *user = rows_text(&rows, i, 1), *host = rows_text(&rows, i, 2);
            if (out->len) buf_add(out, ", ");
            buf_addf(out, _("connection %s"), rows_text(&rows, i, 0));
            if (user) buf_addf(out, " (%s@%s, %" PRId64 " s)", user, host ? host : "?", rows_int(&rows, i, 3));
        }
    err_free(&ignored);
    rows_free(&rows);
}

char *migrate_holders(struct conn *c, const char *table, unsigned long ours) {
    struct buf out = {0};
    for (size_t i = 0; !out.len && i < sizeof holder_queries / sizeof *holder_queries; i++) {
        struct sql q = {0};
        sql_add(&q, holder_queries[i].before);
        sql_int(&q, (int64_t)ours);
        sql_add(&q, holder_queries[i].between);
        if (holder_queries[i].after) {
            sql_text(&q, table);
            sql_add(&q, holder_queries[i].after);
        }
        holders_add(c, &q, &out);
        sql_free(&q);
    }
    return out.len ? buf_steal(&out) : NULL;
}

char *migrate_runner_holder(struct conn *c) {
    struct buf out = {0};
    struct rows rows = {0};
    struct err ignored = {0};
    if (conn_read(c, "SELECT IS_USED_LOCK(" MIGRATE_LOCK_NAME ")", &rows, &ignored) && rows_text(&rows, 0, 0)) {
        struct sql q = {0};
        sql_add(&q, "SELECT ID, USER, HOST, TIME FROM information_schema.PROCESSLIST WHERE ID = ");
        sql_int(&q, rows_int(&rows, 0, 0));
        holders_add(c, &q, &out);
        if (!out.len) buf_addf(&out, _("connection %s"), rows_text(&rows, 0, 0)); /* that of another account */
        sql_free(&q);
    }
    err_free(&ignored);
    rows_free(&rows);
    return out.len ? buf_steal(&out) : NULL;
}
