/* Reading the action log back: see action_log.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "op/action_private.h"

bool action_each_line(void (*each)(void *arg, const char *line), void *arg, struct err *err) {
    char *path = action_log_path(), *line = NULL;
    size_t room = 0;
    ssize_t len;
    FILE *f = fopen(path, "re");
    bool ok = f || errno == ENOENT;
    if (!ok) err_set(err, WS_FILE, _("the action log %s cannot be read: %s"), path, strerror(errno));
    while (f && (len = getline(&line, &room, f)) > 0) {
        if (line[len - 1] == '\n') line[len - 1] = '\0';
        each(arg, line);
    }
    if (f) fclose(f);
    free(line);
    free(path);
    return ok;
}

bool action_line_stage(const char *line, char id[ACTION_ID_SIZE], enum action_stage *stage) {
    static const char before_id[] = "{\"id\":\"", before_stage[] = "\",\"stage\":\"";
    const char *at = line;
    if (strncmp(at, before_id, sizeof before_id - 1) != 0) return false;
    at += sizeof before_id - 1;
    if (strlen(at) < ACTION_ID_SIZE - 1) return false;
    memcpy(id, at, ACTION_ID_SIZE - 1);
    id[ACTION_ID_SIZE - 1] = '\0';
    at += ACTION_ID_SIZE - 1;
    if (strncmp(at, before_stage, sizeof before_stage - 1) != 0) return false;
    at += sizeof before_stage - 1;
    *stage = !strncmp(at, "intent\"", 7) ? STAGE_INTENT : STAGE_OUTCOME;
    return *stage == STAGE_INTENT || !strncmp(at, "outcome\"", 8);
}

const char *action_text(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

int64_t action_int(const json_t *object, const char *name) { return json_integer_value(json_object_get(object, name)); }

bool action_line_time(const char *text, int64_t *seconds) {
    char db[CLOCK_DB_SIZE];
    if (strlen(text) != CLOCK_ISO_SIZE - 1 || text[10] != 'T' || text[19] != 'Z') return false;
    memcpy(db, text, sizeof db - 1);
    db[10] = ' ';
    db[sizeof db - 1] = '\0';
    return clock_parse_db(db, seconds);
}

/* A value, of a reference the name that stands beside it. */
static const char *value_or_null(const json_t *change, const char *value, const char *name) {
    const char *text = json_string_value(json_object_get(change, name));
    if (!text) text = json_string_value(json_object_get(change, value));
    return text ? text : "NULL";
}

char *action_what(const json_t *intent) {
    struct buf out = {0};
    size_t i, k;
    json_t *row, *change;
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        if (i > 0) buf_add(&out, "; ");
        buf_addf(&out, "%s #%lld \"%s\"", action_text(row, "entity"), (long long)action_int(row, "id"),
                 action_text(row, "label"));
        json_array_foreach(json_object_get(row, "changes"), k, change) {
            buf_addf(&out, "%s %s: %s -> %s", k > 0 ? "," : ":", action_text(change, "field"),
                     value_or_null(change, "before", "before_name"), value_or_null(change, "after", "after_name"));
        }
    }
    json_t *made = json_object_get(intent, "made");
    size_t count = json_array_size(made);
    if (count > 0)
        buf_addf(&out, "; workshops made: %zu, #%lld to #%lld", count,
                 (long long)json_integer_value(json_array_get(made, 0)),
                 (long long)json_integer_value(json_array_get(made, count - 1)));
    return buf_steal(&out);
}

static void add_name(struct buf *out, const json_t *change, const char *name) {
    const char *text = json_string_value(json_object_get(change, name));
    if (text) json_add_text(out, name, text);
}

/* The same, one object a change, for programs. */
static char *changes_json(const json_t *intent) {
    struct buf out = {0};
    size_t i, k;
    json_t *row, *change;
    buf_add(&out, "[");
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        json_array_foreach(json_object_get(row, "changes"), k, change) {
            json_add_name(&out, NULL);
            buf_add(&out, "{");
            json_add_text(&out, "entity", action_text(row, "entity"));
            json_add_int(&out, "id", action_int(row, "id"));
            json_add_text(&out, "field", action_text(change, "field"));
            json_add_text(&out, "before", json_string_value(json_object_get(change, "before")));
            json_add_text(&out, "after", json_string_value(json_object_get(change, "after")));
            add_name(&out, change, "before_name");
            add_name(&out, change, "after_name");
            buf_add(&out, "}");
        }
    }
    json_array_foreach(json_object_get(intent, "made"), i, row) {
        json_add_name(&out, NULL);
        buf_add(&out, "{");
        json_add_text(&out, "entity", entities[ENTITY_WORKSHOP].name);
        json_add_int(&out, "id", json_integer_value(row));
        json_add_text(&out, "field", "id");
        buf_add(&out, "}");
    }
    buf_add(&out, "]");
    return buf_steal(&out);
}

struct read_entry {
    char id[ACTION_ID_SIZE];
    json_t *intent;
    size_t place; /* in the order of reading */
    char outcome[16];
};

struct reading {
    const struct action_filter *filter;
    struct read_entry *entries;
    size_t count, cap;
    size_t found; /* place of the entry that was found last */
};

