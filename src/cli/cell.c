/* One cell as text: see cell.h. */
#include "cli/cell.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "recur/zone.h"

static bool cell_time(const struct value *cell, int64_t *t) { return !cell->null && clock_parse_db(cell->text, t); }

char *cell_for_people(const struct cmd_column *column, const struct value *cell, const struct session *s) {
    int64_t t;
    if (cell->null) return mem_dup("");
    if (column->type == FIELD_BOOL) return mem_dup(strcmp(cell->text, "0") != 0 ? _("yes") : _("no"));
    if (column->type == FIELD_WHEN && cell_time(cell, &t)) {
        struct civil c = civil_from_seconds(zone_utc_to_local(s->zone, t).seconds);
        return mem_format("%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
    }
    if (column->flags & FIELD_OWN_WORDS && cell->len > 0) return mem_dup(_(cell->text));
    return mem_dup_len(cell->text, cell->len);
}

char *cell_heading(const struct cmd_column *column, const struct session *s) {
    if (column->type != FIELD_WHEN) return mem_dup(column->label);
    return mem_format("%s (%s)", column->label, zone_name(s->zone));
}

/* Adds a CSV cell. What begins like a formula, behind any apostrophes, is made text by one more, as spreadsheets do
 * themselves; `categories import` takes it away again. */
static void add_csv(struct buf *out, const char *text, size_t len) {
    bool formula = gate_is_formula(text);
    bool quote = formula || (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));
    for (size_t i = 0; i < len && !quote; i++) quote = strchr(",\"", text[i]) != NULL;
    if (!quote) {
        buf_add_len(out, text, len);
        return;
    }
    buf_add(out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '"') buf_add_char(out, '"');
        buf_add_char(out, text[i]);
    }
    buf_add_char(out, '"');
}

static bool is_number(enum field_type type) {
    return type == FIELD_ID || type == FIELD_REF || type == FIELD_COUNT || type == FIELD_BOOL;
}

void cell_add_for_file(struct buf *out, const struct cmd_column *column, const struct value *cell,
                       enum cell_form form) {
    int64_t t;
    if (cell->null) return;
    if (column->type == FIELD_WHEN && cell_time(cell, &t)) {
        char text[CLOCK_ISO_SIZE];
        clock_format_iso(t, text);
        buf_add(out, text);
        return;
    }
    struct buf safe = {0};
    gate_add_file(&safe, cell->text, cell->len);
    bool text = !is_number(column->type);
    if (form == CELL_CSV && text) {
        add_csv(out, buf_str(&safe), safe.len);
    } else {
        if (form == CELL_TSV_SAFE && text && gate_is_formula(buf_str(&safe))) buf_add_char(out, '\'');
        buf_add_len(out, buf_str(&safe), safe.len);
    }
    buf_free(&safe);
}

bool cell_has_local_time(const struct cmd_column *column) { return !strcmp(column->name, "scheduled_at"); }

void cell_add_local_time(struct buf *out, const struct value *cell, const struct session *s) {
    int64_t t;
    if (!cell_time(cell, &t)) return;
    struct zone_local local = zone_utc_to_local(s->zone, t);
    struct civil c = civil_from_seconds(local.seconds);
    int minutes = abs(local.offset) / 60;
    buf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d %s", c.year, c.month, c.day, c.hour, c.minute, c.second,
             local.offset < 0 ? '-' : '+', minutes / 60, minutes % 60, zone_name(s->zone));
}

void cell_add_json(struct buf *out, const struct cmd_column *column, const struct value *cell) {
    int64_t t;
    char iso[CLOCK_ISO_SIZE];
    if (cell->null) {
        buf_add(out, "null");
    } else if (column->type == FIELD_JSON) {
        buf_add_len(out, cell->text, cell->len);
    } else if (column->type == FIELD_BOOL) {
        buf_add(out, strcmp(cell->text, "0") != 0 ? "true" : "false");
    } else if (is_number(column->type)) {
        buf_add_len(out, cell->text, cell->len);
    } else if (column->type == FIELD_WHEN && cell_time(cell, &t)) {
        clock_format_iso(t, iso);
        json_add_string(out, iso, strlen(iso));
    } else {
        json_add_string(out, cell->text, cell->len);
    }
}
