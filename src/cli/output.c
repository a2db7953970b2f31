/* Where a reading word's rows go: see output.h. Tables hold their first rows back to find the columns' widths. */
#include "cli/output.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cell.h"
#include "cli/program.h"

enum { HELD_ROWS = 500, NARROWEST = 8, UNKNOWN_WIDTH = 0 };

struct output {
    struct cmd_output target;
    FILE *file;
    enum output_form form;
    const struct session *session;
    struct cmd_column *columns;
    size_t count;
    int64_t rows;
    bool safe_cells; /* TSV too is made so that no spreadsheet runs a cell */
    bool head_due;   /* TSV, CSV: the names are written when the first page could be read */
    /* OUTPUT_TABLE: texts of the rows held back, and widths once they are known. */
    char **held;
    size_t held_count, held_cap;
    size_t *widths;
    struct buf line;
};

/* Who reads a pipe may stop reading: then the program ends as others do, without a word. */
static bool write_failed(const struct output *o, struct err *err) {
    if (errno == EPIPE && o->file == stdout) {
        signal(SIGPIPE, SIG_DFL);
        raise(SIGPIPE);
    }
    return err_set(err, WS_FILE, _("the output cannot be written: %s"), strerror(errno));
}

/* Writes the line and empties it. */
static bool flush_line(struct output *o, struct err *err) {
    if (fwrite(o->line.data, 1, o->line.len, o->file) != o->line.len) return write_failed(o, err);
    buf_truncate(&o->line, 0);
    return true;
}

static size_t screen_width(FILE *file) {
    struct winsize size;
    return ioctl(fileno(file), TIOCGWINSZ, &size) == 0 ? size.ws_col : UNKNOWN_WIDTH;
}

/* Takes columns from the widest until the line fits the screen. */
static void shrink_widths(struct output *o) {
    size_t screen = screen_width(o->file), total = o->count > 0 ? 2 * (o->count - 1) : 0;
    for (size_t i = 0; i < o->count; i++) {
        if (o->columns[i].flags & FIELD_IN_FULL) o->widths[i] = 0;
        total += o->widths[i];
    }
    while (screen != UNKNOWN_WIDTH && total > screen) {
        size_t widest = 0;
        for (size_t i = 1; i < o->count; i++)
            if (o->widths[i] > o->widths[widest]) widest = i;
        if (o->widths[widest] <= NARROWEST) return;
        o->widths[widest]--;
        total--;
    }
}

static bool write_table_line(struct output *o, char *const *texts, struct err *err) {
    bool below = false;
    for (size_t i = 0; i < o->count; i++) {
        if (o->columns[i].flags & FIELD_IN_FULL) {
            if (!below || *texts[i]) buf_add(&o->line, below ? "\n    " : "  ");
            gate_add_str(&o->line, texts[i]);
            below = true;
            continue;
        }
        enum gate_align align = o->columns[i].flags & FIELD_RIGHT ? GATE_RIGHT
                                : i + 1 < o->count                ? GATE_LEFT
                                                                  : GATE_NO_PAD;
        if (i > 0) buf_add(&o->line, "  ");
        gate_add_fit(&o->line, texts[i], strlen(texts[i]), o->widths[i], align);
    }
    buf_add_char(&o->line, '\n');
    return flush_line(o, err);
}

static bool release_held(struct output *o, struct err *err) {
    if (o->widths) return true;
    o->widths = mem_zero(o->count, sizeof *o->widths);
    char **heads = mem_zero(o->count, sizeof *heads);
    for (size_t i = 0; i < o->count; i++) {
        heads[i] = cell_heading(&o->columns[i], o->session);
        o->widths[i] = gate_columns(heads[i], strlen(heads[i]));
    }
    for (size_t k = 0; k < o->held_count; k++) {
        size_t width = gate_columns(o->held[k], strlen(o->held[k]));
        if (width > o->widths[k % o->count]) o->widths[k % o->count] = width;
    }
    shrink_widths(o);
    bool ok = write_table_line(o, heads, err);
    for (size_t k = 0; k < o->held_count; k += o->count) ok = ok && write_table_line(o, o->held + k, err);
    for (size_t k = 0; k < o->held_count; k++) free(o->held[k]);
    for (size_t i = 0; i < o->count; i++) free(heads[i]);
    free(heads);
    o->held_count = 0;
    return ok;
}

static bool table_row(struct output *o, const struct value *cells, struct err *err) {
    char **texts = mem_zero(o->count, sizeof *texts);
    bool ok = true;
    for (size_t i = 0; i < o->count; i++) texts[i] = cell_for_people(&o->columns[i], &cells[i], o->session);
    if (o->widths) {
        ok = write_table_line(o, texts, err);
        for (size_t i = 0; i < o->count; i++) free(texts[i]);
    } else {
        o->held = mem_grow(o->held, &o->held_cap, o->held_count + o->count, sizeof *o->held);
        memcpy(o->held + o->held_count, texts, o->count * sizeof *texts);
        o->held_count += o->count;
        if (o->rows >= HELD_ROWS) ok = release_held(o, err);
    }
    free(texts);
    return ok;
}

