/* See views.h. */
#include "ui/views.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "cmd/cmd.h"
#include "recur/describe.h"
#include "recur/recurrence.h"
#include "recur/when.h"
#include "ui/attention.h"
#include "ui/box.h"
#include "ui/state.h"
#include "ui/words.h"

enum { LABEL_COLUMNS = 22 };

static void add_words_help(struct buf *out) {
    buf_addf(out, "\n%s\n", _("words for the line after :"));
    for (const struct cmd *cmd = cmd_table; cmd->name; cmd++) {
        if (cmd->what & (CMD_SHELL_ONLY | CMD_NO_SESSION)) continue;
        buf_addf(out, "  %s %s\n      %s\n", cmd->name, cmd->args, _(cmd->summary));
    }
}

void views_help(struct console *c) {
    struct buf text = {0};
    keys_add_help(&text, pane_type(console_focus(c))->keys, words_why_not, c);
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

/* A series' rule in words, or why it cannot be used. */
static void add_rule_words(const struct row *row, struct buf *out) {
    struct recurrence r;
    struct err err = {0};
    const char *rrule = row_text(row, SERIES_RRULE), *time = row_text(row, SERIES_TIME_OF_DAY);
    const char *zone = row_text(row, SERIES_TIMEZONE);
    gate_add_fit(out, _("in words"), strlen(_("in words")), LABEL_COLUMNS, GATE_LEFT);
    if (recurrence_read(&r, rrule ? rrule : "", time ? time : "", zone ? zone : "", &err))
        describe_add(out, &r.rule, r.time_of_day, r.zone);
    else
        gate_add_str(out, err.text);
    buf_add_char(out, '\n');
    err_free(&err);
}

void views_detail(struct console *c) {
    struct pane *p = console_focus(c);
    const struct row *row = window_row(&p->window);
    if (!row || row->id <= 0) {
        console_say(c, ROLE_PLAIN, "%s", _("no row is selected"));
        return;
    }
    const struct entity *e = &entities[pane_type(p)->kind];
    struct buf text = {0}, title = {0}, words = {0};
    attention_add_words(&words, pane_type(p)->kind, row, pane_attention(c, p, row));
    if (words.len) buf_addf(&text, "! %s\n", buf_str(&words));
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        if (f->flags & FIELD_ADMIN_ONLY && c->rights < RIGHTS_ADMIN) continue;
        gate_add_fit(&text, _(f->label), strlen(_(f->label)), LABEL_COLUMNS, GATE_LEFT);
        add_value(c, f, row, (int)i, &text);
        buf_add_char(&text, '\n');
        if (pane_type(p)->kind == ENTITY_SERIES && i == SERIES_TIMEZONE) add_rule_words(row, &text);
    }
    /* TRANSLATORS: under the fields of a row: the zone its times are shown in */
    buf_addf(&text, _("Times in %s, then in UTC"), zone_name(c->scene.zone));
    buf_addf(&title, "%s #%" PRId64, e->name, row->id);
    box_open(c, buf_str(&title), buf_str(&text), false);
    buf_free(&text);
    buf_free(&title);
    buf_free(&words);
}
