/* See suggest.h. Usernames by their index; the few categories by any part of slug or name. */
#include "db/suggest.h"

#include <string.h>

static void add_pattern(struct sql *q, const char *before, const char *typed) {
    struct buf pattern = {0};
    buf_add(&pattern, before);
    sql_like_escape(&pattern, typed, strlen(typed));
    buf_add(&pattern, "%");
    sql_text(q, buf_str(&pattern));
    buf_free(&pattern);
}

bool suggest_names(struct conn *c, enum entity_kind kind, const char *typed, struct rows *out, struct err *err) {
    struct sql q = {0};
    if (kind == ENTITY_USER) {
        sql_add(&q, "SELECT u.username FROM users u WHERE {u.deleted_at} IS NULL AND u.username LIKE ");
        add_pattern(&q, "", *typed == '@' ? typed + 1 : typed);
        sql_addf(&q, " ORDER BY u.username LIMIT %d", SUGGEST_MOST);
    } else if (kind == ENTITY_CATEGORY) {
        sql_add(&q, "SELECT c.slug FROM workshop_categories c WHERE c.slug LIKE ");
        add_pattern(&q, "%", typed);
        sql_add(&q, " OR c.name LIKE ");
        add_pattern(&q, "%", typed);
        sql_addf(&q, " ORDER BY c.sort_order, c.id LIMIT %d", SUGGEST_MOST);
    } else {
        return true;
    }
    bool ok = conn_query(c, &q, out, err);
    sql_free(&q);
    return ok;
}
