/* CSV and TSV of categories: see category_file.h. libcsv splits; it is fed byte by byte, so that each cell's line is
 * known, and never holds more than one cell of bounded length. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_file.h"

enum { COLUMNS_MOST = 64 };

struct reading {
    struct category_list *list;
    int columns[COLUMNS_MOST]; /* fields, by place in the line */
    size_t column_count;
    bool has_header, bad_header;
    bool skip; /* this line's mistake is told */
    bool in_row;
    size_t line, row_line, cell_line; /* now, where the row begins, where the cell begins */
    size_t cell_bytes, cell;          /* of the cell so far; its place in the row */
};

static void mistake(struct reading *r, const char *column, char *text) {
    category_list_mistake(r->list, r->cell_line, column, text);
    r->skip = true;
}

static void take_heading(struct reading *r, const char *name) {
    if (r->column_count == COLUMNS_MOST) return;
    int column = category_column(name);
    for (size_t i = 0; i < r->column_count && column >= 0 && column < CATEGORY_CELLS; i++)
        if (r->columns[i] == column) mistake(r, name, mem_dup(_("this column stands twice")));
    if (column < 0 && !r->skip) mistake(r, NULL, category_columns_hint(name));
    r->columns[r->column_count++] = column;
}

static void take_cell(struct reading *r, const char *text) {
    int field = r->columns[r->cell];
    if (field >= CATEGORY_CELLS) return;
    const char *column = entities[ENTITY_CATEGORY].fields[field].name;
    bool words = field == CATEGORY_NAME || field == CATEGORY_SLUG || field == CATEGORY_DESCRIPTION;
    bool formula = words && gate_is_formula(text);
    if (formula && *text == '\'')
        text++; /* our export's, or a spreadsheet's: what follows is text */
    else if (formula && !(field == CATEGORY_SLUG && !strcmp(text, "=")))
        mistake(r, column, mem_format(_("begins like a formula: %.20s (an apostrophe before it makes it text)"), text));
    /* An empty cell says nothing, but for texts. */
    if (!*text && field != CATEGORY_NAME && field != CATEGORY_DESCRIPTION) return;
    if (!category_list_set(r->list, r->list->count - 1, field, text)) r->skip = true;
}

static void on_cell(void *data, size_t len, void *arg) {
    struct reading *r = arg;
    (void)len; /* CSV_APPEND_NULL, and there are no NULs within */
    if (!r->has_header) {
        take_heading(r, data);
    } else {
        if (r->cell == 0) category_list_add(r->list, r->row_line);
        if (r->cell < r->column_count) take_cell(r, data);
    }
    r->cell++;
    r->cell_bytes = 0;
}

static void on_row(int end, void *arg) {
    struct reading *r = arg;
    (void)end;
    if (r->has_header && r->cell != r->column_count && !r->skip) {
        r->cell_line = r->row_line;
        mistake(r, NULL,
                mem_format(P_("%lu cell instead of %lu", "%lu cells instead of %lu", r->cell), (unsigned long)r->cell,
                           (unsigned long)r->column_count));
    }
    if (r->has_header && r->skip) category_list_drop(r->list);
    if (!r->has_header) r->bad_header = r->skip;
    r->has_header = true;
    r->skip = false;
    r->in_row = false;
    r->cell = 0;
}

static int no_blank(unsigned char c) {
    (void)c;
    return 0;
}

/* Why reading stops here, or NULL. */
static char *stop(const struct reading *r) {
    if (r->cell_bytes > CATEGORY_CELL_MOST)
        return mem_format(_("a cell of more than %d bytes: is its quotation mark closed?"), CATEGORY_CELL_MOST);
    if (r->list->count > CATEGORIES_MOST)
        return mem_format(_("more than %d lines: this is no list of categories"), CATEGORIES_MOST);
    return NULL;
}

/* One byte; false: it must not stand here. */
static bool feed(struct reading *r, struct csv_parser *p, char c, char before) {
    bool end = c == '\n' || c == '\r';
    if (before == '\n' || (before == '\r' && c != '\n')) r->line++;
    if (!r->in_row && !end) {
        r->in_row = true;
        r->row_line = r->line;
    }
    if (r->in_row && r->cell_bytes++ == 0) r->cell_line = r->line;
    return csv_parse(p, &c, 1, on_cell, on_row, r) == 1;
}

/* Spreadsheets write semicolons where the comma is the decimal sign. */
static bool has_semicolons(const char *text, size_t len) {
    const char *end = memchr(text, '\n', len);
    size_t first = end ? (size_t)(end - text) : len;
    return memchr(text, ';', first) && !memchr(text, ',', first);
}

void category_csv_parse(const char *text, size_t len, bool tabs, struct category_list *out) {
    struct reading r = {.list = out, .line = 1, .row_line = 1, .cell_line = 1};
    struct csv_parser p;
    char *why = NULL;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) return;
    csv_set_space_func(&p, no_blank);
    if (tabs || has_semicolons(text, len)) csv_set_delim(&p, tabs ? CSV_TAB : ';');
    if (tabs) csv_set_quote(&p, '\0');
    for (size_t i = 0; i < len && !why && !category_list_is_full(out); i++) {
        if (!feed(&r, &p, text[i], i > 0 ? text[i - 1] : '\0'))
            why = mem_dup(_("a quotation mark within a cell: put the cell in quotation marks and double it"));
        else
            why = stop(&r);
        if (r.bad_header) break; /* what stands below it means nothing */
    }
    if (!why && !r.bad_header && !category_list_is_full(out) && csv_fini(&p, on_cell, on_row, &r) != 0)
        why = mem_dup(_("the quotation mark that begins this cell is not closed"));
    if (!why && !r.has_header) why = mem_dup(_("the file is empty: its first line names the columns"));
    if (why) category_list_mistake(out, r.cell_line, NULL, why);
    csv_free(&p);
}
