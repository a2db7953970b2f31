/* See textfield.h. */
#include "ui/textfield.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/key.h"

enum { CTRL_A = 1, CTRL_B = 2, CTRL_D = 4, CTRL_E = 5, CTRL_F = 6, CTRL_H = 8, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

void textfield_set(struct textfield *t, const char *text) {
    free(t->text);
    t->text = mem_dup(text);
    t->at = strlen(text);
}

void textfield_free(struct textfield *t) {
    free(t->text);
    *t = (struct textfield){0};
}

/* Puts `len` bytes in the place of those from `from` to `to`. */
static void replace(struct textfield *t, size_t from, size_t to, const char *text, size_t len) {
    struct buf out = {0};
    buf_add_len(&out, t->text, from);
    buf_add_len(&out, text, len);
    buf_add(&out, t->text + to);
    free(t->text);
    t->text = mem_dup(buf_str(&out));
    t->at = from + len;
    buf_free(&out);
}

void textfield_insert(struct textfield *t, const char *text, size_t len) { replace(t, t->at, t->at, text, len); }

/* The place one character back or forth. */
static size_t back(const struct textfield *t) {
    size_t at = t->at;
    while (at > 0 && ((unsigned char)t->text[--at] & 0xC0) == 0x80) continue;
    return at;
}

static size_t forth(const struct textfield *t) {
    uint32_t cp;
    size_t len = strlen(t->text);
    return t->at < len ? t->at + utf8_decode(t->text + t->at, len - t->at, &cp) : t->at;
}

static size_t word_back(const struct textfield *t) {
    size_t at = t->at;
    while (at > 0 && t->text[at - 1] == ' ') at--;
    while (at > 0 && t->text[at - 1] != ' ') at--;
    return at;
}

static bool move_key(struct textfield *t, uint32_t key) {
    switch (key) {
    case K_LEFT:
    case CTRL_B: t->at = back(t); return true;
    case K_RIGHT:
    case CTRL_F: t->at = forth(t); return true;
    case K_HOME:
    case CTRL_A: t->at = 0; return true;
    case K_END:
    case CTRL_E: t->at = strlen(t->text); return true;
    case K_CTRL_LEFT: t->at = word_back(t); return true;
    case K_CTRL_RIGHT: t->at += strspn(t->text + t->at, " "), t->at += strcspn(t->text + t->at, " "); return true;
    default: return false;
    }
}

bool textfield_key(struct textfield *t, uint32_t key, bool lines) {
    struct buf character = {0};
    if (move_key(t, key)) return true;
    switch (key) {
    case K_BACKSPACE:
    case CTRL_H: replace(t, back(t), t->at, "", 0); return true;
    case K_DEL:
    case CTRL_D: replace(t, t->at, forth(t), "", 0); return true;
    case CTRL_K: replace(t, t->at, strlen(t->text), "", 0); return true;
    case CTRL_U: replace(t, 0, t->at, "", 0); return true;
    case CTRL_W: replace(t, word_back(t), t->at, "", 0); return true;
    case K_ENTER | K_ALT:
        if (lines) textfield_insert(t, "\n", 1);
        return lines;
    default: break;
    }
    if (key < ' ' || key == 0x7F || key >= K_NAMED) return false;
    utf8_add(&character, key);
    textfield_insert(t, buf_str(&character), character.len);
    buf_free(&character);
    return true;
}
