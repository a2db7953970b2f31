/* The gate: the one way from raw text (database, files, network, server messages) to a terminal, a log or a message.
 *
 * What comes out holds no control, invalid, bidirectional or zero-width character: each became one visible sign of one
 * column (SPEC section 8); only variation selectors, and joiners after a wide character (emoji), go without one. At
 * most two combining marks stay on a base, none comes first. Outside UTF-8 everything that is not ASCII becomes `?`.
 * Widths are the C library's wcwidth, as curses uses. */
#ifndef WS_BASE_GATE_H
#define WS_BASE_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Called once after setlocale: looks whether the locale's character set is UTF-8. */
void gate_init(void);
bool gate_is_utf8(void);

/* Adds s[0..len) through the gate. Returns its columns. */
size_t gate_add(struct buf *out, const char *s, size_t len);
size_t gate_add_str(struct buf *out, const char *s);

/* The same for text of several lines (a message of ours that quotes data): `\n` stays. */
void gate_add_lines(struct buf *out, const char *s);

enum gate_align { GATE_LEFT, GATE_RIGHT, GATE_NO_PAD };

/* Adds exactly `columns` columns (GATE_NO_PAD: at most): clipped with `…` (`~` outside UTF-8), padded with blanks.
 * Returns the columns of what was written. */
size_t gate_add_fit(struct buf *out, const char *s, size_t len, size_t columns, enum gate_align align);

/* For files and pipes that other programs read: always UTF-8, whatever the locale, and combining marks as they are. */
void gate_add_file(struct buf *out, const char *s, size_t len);

/* Would a spreadsheet run this text as a formula, or does it begin with apostrophes that keep one from being run? */
bool gate_is_formula(const char *s) __attribute__((nonnull));

/* Columns that gate_add would write. */
size_t gate_columns(const char *s, size_t len);

/* Is this code point one that the gate replaces or drops? JSON output writes those as \u escapes. */
bool gate_is_unsafe(uint32_t cp);

#endif
