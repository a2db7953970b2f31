/* What people write for a row, as an id: see resolve.h. */
#include "cmd/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"

static bool resolve_name(struct conn *c, const char *statement, const char *word, int64_t *id, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    sql_add(&q, statement);
    sql_text(&q, word);
    bool ok = conn_query(c, &q, &rows, err);
    if (ok && rows.count == 0)
        *id = 0;
    else if (ok)
        *id = rows_int(&rows, 0, 0);
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

static bool is_number(const char *word, int64_t *id) {
    return parse_int(*word == '#' ? word + 1 : word, 1, INT32_MAX, id);
}

bool resolve_is_number(const char *word) {
    int64_t id;
    return is_number(word, &id);
}

bool resolve_check(enum entity_kind kind, const char *word, struct err *err) {
    bool coming = kind == ENTITY_WORKSHOP && (!strncmp(word, "series:", 7) || !strncmp(word, "host:", 5));
    if (kind == ENTITY_USER || kind == ENTITY_CATEGORY || coming || resolve_is_number(word)) return true;
    err_set(err, WS_USAGE, _("%s is not the id of a row of %s"), word, _(entities[kind].plural));
    err_hint(err, _("list %s shows the ids"), entities[kind].name);
    return false;
}

bool resolve_id(struct conn *c, enum entity_kind kind, const char *word, int64_t *id, struct err *err) {
    if (is_number(word, id)) return true;
    *id = 0;
    if (kind == ENTITY_USER) {
        if (!resolve_name(c, "SELECT u.id FROM users u WHERE u.username = ", *word == '@' ? word + 1 : word, id, err))
            return false;
        return *id || err_set(err, WS_DATA, _("there is no user %s"), word);
    }
    if (kind == ENTITY_CATEGORY) {
        if (!resolve_name(c, "SELECT c.id FROM workshop_categories c WHERE c.slug = ", word, id, err)) return false;
        return *id || err_set(err, WS_DATA, _("there is no category %s"), word);
    }
    return resolve_check(kind, word, err);
}

struct found {
    int64_t *ids;
    size_t count, cap;
};

static void add_once(struct found *f, int64_t id) {
    for (size_t i = 0; i < f->count; i++)
        if (f->ids[i] == id) return;
    f->ids = mem_grow(f->ids, &f->cap, f->count + 1, sizeof *f->ids);
    f->ids[f->count++] = id;
}

/* "series:7" and "host:ana": what is coming up of them. *is_such says whether the word is one of these. */
static bool add_coming(struct conn *c, const char *word, struct found *f, bool *is_such, struct err *err) {
    static const struct {
        const char *prefix;
        enum entity_kind kind;
        const char *statement;
    } owners[] = {
        {"series:", ENTITY_SERIES,
         "SELECT w.id FROM workshops w WHERE w.status IN ('scheduled', 'lobby', 'live') AND w.series_id = "},
        {"host:", ENTITY_USER,
         "SELECT w.id FROM workshops w WHERE w.status IN ('scheduled', 'lobby', 'live') AND w.host_id = "},
    };
    size_t i = 0;
    while (i < 2 && strncmp(word, owners[i].prefix, strlen(owners[i].prefix)) != 0) i++;
    *is_such = i < 2;
    if (i == 2) return true;
    int64_t id;
    struct sql q = {0};
    struct rows rows = {0};
    bool ok = resolve_id(c, owners[i].kind, word + strlen(owners[i].prefix), &id, err);
    if (ok) {
        sql_add(&q, owners[i].statement);
        sql_int(&q, id);
        sql_add(&q, " ORDER BY w.scheduled_at, w.id");
        ok = conn_query(c, &q, &rows, err);
    }
    for (size_t r = 0; ok && r < rows.count; r++) add_once(f, rows_int(&rows, r, 0));
    if (ok && rows.count == 0) ok = err_set(err, WS_DATA, _("%s: no workshop is coming up"), word);
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

bool resolve_ids(struct conn *c, enum entity_kind kind, char *const *words, size_t count, int64_t **ids,
                 size_t *id_count, struct err *err) {
    struct found f = {.ids = mem_zero(count + 1, sizeof(int64_t)), .cap = count + 1};
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        int64_t id;
        bool is_such = false;
        if (kind == ENTITY_WORKSHOP) ok = add_coming(c, words[i], &f, &is_such, err);
        if (is_such || !ok) continue;
        ok = resolve_id(c, kind, words[i], &id, err);
        if (ok) add_once(&f, id);
    }
    if (!ok) free(f.ids);
    *ids = ok ? f.ids : NULL;
    *id_count = ok ? f.count : 0;
    return ok;
}
