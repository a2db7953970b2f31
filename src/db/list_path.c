/* How a list walks its table: see list_path.h. Names of indexes are those of the platform's migrations. */
#include "db/list_path.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

const char *const list_view_words[LIST_VIEWS] = {"upcoming", "all", "past", "cancelled"};

const struct list_group list_groups[LIST_GROUPS] = {
    {"live", false}, {"lobby", false}, {"scheduled", false}, {"ended", true}, {"cancelled", true},
};

/* The first whose condition the request has is taken. */
static const struct list_path paths[] = {
    {ENTITY_CATEGORY, -1, NULL, CATEGORY_SORT_ORDER, .whole = true},
    {ENTITY_SERIES, SERIES_HOST_ID, "workshop_series_host_id", -1},
    {ENTITY_SERIES, SERIES_CATEGORY_ID, "workshop_series_category_id", -1},
    {ENTITY_SERIES, -1, "PRIMARY", -1},
    {ENTITY_WORKSHOP, WORKSHOP_SERIES_ID, "workshops_series_id", WORKSHOP_SCHEDULED_AT, .whole = true},
    {ENTITY_WORKSHOP, WORKSHOP_HOST_ID, "workshops_host_id", WORKSHOP_SCHEDULED_AT, .whole = true},
    {ENTITY_WORKSHOP, -1, "workshops_status_scheduled_at", WORKSHOP_SCHEDULED_AT},
    {ENTITY_ATTENDEE, ATTENDEE_WORKSHOP_ID, "workshop_attendees_workshop_user_unique", ATTENDEE_USER_ID,
     .unique = true},
    {ENTITY_ATTENDEE, ATTENDEE_USER_ID, "user_id", -1},
    {ENTITY_ATTENDEE, -1, "PRIMARY", -1},
    {ENTITY_USER, -1, NULL, USER_USERNAME, .unique = true},
    {ENTITY_CHAT, CHAT_WORKSHOP_ID, "workshop_chats_workshop_id_offset_ms", CHAT_OFFSET_MS},
    {ENTITY_CHAT, CHAT_USER_ID, "user_id", -1},
    {ENTITY_CHAT, -1, "PRIMARY", -1},
    {ENTITY_NOTE, NOTE_WORKSHOP_ID, "workshop_notes_workshop_user_unique", NOTE_USER_ID, .unique = true},
    {ENTITY_NOTE, NOTE_USER_ID, "user_id", -1},
    {ENTITY_NOTE, -1, "PRIMARY", -1},
    {ENTITY_INVITE, INVITE_WORKSHOP_ID, "workshop_invites_workshop_user_unique", INVITE_USER_ID, .unique = true},
    {ENTITY_INVITE, INVITE_USER_ID, "user_id", -1},
    {ENTITY_INVITE, INVITE_INVITED_BY, "invited_by", -1},
    {ENTITY_INVITE, -1, "PRIMARY", -1},
    {ENTITY_NOTIFICATION, NOTIFICATION_ENTITY_ID, NULL, -1, .whole = true},
    {ENTITY_NOTIFICATION, NOTIFICATION_RECIPIENT_ID, NULL, -1, .whole = true},
    {ENTITY_NOTIFICATION, -1, "PRIMARY", -1},
};

static const struct list_condition *condition_on(const struct list_request *r, int field) {
    for (size_t i = 0; i < r->condition_count; i++)
        if (r->conditions[i].field == field) return &r->conditions[i];
    return NULL;
}

/* The list's own way. Every entity has one without a condition, so the search ends. */
static const struct list_path *usual_path(const struct list_request *r) {
    const struct list_path *p = paths;
    for (;; p++) {
        if (p->kind != r->kind) continue;
        const struct list_condition *c = condition_on(r, p->equals);
        if (p->equals < 0 || (c && c->value)) return p;
    }
}

