/* Categories as text: see category_text.h. A line's cells are compared as text, so that what could not be shown as it
 * is (control characters) is never written back by itself. */
#include "cmd/category_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"

/* The cells of a line, and their fields. */
enum { CELL_ID, CELL_ON, CELL_SLUG, CELL_NAME, CELL_DESCRIPTION, CELLS };
static const int fields[CELLS] = {CATEGORY_ID, CATEGORY_IS_ACTIVE, CATEGORY_SLUG, CATEGORY_NAME, CATEGORY_DESCRIPTION};
enum { WIDEST = 40 };
static const char mark_begin[] = "#! ";

static const char *const rules = N_("# Categories, one a line, in their order: id | on | slug | name | description\n"
                                    "# Write \\| for a |, \\n for a new line, \\\\ for a \\ in a text.\n"
                                    "# new as the id makes one; -12 deletes #12; 12>prayer merges #12 into prayer.\n"
                                    "# Move lines to change the order. A line that is gone is left alone.\n"
                                    "# A slug changes only when you change it; = makes it anew from the name.\n"
                                    "# Save and leave: then you see what would be done, and are asked.\n");

static void add_cell(struct buf *out, const char *text) {
    struct buf safe = {0};
    for (const char *at = text ? text : ""; *at;) {
        size_t len = strcspn(at, "\n");
        buf_truncate(&safe, 0);
        gate_add_file(&safe, at, len);
        for (const char *c = buf_str(&safe); *c; c++) {
            if (*c == '|' || *c == '\\') buf_add_char(out, '\\');
            buf_add_char(out, *c);
        }
        at += len;
        if (*at) buf_add(out, "\\n");
        at += *at == '\n';
    }
    buf_free(&safe);
}

/* A row's cell as it stands in a line, for the caller to free. */
static char *shown(int cell, const char *value) {
    struct buf out = {0};
    if (cell == CELL_ON) /* TRANSLATORS: no translation: these words are read back */
        buf_add(&out, value && strcmp(value, "0") != 0 ? "on" : "off");
    else
        add_cell(&out, value);
    return buf_steal(&out);
}

static bool is_wanted(int64_t id, const int64_t *ids, size_t count) {
    bool found = ids == NULL;
    for (size_t i = 0; i < count && !found; i++) found = ids[i] == id;
    return found;
}

void category_text_write(const struct rows *rows, const int64_t *ids, size_t count, struct buf *out) {
    size_t widths[CELLS] = {0};
    buf_add(out, _(rules));
    for (int pass = 0; pass < 2; pass++)
        for (size_t r = 0; r < rows->count; r++) {
            if (!is_wanted(rows_int(rows, r, 0), ids, count)) continue;
            for (int i = 0; i < CELLS; i++) {
                char *text = shown(i, rows_text(rows, r, (size_t)fields[i]));
                size_t width = gate_columns(text, strlen(text));
                if (width > widths[i] && width <= WIDEST) widths[i] = width;
                if (pass == 1) buf_add(out, i > 0 ? " | " : "");
                if (pass == 1) buf_add(out, text);
                if (pass == 1 && width < widths[i] && i + 1 < CELLS) buf_add_repeat(out, ' ', widths[i] - width);
                free(text);
            }
            if (pass == 1) buf_add_char(out, '\n');
        }
}

/* A line of either text. The cells are trimmed and still escaped. */
struct line {
    size_t number;
    char *cells[CELLS];
    size_t count; /* CELLS + 1: too many */
};

static void line_free(struct line *l) {
    for (size_t i = 0; i < CELLS; i++) free(l->cells[i]);
}

static char *trimmed(const char *from, const char *to) {
    while (from < to && strchr(" \t", *from)) from++;
    while (to > from && strchr(" \t\r", to[-1])) to--;
    return mem_dup_len(from, (size_t)(to - from));
}

/* Reads the next line that is no comment and not empty. */
static bool next_line(const char **at, size_t *number, struct line *out) {
    while (**at) {
        const char *p = *at, *end = p + strcspn(p, "\n");
        *at = *end ? end + 1 : end;
        ++*number;
        if (p[strspn(p, " \t\r")] == '#' || p + strspn(p, " \t\r") == end) continue;
        *out = (struct line){.number = *number};
        for (const char *from = p; p <= end; p++) {
            if (*p == '\\' && p + 1 < end) {
                p++;
                continue;
            }
            if (p < end && *p != '|') continue;
            if (out->count < CELLS) out->cells[out->count] = trimmed(from, p);
            if (out->count <= CELLS) out->count++;
            from = p + 1;
        }
        return true;
    }
    return false;
}

