/* See wrap.h. */
#include "ui/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/mem.h"
#include "base/utf8.h"

static void add_line(struct wrap *w, const char *text, size_t len, size_t indent) {
    struct buf line = {0};
    buf_add_repeat(&line, ' ', indent);
    buf_add_len(&line, text, len);
    w->lines = mem_grow(w->lines, &w->cap, w->count + 1, sizeof *w->lines);
    w->lines[w->count++] = buf_steal(&line);
    if (!w->lines[w->count - 1]) w->lines[w->count - 1] = mem_dup("");
}

/* Bytes of the longest part that fits, ending before a blank where there is one. */
static size_t fitting(const char *text, size_t len, size_t columns) {
    size_t at = 0, used = 0, blank = 0;
    while (at < len) {
        uint32_t cp;
        size_t step = utf8_decode(text + at, len - at, &cp);
        size_t width = gate_columns(text + at, step);
        if (used + width > columns) return text[at] == ' ' ? at : blank ? blank : at ? at : step;
        used += width;
        if (text[at] == ' ') blank = at;
        at += step;
    }
    return len;
}

static void add_broken(struct wrap *w, const char *text, size_t len, size_t columns) {
    size_t own = strspn(text, " "), indent = 0;
    if (own > len) own = len;
    size_t hanging = own + 2 < columns / 2 ? own + 2 : 0;
    do {
        /* Leading blanks are the line's own; a break is never made inside them. */
        size_t lead = indent ? 0 : own;
        size_t room = columns > indent + lead ? columns - indent - lead : 1;
        size_t part = lead + fitting(text + lead, len - lead, room);
        add_line(w, text, part, indent);
        text += part;
        len -= part;
        while (len > 0 && *text == ' ') text++, len--;
        indent = hanging;
        own = 0;
    } while (len > 0);
}

void wrap_add(struct wrap *w, const char *text, size_t columns) {
    struct buf safe = {0};
    gate_add_lines(&safe, text);
    const char *at = buf_str(&safe);
    while (*at) {
        size_t len = strcspn(at, "\n");
        if (columns > 0)
            add_broken(w, at, len, columns);
        else
            add_line(w, at, len, 0);
        at += len + (at[len] == '\n');
    }
    buf_free(&safe);
}

void wrap_clear(struct wrap *w) {
    for (size_t i = 0; i < w->count; i++) free(w->lines[i]);
    free(w->lines);
    *w = (struct wrap){0};
}

size_t wrap_columns(const struct wrap *w) {
    size_t most = 0;
    for (size_t i = 0; i < w->count; i++) {
        size_t columns = gate_columns(w->lines[i], strlen(w->lines[i]));
        if (columns > most) most = columns;
    }
    return most;
}

static size_t last_top(const struct scroll *s) { return s->count > s->height ? s->count - s->height : 0; }

void scroll_fit(struct scroll *s, size_t height, size_t count) {
    s->height = height;
    s->count = count;
    if (s->top > last_top(s)) s->top = last_top(s);
}

bool scroll_words(struct scroll *s, const char *words) {
    size_t page = s->height > 1 ? s->height - 1 : 1;
    if (!strcmp(words, "down"))
        s->top++;
    else if (!strcmp(words, "up"))
        s->top -= s->top > 0;
    else if (!strcmp(words, "page-down"))
        s->top += page;
    else if (!strcmp(words, "page-up"))
        s->top -= s->top > page ? page : s->top;
    else if (!strcmp(words, "first"))
        s->top = 0;
    else if (!strcmp(words, "last"))
        s->top = last_top(s);
    else
        return false;
    scroll_fit(s, s->height, s->count);
    return true;
}
