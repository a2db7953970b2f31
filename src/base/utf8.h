/* Strict UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef WS_BASE_UTF8_H
#define WS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define UTF8_INVALID UINT32_MAX

/* Reads one code point from s[0..len), len > 0. Returns the bytes taken; a bad byte is taken alone, with *cp =
 * UTF8_INVALID. */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp) __attribute__((nonnull));
void utf8_add(struct buf *out, uint32_t cp) __attribute__((nonnull));
bool utf8_valid(const char *s, size_t len);
size_t utf8_count(const char *s, size_t len); /* code points; a bad byte counts as one. What MySQL calls characters */
/* Bytes of the longest prefix of at most `max` code points that does not cut a grapheme: it does not end before a
 * combining mark, a joiner or a variation selector, nor inside a flag. */
size_t utf8_prefix(const char *s, size_t len, size_t max);

#endif