/* Is this workshop, or a row of its people, among the rows, or was it made for its series? */
static bool has_workshop(const json_t *intent, int64_t id) {
    size_t i;
    json_t *row;
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        const char *name = !strcmp(action_text(row, "entity"), "workshop") ? "id" : "workshop_id";
        if (action_int(row, name) == id) return true;
    }
    json_array_foreach(json_object_get(intent, "made"), i, row) if (json_integer_value(row) == id) return true;
    return false;
}

/* Did the row become this person's, or cease to be? */
static bool changes_user(const json_t *row, const char *id) {
    size_t i;
    json_t *change;
    json_array_foreach(json_object_get(row, "changes"), i, change) {
        const char *field = action_text(change, "field");
        if (strcmp(field, "host_id") != 0 && strcmp(field, "user_id") != 0) continue;
        if (!strcmp(action_text(change, "before"), id) || !strcmp(action_text(change, "after"), id)) return true;
    }
    return false;
}

/* Is this person, or their attendance, message, invite, workshop or series? */
static bool has_user(const json_t *intent, const struct action_filter *f) {
    size_t i;
    json_t *row;
    char id[24];
    snprintf(id, sizeof id, "%" PRId64, f->user);
    json_array_foreach(json_object_get(intent, "rows"), i, row) {
        if (!strcmp(action_text(row, "entity"), "user") && action_int(row, "id") == f->user) return true;
        if (action_int(row, "workshop_id") != 0 && !strcmp(action_text(row, "label"), f->username)) return true;
        if (changes_user(row, id)) return true;
    }
    return false;
}

static bool filter_takes(const struct action_filter *f, const json_t *intent) {
    int64_t at = 0;
    if (f->since && (!action_line_time(action_text(intent, "at"), &at) || at < f->since)) return false;
    if (f->session && !action_is_here(f->session, intent)) return false;
    if (f->workshop && !has_workshop(intent, f->workshop)) return false;
    return !f->user || action_int(intent, "who_id") == f->user || has_user(intent, f);
}

/* The entry with this id: the one found last or the next, for what the journal repeats comes in the same order; else
 * looked for from the end, since an outcome follows its intent soon. */
static struct read_entry *find_entry(struct reading *r, const char *id) {
    for (size_t i = r->found; i < r->count && i < r->found + 2; i++)
        if (!strcmp(r->entries[i].id, id)) return &r->entries[r->found = i];
    for (size_t i = r->count; i > 0; i--)
        if (!strcmp(r->entries[i - 1].id, id)) return &r->entries[r->found = i - 1];
    return NULL;
}

static void read_line(void *arg, const char *line) {
    struct reading *r = arg;
    char id[ACTION_ID_SIZE];
    enum action_stage stage;
    if (!action_line_stage(line, id, &stage)) return;
    struct read_entry *entry = find_entry(r, id);
    if (stage == STAGE_INTENT ? entry != NULL : entry == NULL) return; /* repeated, or of an intent left out */
    json_t *json = json_loads(line, 0, NULL);
    if (json && stage == STAGE_OUTCOME) {
        strncpy(entry->outcome, action_text(json, "outcome"), sizeof entry->outcome - 1);
    } else if (json && filter_takes(r->filter, json)) {
        r->entries = mem_grow(r->entries, &r->cap, r->count + 1, sizeof *r->entries);
        r->entries[r->count] = (struct read_entry){.intent = json_incref(json), .place = r->count};
        memcpy(r->entries[r->count++].id, id, sizeof id);
    }
    json_decref(json);
}

static const char *text_or_null(const json_t *object, const char *name) {
    return json_string_value(json_object_get(object, name));
}

static void give_entry(const struct read_entry *e, void (*each)(void *, const struct action_entry *), void *arg) {
    char *what = action_what(e->intent), *changes = changes_json(e->intent);
    struct action_entry out = {
        .id = e->id,
        .who = text_or_null(e->intent, "who"),
        .from = text_or_null(e->intent, "from"),
        .action = action_text(e->intent, "action"),
        .reason = text_or_null(e->intent, "reason"),
        .what = what,
        .changes = changes,
        .outcome = *e->outcome ? e->outcome : NULL,
        .told = action_int(e->intent, "told"),
    };
    action_line_time(action_text(e->intent, "at"), &out.at);
    each(arg, &out);
    free(what);
    free(changes);
}

/* By the time, of the same second in the order they were read in. */
static int compare_time(const void *a, const void *b) {
    const struct read_entry *x = a, *y = b;
    int order = strcmp(action_text(x->intent, "at"), action_text(y->intent, "at"));
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

bool action_log_read(const struct action_filter *filter, void (*each)(void *arg, const struct action_entry *e),
                     void *arg, bool *journal, struct err *err) {
    struct reading r = {.filter = filter};
    bool ok = action_each_line(read_line, &r, err);
    *journal = ok && action_each_journal_line(read_line, &r);
    if (r.count > 0) qsort(r.entries, r.count, sizeof *r.entries, compare_time);
    for (size_t i = 0; i < r.count; i++) {
        if (ok) give_entry(&r.entries[i], each, arg);
        json_decref(r.entries[i].intent);
    }
    free(r.entries);
    return ok;
}
