/* A plan as lines for people: the console's box and --dry-run. See plan.h. Everything from the database passes the gate
 * here. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/plan.h"
#include "op/session.h"
#include "recur/when.h"

static void add_label(const struct plan_row *row, struct buf *out) {
    const char *label = row->label ? row->label : "";
    if (row->id == 0) {
        buf_addf(out, "%s \"", entities[row->kind].name);
        gate_add_str(out, label);
        buf_add_char(out, '"');
        return;
    }
    if (row->kind == ENTITY_USER) {
        buf_add_char(out, '@');
        gate_add_str(out, label);
        return;
    }
    if (row->kind == ENTITY_SERIES)
        buf_addf(out, _("series #%lld"), (long long)row->id);
    else
        buf_addf(out, "#%lld", (long long)row->id);
    buf_add(out, " \"");
    gate_add_str(out, label);
    buf_add_char(out, '"');
}

/* A workshop's time in the viewer's zone. */
static void add_when(const struct plan_row *row, const struct session *s, struct buf *out) {
    for (size_t i = 0; i < row->seen_count; i++) {
        int64_t at;
        if (strcmp(row->seen[i].field, "scheduled_at") != 0 || !row->seen[i].value) continue;
        if (!clock_parse_db(row->seen[i].value, &at)) continue;
        buf_add(out, " (");
        when_add_date(out, at, s->zone ? s->zone : zone_utc());
        buf_add_char(out, ')');
    }
}

/* A cell: a time in the viewer's zone, yes or no, else as it is. */
static void add_value(enum field_type type, const char *value, const struct session *s, struct buf *out) {
    int64_t at;
    if (!value) /* TRANSLATORS: a cell without a value */
        buf_add(out, _("none"));
    else if (type == FIELD_BOOL)
        buf_add(out, strcmp(value, "0") != 0 ? _("yes") : _("no"));
    else if (type == FIELD_WHEN && clock_parse_db(value, &at))
        when_add_date(out, at, s->zone ? s->zone : zone_utc());
    else
        gate_add_str(out, value);
}

/* "label: before -> after"; of a new row only what it gets. */
static void add_plain_change(const struct plan_row *row, const struct plan_change *c, const struct session *s,
                             struct buf *out) {
    const struct entity *e = &entities[row->kind];
    int field = entity_field(e, c->field);
    enum field_type type = field < 0 ? FIELD_TEXT : e->fields[field].type;
    bool is_new = !strcmp(row->changes[0].field, "id");
    if (is_new || strcmp(c->field, "status") != 0)
        buf_addf(out, "%s: ", field < 0 ? c->field : _(entity_label(e, field)));
    if (!is_new) {
        add_value(type, c->before_name ? c->before_name : c->before, s, out);
        buf_add(out, " -> ");
    }
    add_value(type, c->after_name ? c->after_name : c->after, s, out);
}

/* Some changes in words of their own. */
static void add_change(const struct plan_row *row, const struct plan_change *c, const struct session *s,
                       struct buf *out) {
    bool off = c->after && !strcmp(c->after, "0");
    if (!strcmp(c->field, "id")) /* TRANSLATORS: of a row that is to be made; of one that is to be deleted */
        buf_add(out, c->before ? _("deleted") : _("new"));
    else if (!strcmp(c->field, "is_active") && c->before && row->kind == ENTITY_SERIES)
        /* TRANSLATORS: of a series: it will make no more dates, or will again */
        buf_add(out, off ? _("active -> stopped") : _("stopped -> active"));
    else if (!strcmp(c->field, "can_host"))
        buf_add(out, off ? _("may host -> may not host") : _("may not host -> may host"));
    else if (!strcmp(c->field, "actual_ended_at") && c->after)
        /* TRANSLATORS: a live workshop gets this moment as its end */
        buf_add(out, _("ended at the moment of doing it"));
    else
        add_plain_change(row, c, s, out);
}

/* Which row it is, and why it is left alone. */
static void add_head(const struct plan_row *row, const struct session *s, struct buf *out) {
    add_label(row, out);
    add_when(row, s, out);
    if (row->skipped) {
        /* TRANSLATORS: before the reason why a row of a plan is not changed: "#5 "Title": left alone, is cancelled
         * already" */
        buf_add(out, row->refused ? _(": refused, ") : _(": left alone, "));
        gate_add_str(out, row->skipped);
    }
}

