/* Prepared statements, kept by their text; values in, rows out, all as text. See conn.h. */
#include <errmsg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/conn_private.h"

static void statement_drop(struct statement *s) {
    mysql_stmt_close(s->handle);
    free(s->text);
}

void statement_forget_all(struct conn *c) {
    for (size_t i = 0; i < c->statement_count; i++) statement_drop(&c->statements[i]);
    c->statement_count = 0;
}

static bool statement_fail(struct conn *c, MYSQL_STMT *handle, struct err *err) {
    return conn_fail(c, mysql_stmt_errno(handle), mysql_stmt_error(handle), err);
}

/* A free place, made by dropping the statement that was not used for longest. */
static struct statement *statement_place(struct conn *c) {
    if (c->statement_count < STATEMENTS_KEPT) return &c->statements[c->statement_count++];
    struct statement *oldest = c->statements;
    for (size_t i = 1; i < c->statement_count; i++)
        if (c->statements[i].used < oldest->used) oldest = &c->statements[i];
    statement_drop(oldest);
    return oldest;
}

static MYSQL_STMT *statement_find(struct conn *c, const char *text) {
    for (size_t i = 0; i < c->statement_count; i++)
        if (!strcmp(c->statements[i].text, text)) {
            c->statements[i].used = ++c->tick;
            return c->statements[i].handle;
        }
    return NULL;
}

/* A statement that failed on its way is not used again: executing it would wait for the rest of an answer that never
 * comes (libmariadb, after a deadlock or a lock wait that ran out while the rows were read). */
static void statement_forget(struct conn *c, const MYSQL_STMT *handle) {
    for (size_t i = 0; i < c->statement_count; i++) {
        if (c->statements[i].handle != handle) continue;
        statement_drop(&c->statements[i]);
        c->statements[i] = c->statements[--c->statement_count];
        return;
    }
}

static MYSQL_STMT *statement_prepare(struct conn *c, const char *text, struct err *err) {
    struct buf expanded = {0};
    const char *sql = text;
    if (strchr(text, '{')) {
        const struct schema *schema;
        if (!conn_schema(c, &schema, err) || !schema_expand(schema, text, &expanded, err)) {
            buf_free(&expanded);
            return NULL;
        }
        sql = buf_str(&expanded);
    }
    MYSQL_STMT *handle = conn_fault(c, "prepare", err) ? NULL : mysql_stmt_init(c->handle);
    if (handle && mysql_stmt_prepare(handle, sql, (unsigned long)strlen(sql)) != 0) {
        statement_fail(c, handle, err);
        mysql_stmt_close(handle);
        handle = NULL;
    }
    buf_free(&expanded);
    if (!handle) return NULL;
    conn_bool yes = 1;
    mysql_stmt_attr_set(handle, STMT_ATTR_UPDATE_MAX_LENGTH, &yes);
    *statement_place(c) = (struct statement){mem_dup(text), handle, ++c->tick};
    return handle;
}

static bool statement_execute(struct conn *c, MYSQL_STMT *handle, const struct sql *q, struct err *err) {
    if (mysql_stmt_param_count(handle) != q->count)
        return err_set(err, WS_INTERNAL, _("%lu values for a statement that takes %lu"), (unsigned long)q->count,
                       mysql_stmt_param_count(handle));
    MYSQL_BIND *binds = mem_zero(q->count, sizeof *binds);
    for (size_t i = 0; i < q->count; i++) {
        binds[i].buffer_type = q->params[i].null ? MYSQL_TYPE_NULL : MYSQL_TYPE_STRING;
        binds[i].buffer = (char *)q->params[i].text;
        binds[i].buffer_length = (unsigned long)q->params[i].len;
    }
    bool ok = !conn_fault(c, "execute", err);
    if (ok && (mysql_stmt_bind_param(handle, binds) != 0 || mysql_stmt_execute(handle) != 0))
        ok = statement_fail(c, handle, err);
    free(binds);
    return ok;
}

/* Runs `q`; *out is the handle with its result not yet fetched. */
static bool statement_run(struct conn *c, const struct sql *q, MYSQL_STMT **out, struct err *err) {
    const char *text = buf_str(&q->text);
    if (c->lost || !c->handle) return conn_fail(c, CR_SERVER_GONE_ERROR, "connection lost", err);
    *out = statement_find(c, text);
    if (!*out) *out = statement_prepare(c, text, err);
    if (!*out) return false;
    if (statement_execute(c, *out, q, err)) return true;
    statement_forget(c, *out);
    return false;
}

/* The cells of the stored result, each as text. Buffers are as wide as the widest cell of their column. */
static bool statement_fetch(struct conn *c, MYSQL_STMT *handle, MYSQL_RES *meta, struct rows_builder *b,
                            struct err *err) {
    size_t n = b->rows.columns;
    MYSQL_BIND *binds = mem_zero(n, sizeof *binds);
    unsigned long *lengths = mem_zero(n, sizeof *lengths);
    conn_bool *nulls = mem_zero(n, sizeof *nulls);
    for (size_t i = 0; i < n; i++) {
        const MYSQL_FIELD *field = mysql_fetch_field_direct(meta, (unsigned)i);
        unsigned long room = field->max_length > 32 ? field->max_length : 32; /* numbers and dates have no max_length */
        binds[i].buffer_type = MYSQL_TYPE_STRING;
        binds[i].buffer = mem_alloc(room + 1);
        binds[i].buffer_length = room;
        binds[i].length = &lengths[i];
        binds[i].is_null = &nulls[i];
    }
    int rc = mysql_stmt_bind_result(handle, binds);
    while (rc == 0 && (rc = mysql_stmt_fetch(handle)) == 0)
        for (size_t i = 0; i < n; i++) rows_add_cell(b, binds[i].buffer, lengths[i], nulls[i] != 0);
    bool ok = rc == MYSQL_NO_DATA;
    if (rc == MYSQL_DATA_TRUNCATED)
        err_set(err, WS_INTERNAL, _("a cell was longer than the server had said"));
    else if (!ok)
        statement_fail(c, handle, err);
    for (size_t i = 0; i < n; i++) free(binds[i].buffer);
    free(binds);
    free(lengths);
    free(nulls);
    return ok;
}

bool conn_query(struct conn *c, const struct sql *q, struct rows *out, struct err *err) {
    MYSQL_STMT *handle;
    if (!statement_run(c, q, &handle, err)) return false;
    bool ok = mysql_stmt_store_result(handle) == 0 || statement_fail(c, handle, err);
    MYSQL_RES *meta = ok ? mysql_stmt_result_metadata(handle) : NULL;
    if (ok && !meta) ok = err_set(err, WS_INTERNAL, _("a statement that was to give rows gave none"));
    if (ok) {
        struct rows_builder b = {.rows.columns = mysql_num_fields(meta)};
        ok = statement_fetch(c, handle, meta, &b, err);
        rows_free(out);
        rows_finish(&b, out);
    }
    if (meta) mysql_free_result(meta);
    if (ok)
        mysql_stmt_free_result(handle);
    else
        statement_forget(c, handle);
    return ok;
}

bool conn_exec(struct conn *c, const struct sql *q, int64_t *affected, struct err *err) {
    MYSQL_STMT *handle;
    if (!statement_run(c, q, &handle, err)) return false;
    if (affected) *affected = (int64_t)mysql_stmt_affected_rows(handle);
    return true;
}
