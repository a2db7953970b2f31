/* A growable byte buffer: see buf.h. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static char *buf_room(struct buf *b, size_t more) {
    b->data = mem_grow(b->data, &b->cap, b->len + more + 1, 1);
    return b->data + b->len;
}

void buf_add_len(struct buf *b, const char *s, size_t len) {
    char *to = buf_room(b, len);
    if (len) memcpy(to, s, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const char *s) { buf_add_len(b, s, strlen(s)); }

void buf_add_char(struct buf *b, char c) { buf_add_len(b, &c, 1); }

void buf_add_repeat(struct buf *b, char c, size_t times) {
    memset(buf_room(b, times), c, times);
    b->len += times;
    b->data[b->len] = '\0';
}

void buf_addf(struct buf *b, const char *format, ...) {
    va_list ap, again;
    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (n > 0) {
        size_t len = (size_t)n;
        vsnprintf(buf_room(b, len), len + 1, format, again);
        b->len += len;
    }
    va_end(again);
}

void buf_truncate(struct buf *b, size_t len) {
    if (len >= b->len) return;
    b->len = len;
    b->data[len] = '\0';
}

const char *buf_str(const struct buf *b) { return b->data ? b->data : ""; }

char *buf_steal(struct buf *b) {
    char *data = b->data ? b->data : mem_dup("");
    *b = (struct buf){0};
    return data;
}

void buf_free(struct buf *b) {
    free(b->data);
    *b = (struct buf){0};
}
