/* Drawing a form: see form.h. A line a field; beside it what is wrong, or of the field under the cursor what it wants;
 * several lines for a text of several. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/form_private.h"

enum { LABEL_COLUMNS = 16, LONG_LINES = 3 };

static int lines_of(const struct form_field *field) { return field->field->type == FIELD_LONG ? LONG_LINES : 1; }

/* The part of a line that is drawn so that the cursor, `at` bytes into it, is in sight; *column is the cursor's. */
static const char *slice(const char *line, size_t at, int columns, int *column) {
    int before = (int)gate_columns(line, at);
    while (before >= columns && *line) {
        uint32_t cp;
        size_t step = utf8_decode(line, strlen(line), &cp);
        before -= (int)gate_columns(line, step);
        line += step;
    }
    *column = before;
    return line;
}

static void draw_line(const char *text, size_t len, size_t at, bool active, int y, int x, int columns) {
    struct draw_style style = {.role = ROLE_PLAIN};
    char *line = mem_dup_len(text, len);
    int column = 0;
    const char *shown = active ? slice(line, at, columns, &column) : line;
    draw_text(y, x, columns, style, shown);
    if (active) draw_cursor(y, x + column);
    free(line);
}

/* A text of several lines: those around the cursor. */
static void draw_long(const struct form_field *field, bool active, int y, int x, int columns) {
    const char *text = field->text.text;
    int cursor_line = 0, line = 0;
    for (size_t i = 0; active && i < field->text.at; i++) cursor_line += text[i] == '\n';
    int first = cursor_line >= LONG_LINES ? cursor_line - LONG_LINES + 1 : 0;
    for (size_t from = 0;; line++) {
        size_t len = strcspn(text + from, "\n");
        bool here = active && line == cursor_line;
        if (line >= first && line < first + LONG_LINES)
            draw_line(text + from, len, here ? field->text.at - from : 0, here, y + line - first, x, columns);
        from += len;
        if (!text[from]) break;
        from++;
    }
}

static void draw_value(const struct form_field *field, bool active, int y, int x, int columns) {
    const char *text = field->text.text;
    struct draw_style style = {.role = active ? ROLE_KEY : ROLE_PLAIN};
    if (field->field->type == FIELD_BOOL) {
        draw_text(y, x, columns, style, !strcmp(text, "1") ? _("[x] yes") : _("[ ] no"));
        if (active) draw_cursor(y, x + 1);
    } else if (field->field->type == FIELD_ENUM) {
        char *shown = mem_format("< %s >", text);
        draw_text(y, x, columns, style, shown);
        if (active) draw_cursor(y, x + 2);
        free(shown);
    } else if (field->field->type == FIELD_LONG) {
        draw_long(field, active, y, x, columns);
    } else {
        draw_line(text, strlen(text), field->text.at, active, y, x, columns);
    }
}

/* Beside a field: its error, else the zone of an instant, else that it was changed. */
static void draw_beside(const struct console *c, const struct form_field *field, int y, int x, int columns) {
    if (field->error) {
        draw_text(y, x, columns, (struct draw_style){.role = ROLE_ERROR}, field->error);
    } else if (field->field->type == FIELD_WHEN) {
        draw_text(y, x, columns, (struct draw_style){.role = ROLE_DIM}, zone_name(c->scene.zone));
    } else if (form_field_changed(field)) {
        /* TRANSLATORS: beside a field of a form, what it held before */
        char *was = mem_format(_("was: %s"), *field->was ? field->was : "-");
        bool flag = form_is_choice(field);
        draw_text(y, x, columns, (struct draw_style){.role = ROLE_DIM}, flag ? _("changed") : was);
        free(was);
    }
}

static void add_names(const struct form *f, struct buf *out) {
    for (size_t i = 0; i < f->name_count; i++) buf_addf(out, i == f->name_at ? "[%s]  " : "%s  ", f->names[i]);
}