/* The lines of the text that was written, by id. */
struct before {
    struct line *lines;
    int64_t *ids;
    bool *seen;
    size_t count, cap, id_cap;
};

static void before_read(struct before *b, const char *text) {
    struct line line;
    size_t number = 0;
    while (next_line(&text, &number, &line)) {
        int64_t id;
        if (line.count != CELLS || !parse_int(line.cells[CELL_ID], 1, INT32_MAX, &id)) {
            line_free(&line);
            continue;
        }
        b->lines = mem_grow(b->lines, &b->cap, b->count + 1, sizeof *b->lines);
        b->ids = mem_grow(b->ids, &b->id_cap, b->count + 1, sizeof *b->ids);
        b->ids[b->count] = id;
        b->lines[b->count++] = line;
    }
    b->seen = mem_zero(b->count + 1, sizeof *b->seen);
}

static void before_free(struct before *b) {
    for (size_t i = 0; i < b->count; i++) line_free(&b->lines[i]);
    free(b->lines);
    free(b->ids);
    free(b->seen);
}

/* Looked for from `hint` on, where the next one mostly is. b->count: there is none. */
static size_t before_find(const struct before *b, int64_t id, size_t hint) {
    for (size_t k = 0; k < b->count; k++) {
        size_t i = (hint + k) % b->count;
        if (b->ids[i] == id) return i;
    }
    return b->count;
}

struct parsing {
    struct before before;
    struct category_list *list;
    size_t next; /* where in `before` the last line was, + 1 */
    bool made;   /* a line makes one */
    bool *order;
};

static const char *column_name(int cell) { return entities[ENTITY_CATEGORY].fields[fields[cell]].name; }

/* The cell without its escapes, for the caller to free; NULL: an unknown one. */
static char *unescaped(const char *cell) {
    struct buf out = {0};
    for (; *cell; cell++) {
        if (*cell != '\\') {
            buf_add_char(&out, *cell);
            continue;
        }
        cell++;
        if (!*cell || !strchr("|\\n", *cell)) {
            buf_free(&out);
            return NULL;
        }
        buf_add_char(&out, *cell == 'n' ? '\n' : *cell);
    }
    return buf_steal(&out);
}

static void set_cells(struct parsing *p, const struct line *l, const struct line *was) {
    size_t want = p->list->count - 1;
    for (int i = CELL_ON; i < CELLS; i++) {
        const char *cell = l->cells[i] ? l->cells[i] : "";
        if (was ? !strcmp(cell, was->cells[i]) : !*cell) continue;
        char *text = unescaped(cell);
        if (text)
            category_list_set(p->list, want, fields[i], text);
        else
            category_list_mistake(p->list, l->number, column_name(i),
                                  mem_dup(_("after a \\ comes |, n or \\: write \\\\ for a \\ itself")));
        free(text);
    }
}

/* A line about one that is there, with the cells that have changed. */
static void take_present(struct parsing *p, const struct line *l, enum category_what what, int64_t id,
                         const char *into) {
    struct category_want *w = category_list_add(p->list, l->number);
    size_t at = before_find(&p->before, id, p->next);
    bool known = at < p->before.count;
    w->what = what;
    w->id = id;
    w->into = into ? mem_dup(into) : NULL;
    if (known) p->before.seen[at] = true;
    if (what != CATEGORY_PUT) return;
    if (known && (at + 1 < p->next || p->made)) *p->order = true;
    if (known && at >= p->next) p->next = at + 1;
    set_cells(p, l, known ? &p->before.lines[at] : NULL);
}

static void take_line(struct parsing *p, const struct line *l) {
    const char *word = l->cells[CELL_ID];
    size_t digits = strspn(word, "0123456789"), blanks = strspn(word + digits, " \t");
    char *number = mem_dup_len(word, digits);
    int64_t id = 0;
    bool is_new = !strcmp(word, "new"), is_id = digits > 0 && parse_int(number, 1, INT32_MAX, &id);
    const char *after = word + digits + blanks;
    free(number);
    if (*word == '-' && parse_int(word + 1, 1, INT32_MAX, &id)) {
        take_present(p, l, CATEGORY_DELETE, id, NULL);
    } else if (is_id && *after == '>' && after[1]) {
        take_present(p, l, CATEGORY_MERGE, id, after + 1 + strspn(after + 1, " \t"));
    } else if ((is_id && !*after) || is_new) {
        if (l->count < CELLS - 1 || l->count > CELLS) {
            category_list_mistake(p->list, l->number, NULL,
                                  mem_format(l->count > CELLS
                                                 ? _("more than %d cells: write \\| for a | in a text")
                                                 : _("fewer than %d cells: id | on | slug | name | description"),
                                             l->count > CELLS ? CELLS : CELLS - 1));
            if (is_id) p->before.seen[before_find(&p->before, id, p->next)] = true;
        } else if (is_new) {
            category_list_add(p->list, l->number)->what = CATEGORY_NEW;
            set_cells(p, l, NULL);
            p->made = true;
        } else {
            take_present(p, l, CATEGORY_PUT, id, NULL);
        }
    } else {
        category_list_mistake(p->list, l->number, "id", mem_format(_("12, new, -12 or 12>slug, not %s"), word));
    }
}

