/* Strict UTF-8: see utf8.h. */
#include "base/utf8.h"

#include <wchar.h>

size_t utf8_decode(const char *s, size_t len, uint32_t *cp) {
    unsigned char c = (unsigned char)s[0];
    *cp = c;
    if (c < 0x80) return 1;
    size_t more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
    uint32_t value = c & (0x3FU >> more);
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    bool good = c >= 0xC2 && c <= 0xF4 && more < len;
    for (size_t i = 1; good && i <= more; i++) {
        unsigned char d = (unsigned char)s[i];
        good = (d & 0xC0) == 0x80;
        value = value << 6 | (d & 0x3FU);
    }
    good = good && value >= least[more] && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
    *cp = good ? value : UTF8_INVALID;
    return good ? more + 1 : 1;
}

void utf8_add(struct buf *out, uint32_t cp) {
    if (cp < 0x80) {
        buf_add_char(out, (char)cp);
        return;
    }
    size_t more = cp >= 0x10000 ? 3 : cp >= 0x800 ? 2 : 1;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    buf_add_char(out, (char)(lead[more] | cp >> (6 * more)));
    while (more-- > 0) buf_add_char(out, (char)(0x80 | (cp >> (6 * more) & 0x3F)));
}

bool utf8_valid(const char *s, size_t len) {
    uint32_t cp = 0;
    for (size_t i = 0; i < len && cp != UTF8_INVALID;) i += utf8_decode(s + i, len - i, &cp);
    return cp != UTF8_INVALID;
}

size_t utf8_count(const char *s, size_t len) {
    size_t n = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; n++) i += utf8_decode(s + i, len - i, &cp);
    return n;
}

/* Does this code point belong to the one before it? ZWJ and variation selectors do, marks have no width. */
static bool utf8_extends(uint32_t cp) {
    if (cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0x1F3FB && cp <= 0x1F3FF)) return true;
    return cp != UTF8_INVALID && cp >= 0x300 && cp != 0x200B && wcwidth((wchar_t)cp) == 0;
}

static bool utf8_is_regional(uint32_t cp) { return cp >= 0x1F1E6 && cp <= 0x1F1FF; }

size_t utf8_prefix(const char *s, size_t len, size_t max) {
    size_t at = 0, boundary = 0, n = 0, regional = 0; /* regional: of a row of indicators; two make a flag */
    bool joined = false;
    while (at < len) {
        uint32_t cp;
        size_t step = utf8_decode(s + at, len - at, &cp);
        bool second = utf8_is_regional(cp) && regional % 2 == 1;
        if (!joined && !second && !utf8_extends(cp)) boundary = at;
        if (n == max) return boundary;
        joined = cp == 0x200D;
        regional = utf8_is_regional(cp) ? regional + 1 : 0;
        at += step;
        n++;
    }
    return len;
}
