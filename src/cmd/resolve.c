/* What people write for a row, as an id: see resolve.h. */
#include "cmd/resolve.h"

#include <stdlib.h>

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

bool resolve_id(struct conn *c, enum entity_kind kind, const char *word, int64_t *id, struct err *err) {
    if (parse_int(*word == '#' ? word + 1 : word, 1, INT32_MAX, id)) return true;
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
    err_set(err, WS_USAGE, _("%s is not the id of a row of %s"), word, _(entities[kind].plural));
    err_hint(err, _("list %s shows the ids"), entities[kind].name);
    return false;
}

bool resolve_ids(struct conn *c, enum entity_kind kind, char *const *words, size_t count, int64_t **ids,
                 size_t *id_count, struct err *err) {
    *ids = mem_zero(count, sizeof **ids);
    *id_count = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t id;
        if (!resolve_id(c, kind, words[i], &id, err)) {
            free(*ids);
            *ids = NULL;
            return false;
        }
        size_t known = 0;
        while (known < *id_count && (*ids)[known] != id) known++;
        if (known == *id_count) (*ids)[(*id_count)++] = id;
    }
    return true;
}