void category_text_parse(const char *text, const char *before, struct category_list *out, bool *order) {
    struct parsing p = {.list = out, .order = order};
    struct line line;
    size_t number = 0;
    *order = false;
    before_read(&p.before, before);
    while (!category_list_is_full(out) && out->count <= CATEGORIES_MOST && next_line(&text, &number, &line)) {
        take_line(&p, &line);
        line_free(&line);
    }
    if (out->count > CATEGORIES_MOST)
        category_list_mistake(out, number, NULL, mem_format(_("more than %d lines"), CATEGORIES_MOST));
    for (size_t i = 0; i < p.before.count; i++) {
        if (p.before.seen[i]) continue;
        struct category_want *w = category_list_add(out, number);
        w->what = CATEGORY_LEFT;
        w->id = p.before.ids[i];
    }
    before_free(&p.before);
}

size_t category_text_mark(const char *text, const struct category_list *l, struct buf *out) {
    size_t number = 0, written = 0, first = 0, m = 0;
    while (*text) {
        size_t len = strcspn(text, "\n");
        number++;
        bool old = !strncmp(text, mark_begin, sizeof mark_begin - 1);
        for (; !old && m < l->mistake_count && l->mistakes[m].line <= number; m++) {
            const struct category_mistake *k = &l->mistakes[m];
            buf_add(out, mark_begin);
            if (k->column) buf_addf(out, "%s: ", k->column);
            gate_add_file(out, k->text, strlen(k->text));
            buf_add_char(out, '\n');
            written++;
            if (m + 1 == l->mistake_count || l->mistakes[m + 1].line > number) first = first ? first : written + 1;
        }
        if (!old) {
            buf_add_len(out, text, len);
            buf_add_char(out, '\n');
            written++;
        }
        text += len + (text[len] == '\n');
    }
    return first;
}

static const struct plan_change *change_of(const struct plan_row *row, const char *field) {
    for (size_t i = 0; i < row->change_count; i++)
        if (!strcmp(row->changes[i].field, field)) return &row->changes[i];
    return NULL;
}

/* One that is to be deleted or merged has no such change: it is another one than the one that was to go. */
static void add_difference(const struct plan_row *row, int cell, const char *was, const char *now, struct buf *out) {
    const struct plan_change *change = change_of(row, column_name(cell));
    char *typed = change ? shown(cell, change->after) : NULL;
    buf_addf(out, "%s%s #%lld: ", out->len > 0 ? "; " : "", entities[row->kind].name, (long long)row->id);
    if (typed) /* TRANSLATORS: a column, its value before, its value now, and the one that is wanted */
        buf_addf(out, _("%s was %s, is now %s, and you typed %s"), column_name(cell), was, now, typed);
    else
        buf_addf(out, _("%s was %s, is now %s"), column_name(cell), was, now);
    free(typed);
}

static void check_row(const struct line *was, const struct plan_row *row, struct buf *out) {
    for (size_t i = 0; i < row->seen_count; i++) {
        int field = entity_field(&entities[ENTITY_CATEGORY], row->seen[i].field), cell = CELL_ON;
        while (cell < CELLS && fields[cell] != field) cell++;
        if (cell == CELLS) continue;
        char *now = shown(cell, row->seen[i].value);
        char *trim = trimmed(now, now + strlen(now));
        if (strcmp(trim, was->cells[cell]) != 0) add_difference(row, cell, was->cells[cell], trim, out);
        free(trim);
        free(now);
    }
}

bool category_text_check(const char *before, const struct plan *p, struct err *err) {
    struct before b = {0};
    struct buf out = {0};
    size_t next = 0;
    before_read(&b, before);
    for (size_t i = 0; i < p->row_count; i++) {
        size_t at = before_find(&b, p->rows[i].id, next);
        if (at == b.count) continue;
        next = at + 1;
        check_row(&b.lines[at], &p->rows[i], &out);
    }
    before_free(&b);
    bool same = out.len == 0;
    if (!same) {
        err_set(err, WS_CHANGED, _("somebody has changed it while the text was edited: %s"), buf_str(&out));
        err_hint(err, "%s", _("nothing was changed; categories edit begins anew with what is there now"));
    }
    buf_free(&out);
    return same;
}
