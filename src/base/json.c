/* JSON that is safe to print: see json.h. */
#include "base/json.h"

#include <inttypes.h>
#include <string.h>

#include "base/gate.h"
#include "base/utf8.h"

static void add_escape(struct buf *out, uint32_t cp) {
    if (cp == UTF8_INVALID) cp = 0xFFFD;
    if (cp >= 0x10000) { /* a surrogate pair */
        buf_addf(out, "\\u%04x", 0xD800 + ((unsigned)(cp - 0x10000) >> 10));
        cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
    }
    buf_addf(out, "\\u%04x", (unsigned)cp);
}

void json_add_string(struct buf *out, const char *s, size_t len) {
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    buf_add_char(out, '"');
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        i += utf8_decode(s + i, len - i, &cp);
        const char *at = cp != 0 && cp < 0x80 ? strchr(plain, (int)cp) : NULL;
        if (at)
            buf_addf(out, "\\%c", letters[at - plain]);
        else if (gate_is_unsafe(cp) || (cp >= 0x80 && !gate_is_utf8()))
            add_escape(out, cp);
        else
            utf8_add(out, cp);
    }
    buf_add_char(out, '"');
}

void json_add_name(struct buf *out, const char *name) {
    char last = out->len > 0 ? out->data[out->len - 1] : '{';
    if (last != '{' && last != '[') buf_add_char(out, ',');
    if (name) buf_addf(out, "\"%s\":", name);
}

void json_add_text(struct buf *out, const char *name, const char *text) {
    json_add_name(out, name);
    if (text)
        json_add_string(out, text, strlen(text));
    else
        buf_add(out, "null");
}

void json_add_int(struct buf *out, const char *name, int64_t number) {
    json_add_name(out, name);
    buf_addf(out, "%" PRId64, number);
}

void json_add_bool(struct buf *out, const char *name, bool value) {
    json_add_name(out, name);
    buf_add(out, value ? "true" : "false");
}
