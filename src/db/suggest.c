/* See suggest.h. Usernames by their index; the few categories by any part of slug or name; series and workshops by any
 * part of the title, in so many rows of an index as are read without anybody waiting. */
#include "db/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"

/* What a search by title reads: of series the latest, of workshops those that people may be added to. */
#define LATEST_SERIES "(SELECT s.id, s.title FROM workshop_series s ORDER BY s.id DESC LIMIT 2000)"
#define LIVE "SELECT w.id, w.title FROM workshops w WHERE w.status = 'live' LIMIT 100"
#define COMING                                                                                                         \
    "SELECT w.id, w.title FROM workshops w WHERE w.status = 'scheduled' AND w.scheduled_at >= UTC_TIMESTAMP()"         \
    " - INTERVAL 1 DAY ORDER BY w.scheduled_at LIMIT 2000"

static void add_pattern(struct sql *q, const char *before, const char *typed) {
    struct buf pattern = {0};
    buf_add(&pattern, before);
    sql_like_escape(&pattern, typed, strlen(typed));
    buf_add(&pattern, "%");
    sql_text(q, buf_str(&pattern));
    buf_free(&pattern);
}

/* "77", "#77", and what a name begins with that was chosen: "#77 Night watch". 0: none of these. */
static int64_t typed_id(const char *typed) {
    char *number = mem_dup_len(typed, *typed == '#' ? strcspn(typed, " ") : strlen(typed));
    int64_t id = 0;
    parse_int(*number == '#' ? number + 1 : number, 1, INT32_MAX, &id);
    free(number);
    return id;
}

static void add_titled(struct sql *q, enum entity_kind kind, const char *typed) {
    int64_t id = typed_id(typed);
    sql_add(q, "SELECT CONCAT('#', t.id, ' ', t.title) FROM ");
    if (id > 0) {
        sql_addf(q, "%s t WHERE t.id = ", entities[kind].table);
        sql_int(q, id);
    } else {
        sql_add(q, kind == ENTITY_SERIES ? LATEST_SERIES : "((" LIVE ") UNION ALL (" COMING "))");
        sql_add(q, " t WHERE t.title LIKE ");
        add_pattern(q, "%", typed);
    }
    sql_addf(q, " LIMIT %d", SUGGEST_MOST);
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
    } else if (kind == ENTITY_SERIES || kind == ENTITY_WORKSHOP) {
        add_titled(&q, kind, typed);
    } else {
        return true;
    }
    bool ok = conn_query(c, &q, out, err);
    sql_free(&q);
    return ok;
}
