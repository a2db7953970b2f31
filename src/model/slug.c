/* Slugs made from names: see slug.h. */
#include "model/slug.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { GREEK_FIRST = 0x3B1, CYRILLIC_FIRST = 0x430, KELVIN_SIGN = 0x212A, DOTTED_I = 0x130 };

/* By code point from alpha and from a: "" is dropped. */
static const char *const greek[] = {"a", "v", "g", "d", "e", "z", "i", "th", "i", "k",  "l",  "m", "n",
                                    "x", "o", "p", "r", "s", "s", "t", "y",  "f", "ch", "ps", "o"};
static const char *const cyrillic[] = {"a",  "b",    "v", "g",  "d", "e",  "zh", "z",  "i", "y",  "k",  "l",
                                       "m",  "n",    "o", "p",  "r", "s",  "t",  "u",  "f", "kh", "ts", "ch",
                                       "sh", "shch", "",  "y",  "",  "e",  "yu", "ya", "e", "yo", "dj", "g",
                                       "ye", "dz",   "i", "yi", "j", "lj", "nj", "c",  "k", "i",  "u",  "dz"};

/* Letters with an accent in one code point, as the letter alone. */
static const struct {
    uint32_t from, to;
} accents[] = {{0x3AC, 0x3B1}, {0x3AD, 0x3B5}, {0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3CA, 0x3B9},
               {0x3CB, 0x3C5}, {0x3CC, 0x3BF}, {0x3CD, 0x3C5}, {0x3CE, 0x3C9}, {0x491, 0x433}};

static uint32_t lower(uint32_t cp) {
    if (cp >= 'A' && cp <= 'Z') return cp + 32;
    if (cp == KELVIN_SIGN) return 'k'; /* these two become ASCII letters in JavaScript too */
    if (cp == DOTTED_I) return 'i';
    if ((cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F)) return cp + 32;
    if (cp >= 0x400 && cp <= 0x40F) return cp + 80;
    static const uint32_t upper_accents[] = {0x386, 0x388, 0x389, 0x38A, 0x3AA, 0x3AB, 0x38C, 0x38E, 0x38F, 0x490};
    for (size_t i = 0; i < sizeof upper_accents / sizeof *upper_accents; i++)
        if (cp == upper_accents[i]) return accents[i].from;
    return cp;
}

/* What JavaScript's \s matches. */
static bool is_blank(uint32_t cp) {
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

static const char *latin(uint32_t cp) {
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (cp == accents[i].from) cp = accents[i].to;
    if (cp >= GREEK_FIRST && cp - GREEK_FIRST < sizeof greek / sizeof *greek) return greek[cp - GREEK_FIRST];
    if (cp >= CYRILLIC_FIRST && cp - CYRILLIC_FIRST < sizeof cyrillic / sizeof *cyrillic)
        return cyrillic[cp - CYRILLIC_FIRST];
    return "";
}

static void add_letters(struct buf *out, const char *name, bool transliterate) {
    size_t len = strlen(name), start = out->len;
    bool hyphen = false;
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(name + i, len - i, &cp);
        cp = lower(cp);
        char letter[2] = {(char)cp, '\0'};
        const char *text = (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ? letter
                           : transliterate && cp > 127                          ? latin(cp)
                                                                                : "";
        hyphen = hyphen || cp == '-' || cp == '_' || is_blank(cp);
        if (!*text) continue;
        if (out->len - start + hyphen + strlen(text) > SLUG_MOST) return;
        if (hyphen && out->len > start) buf_add_char(out, '-');
        hyphen = false;
        buf_add(out, text);
    }
}

bool slug_add(struct buf *out, const char *name) {
    size_t before = out->len;
    add_letters(out, name, false);
    if (out->len == before) add_letters(out, name, true);
    return out->len > before;
}

bool slug_is_proper(const char *text) {
    struct buf slug = {0};
    bool ok = slug_add(&slug, text) && !strcmp(buf_str(&slug), text);
    buf_free(&slug);
    return ok;
}