/* Other orders that an index gives to the whole table. */
static const struct list_path orders[] = {
    {ENTITY_SERIES, -1, "workshop_series_host_id", SERIES_HOST_ID},
    {ENTITY_WORKSHOP, -1, "PRIMARY", -1, .across = true},
    {ENTITY_WORKSHOP, -1, "workshops_host_id", WORKSHOP_HOST_ID, .across = true},
    {ENTITY_WORKSHOP, -1, "workshops_status_scheduled_at", WORKSHOP_SCHEDULED_AT, .merged = true},
    {ENTITY_ATTENDEE, -1, "user_id", ATTENDEE_USER_ID},
    {ENTITY_USER, -1, "PRIMARY", -1},
    {ENTITY_CHAT, -1, "user_id", CHAT_USER_ID},
    {ENTITY_NOTE, -1, "user_id", NOTE_USER_ID},
    {ENTITY_INVITE, -1, "user_id", INVITE_USER_ID},
    {ENTITY_INVITE, -1, "invited_by", INVITE_INVITED_BY},
};

/* Can rows be told apart by it as text, page after page? Not by a title, which may be too long, nor where it may be
 * empty. */
static bool is_plain_order(const struct entity *e, int field) {
    const struct field *f = &e->fields[field];
    if (f->flags & (FIELD_NULLABLE | FIELD_OPTIONAL)) return false;
    bool short_text = f->type == FIELD_TEXT && e == &entities[ENTITY_CATEGORY];
    return short_text || f->type == FIELD_ID || f->type == FIELD_REF || f->type == FIELD_COUNT ||
           f->type == FIELD_BOOL || f->type == FIELD_WHEN;
}

static bool sorted_path(const struct list_request *r, int field, struct list_path *out) {
    const struct list_path *usual = usual_path(r);
    int sort = entities[r->kind].fields[field].type == FIELD_ID ? -1 : field;
    *out = *usual;
    if (usual->sort == sort && r->kind != ENTITY_WORKSHOP) return true;
    if (usual->whole && is_plain_order(&entities[r->kind], field)) {
        out->sort = sort;
        out->unique = false;
        out->across = r->kind == ENTITY_WORKSHOP;
        return true;
    }
    for (size_t i = 0; usual->equals < 0 && i < sizeof orders / sizeof *orders; i++) {
        if (orders[i].kind != r->kind || orders[i].sort != sort) continue;
        *out = orders[i];
        return true;
    }
    return false;
}

bool list_can_sort(const struct list_request *r, int field, struct err *err) {
    const struct entity *e = &entities[r->kind];
    struct list_path path;
    struct buf names = {0};
    if (sorted_path(r, field, &path)) return true;
    for (size_t i = 0; i < e->field_count; i++)
        if (e->fields[i].type != FIELD_NAME && sorted_path(r, (int)i, &path))
            buf_addf(&names, " %s", e->fields[i].name);
    if (e->fields[field].flags & FIELD_NULLABLE)
        err_set(err, WS_USAGE, _("%s cannot be sorted by %s, which may be empty"), _(e->plural), e->fields[field].name);
    else
        err_set(err, WS_USAGE, _("%s cannot be sorted by %s: no index of the server has that order"), _(e->plural),
                e->fields[field].name);
    if (names.len) err_hint(err, _("this list can be sorted by:%s"), buf_str(&names));
    buf_free(&names);
    return false;
}

bool list_path_find(const struct list_request *r, struct list_path *out, struct err *err) {
    if (r->sorted) return sorted_path(r, r->sort, out) || list_can_sort(r, r->sort, err);
    *out = *usual_path(r);
    return true;
}

/* Bits of the groups. */
static const unsigned views[LIST_VIEWS] = {
    [LIST_UPCOMING] = 1 | 2 | 4, [LIST_ALL] = 1 | 2 | 4 | 8 | 16, [LIST_PAST] = 8, [LIST_CANCELLED] = 16};

bool list_view_has(enum list_view view, const char *status) {
    for (int group = 0; group < LIST_GROUPS; group++)
        if (!strcmp(list_groups[group].status, status)) return views[view] & 1U << group;
    return false;
}

bool list_has_group(const struct list_request *r, int group) {
    if (r->kind != ENTITY_WORKSHOP) return group == 0;
    if (!condition_on(r, WORKSHOP_STATUS)) return views[r->view] & 1U << group;
    for (size_t i = 0; i < r->condition_count; i++) {
        const struct list_condition *c = &r->conditions[i];
        bool other = !c->value || strcmp(c->value, list_groups[group].status) != 0;
        if (c->field == WORKSHOP_STATUS && other) return false;
    }
    return true;
}