static bool record_row(struct output *o, const struct value *cells, struct err *err) {
    size_t width = 0;
    if (o->rows > 1) buf_add_char(&o->line, '\n');
    for (size_t i = 0; i < o->count; i++) {
        size_t w = gate_columns(o->columns[i].label, strlen(o->columns[i].label));
        if (w > width) width = w;
    }
    for (size_t i = 0; i < o->count; i++) {
        char *text = cell_for_people(&o->columns[i], &cells[i], o->session);
        gate_add_fit(&o->line, o->columns[i].label, strlen(o->columns[i].label), width, GATE_LEFT);
        buf_add(&o->line, "  ");
        gate_add_str(&o->line, text);
        buf_add_char(&o->line, '\n');
        free(text);
    }
    return flush_line(o, err);
}

static bool separated_row(struct output *o, const struct value *cells, struct err *err) {
    bool csv = o->form == OUTPUT_CSV;
    for (size_t i = 0; i < o->count; i++) {
        if (i > 0) buf_add_char(&o->line, csv ? ',' : '\t');
        cell_add_for_file(&o->line, &o->columns[i], &cells[i],
                          csv             ? CELL_CSV
                          : o->safe_cells ? CELL_TSV_SAFE
                                          : CELL_TSV);
        if (!cell_has_local_time(&o->columns[i])) continue;
        buf_add_char(&o->line, csv ? ',' : '\t');
        cell_add_local_time(&o->line, &cells[i], o->session);
    }
    buf_add(&o->line, csv ? "\r\n" : "\n");
    return flush_line(o, err);
}

static bool separated_head(struct output *o, struct err *err) {
    for (size_t i = 0; i < o->count; i++) {
        const char *comma = o->form == OUTPUT_CSV ? "," : "\t";
        buf_addf(&o->line, "%s%s", i > 0 ? comma : "", o->columns[i].name);
        if (cell_has_local_time(&o->columns[i])) buf_addf(&o->line, "%s%s_local", comma, o->columns[i].name);
    }
    buf_add(&o->line, o->form == OUTPUT_CSV ? "\r\n" : "\n");
    o->head_due = false;
    return flush_line(o, err);
}

static bool json_row(struct output *o, const struct value *cells, struct err *err) {
    buf_add(&o->line, o->rows > 1 ? ",\n{" : "[\n{");
    for (size_t i = 0; i < o->count; i++) {
        if (i > 0) buf_add(&o->line, ", ");
        buf_addf(&o->line, "\"%s\": ", o->columns[i].name);
        cell_add_json(&o->line, &o->columns[i], &cells[i]);
    }
    buf_add_char(&o->line, '}');
    return flush_line(o, err);
}

static bool text_row(struct output *o, const struct value *cells, struct err *err) {
    gate_add_str(&o->line, cells->text);
    buf_add_char(&o->line, '\n');
    return flush_line(o, err);
}

static bool output_begin(void *to, const struct cmd_column *columns, size_t count, struct err *err) {
    struct output *o = to;
    (void)err;
    o->columns = mem_zero(count, sizeof *columns);
    memcpy(o->columns, columns, count * sizeof *columns);
    o->count = count;
    o->head_due = o->form == OUTPUT_TSV || o->form == OUTPUT_CSV;
    return true;
}

static bool output_row(void *to, const struct value *cells, struct err *err) {
    struct output *o = to;
    o->rows++;
    if (o->head_due && !separated_head(o, err)) return false;
    switch (o->form) {
    case OUTPUT_TABLE: return table_row(o, cells, err);
    case OUTPUT_RECORD: return record_row(o, cells, err);
    case OUTPUT_JSON: return json_row(o, cells, err);
    case OUTPUT_TEXT: return text_row(o, cells, err);
    default: return separated_row(o, cells, err);
    }
}

/* Beside the rows, so that a program that reads them is not disturbed. */
static void output_note(void *to, const char *text) {
    (void)to;
    program_print_note(text);
}

struct output *output_new(FILE *file, enum output_form form, const struct session *s) {
    struct output *o = mem_zero(1, sizeof *o);
    o->target = (struct cmd_output){o, form != OUTPUT_TABLE, output_begin, output_row, output_note};
    o->file = file;
    o->form = form;
    o->session = s;
    return o;
}

void output_make_safe(struct output *o) { o->safe_cells = true; }

struct cmd_output *output_target(struct output *o) {
    return &o->target;
}

bool output_finish(struct output *o, struct err *err) {
    if (o->form == OUTPUT_TABLE && o->columns && !release_held(o, err)) return false;
    if (o->head_due && !separated_head(o, err)) return false;
    if (o->form == OUTPUT_JSON) buf_add(&o->line, o->rows ? "\n]\n" : "[]\n");
    if (!flush_line(o, err)) return false;
    return fflush(o->file) == 0 || write_failed(o, err);
}

void output_free(struct output *o) {
    for (size_t k = 0; k < o->held_count; k++) free(o->held[k]);
    free(o->held);
    free(o->widths);
    free(o->columns);
    buf_free(&o->line);
    free(o);
}
