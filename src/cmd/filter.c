/* The language of filters: see filter.h. */
#include "cmd/filter.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "op/session.h"

/* For what is looked at without a session: what who may see is said by who reads. */
static const struct session anybody = {.actor.rights = RIGHTS_ADMIN};

static bool may_see(const struct session *s, const struct field *f) {
    return !(f->flags & FIELD_ADMIN_ONLY) || s->actor.rights == RIGHTS_ADMIN;
}

/* The field that a filter names: its own name, a reference's without _id, or the name shown for a reference. */
static int filter_field(const struct session *s, const struct entity *e, const char *name, size_t len) {
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        bool same =
            !strncmp(f->name, name, len) && (!f->name[len] || (f->type == FIELD_REF && !strcmp(f->name + len, "_id")));
        if (!same || !may_see(s, f)) continue;
        while (e->fields[i].type == FIELD_NAME) i--; /* stands for the reference before it */
        return (int)i;
    }
    if (e == &entities[ENTITY_NOTIFICATION] && len == 8 && !strncmp(name, "workshop", len))
        return NOTIFICATION_ENTITY_ID;
    return -1;
}

static bool fail_field(const struct session *s, const struct entity *e, const char *name, size_t len, struct err *err) {
    struct buf names = {0};
    for (size_t i = 0; i < e->field_count; i++)
        if (e->fields[i].type != FIELD_WHEN && may_see(s, &e->fields[i]))
            buf_addf(&names, "%s%s", names.len ? " " : "", e->fields[i].name);
    err_set(err, WS_USAGE, _("%s have no field %.*s"), _(e->plural), (int)len, name);
    err_hint(err, _("it can be filtered by: %s"), buf_str(&names));
    buf_free(&names);
    return false;
}

static bool enum_has(const char *const *values, const char *value) {
    while (*values && strcmp(*values, value) != 0) values++;
    return *values != NULL;
}

/* The value as the column holds it; without a connection a name stays as it is. */
static bool filter_value(struct conn *c, enum entity_kind kind, const struct field *f, const char *value, char **out,
                         struct err *err) {
    bool yes;
    int64_t id;
    switch (f->type) {
    case FIELD_BOOL:
        if (!parse_bool(value, &yes)) return err_set(err, WS_USAGE, _("%s: yes or no, not %s"), f->name, value);
        *out = mem_dup(yes ? "1" : "0");
        return true;
    case FIELD_ENUM:
        if (!enum_has(f->values, value)) return err_set(err, WS_USAGE, _("%s: there is no %s"), f->name, value);
        *out = mem_dup(value);
        return true;
    case FIELD_REF:
    case FIELD_ID:
        kind = f->type == FIELD_ID ? kind : f->ref;
        if (!resolve_check(kind, value, err)) return false;
        if (c || resolve_is_number(value)) {
            if (!resolve_id(c, kind, value, &id, err)) return false;
            *out = mem_format("%" PRId64, id);
        } else {
            *out = mem_dup(value);
        }
        return true;
    case FIELD_COUNT:
        if (!parse_int(value, INT32_MIN, INT32_MAX, &id))
            return err_set(err, WS_USAGE, _("%s: a number, not %s"), f->name, value);
        *out = mem_dup(value);
        return true;
    case FIELD_WHEN: return err_set(err, WS_USAGE, _("there is no filter by %s"), f->name);
    default: *out = mem_dup(value); return true;
    }
}

static bool filter_view(const char *value, struct list_request *r, struct err *err) {
    for (size_t i = 0; i < LIST_VIEWS; i++)
        if (!strcmp(list_view_words[i], value)) {
            r->view = (enum list_view)i;
            return true;
        }
    return err_set(err, WS_USAGE, _("view: upcoming, all, past or cancelled, not %s"), value);
}

static bool filter_condition(struct session *s, const char *word, const char *colon, struct list_request *r,
                             struct err *err) {
    const struct entity *e = &entities[r->kind];
    size_t len = (size_t)(colon - word);
    if (r->kind == ENTITY_WORKSHOP && len == 4 && !strncmp(word, "view", 4)) return filter_view(colon + 1, r, err);
    int field = filter_field(s, e, word, len);
    if (field < 0) return fail_field(s, e, word, len, err);
    if (r->condition_count == LIST_CONDITIONS_MAX)
        return err_set(err, WS_USAGE, _("at most %d conditions at once"), LIST_CONDITIONS_MAX);
    const struct field *f = &e->fields[field];
    char *value = NULL;
    if (colon[1] ? !filter_value(s->conn, r->kind, f, colon + 1, &value, err)
                 : !(f->flags & FIELD_NULLABLE) && !err_set(err, WS_USAGE, _("%s: every row has one"), f->name))
        return false;
    r->conditions[r->condition_count++] = (struct list_condition){field, value};
    return true;
}

