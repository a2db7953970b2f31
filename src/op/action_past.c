/* What the acting user has done here, for undo: see action_private.h. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "op/action_private.h"

bool action_is_here(const struct session *s, const json_t *intent) {
    struct buf here = {0}, there = {0};
    action_add_server(&here, s);
    json_add_text(&there, "server", action_text(intent, "server"));
    json_add_text(&there, "database", action_text(intent, "database"));
    bool same = !strcmp(buf_str(&here), buf_str(&there));
    buf_free(&here);
    buf_free(&there);
    return same;
}

struct reading {
    const struct session *session;
    struct action_pasts *out;
};

static struct action_past *find(struct action_pasts *p, const char *id) {
    for (size_t i = p->count; i > 0; i--)
        if (!strcmp(p->items[i - 1].id, id)) return &p->items[i - 1];
    return NULL;
}

static void end(struct action_pasts *all, struct action_past *p, const json_t *outcome) {
    p->done = !strcmp(action_text(outcome, "outcome"), action_outcome_words[ACTION_DONE]);
    struct action_past *undone = p->done ? find(all, action_text(p->intent, "undoes")) : NULL;
    if (undone) undone->undone = true;
}

static void read_line(void *arg, const char *line) {
    struct reading *r = arg;
    struct action_past past = {0};
    enum action_stage stage;
    if (!action_line_stage(line, past.id, &stage)) return;
    struct action_past *known = find(r->out, past.id);
    if (stage == STAGE_INTENT ? known != NULL : known == NULL) return;
    json_t *json = json_loads(line, 0, NULL);
    if (json && known) {
        end(r->out, known, json);
    } else if (json && action_int(json, "who_id") == r->session->actor.id && action_is_here(r->session, json)) {
        past.intent = json_incref(json);
        r->out->items = mem_grow(r->out->items, &r->out->cap, r->out->count + 1, sizeof past);
        r->out->items[r->out->count++] = past;
    }
    json_decref(json);
}

bool action_past_read(const struct session *s, struct action_pasts *out, struct err *err) {
    struct reading r = {s, out};
    return action_each_line(read_line, &r, err);
}

void action_past_free(struct action_pasts *p) {
    for (size_t i = 0; i < p->count; i++) json_decref(p->items[i].intent);
    free(p->items);
    *p = (struct action_pasts){0};
}