void list_add_column(struct sql *q, const struct entity *e, int field) {
    const struct field *f = &e->fields[field];
    sql_addf(q, f->flags & FIELD_OPTIONAL ? "{%s.%s}" : "%s.%s", e->alias, f->name);
}

void list_add_select(struct sql *q, const struct list_path *path, const char *what) {
    const struct entity *e = &entities[path->kind];
    sql_addf(q, "SELECT %s FROM %s %s", what, e->table, e->alias);
    if (path->index) sql_addf(q, " FORCE INDEX (%s)", path->index);
}

/* The columns of a FIELD_NAME: the first, or the second for a field that ends in _name. */
static const char *const name_columns[ENTITY_KINDS][2] = {
    [ENTITY_USER] = {"username", "display_name"}, [ENTITY_CATEGORY] = {"slug"}, [ENTITY_WORKSHOP] = {"title"}};

/* The reference that a FIELD_NAME names: the nearest before it. */
static size_t reference_of(const struct entity *e, size_t field) {
    while (e->fields[field].type != FIELD_REF) field--;
    return field;
}

/* Adds "nR.column", R the place of the reference, and says which are joined. */
static void add_name(struct sql *q, const struct entity *e, size_t field, bool *joined) {
    size_t reference = reference_of(e, field);
    bool second = strstr(e->fields[field].name, "_name") != NULL;
    sql_addf(q, "n%zu.%s", reference, name_columns[e->fields[field].ref][second]);
    joined[reference] = true;
}

void list_add_fields(struct sql *q, const struct list_path *path, bool with_private) {
    const struct entity *e = &entities[path->kind];
    struct sql what = {0};
    bool *joined = mem_zero(e->field_count, sizeof *joined);
    for (size_t i = 0; i < e->field_count; i++) {
        if (i > 0) sql_add(&what, ", ");
        if (e->fields[i].type == FIELD_NAME)
            add_name(&what, e, i, joined);
        else if (e->fields[i].flags & FIELD_ADMIN_ONLY && !with_private)
            sql_add(&what, "NULL");
        else
            list_add_column(&what, e, (int)i);
    }
    list_add_select(q, path, buf_str(&what.text));
    for (size_t i = 0; i < e->field_count; i++)
        if (joined[i])
            sql_addf(q, " LEFT JOIN %s n%zu ON n%zu.id = %s.%s", entities[e->fields[i].ref].table, i, i, e->alias,
                     e->fields[i].name);
    free(joined);
    sql_free(&what);
}

/* The notifications of one workshop: there is no index on entity_id, so by the keys that wsadmin and the platform
 * write. */
static void add_workshop_keys(struct sql *q, const char *workshop_id) {
    static const char *const keys[] = {"workshop_reminder:workshop:%s:1h", "workshop_reminder:workshop:%s:15m",
                                       "workshop_cancelled:workshop:%s",   "workshop_invite:workshop:%s",
                                       "workshop_recording:workshop:%s",   "workshop_started:workshop:%s"};
    static const char *const prefixes[] = {"workshop_updated:workshop:%s:", "workshop_reminder:workshop:%s:at:"};
    struct buf text = {0};
    sql_add(q, "(f.group_key IN (");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *gap = strstr(keys[i], "%s");
        buf_truncate(&text, 0);
        buf_addf(&text, "%.*s%s%s", (int)(gap - keys[i]), keys[i], workshop_id, gap + 2);
        if (i > 0) sql_add(q, ", ");
        sql_text(q, buf_str(&text));
    }
    sql_add(q, ")");
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const char *gap = strstr(prefixes[i], "%s");
        buf_truncate(&text, 0);
        sql_like_escape(&text, prefixes[i], (size_t)(gap - prefixes[i]));
        sql_like_escape(&text, workshop_id, strlen(workshop_id));
        buf_addf(&text, "%s%%", gap + 2);
        sql_add(q, " OR f.group_key LIKE ");
        sql_text(q, buf_str(&text));
    }
    sql_add(q, ")");
    buf_free(&text);
}

