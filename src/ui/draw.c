/* Drawing by curses: see draw.h. */
#include "ui/draw.h"

#include <curses.h>
#include <string.h>

static int cursor_y = -1, cursor_x;

void draw_cursor(int y, int x) {
    cursor_y = y;
    cursor_x = x;
}

void draw_clear(void) {
    look_set(ROLE_PLAIN, 0);
    erase();
}

void draw_text(int y, int x, int columns, struct draw_style style, const char *raw) {
    if (y < 0 || y >= LINES || x < 0 || x >= COLS) return;
    if (columns > COLS - x) columns = COLS - x;
    if (columns <= 0) return;
    struct buf text = {0};
    gate_add_fit(&text, raw, strlen(raw), (size_t)columns, style.align);
    look_set(style.role, style.bar);
    if (style.bar && look_is_plain() && (cursor_y != y || x < cursor_x)) draw_cursor(y, x);
    mvaddstr(y, x, buf_str(&text));
    buf_free(&text);
}

int draw_columns(const char *raw) { return (int)gate_columns(raw, strlen(raw)); }

static const char *line_sign(const char *utf8, const char *ascii) {
    return look_is_plain() ? " " : gate_is_utf8() ? utf8 : ascii;
}

static void repeat(int y, int x, int columns, const char *sign) {
    struct buf line = {0};
    for (int i = 0; i < columns; i++) buf_add(&line, sign);
    draw_text(y, x, columns, (struct draw_style){.role = ROLE_FRAME}, buf_str(&line));
    buf_free(&line);
}

const char *draw_dash(void) { return line_sign("─", "-"); }

void draw_rule(int y, int x, int columns) { repeat(y, x, columns, draw_dash()); }

static void edge(int y, struct rect r, const char *left, const char *right) {
    struct draw_style style = {.role = ROLE_FRAME};
    draw_rule(y, r.x + 1, r.columns - 2);
    draw_text(y, r.x, 1, style, line_sign(left, "+"));
    draw_text(y, r.x + r.columns - 1, 1, style, line_sign(right, "+"));
}

/* A title inside an edge, after one column of line. */
static void edge_title(int y, struct rect r, enum role role, const char *title) {
    if (!title || !*title) return;
    int room = r.columns - 4, columns = draw_columns(title);
    if (room > 0) draw_text(y, r.x + 2, columns < room ? columns : room, (struct draw_style){.role = role}, title);
}

void draw_frame(struct rect r, enum role title_role, const char *title, const char *footer) {
    if (r.rows < 2 || r.columns < 2) return;
    const char *side = line_sign("│", "|");
    edge(r.y, r, "┌", "┐");
    edge(r.y + r.rows - 1, r, "└", "┘");
    for (int y = r.y + 1; y < r.y + r.rows - 1; y++) {
        draw_text(y, r.x, r.columns, (struct draw_style){.role = ROLE_PLAIN}, "");
        draw_text(y, r.x, 1, (struct draw_style){.role = ROLE_FRAME}, side);
        draw_text(y, r.x + r.columns - 1, 1, (struct draw_style){.role = ROLE_FRAME}, side);
    }
    edge_title(r.y, r, title_role, title);
    edge_title(r.y + r.rows - 1, r, ROLE_PLAIN, footer);
    if (look_is_plain()) draw_cursor(r.y + 1, r.x);
}

void draw_show(void) {
    curs_set(cursor_y >= 0);
    move(cursor_y >= 0 ? cursor_y : LINES - 1, cursor_y >= 0 ? cursor_x : 0);
    refresh();
}
