/* The gate: see gate.h. What each class of character becomes was measured against terminals and curses. */
#include "base/gate.h"

#include <langinfo.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"

enum { GATE_BAD = 0xFFFD, GATE_NEWLINE = 0x21B5, GATE_TAB = 0x2192, MARKS_MAX = 2, ZWJ = 0x200D };

static bool is_utf8 = true;

void gate_init(void) { is_utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8"); }

bool gate_is_utf8(void) { return is_utf8; }

static bool in(uint32_t cp, uint32_t first, uint32_t last) { return cp >= first && cp <= last; }

/* Characters that reorder, vanish or are nobody's: bidi controls, zero-width and format characters, fillers,
 * noncharacters, private use, tags. */
static bool gate_is_invisible(uint32_t cp) {
    return cp == UTF8_INVALID || cp == 0xAD || cp == 0x61C || cp == 0x34F || cp == 0x115F || cp == 0x1160 ||
           cp == 0x17B4 || cp == 0x17B5 || in(cp, 0x180B, 0x180F) || in(cp, 0x200B, 0x200F) || in(cp, 0x202A, 0x202E) ||
           in(cp, 0x2060, 0x206F) || cp == 0x2800 || cp == 0x3164 || in(cp, 0xE000, 0xF8FF) || in(cp, 0xFDD0, 0xFDEF) ||
           cp == 0xFEFF || cp == 0xFFA0 || in(cp, 0xFFF0, 0xFFFB) || (cp & 0xFFFE) == 0xFFFE ||
           in(cp, 0xE0000, 0xE0FFF) || cp >= 0xF0000;
}

static bool is_selector(uint32_t cp) { return in(cp, 0xFE00, 0xFE0F); }

/* The visible sign for one code point; the code point itself when it is harmless. */
static uint32_t gate_sign(uint32_t cp) {
    if (in(cp, 0x20, 0x7E)) return cp;
    if (cp == '\n' || cp == 0x2028 || cp == 0x2029 || cp == 0x85) return GATE_NEWLINE;
    if (cp == '\t') return GATE_TAB;
    if (cp < 0x20) return 0x2400 + cp;
    if (cp == 0x7F) return 0x2421;
    return in(cp, 0x80, 0x9F) || gate_is_invisible(cp) ? GATE_BAD : cp;
}

/* The same for a screen: what the C library gives no width cannot be placed. */
static uint32_t gate_substitute(uint32_t cp) {
    uint32_t sign = gate_sign(cp);
    return is_utf8 && wcwidth((wchar_t)sign) < 0 ? GATE_BAD : sign;
}

bool gate_is_unsafe(uint32_t cp) { return is_selector(cp) || cp == GATE_BAD || gate_sign(cp) != cp; }

void gate_add_file(struct buf *out, const char *s, size_t len) {
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(s + i, len - i, &cp);
        if (!is_selector(cp)) utf8_add(out, gate_sign(cp));
    }
}

/* One pass over the text, giving one cell (base and its marks) after another. */
struct gate_cell {
    uint32_t cp[1 + MARKS_MAX];
    size_t count;
    size_t columns;
};

struct gate_reader {
    const char *s;
    size_t len, at;
};

static bool gate_next_cell(struct gate_reader *r, struct gate_cell *cell) {
    cell->count = 0;
    while (r->at < r->len) {
        uint32_t cp;
        size_t step = utf8_decode(r->s + r->at, r->len - r->at, &cp);
        bool joins_emoji = cp == ZWJ && cell->count > 0 && cell->columns == 2;
        cp = is_selector(cp) || joins_emoji ? 0 : gate_substitute(cp);
        int width = cp == 0 ? 0 : cp < 0x7F || !is_utf8 ? 1 : wcwidth((wchar_t)cp);
        if (!is_utf8 && cp > 0x7E) cp = '?';
        if (width != 0 && cell->count > 0) return true; /* the next base: leave it for the next call */
        r->at += step;
        if (width != 0) {
            cell->cp[0] = cp;
            cell->count = 1;
            cell->columns = is_utf8 && width > 0 ? (size_t)width : 1;
        } else if (cp != 0 && is_utf8 && cell->count > 0 && cell->count <= MARKS_MAX) {
            cell->cp[cell->count++] = cp;
        }
    }
    return cell->count > 0;
}

static void gate_put_cell(struct buf *out, const struct gate_cell *cell) {
    for (size_t i = 0; i < cell->count; i++) utf8_add(out, cell->cp[i]);
}

size_t gate_add(struct buf *out, const char *s, size_t len) {
    struct gate_reader r = {s, len, 0};
    struct gate_cell cell;
    size_t columns = 0;
    while (gate_next_cell(&r, &cell)) {
        gate_put_cell(out, &cell);
        columns += cell.columns;
    }
    return columns;
}

size_t gate_add_str(struct buf *out, const char *s) { return gate_add(out, s, strlen(s)); }

void gate_add_lines(struct buf *out, const char *s) {
    for (;;) {
        size_t line = strcspn(s, "\n");
        gate_add(out, s, line);
        if (!s[line]) return;
        buf_add_char(out, '\n');
        s += line + 1;
    }
}

size_t gate_columns(const char *s, size_t len) {
    struct gate_reader r = {s, len, 0};
    struct gate_cell cell;
    size_t columns = 0;
    while (gate_next_cell(&r, &cell)) columns += cell.columns;
    return columns;
}

/* Adds at most `columns` columns; the last one is the sign for "more" when something is cut. */
static size_t gate_add_clipped(struct buf *out, const char *s, size_t len, size_t columns) {
    struct gate_reader r = {s, len, 0};
    struct gate_cell cell;
    size_t used = 0, fits_len = out->len, fits_used = 0;
    while (gate_next_cell(&r, &cell)) {
        if (used + cell.columns > columns) {
            buf_truncate(out, fits_len);
            if (columns == 0) return 0;
            buf_add(out, is_utf8 ? "…" : "~");
            return fits_used + 1;
        }
        gate_put_cell(out, &cell);
        used += cell.columns;
        if (used < columns) { /* here the sign would still fit */
            fits_len = out->len;
            fits_used = used;
        }
    }
    return used;
}

size_t gate_add_fit(struct buf *out, const char *s, size_t len, size_t columns, enum gate_align align) {
    struct buf text = {0};
    size_t used = gate_add_clipped(&text, s, len, columns);
    if (align == GATE_RIGHT) buf_add_repeat(out, ' ', columns - used);
    buf_add_len(out, text.data, text.len);
    if (align == GATE_LEFT) buf_add_repeat(out, ' ', columns - used);
    buf_free(&text);
    return align == GATE_NO_PAD ? used : columns;
}

bool gate_is_formula(const char *s) {
    s += strspn(s, "'");
    return *s && strchr("=+-@", *s) != NULL;
}