void list_add_served(struct sql *q, const struct list_path *path, const struct list_request *r, int group) {
    const struct entity *e = &entities[path->kind];
    const struct list_condition *equal = path->equals >= 0 ? condition_on(r, path->equals) : NULL;
    sql_add(q, " WHERE ");
    if (!equal) {
        sql_add(q, "1 = 1");
    } else if (path->kind == ENTITY_NOTIFICATION && path->equals == NOTIFICATION_ENTITY_ID) {
        add_workshop_keys(q, equal->value);
    } else {
        list_add_column(q, e, path->equals);
        sql_add(q, " = ");
        sql_text(q, equal->value);
    }
    if (path->kind != ENTITY_WORKSHOP) return;
    if (r->until) {
        sql_add(q, " AND w.scheduled_at < ");
        sql_text(q, r->until);
    }
    if (path->across) {
        if (path->whole) list_add_statuses(q, r);
        return;
    }
    sql_add(q, " AND w.status = ");
    sql_text(q, list_groups[group].status);
}

/* Where a free word is looked for: columns, inside a row of `users` for what has no text of its own. */
static const struct text_place {
    const char *begin, *columns[2], *end;
} text_places[ENTITY_KINDS] = {
    [ENTITY_CATEGORY] = {"(", {"c.name", "c.slug"}, ")"},
    [ENTITY_SERIES] = {"(", {"s.title", NULL}, ")"},
    [ENTITY_WORKSHOP] = {"(", {"w.title", NULL}, ")"},
    [ENTITY_ATTENDEE] = {"EXISTS (SELECT 1 FROM users x WHERE x.id = a.user_id AND (",
                         {"x.username", "x.display_name"},
                         "))"},
    [ENTITY_USER] = {"(", {"u.username", "u.display_name"}, ")"},
    [ENTITY_CHAT] = {"(", {"m.message", NULL}, ")"},
    [ENTITY_NOTE] = {"(", {"n.content", NULL}, ")"},
    [ENTITY_INVITE] = {"EXISTS (SELECT 1 FROM users x WHERE x.id = i.user_id AND (",
                       {"x.username", "x.display_name"},
                       "))"},
    [ENTITY_NOTIFICATION] = {"(", {"f.preview_text", NULL}, ")"},
};

static bool add_text(struct sql *q, enum entity_kind kind, const char *text) {
    const struct text_place *place = &text_places[kind];
    struct buf pattern = {0};
    bool any = false;
    while (text && *(text += strspn(text, " "))) {
        size_t len = strcspn(text, " ");
        buf_truncate(&pattern, 0);
        buf_add_char(&pattern, '%');
        sql_like_escape(&pattern, text, len);
        buf_add_char(&pattern, '%');
        sql_addf(q, " AND %s", place->begin);
        for (size_t i = 0; i < 2 && place->columns[i]; i++) {
            sql_addf(q, "%s%s LIKE ", i > 0 ? " OR " : "", place->columns[i]);
            sql_text(q, buf_str(&pattern));
        }
        sql_add(q, place->end);
        text += len;
        any = true;
    }
    buf_free(&pattern);
    return any;
}

/* SPEC section 8, the first column of the console; src/ui/attention.c says the same of a row it holds. */
static const char *const attention_texts[ENTITY_KINDS] = {
    [ENTITY_CATEGORY] = "c.is_active = 0 AND EXISTS (SELECT 1 FROM workshops w WHERE w.category_id = c.id AND w.status"
                        " IN ('scheduled', 'lobby', 'live'))",
    [ENTITY_SERIES] =
        "s.is_active = 1 AND (EXISTS (SELECT 1 FROM users u WHERE u.id = s.host_id AND ({u.can_host} = 0 OR"
        " {u.status} <> 'active' OR {u.deleted_at} IS NOT NULL)) OR EXISTS (SELECT 1 FROM"
        " workshop_categories c WHERE c.id = s.category_id AND c.is_active = 0))",
    [ENTITY_WORKSHOP] = "w.status IN ('scheduled', 'lobby', 'live') AND ((w.status = 'scheduled' AND w.scheduled_at <="
                        " UTC_TIMESTAMP() - INTERVAL 15 MINUTE) OR w.attendee_count >= NULLIF(w.max_capacity, 0) OR"
                        " EXISTS (SELECT 1 FROM users u WHERE u.id = w.host_id AND ({u.can_host} = 0 OR {u.status} <>"
                        " 'active' OR {u.deleted_at} IS NOT NULL)) OR EXISTS (SELECT 1 FROM workshop_categories c WHERE"
                        " c.id = w.category_id AND c.is_active = 0))",
    [ENTITY_USER] = "{u.can_host} = 0 OR {u.status} <> 'active' OR {u.deleted_at} IS NOT NULL",
};

