/* See box.h. */
#include "ui/box.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/state.h"
#include "ui/wrap.h"

enum { SIDE_STEP = 8 };

struct box {
    struct layer layer;
    unsigned number;
    char *title, *text;
    bool table;
    struct wrap wrap;
    int wrapped_for; /* the width that `wrap` was made for */
    struct scroll scroll;
    size_t left; /* columns scrolled away on the left */
};

/* Draws what remains of a line behind its first `left` columns. */
static void draw_from(int y, int x, int columns, const char *line, size_t left) {
    size_t at = 0, len = strlen(line);
    while (left > 0 && at < len) {
        uint32_t cp;
        size_t step = utf8_decode(line + at, len - at, &cp);
        size_t width = gate_columns(line + at, step);
        left -= width < left ? width : left;
        at += step;
    }
    draw_text(y, x, columns, (struct draw_style){0}, line + at);
}

static void box_draw(struct console *c, struct layer *l) {
    struct box *b = (struct box *)l;
    struct rect r = c->layout.body;
    int inner = r.columns - 4;
    if (b->wrapped_for != inner) {
        wrap_clear(&b->wrap);
        wrap_add(&b->wrap, b->text, b->table || inner < 1 ? 0 : (size_t)inner);
        b->wrapped_for = inner;
    }
    int rows = (int)b->wrap.count + 2;
    if (rows < r.rows) r.rows = rows;
    scroll_fit(&b->scroll, r.rows > 2 ? (size_t)r.rows - 2 : 0, b->wrap.count);
    size_t below = b->scroll.count - b->scroll.top;
    below = below > b->scroll.height ? below - b->scroll.height : 0;
    struct buf footer = {0};
    if (below) /* TRANSLATORS: lines of the text that do not fit into the box */
        buf_addf(&footer, P_(" %zu line more ", " %zu lines more ", below), below);
    buf_addf(&footer, " %s ", _("Esc closes"));
    draw_frame(r, ROLE_ACTIVE, b->title, buf_str(&footer));
    buf_free(&footer);
    for (size_t i = 0; i < b->scroll.height && b->scroll.top + i < b->wrap.count; i++)
        draw_from(r.y + 1 + (int)i, r.x + 2, inner, b->wrap.lines[b->scroll.top + i], b->left);
}

static void box_words(struct console *c, struct layer *l, const char *words) {
    struct box *b = (struct box *)l;
    if (!strcmp(words, "close")) {
        layer_close(c, l);
    } else if (!strcmp(words, "scroll right")) {
        size_t widest = wrap_columns(&b->wrap), room = (size_t)b->wrapped_for;
        if (b->table && widest > room + b->left) b->left += SIDE_STEP;
    } else if (!strcmp(words, "scroll left")) {
        b->left -= b->left > SIDE_STEP ? SIDE_STEP : b->left;
    } else if (!strncmp(words, "scroll ", 7)) {
        scroll_words(&b->scroll, words + 7);
    }
}

static void box_free(struct console *c, struct layer *l) {
    struct box *b = (struct box *)l;
    jobs_forget(c->jobs, SLOT_DETAIL); /* nobody waits for it any more */
    wrap_clear(&b->wrap);
    free(b->title);
    free(b->text);
    free(b);
}

static const struct layer_type box_type = {KEYS_BOX, box_draw, box_words, NULL, NULL, box_free};

unsigned box_open(struct console *c, const char *title, const char *text, bool table) {
    static unsigned opened;
    struct box *b = mem_zero(1, sizeof *b);
    b->layer.type = &box_type;
    b->number = ++opened;
    b->title = mem_format(" %s ", title);
    b->text = mem_dup(text);
    b->table = table;
    layer_push(c, &b->layer);
    return b->number;
}

void box_insert(struct console *c, unsigned box, size_t at, const char *text) {
    for (size_t i = 0; i < c->layer_count; i++) {
        struct box *b = (struct box *)c->layers[i];
        if (b->layer.type != &box_type || b->number != box) continue;
        size_t len = strlen(b->text);
        if (at > len) at = len;
        char *all = mem_format("%.*s%s%s", (int)at, b->text, text, b->text + at);
        free(b->text);
        b->text = all;
        b->wrapped_for = 0;
        c->dirty = true;
    }
}
