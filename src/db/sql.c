/* A statement being put together: see sql.h. */
#include "db/sql.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

void sql_add(struct sql *q, const char *text) { buf_add(&q->text, text); }

void sql_addf(struct sql *q, const char *format, ...) {
    va_list ap;
    char *text = NULL;
    va_start(ap, format);
    int n = vasprintf(&text, format, ap);
    va_end(ap);
    if (n > 0) buf_add_len(&q->text, text, (size_t)n);
    free(text);
}

static void sql_bind(struct sql *q, const char *text, size_t len, bool null) {
    q->params = mem_grow(q->params, &q->cap, q->count + 1, sizeof *q->params);
    q->params[q->count++] = (struct value){mem_dup_len(text, len), len, null};
    buf_add_char(&q->text, '?');
}

void sql_text_len(struct sql *q, const char *text, size_t len) { sql_bind(q, text, len, false); }

void sql_text(struct sql *q, const char *text) { sql_bind(q, text, text ? strlen(text) : 0, !text); }

void sql_int(struct sql *q, int64_t number) {
    char text[24];
    int n = snprintf(text, sizeof text, "%" PRId64, number);
    sql_bind(q, text, (size_t)n, false);
}

void sql_time(struct sql *q, int64_t seconds) {
    char text[CLOCK_DB_SIZE];
    clock_format_db(seconds, text);
    sql_text(q, text);
}

void sql_ids(struct sql *q, const int64_t *ids, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buf_add_char(&q->text, ',');
        sql_int(q, ids[i]);
    }
}

void sql_free(struct sql *q) {
    for (size_t i = 0; i < q->count; i++) free((char *)q->params[i].text);
    free(q->params);
    buf_free(&q->text);
    *q = (struct sql){0};
}

void sql_like_escape(struct buf *pattern, const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (strchr("%_\\", text[i]) && text[i]) buf_add_char(pattern, '\\');
        buf_add_char(pattern, text[i]);
    }
}

void sql_quote_literal(struct buf *out, const char *text, size_t len) {
    buf_add_char(out, '\'');
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\'' || text[i] == '\\') buf_add_char(out, text[i]);
        if (text[i])
            buf_add_char(out, text[i]);
        else
            buf_add(out, "\\0");
    }
    buf_add_char(out, '\'');
}

void sql_quote_name(struct buf *out, const char *name) {
    buf_add_char(out, '`');
    for (; *name; name++) {
        if (*name == '`') buf_add_char(out, '`');
        buf_add_char(out, *name);
    }
    buf_add_char(out, '`');
}