/* The last two lines: names to choose from or what the field wants; the error in full. */
static void draw_foot(const struct form *f, int y, int x, int columns) {
    const struct form_field *field = &f->fields[f->at];
    struct buf line = {0};
    add_names(f, &line);
    if (f->name_count == 0) buf_add(&line, _(field->editing->help));
    draw_text(y, x, columns, (struct draw_style){.role = ROLE_DIM}, buf_str(&line));
    if (field->error) draw_text(y + 1, x, columns, (struct draw_style){.role = ROLE_ERROR}, field->error);
    buf_free(&line);
}

static const char *footer_of(const struct form *f) {
    const struct form_field *field = &f->fields[f->at];
    if (f->asking) return _(" what you typed would be lost: Esc again leaves, any other key stays ");
    if (f->looking) return _(" reading the row ... ");
    if (form_is_choice(field)) return _(" Space next value   Tab next field   F2 plan   Esc leave ");
    if (field->field->type == FIELD_RRULE) return _(" F4 build it by choices   Tab next field   F2 plan   Esc leave ");
    if (field->field->type == FIELD_LONG) return _(" Alt-Enter new line   Tab next field   F2 plan   Esc leave ");
    if (f->name_count > 1) return _(" C-n C-p other name   Enter take it   F2 plan   Esc leave ");
    return _(" Tab next field   Enter take it   F2 plan   Esc leave ");
}

/* In the frame: the keys; on a low screen what else would be in the last two lines, as far as it cannot wait. */
static void add_footer(const struct form *f, bool low, struct buf *out) {
    const struct form_field *field = &f->fields[f->at];
    if (low && field->error && !f->asking && !f->looking) {
        buf_addf(out, " %s ", field->error);
    } else if (low && f->name_count > 0 && !f->asking && !f->looking) {
        buf_add_char(out, ' ');
        add_names(f, out);
    } else {
        buf_add(out, footer_of(f));
    }
}

/* The first field that is drawn, so that the one under the cursor fits into `rows`. */
static size_t first_field(const struct form *f, int rows) {
    size_t first = 0;
    int used = 0;
    for (size_t i = 0; i <= f->at; i++) used += lines_of(&f->fields[i]);
    while (first < f->at && used > rows) used -= lines_of(&f->fields[first++]);
    return first;
}

void form_draw(struct console *c, struct layer *l) {
    struct form *f = (struct form *)l;
    struct rect r = c->layout.body;
    int wanted = 5;
    for (size_t i = 0; i < f->count; i++) wanted += lines_of(&f->fields[i]);
    if (wanted < r.rows) r.rows = wanted;
    char *title = f->id ? mem_format(" %s #%lld ", entities[f->kind].name, (long long)f->id)
                        /* TRANSLATORS: title of a form for a row that is to be made; its kind follows */
                        : mem_format(" %s %s ", _("new"), entities[f->kind].name);
    int foot = r.rows > 5 ? 2 : 0; /* on a low screen the fields take all the room */
    struct buf footer = {0};
    add_footer(f, foot == 0, &footer);
    draw_frame(r, ROLE_ACTIVE, title, buf_str(&footer));
    free(title);
    buf_free(&footer);
    int x = r.x + 2, inner = r.columns - 4, last = r.y + r.rows - 2 - foot, y = r.y + 1;
    int value = inner - LABEL_COLUMNS > 50 ? (inner - LABEL_COLUMNS) * 3 / 5 : inner - LABEL_COLUMNS;
    for (size_t i = first_field(f, last - y + 1); i < f->count && y <= last; y += lines_of(&f->fields[i++])) {
        bool active = i == f->at;
        draw_text(y, x, LABEL_COLUMNS - 1, (struct draw_style){.role = active ? ROLE_ACTIVE : ROLE_PLAIN},
                  form_label(f, i));
        draw_value(&f->fields[i], active, y, x + LABEL_COLUMNS, value);
        draw_beside(c, &f->fields[i], y, x + LABEL_COLUMNS + value + 1, inner - LABEL_COLUMNS - value - 1);
    }
    if (foot) draw_foot(f, r.y + r.rows - 3, x, inner);
}
