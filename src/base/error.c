/* Errors: see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static char *err_vformat(const char *format, va_list ap) {
    char *text = NULL;
    if (vasprintf(&text, format, ap) < 0) text = NULL;
    return text ? text : mem_dup(format);
}

bool err_set(struct err *e, enum ws_error code, const char *format, ...) {
    if (!e) return false;
    va_list ap;
    va_start(ap, format);
    char *text = err_vformat(format, ap); /* before freeing: the arguments may be the old text */
    va_end(ap);
    err_free(e);
    e->code = code;
    e->text = text;
    return false;
}

void err_hint(struct err *e, const char *format, ...) {
    if (!e) return;
    va_list ap;
    va_start(ap, format);
    char *hint = err_vformat(format, ap);
    va_end(ap);
    free(e->hint);
    e->hint = hint;
}

void err_context(struct err *e, const char *format, ...) {
    if (!e || !e->text) return;
    va_list ap;
    va_start(ap, format);
    char *context = err_vformat(format, ap);
    va_end(ap);
    char *joined = mem_format("%s: %s", context, e->text);
    free(context);
    free(e->text);
    e->text = joined;
}

void err_move(struct err *to, struct err *from) {
    if (to) {
        err_free(to);
        *to = *from;
        *from = (struct err){0};
    } else {
        err_free(from);
    }
}

void err_free(struct err *e) {
    if (!e) return;
    free(e->text);
    free(e->hint);
    *e = (struct err){0};
}

int err_exit_status(enum ws_error code) {
    switch (code) {
    case WS_OK: return 0;
    case WS_DIFFERS: return 1;
    case WS_USAGE: return 64;
    case WS_DATA:
    case WS_REFUSED: return 65;
    case WS_UNREACHABLE:
    case WS_LOST:
    case WS_UNKNOWN_OUTCOME: return 69;
    case WS_INTERNAL: return 70;
    case WS_FILE: return 73;
    case WS_BUSY:
    case WS_CHANGED:
    case WS_CONFLICT:
    case WS_CANCELLED: return 75;
    case WS_DENIED: return 77;
    case WS_CONFIG: return 78;
    }
    return 70;
}
