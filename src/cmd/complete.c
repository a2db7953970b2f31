/* Completion from the tables: see complete.h. A word's `args`, and what a flag takes, is read as its usage line shows
 * it: alternatives parted by |, FIELD:VALUE, ENTITY, USER, ID; what has … behind it may stand there again. */
#include "cmd/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "db/list.h"
#include "db/rows.h"
#include "model/editing.h"
#include "op/undo.h"

enum { NAMES_MOST = 30 };

static void add_item(struct complete *c, const char *word, size_t len, const char *tail, const char *typed) {
    if (strlen(typed) > len || strncmp(word, typed, strlen(typed)) != 0) return;
    for (size_t i = 0; i < c->count; i++)
        if (!strncmp(c->items[i], word, len) && !strcmp(c->items[i] + len, tail)) return;
    c->items = mem_grow(c->items, &c->cap, c->count + 1, sizeof *c->items);
    c->items[c->count++] = mem_format("%.*s%s", (int)len, word, tail);
}

/* A value behind the first `len` bytes of what was typed, "host:" or "--sort=". */
static void add_value(struct complete *c, const char *typed, size_t len, const char *value) {
    char *whole = mem_format("%.*s%s", (int)len, typed, value);
    add_item(c, whole, strlen(whole), " ", typed);
    free(whole);
}

static void ask_names(struct complete *c, enum entity_kind kind, const char *before, size_t before_len,
                      const char *name) {
    if (c->asks != ENTITY_NONE || (kind != ENTITY_USER && kind != ENTITY_CATEGORY)) return;
    c->asks = kind;
    c->before = mem_dup_len(before, before_len);
    c->name = mem_dup(*name == '@' ? name + 1 : name);
}

static void ask_actions(struct complete *c, const char *id) {
    c->asks_actions = true;
    c->before = mem_dup("");
    c->name = mem_dup(id);
}

/* In a filter every field; given to a row, those that `editing` (flags of model/editing.h) lets be given. */
static bool is_offered(const struct entity *e, size_t i, unsigned editing) {
    const struct editing *able = editing ? editing_find(entity_kind_of(e), (int)i) : NULL;
    if (editing) return able && able->flags & editing;
    return e->fields[i].type != FIELD_NAME && !(e->fields[i].flags & FIELD_ADMIN_ONLY);
}

/* FIELD:VALUE; with `editing` FIELD=VALUE. */
static void add_fields(struct complete *c, const struct entity *e, unsigned editing, const char *typed) {
    const char sign = editing ? '=' : ':', tail[] = {sign, 0};
    const char *mark = strchr(typed, sign);
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        size_t len = strlen(f->name);
        bool ref = f->type == FIELD_REF && len > 3 && !strcmp(f->name + len - 3, "_id");
        if (!is_offered(e, i, editing)) continue;
        if (ref) len -= 3;
        if (!mark) {
            add_item(c, f->name, len, tail, typed);
            continue;
        }
        if ((size_t)(mark - typed) != len || strncmp(typed, f->name, len) != 0) continue;
        static const char *const booleans[] = {"yes", "no", NULL};
        const char *const *values = f->type == FIELD_BOOL ? booleans : f->values;
        for (; values && *values; values++) add_value(c, typed, len + 1, *values);
        if (ref) ask_names(c, f->ref, typed, len + 1, mark + 1);
    }
    if (editing || e != &entities[ENTITY_WORKSHOP]) return;
    if (!mark) add_item(c, "view", 4, ":", typed);
    for (int i = 0; mark && i < LIST_VIEWS; i++)
        if (!strncmp(typed, "view:", 5)) add_value(c, typed, 5, list_view_words[i]);
}

static void add_filter(struct complete *c, const struct entity *e, const char *typed) {
    add_fields(c, e, 0, typed);
    if (list_has_attention(entity_kind_of(e))) add_item(c, "attention", 9, " ", typed);
}

static bool token_is(const char *token, size_t len, const char *name) {
    return strlen(name) == len && !strncmp(token, name, len);
}

/* Where in a line something stands: behind which word (NULL: one of the console's own), about rows of what (NULL: the
 * line has not said). */
struct place {
    const struct cmd *cmd;
    const struct entity *e;
};

static void add_entities(struct complete *c, const struct place *at, const char *typed) {
    for (int i = 0; i < ENTITY_KINDS; i++) add_item(c, entities[i].name, strlen(entities[i].name), " ", typed);
    if (at->e && !strcmp(at->cmd->name, "set")) add_fields(c, at->e, EDITING_SET, typed); /* of the chosen rows */
}

static void add_sortable(struct complete *c, const struct entity *e, size_t before, const char *typed) {
    for (size_t i = 0; e && i < e->field_count; i++)
        if (list_can_sort(&(struct list_request){.kind = entity_kind_of(e)}, (int)i, NULL))
            add_value(c, typed, before, e->fields[i].name);
}