bool list_has_attention(enum entity_kind kind) { return attention_texts[kind] != NULL; }

void list_add_statuses(struct sql *q, const struct list_request *r) {
    const char *before = " AND w.status IN (";
    for (int group = 0; group < LIST_GROUPS; group++) {
        if (!list_has_group(r, group)) continue;
        sql_add(q, before);
        sql_text(q, list_groups[group].status);
        before = ", ";
    }
    sql_add(q, *before == ',' ? ")" : " AND 1 = 0");
}

bool list_add_left_over(struct sql *q, const struct list_path *path, const struct list_request *r) {
    const struct entity *e = &entities[path->kind];
    bool any = add_text(q, path->kind, r->text);
    if (path->across && !path->whole) {
        list_add_statuses(q, r);
        any = true;
    }
    if (r->attention) {
        sql_addf(q, " AND (%s)", attention_texts[path->kind]);
        any = true;
    }
    for (size_t i = 0; i < r->condition_count; i++) {
        const struct list_condition *c = &r->conditions[i];
        if (c == condition_on(r, path->equals) || (path->kind == ENTITY_WORKSHOP && c->field == WORKSHOP_STATUS))
            continue;
        sql_add(q, " AND ");
        list_add_column(q, e, c->field);
        sql_add(q, c->value ? " = " : " IS NULL");
        if (c->value) sql_text(q, c->value);
        any = true;
    }
    if (path->kind == ENTITY_NOTIFICATION) { /* only our kinds: the others are not the console's business */
        sql_add(q, " AND f.type IN ('workshop_reminder', 'workshop_cancelled', 'workshop_invite', 'workshop_recording',"
                   " 'workshop_updated', 'workshop_started')");
        any = true;
    }
    return any;
}

void list_add_after(struct sql *q, const struct list_path *path, const struct list_key *key, bool ascending,
                    bool inclusive) {
    const struct entity *e = &entities[path->kind];
    const char *beyond = ascending ? ">" : "<", *at = inclusive ? "=" : "";
    const char *sort = path->sort >= 0 ? e->fields[path->sort].name : "id";
    bool single = path->sort < 0 || path->unique;
    sql_addf(q, " AND %s.%s %s%s ", e->alias, sort, beyond, single ? at : "=");
    if (path->sort < 0)
        sql_int(q, key->id);
    else
        sql_text(q, key->sort);
    if (single) return;
    sql_addf(q, " AND (%s.%s %s ", e->alias, sort, beyond);
    sql_text(q, key->sort);
    sql_addf(q, " OR %s.id %s%s ", e->alias, beyond, at);
    sql_int(q, key->id);
    sql_add(q, ")");
}

void list_add_order(struct sql *q, const struct list_path *path, bool ascending, size_t offset, size_t limit) {
    const struct entity *e = &entities[path->kind];
    const char *direction = ascending ? "" : " DESC";
    const char *sort = path->sort >= 0 ? e->fields[path->sort].name : "id";
    sql_addf(q, " ORDER BY %s.%s%s", e->alias, sort, direction);
    if (path->sort >= 0 && !path->unique) sql_addf(q, ", %s.id%s", e->alias, direction);
    sql_addf(q, " LIMIT %zu, %zu", offset, limit);
}

struct list_key list_key_of(const struct list_path *path, const struct rows *rows, size_t row, int group,
                            size_t sort_column, size_t id_column) {
    struct list_key key = {.group = group, .id = rows_int(rows, row, id_column)};
    const char *sort = path->sort >= 0 ? rows_text(rows, row, sort_column) : NULL;
    if (sort) {
        size_t len = strnlen(sort, sizeof key.sort - 1);
        memcpy(key.sort, sort, len);
    }
    return key;
}
