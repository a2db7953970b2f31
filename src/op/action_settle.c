/* What became of actions whose outcome nobody saw: after a lost COMMIT, and at the next start. See action_log.h. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/action_private.h"

struct looking {
    const json_t *intent;
    enum action_outcome outcome;
};

/* Reads one cell of a row; `lock` waits for whoever holds it. `column` is the entity table's own string. */
static bool read_cell(struct conn *c, const struct entity *e, const char *column, int64_t id, bool lock,
                      struct rows *out, struct err *err) {
    struct sql q = {0};
    sql_addf(&q, "SELECT %s FROM %s WHERE id = ", column, e->table);
    sql_int(&q, id);
    if (lock) sql_add(&q, " FOR UPDATE");
    bool ok = conn_query(c, &q, out, err);
    sql_free(&q);
    return ok;
}

/* People were told: their notifications are the proof. */
static bool look_by_notices(struct conn *c, struct looking *l, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    size_t i, k, count = 0;
    json_t *notice, *key;
    sql_add(&q, "SELECT 1 FROM notifications n WHERE n.group_key IN (");
    json_array_foreach(json_object_get(l->intent, "notices"), i, notice) {
        json_array_foreach(json_object_get(notice, "keys"), k, key) {
            if (count++ > 0) sql_add(&q, ",");
            sql_text(&q, json_string_value(key));
        }
    }
    sql_add(&q, ") AND n.actor_id = ");
    sql_int(&q, action_int(l->intent, "sender"));
    sql_add(&q, " AND n.created_at >= ");
    sql_time(&q, action_int(l->intent, "since"));
    sql_add(&q, " LIMIT 1");
    bool ok = count > 0 && conn_query(c, &q, &r, err);
    if (ok) l->outcome = r.count > 0 ? ACTION_DONE : ACTION_NOT_DONE;
    rows_free(&r);
    sql_free(&q);
    return ok || count == 0;
}

static bool same(const json_t *value, const char *cell) {
    const char *text = json_string_value(value);
    return text && cell ? !strcmp(text, cell) : json_is_null(value) && !cell;
}

/* The first changed cell that holds its old or its new value tells of the whole transaction. */
static bool look_by_rows(struct conn *c, struct looking *l, struct err *err) {
    size_t i, k;
    json_t *row, *change;
    json_array_foreach(json_object_get(l->intent, "rows"), i, row) {
        const struct entity *e = entity_find(action_text(row, "entity"));
        if (action_int(row, "id") == 0) continue; /* it was to be made: its id is not known */
        json_array_foreach(json_object_get(row, "changes"), k, change) {
            int field = e ? entity_field(e, action_text(change, "field")) : -1;
            struct rows r = {0};
            if (field < 0 || !read_cell(c, e, e->fields[field].name, action_int(row, "id"), false, &r, err)) {
                if (field < 0) continue;
                return false;
            }
            const char *cell = r.count > 0 ? rows_text(&r, 0, 0) : field == 0 ? NULL : ""; /* a missing row has no id */
            if (same(json_object_get(change, "after"), cell))
                l->outcome = ACTION_DONE;
            else if (same(json_object_get(change, "before"), cell))
                l->outcome = ACTION_NOT_DONE;
            rows_free(&r);
            if (l->outcome != ACTION_UNKNOWN) return true;
        }
    }
    return true;
}

/* The lock comes first: it is free only when the transaction in question has ended. */
static bool look_body(struct conn *c, void *arg, struct err *err) {
    struct looking *l = arg;
    l->outcome = ACTION_UNKNOWN;
    const json_t *first = json_array_get(json_object_get(l->intent, "rows"), 0);
    const struct entity *e = first ? entity_find(action_text(first, "entity")) : NULL;
    struct rows r = {0};
    bool ok = !e || read_cell(c, e, "id", action_int(first, "id"), true, &r, err);
    rows_free(&r);
    if (!ok) return false;
    return action_int(l->intent, "told") > 0 ? look_by_notices(c, l, err) : look_by_rows(c, l, err);
}

bool action_look(struct session *s, const char *intent, enum action_outcome *outcome, struct err *err) {
    json_t *json = json_loads(intent, 0, NULL);
    struct looking l = {json, ACTION_UNKNOWN};
    bool ok = !json || conn_transaction(s->conn, look_body, &l, err);
    *outcome = l.outcome;
    json_decref(json);
    return ok;
}

/* The intents that have no outcome (yet). */
struct open_intents {
    char **lines;
    size_t count, cap;
};

static void note_line(void *arg, const char *line) {
    struct open_intents *open = arg;
    char id[ACTION_ID_SIZE], other[ACTION_ID_SIZE];
    enum action_stage stage, ignored;
    if (!action_line_stage(line, id, &stage)) return;
    for (size_t i = 0; i < open->count; i++)
        if (action_line_stage(open->lines[i], other, &ignored) && !strcmp(id, other)) {
            free(open->lines[i]);
            open->lines[i] = open->lines[--open->count];
            break;
        }
    if (stage != STAGE_INTENT) return;
    open->lines = mem_grow(open->lines, &open->cap, open->count + 1, sizeof *open->lines);
    open->lines[open->count++] = mem_dup(line);
}

/* Of this server and database, by a process that is gone? */
static bool is_ours(const struct session *s, const json_t *intent) {
    pid_t pid = (pid_t)action_int(intent, "pid");
    bool lives = pid > 0 && pid != getpid() && (kill(pid, 0) == 0 || errno == EPERM);
    return action_is_here(s, intent) && !lives;
}

static void add_news(struct buf *out, const json_t *intent, enum action_outcome outcome) {
    static const char *const words[] = {
        [ACTION_DONE] = N_("it was done"),
        [ACTION_NOT_DONE] = N_("it was not done"),
        [ACTION_UNKNOWN] = N_("whether it was done cannot be told any more"),
    };
    char *what = action_what(intent);
    /* TRANSLATORS: the action (cancel…), when, the rows, what became of it */
    char *line = mem_format(_("%s of %s was interrupted (%s): %s"), action_text(intent, "action"),
                            action_text(intent, "at"), what, _(words[outcome]));
    gate_add_str(out, line);
    buf_add_char(out, '\n');
    free(line);
    free(what);
}

bool action_log_settle(struct session *s, struct buf *out, struct err *err) {
    struct open_intents open = {0};
    if (s->actor.rights == RIGHTS_READ || conn_parameters(s->conn)->read_only) return true;
    bool ok = action_each_line(note_line, &open, err);
    for (size_t i = 0; i < open.count; i++) {
        json_t *intent = json_loads(open.lines[i], 0, NULL);
        enum action_outcome outcome;
        if (ok && intent && is_ours(s, intent)) {
            ok = action_look(s, open.lines[i], &outcome, err) &&
                 action_log_outcome_of(action_text(intent, "id"), outcome, NULL, err);
            if (ok) add_news(out, intent, outcome);
        }
        json_decref(intent);
        free(open.lines[i]);
    }
    free(open.lines);
    return ok;
}