static bool sort_field(const struct session *s, enum entity_kind kind, const char *word, int *field, struct err *err) {
    const struct entity *e = &entities[kind];
    if (*word == '-') word++;
    *field = filter_field(s, e, word, strlen(word));
    return *field >= 0 || err_set(err, WS_USAGE, _("%s have no field %.*s"), _(e->plural), (int)strlen(word), word);
}

bool filter_sort(const struct session *s, const char *word, struct list_request *request, struct err *err) {
    int field;
    if (!sort_field(s, request->kind, word, &field, err) || !list_can_sort(request, field, err)) return false;
    request->sorted = true;
    request->sort = field;
    request->descending = *word == '-';
    return true;
}

bool filter_check_sort(enum entity_kind kind, const char *word, struct err *err) {
    int field;
    return sort_field(&anybody, kind, word, &field, err);
}

void filter_free(struct list_request *r, char *text) {
    for (size_t i = 0; i < r->condition_count; i++) free((char *)r->conditions[i].value);
    r->condition_count = 0;
    r->text = NULL;
    free(text);
}

bool filter_parse(struct session *s, char *const *words, size_t count, struct list_request *request, char **text,
                  struct err *err) {
    struct buf free_words = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        const char *colon = strchr(words[i], ':');
        if (!strcmp(words[i], "attention") && list_has_attention(request->kind))
            request->attention = true;
        else if (colon && isalpha((unsigned char)*words[i]))
            ok = filter_condition(s, words[i], colon, request, err);
        else
            buf_addf(&free_words, "%s%s", free_words.len ? " " : "", words[i]);
    }
    *text = free_words.len ? buf_steal(&free_words) : NULL;
    buf_free(&free_words);
    request->text = *text;
    if (!ok) filter_free(request, *text);
    return ok;
}

bool filter_check(enum entity_kind kind, const char *word, struct err *err) {
    struct session s = anybody;
    struct list_request r = {.kind = kind};
    const char *colon = strchr(word, ':');
    if (!colon || !isalpha((unsigned char)*word)) return true;
    bool ok = filter_condition(&s, word, colon, &r, err);
    filter_free(&r, NULL);
    return ok;
}

/* The next word at *at, without its quotation marks; false at the end. */
static bool next_word(const char **at, struct buf *word) {
    const char *p = *at + strspn(*at, " ");
    bool quoted = false, any = *p != '\0';
    for (; *p && (quoted || *p != ' '); p++) {
        if (*p == '"')
            quoted = !quoted;
        else
            buf_add_char(word, *p);
    }
    *at = p;
    return any;
}

bool filter_parse_line(struct session *s, const char *line, struct list_request *request, char **text,
                       struct err *err) {
    char **words = NULL;
    size_t count = 0, cap = 0;
    struct buf word = {0};
    while (next_word(&line, &word)) {
        words = mem_grow(words, &cap, count + 1, sizeof *words);
        words[count++] = buf_steal(&word);
    }
    bool ok = filter_parse(s, words, count, request, text, err);
    for (size_t i = 0; i < count; i++) free(words[i]);
    free(words);
    buf_free(&word);
    return ok;
}

/* The last part of a link's path that names an entity and is followed by a number. */
static bool link_target(const char *link, enum entity_kind *kind, int64_t *id) {
    const struct entity *e = NULL;
    bool found = false;
    for (size_t len; *link && !strchr("?#", *link); link += len + (link[len] == '/')) {
        len = strcspn(link, "/?#");
        char *part = mem_dup_len(link, len);
        if (e && parse_int(part, 1, INT32_MAX, id)) {
            *kind = entity_kind_of(e);
            found = true;
        }
        e = entity_find(part);
        free(part);
    }
    return found;
}

bool filter_is_jump(const char *line, enum entity_kind usual, enum entity_kind *kind, int64_t *id) {
    while (*line == ' ') line++;
    char *word = mem_dup_len(line, strcspn(line, " "));
    bool alone = line[strlen(word) + strspn(line + strlen(word), " ")] == '\0';
    *kind = usual;
    bool is = alone && ((*word == '#' && parse_int(word + 1, 1, INT32_MAX, id)) ||
                        (strstr(word, "://") && link_target(word, kind, id)));
    free(word);
    return is;
}
