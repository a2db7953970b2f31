/* The line at the bottom that is typed into: `:` and the values of an action's options. A readline line, edited by the
 * user's own keys, while everything else goes on (LIBRARIES.md tells why the callback interface, and how). */
#ifndef WS_UI_PROMPT_H
#define WS_UI_PROMPT_H

#include <stdbool.h>

#include "base/buf.h"
#include "cmd/complete.h"

struct console;

void prompt_start(void); /* once, before the first line */

/* `label` stands before the line, `initial` in it. `accept` is called with the typed line (valid UTF-8) after the
 * prompt has closed; it is not called when the line is left. `arg` is handed on as it is: hooks.free_arg frees it. One
 * prompt at a time. */
void prompt_open(struct console *c, const char *label, const char *initial,
                 void (*accept)(struct console *c, void *arg, const char *line), void *arg);

/* What else a line can do; all but `accept` may be NULL. */
struct prompt_hooks {
    void (*accept)(struct console *c, void *arg, const char *line);
    void (*typed)(struct console *c, void *arg, const char *line); /* the line has changed */
    void (*left)(struct console *c, void *arg);                    /* by Esc, or with a line that is none */
    void (*free_arg)(void *arg);                                   /* however the prompt ends, after the others */
    /* What stands above the line, raw; true: it is something wrong. */
    bool (*hint)(struct console *c, void *arg, const char *line, struct buf *out);
    /* What may stand at the end of the first `len` bytes of the line. */
    void (*complete)(struct console *c, void *arg, const char *line, size_t len, struct complete *out);
    bool history; /* lines are kept, and can be had again */
};
void prompt_open_with(struct console *c, const char *label, const char *initial, const struct prompt_hooks *hooks,
                      void *arg);
/* The line that was opened last cannot be carried out: says why (raw) and points at the byte, until it is changed. */
void prompt_refuse(struct console *c, size_t fault, const char *reason);

#endif
