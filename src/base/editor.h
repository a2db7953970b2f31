/* The person's editor: $VISUAL, else $EDITOR, else vi; its words split by base/split and run without a shell. Not for
 * use while curses has the terminal. */
#ifndef WS_BASE_EDITOR_H
#define WS_BASE_EDITOR_H

#include <stddef.h>

#include "base/error.h"

/* Edits the file, whose name follows `--`, and waits for the end. `line` > 0: begins there, with editors known to take
 * +LINE. WS_CONFIG when the editor cannot be run, WS_CANCELLED when it ends with a failure. */
bool editor_run(const char *path, size_t line, struct err *err) __attribute__((nonnull(1)));

#endif
