/* A plan as JSON for --json: see plan.h. */
#include "op/plan_json.h"

#include "base/clock.h"
#include "base/json.h"

static void add_change(struct buf *out, const struct plan_change *c) {
    json_add_name(out, NULL);
    buf_add(out, "{");
    json_add_text(out, "field", c->field);
    json_add_text(out, "before", c->before);
    json_add_text(out, "after", c->after);
    if (c->before_name) json_add_text(out, "before_name", c->before_name);
    if (c->after_name) json_add_text(out, "after_name", c->after_name);
    buf_add(out, "}");
}

static void add_row(struct buf *out, const struct plan_row *row) {
    json_add_name(out, NULL);
    buf_add(out, "{");
    json_add_text(out, "entity", entities[row->kind].name);
    json_add_int(out, "id", row->id);
    json_add_text(out, "label", row->label);
    if (row->workshop_id) json_add_int(out, "workshop_id", row->workshop_id);
    json_add_text(out, "skipped", row->skipped);
    json_add_bool(out, "refused", row->refused);
    json_add_name(out, "changes");
    buf_add(out, "[");
    for (size_t i = 0; i < row->change_count; i++) add_change(out, &row->changes[i]);
    buf_add(out, "]");
    json_add_name(out, "notes");
    buf_add(out, "[");
    for (size_t i = 0; i < row->note_count; i++) json_add_text(out, NULL, row->notes[i]);
    buf_add(out, "]}");
}

void plan_json_rows(struct buf *out, const struct plan *p, bool changed_only) {
    json_add_name(out, "rows");
    buf_add(out, "[");
    for (size_t i = 0; i < p->row_count; i++)
        if (!changed_only || !p->rows[i].skipped) add_row(out, &p->rows[i]);
    buf_add(out, "]");
}

static void add_notice(struct buf *out, const struct plan_notice *n) {
    json_add_name(out, NULL);
    buf_add(out, "{");
    json_add_text(out, "kind", n->kind);
    json_add_int(out, "workshop_id", n->workshop_id);
    json_add_int(out, "dates", n->dates);
    json_add_int(out, "recipients", n->recipients);
    json_add_text(out, "preview", n->preview);
    json_add_name(out, "left_out");
    buf_add(out, "[");
    for (size_t i = 0; i < n->left_out_count; i++) {
        json_add_name(out, NULL);
        buf_add(out, "{");
        json_add_text(out, "reason", n->left_out[i].reason);
        json_add_int(out, "count", n->left_out[i].count);
        json_add_text(out, "names", n->left_out[i].names);
        buf_add(out, "}");
    }
    buf_add(out, "]}");
}

char *plan_json(const struct plan *p) {
    struct buf out = {0};
    char made_at[CLOCK_ISO_SIZE];
    clock_format_iso(p->made_at, made_at);
    buf_add(&out, "{");
    json_add_text(&out, "action", p->operation->name);
    json_add_text(&out, "title", p->title);
    json_add_text(&out, "made_at", made_at);
    json_add_text(&out, "reason", p->reason);
    json_add_int(&out, "to_change", p->to_change);
    json_add_int(&out, "recipients", plan_recipients(p));
    plan_json_rows(&out, p, false);
    json_add_name(&out, "notices");
    buf_add(&out, "[");
    for (size_t i = 0; i < p->notice_count; i++) add_notice(&out, &p->notices[i]);
    buf_add(&out, "]");
    json_add_name(&out, "warnings");
    buf_add(&out, "[");
    for (size_t i = 0; i < p->warning_count; i++) json_add_text(&out, NULL, p->warnings[i]);
    buf_add(&out, "]");
    json_add_text(&out, "in_all", p->in_all);
    json_add_text(&out, "undo", p->undo);
    buf_add(&out, "}");
    return buf_steal(&out);
}