static void add_ids(struct complete *c, const struct place *at, const char *typed) {
    enum entity_kind target = at->cmd ? at->cmd->target : ENTITY_NONE;
    if (target == ENTITY_NONE && at->e) target = entity_kind_of(at->e);
    ask_names(c, target, "", 0, typed);
    if (at->cmd && at->cmd->target == ENTITY_WORKSHOP) { /* what is coming up of them (resolve.h) */
        add_item(c, "series", 6, ":", typed);
        add_item(c, "host", 4, ":", typed);
        if (!strncmp(typed, "host:", 5)) ask_names(c, ENTITY_USER, typed, 5, typed + 5);
    }
}

/* What one part of a usage line, or one of the alternatives in it, lets stand there, behind the first `before` bytes of
 * what was typed ("--into="). */
static void add_token(struct complete *c, const struct place *at, const char *token, size_t len, size_t before,
                      const char *typed) {
    static const struct {
        const char *name;
        enum entity_kind kind;
    } names[] = {{"USER", ENTITY_USER}, {"FROM", ENTITY_USER},         {"TO", ENTITY_USER},
                 {"NAME", ENTITY_USER}, {"CATEGORY", ENTITY_CATEGORY}, {"SLUG", ENTITY_CATEGORY}};
    const char *bar = memchr(token, '|', len);
    if (bar) {
        add_token(c, at, token, (size_t)(bar - token), before, typed);
        add_token(c, at, bar + 1, len - (size_t)(bar + 1 - token), before, typed);
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (token_is(token, len, names[i].name)) ask_names(c, names[i].kind, typed, before, typed + before);
    if (token_is(token, len, "ENTITY")) add_entities(c, at, typed);
    if (token_is(token, len, "FIELD")) add_sortable(c, at->e, before, typed);
    if (token_is(token, len, "FIELD:VALUE") && at->e) add_filter(c, at->e, typed);
    if (token_is(token, len, "FIELD=VALUE") && at->e)
        add_fields(c, at->e, !strcmp(at->cmd->name, "new") ? EDITING_NEW : EDITING_SET, typed);
    if (token_is(token, len, "ACTION")) ask_actions(c, typed);
    if (token_is(token, len, "ID")) add_ids(c, at, typed);
    for (const struct cmd *k = cmd_table; token_is(token, len, "WORD") && k->name; k++)
        add_item(c, k->name, strcspn(k->name, " "), " ", typed);
    if (*token >= 'A' && *token <= 'Z') return;
    char *itself = mem_dup_len(token, len);
    add_value(c, typed, before, itself);
    free(itself);
}

/* The argument number `place` of a word with such a usage. */
static void add_argument(struct complete *c, const struct place *at, const char *args, size_t place,
                         const char *typed) {
    static const char dots[] = "…";
    bool repeats = false;
    for (size_t i = 0; *args; i++) {
        size_t whole = strcspn(args, " "), len = whole;
        const char *token = args;
        if (len > 1 && token[0] == '[' && token[len - 1] == ']') {
            token++;
            len -= 2;
        }
        bool again = len >= sizeof dots - 1 && !strncmp(token + len - (sizeof dots - 1), dots, sizeof dots - 1);
        if (again) len -= sizeof dots - 1;
        if (i == place || (repeats && i <= place)) add_token(c, at, token, len, 0, typed);
        /* From a part that may stand again on, every later part may follow; so may the part itself. */
        if (again && i < place) {
            add_token(c, at, token, len, 0, typed);
            repeats = true;
        }
        args += whole + strspn(args + whole, " ");
    }
}

static void add_flags(struct complete *c, const struct place *at, const char *typed) {
    for (const struct cmd_flag *f = at->cmd->flags; f && f->name; f++) {
        char *flag = mem_format("--%s", f->name);
        size_t len = strlen(flag);
        add_item(c, flag, len, f->arg ? "=" : " ", typed);
        if (f->arg && !strncmp(typed, flag, len) && typed[len] == '=')
            add_token(c, at, f->arg, strlen(f->arg), len + 1, typed);
        free(flag);
    }
}

/* The words of the line before `start`. */
static size_t split(const char *line, size_t start, char **words, size_t most) {
    size_t count = 0;
    for (size_t at = 0; at < start && count < most;) {
        at += strspn(line + at, " ");
        if (at >= start) break;
        size_t len = strcspn(line + at, " ");
        words[count++] = mem_dup_len(line + at, len);
        at += len;
    }
    return count;
}

static void begin(struct complete *out, const char *line, size_t len) {
    *out = (struct complete){.start = len, .asks = ENTITY_NONE};
    while (out->start > 0 && line[out->start - 1] != ' ') out->start--;
}

static void add_first_words(struct complete *c, complete_own *own, const char *typed) {
    for (const struct cmd *k = cmd_table; k->name; k++)
        if (!(k->what & (CMD_SHELL_ONLY | CMD_NO_SESSION))) add_item(c, k->name, strcspn(k->name, " "), " ", typed);
    const struct complete_word *w;
    for (size_t i = 0; own && (w = own(i)); i++) add_item(c, w->name, strlen(w->name), " ", typed);
}

/* `usual`: whose rows words of the console are about that name none; NULL: nobody's. */
static void add_later_words(struct complete *c, char *const *words, size_t count, complete_own *own,
                            const struct entity *usual, const char *typed) {
    size_t used;
    struct place at = {cmd_find_words(words, count, &used), NULL};
    if (at.cmd) {
        size_t place = 0;
        for (size_t i = used; i < count; i++) {
            if (!strncmp(words[i], "--", 2)) continue;
            if (place++ == 0) at.e = entity_find(words[i]);
        }
        if (!at.e && !strcmp(at.cmd->name, "set")) {
            at.e = usual;
            place += place > 0; /* the entity is left out */
        }
        if (*typed == '-')
            add_flags(c, &at, typed);
        else
            add_argument(c, &at, at.cmd->args, place, typed);
        return;
    }
    for (const struct cmd *k = cmd_table; k->name && count == 1; k++) /* "agora" wants its second word */
        if (cmd_begins_with(k, words[0]) && strchr(k->name, ' '))
            add_item(c, strchr(k->name, ' ') + 1, strlen(strchr(k->name, ' ') + 1), " ", typed);
    at.e = usual;
    const struct complete_word *w;
    for (size_t i = 0; own && (w = own(i)); i++)
        if (!strcmp(w->name, words[0])) add_argument(c, &at, w->args, count - 1, typed);
}

void complete_line(struct complete *out, const char *line, size_t len, complete_own *own, enum entity_kind usual) {
    enum { WORDS = 64 };
    char *words[WORDS];
    begin(out, line, len);
    char *typed = mem_dup_len(line + out->start, len - out->start);
    size_t count = split(line, out->start, words, WORDS);
    if (count == 0)
        add_first_words(out, own, typed);
    else
        add_later_words(out, words, count, own, usual == ENTITY_NONE ? NULL : &entities[usual], typed);
    for (size_t i = 0; i < count; i++) free(words[i]);
    free(typed);
}

void complete_filter(struct complete *out, const char *line, size_t len, enum entity_kind kind) {
    begin(out, line, len);
    char *typed = mem_dup_len(line + out->start, len - out->start);
    add_filter(out, &entities[kind], typed);
    free(typed);
}

bool complete_names(struct conn *c, enum entity_kind asks, const char *name, struct rows *out, struct err *err) {
    struct sql q = {0};
    struct buf pattern = {0};
    const char *column = asks == ENTITY_USER ? "u.username" : "c.slug";
    sql_like_escape(&pattern, name, strlen(name));
    buf_add_char(&pattern, '%');
    sql_addf(&q, "SELECT %s FROM %s WHERE %s LIKE ", column, asks == ENTITY_USER ? "users u" : "workshop_categories c",
             column);
    sql_text(&q, buf_str(&pattern));
    sql_addf(&q, " ORDER BY %s LIMIT %d", column, NAMES_MOST);
    bool ok = conn_query(c, &q, out, err);
    buf_free(&pattern);
    sql_free(&q);
    return ok;
}

struct actions {
    struct rows_builder ids;
    const char *typed;
};

static bool add_action(void *arg, const struct undo_entry *e, struct err *err) {
    struct actions *a = arg;
    (void)err;
    if (!e->open || strncmp(e->id, a->typed, strlen(a->typed)) != 0) return true;
    rows_add_cell(&a->ids, e->id, strlen(e->id), false);
    return true;
}

bool complete_actions(struct session *s, const char *id, struct rows *out, struct err *err) {
    struct actions a = {.ids.rows.columns = 1, .typed = id};
    bool ok = undo_each(s, add_action, &a, err);
    rows_finish(&a.ids, out);
    return ok;
}

void complete_add_name(struct complete *c, const char *name) {
    if (!*name || name[strcspn(name, " \t'\"\\")]) return; /* it would need quoting: an id does as well */
    char *whole = mem_format("%s%s", c->before, name);
    add_item(c, whole, strlen(whole), " ", c->before);
    free(whole);
}

char *complete_common(const struct complete *c) {
    if (c->count == 0) return mem_dup("");
    size_t len = strlen(c->items[0]);
    for (size_t i = 1; i < c->count; i++) {
        size_t same = 0;
        while (same < len && c->items[i][same] == c->items[0][same]) same++;
        len = same;
    }
    while (len > 0 && ((unsigned char)c->items[0][len] & 0xC0) == 0x80) len--; /* not within a character */
    return mem_dup_len(c->items[0], len);
}

void complete_free(struct complete *c) {
    for (size_t i = 0; i < c->count; i++) free(c->items[i]);
    free(c->items);
    free(c->name);
    free(c->before);
    *c = (struct complete){0};
}
