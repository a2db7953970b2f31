/* Errors: what failed, on what, and what to do next. A function that can fail returns bool and takes a `struct err *`
 * that it fills only on failure. The text is made, translated, where the facts are known; `code` decides the exit
 * status (SPEC section 9). Texts may quote the database: whoever shows them passes them through the gate. */
#ifndef WS_BASE_ERROR_H
#define WS_BASE_ERROR_H

#include <stdbool.h>

enum ws_error {
    WS_OK = 0,
    WS_DIFFERS,         /* 1: only migrate status|verify and doctor */
    WS_USAGE,           /* 64: unknown word, flag, name; a write without --yes and no terminal */
    WS_DATA,            /* 65: bad data, unknown id */
    WS_REFUSED,         /* 65: some target was refused by a rule */
    WS_UNREACHABLE,     /* 69: the server cannot be reached */
    WS_LOST,            /* 69: the connection was lost in the middle */
    WS_UNKNOWN_OUTCOME, /* 69: the connection was lost during COMMIT: look, do not repeat */
    WS_INTERNAL,        /* 70: a defect of wsadmin */
    WS_FILE,            /* 73: a file cannot be written */
    WS_BUSY,            /* 75: a lock or another runner */
    WS_CHANGED,         /* 75: a row changed between plan and apply */
    WS_CONFLICT,        /* 75: the server asks to repeat the whole transaction (1213, 1205, 1467, 1020, Galera) */
    WS_CANCELLED,       /* 75: the user stopped the statement */
    WS_DENIED,          /* 77: not allowed */
    WS_CONFIG           /* 78: configuration, or not the platform's database */
};

struct err {
    enum ws_error code;
    unsigned server_errno; /* the server's or client library's number, 0 when it is not from there */
    char *text;            /* NULL while there is no error */
    char *hint;            /* what to do next; may be NULL */
};

/* `e` may be NULL everywhere: then nothing is kept. A second err_set replaces the first. */
bool err_set(struct err *e, enum ws_error code, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* false */
void err_hint(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Puts "TEXT: " in front, to add on what it failed. */
void err_context(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
void err_move(struct err *to, struct err *from);
void err_free(struct err *e);
int err_exit_status(enum ws_error code);

#endif
