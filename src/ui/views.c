/* See views.h. */
#include "ui/views.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "cmd/cmd.h"
#include "recur/when.h"
#include "ui/attention.h"
#include "ui/box.h"
#include "ui/facts.h"
#include "ui/state.h"
#include "ui/why_not.h"

static void add_words_help(struct buf *out) {
    buf_addf(out, "\n%s\n", _("words for the line after :"));
    for (const struct cmd *cmd = cmd_table; cmd->name; cmd++) {
        if (cmd->what & (CMD_SHELL_ONLY | CMD_NO_SESSION)) continue;
        buf_addf(out, "  %s %s\n      %s\n", cmd->name, cmd->args, _(cmd->summary));
    }
}

void views_help(struct console *c) {
    struct buf text = {0};
    keys_add_help(&text, pane_keys(console_focus(c)), why_not, c);
    add_words_help(&text);
    /* TRANSLATORS: title of the box that lists the keys */
    box_open(c, _("Keys"), buf_str(&text), false);
    buf_free(&text);
}

static void add_value(const struct console *c, const struct field *f, const struct row *row, int index,
                      struct buf *out) {
    const char *text = row_text(row, index);
    int64_t at;
    if (!text) {
        buf_add(out, "-");
    } else if (f->type == FIELD_WHEN && row_time(row, index, &at)) {
        char iso[CLOCK_ISO_SIZE];
        clock_format_iso(at, iso);
        when_add_date(out, at, c->scene.zone);
        buf_addf(out, "   %s", iso);
    } else if (f->type == FIELD_BOOL) {
        buf_add(out, strcmp(text, "0") != 0 ? _("yes") : _("no"));
    } else if (f->type == FIELD_LONG) {
        gate_add_lines(out, text);
    } else {
        gate_add_str(out, text);
    }
}

/* The rule in words, and of a series the next dates below one another. */
static void add_facts(const struct series_facts *facts, bool dates, struct buf *out) {
    const char *line = dates && facts->dates ? facts->dates : "";
    facts_add_label(out, _("in words"));
    gate_add_str(out, facts->words ? facts->words : "");
    buf_add_char(out, '\n');
    for (bool first = true; *line; first = false) {
        size_t len = strcspn(line, "\n");
        facts_add_label(out, first ? _("next dates") : "");
        gate_add(out, line, len);
        buf_add_char(out, '\n');
        line += len + (line[len] == '\n');
    }
}

/* A box that waits for what there is to say of a series, and where in its text that belongs. */
static void facts_came(struct console *c, struct series_facts *facts, void *arg) {
    struct buf text = {0};
    (void)arg;
    add_facts(facts, c->detail_of == ENTITY_SERIES, &text);
    box_insert(c, c->detail_box, c->detail_gap, buf_str(&text));
    buf_free(&text);
}

/* Which series a row's rule is: its own, a workshop's; 0: none. */
static int64_t series_of(enum entity_kind kind, const struct row *row) {
    if (kind == ENTITY_SERIES) return row->id;
    return kind == ENTITY_WORKSHOP ? row_int(row, WORKSHOP_SERIES_ID) : 0;
}

void views_detail(struct console *c) {
    struct pane *p = console_focus(c);
    const struct row *row = pane_row(p);
    if (!row || row->id <= 0) {
        console_say(c, ROLE_PLAIN, "%s", pane_why_no_row(p));
        return;
    }
    const struct entity *e = &entities[pane_type(p)->kind];
    int rule_field = pane_type(p)->kind == ENTITY_SERIES ? SERIES_TIMEZONE : WORKSHOP_SERIES_ID;
    int64_t series = series_of(pane_type(p)->kind, row);
    struct buf text = {0}, title = {0}, words = {0};
    attention_add_words(&words, pane_type(p)->kind, row, pane_attention(c, p, row));
    if (words.len) buf_addf(&text, "! %s\n", buf_str(&words));
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        if (f->flags & FIELD_ADMIN_ONLY && c->rights < RIGHTS_ADMIN) continue;
        facts_add_label(&text, _(f->label));
        add_value(c, f, row, (int)i, &text);
        buf_add_char(&text, '\n');
        if ((int)i == rule_field) c->detail_gap = text.len;
    }
    /* TRANSLATORS: under the fields of a row: the zone its times are shown in */
    buf_addf(&text, _("Times in %s, then in UTC"), zone_name(c->scene.zone));
    buf_add_char(&text, '\n');
    buf_addf(&title, "%s #%" PRId64, e->name, row->id);
    unsigned box = box_open(c, buf_str(&title), buf_str(&text), false);
    c->detail_of = pane_type(p)->kind;
    c->detail_box = box;
    if (series > 0) series_facts_ask(c, SLOT_DETAIL, series, facts_came, NULL);
    facts_add(c, box, pane_type(p)->kind, row);
    buf_free(&text);
    buf_free(&title);
    buf_free(&words);
}
