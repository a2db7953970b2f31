/* Drawing of the line, and of what stands above it. See prompt.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/prompt_private.h"

/* What Tab found, over the three lines above. */
static void draw_found(struct console *c, const struct prompt *p) {
    int columns = c->layout.body.columns, y = c->layout.flag_row, x = 1;
    for (int row = y; row < c->layout.line_row; row++) draw_text(row, 0, columns, (struct draw_style){0}, "");
    for (size_t i = 0; i < p->found.count; i++) {
        int width = draw_columns(p->found.items[i]);
        if (x + width + 2 > columns && x > 1) {
            x = 1;
            y++;
        }
        if (y == c->layout.line_row - 1 && x + width + 6 > columns && i + 1 < p->found.count) {
            draw_text(y, x, columns - x, (struct draw_style){0}, "…");
            return;
        }
        draw_text(y, x, width < columns - x ? width : columns - x, (struct draw_style){.role = ROLE_KEY},
                  p->found.items[i]);
        x += width + 2;
    }
}

static void draw_hint(struct console *c, struct prompt *p) {
    struct buf text = {0};
    bool wrong = prompt_is_wrong(p);
    buf_add_char(&text, ' ');
    if (wrong)
        buf_add(&text, p->wrong);
    else if (p->listing) {
        draw_found(c, p);
        buf_free(&text);
        return;
    } else if (c->held)
        buf_addf(&text, _("the form comes back when this is closed: %s"), c->held_why);
    else if (p->hooks.hint)
        wrong = p->hooks.hint(c, p->arg, rl_line_buffer, &text);
    else {
        buf_free(&text);
        return;
    }
    draw_text(c->layout.keys_row, 0, c->layout.body.columns, (struct draw_style){.role = wrong ? ROLE_ERROR : ROLE_DIM},
              buf_str(&text));
    buf_free(&text);
}

void prompt_draw(struct console *c, struct layer *l) {
    struct prompt *p = (struct prompt *)l;
    draw_hint(c, p);
    int y = c->layout.line_row, columns = c->layout.body.columns;
    const char *label = rl_display_prompt ? rl_display_prompt : "";
    int label_columns = draw_columns(label), room = columns - label_columns - 1;
    struct buf text = {0};
    int before = (int)gate_add(&text, rl_line_buffer, (size_t)rl_point);
    buf_truncate(&text, 0);
    /* The slice shown begins so that the cursor is in it. */
    size_t at = 0;
    int skipped = 0;
    while (room > 0 && before - skipped >= room && at < (size_t)rl_point) {
        uint32_t cp;
        size_t step = utf8_decode(rl_line_buffer + at, (size_t)rl_end - at, &cp);
        skipped += (int)gate_columns(rl_line_buffer + at, step);
        at += step;
    }
    draw_text(y, 0, columns, (struct draw_style){.role = ROLE_PLAIN}, label);
    draw_text(y, label_columns, columns - label_columns, (struct draw_style){.role = ROLE_PLAIN}, rl_line_buffer + at);
    if (prompt_is_wrong(p) && p->fault >= at) {
        char *word = mem_dup_len(rl_line_buffer + p->fault, strcspn(rl_line_buffer + p->fault, " "));
        int x = label_columns + (int)gate_columns(rl_line_buffer + at, p->fault - at);
        if (*word && x + draw_columns(word) <= columns)
            draw_text(y, x, draw_columns(word), (struct draw_style){.role = ROLE_ERROR}, word);
        free(word);
    }
    draw_cursor(y, label_columns + before - skipped);
    buf_free(&text);
}