static void add_row(const struct plan_row *row, const struct session *s, struct buf *out) {
    add_head(row, s, out);
    /* of a row that goes, its old values are for the log */
    bool goes = row->change_count > 0 && !strcmp(row->changes[0].field, "id") && row->changes[0].before;
    for (size_t i = 0; i < (goes ? 1 : row->change_count); i++) {
        buf_add(out, i > 0 ? "; " : "  ");
        add_change(row, &row->changes[i], s, out);
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < row->note_count; i++) {
        buf_add(out, "  ");
        gate_add_str(out, row->notes[i]);
        buf_add_char(out, '\n');
    }
}

/* "@ana, @tom and 3 more". `names` are separated by ", ". */
static void add_names(const char *names, int64_t count, struct buf *out) {
    int64_t named = 0;
    for (const char *at = names ? names : ""; *at;) {
        size_t len = strcspn(at, ",");
        buf_add(out, named++ > 0 ? ", @" : "@");
        gate_add(out, at, len);
        at += len;
        at += strspn(at, ", ");
    }
    if (count > named) /* TRANSLATORS: after a few names: "@ana, @tom and 3 more" */
        buf_addf(out, _(" and %lld more"), (long long)(count - named));
}

static void add_notice(const struct plan_notice *n, bool several, struct buf *out) {
    long long people = n->recipients;
    /* TRANSLATORS: how people are told: only on the site, neither by e-mail nor by SMS */
    buf_add(out, _("Told (in-app only)"));
    if (several) buf_addf(out, _(", of #%lld"), (long long)n->workshop_id);
    if (n->dates > 1) buf_addf(out, P_(", of %lld date", ", of %lld dates, once each", n->dates), (long long)n->dates);
    buf_addf(out, ": ");
    buf_addf(out, P_("%lld person", "%lld people", people), people);
    buf_add_char(out, '\n');
    if (n->names && n->recipients > 0) {
        buf_add(out, "  ");
        add_names(n->names, n->recipients, out);
        buf_add_char(out, '\n');
    }
    if (n->left_out_count > 0) {
        buf_add(out, "  ");
        buf_add(out, _("left out: "));
    }
    for (size_t i = 0; i < n->left_out_count; i++) {
        if (i > 0) buf_add(out, "; ");
        add_names(n->left_out[i].names, n->left_out[i].count, out);
        buf_addf(out, " (%s)", n->left_out[i].reason);
    }
    if (n->left_out_count > 0) buf_add_char(out, '\n');
    buf_add(out, "  ");
    gate_add_str(out, n->preview);
    buf_add_char(out, '\n');
}

void plan_add_sum(const struct plan *p, struct buf *out) {
    long long told = plan_recipients(p);
    buf_addf(out, _("In all: %s"), p->in_all ? p->in_all : "");
    if (p->notice_count > 0) {
        buf_add(out, ", ");
        buf_addf(out, P_("%lld notification", "%lld notifications", told), told);
    }
    buf_add(out, ".\n");
}

static void add_warnings(const struct plan *p, struct buf *out) {
    for (size_t i = 0; i < p->warning_count; i++) {
        gate_add_str(out, p->warnings[i]);
        buf_add_char(out, '\n');
    }
}

void plan_add_cautions(const struct plan *p, const struct session *s, struct buf *out) {
    for (size_t i = 0; i < p->row_count; i++) {
        if (!p->rows[i].skipped || p->rows[i].counted) continue;
        add_head(&p->rows[i], s, out);
        buf_add_char(out, '\n');
    }
    add_warnings(p, out);
}

void plan_add_text(const struct plan *p, const struct session *s, struct buf *out) {
    for (size_t i = 0; i < p->row_count; i++) add_row(&p->rows[i], s, out);
    for (size_t i = 0; i < p->notice_count; i++) add_notice(&p->notices[i], p->notice_count > 1, out);
    add_warnings(p, out);
    if (p->reason) {
        /* TRANSLATORS: the moderator's reason, which nobody but the action log is told */
        buf_add(out, _("Reason, for the log only: "));
        gate_add_str(out, p->reason);
        buf_add_char(out, '\n');
    }
    if (p->to_change == 0) {
        buf_add(out, _("Nothing to do."));
        buf_add_char(out, '\n');
        return;
    }
    plan_add_sum(p, out);
    if (p->undo) {
        buf_add(out, p->undo);
        buf_add_char(out, '\n');
    }
}
