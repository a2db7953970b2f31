/* See hosts.h. */
#include "op/hosts.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/schema.h"

bool hosts_need_column(struct session *s, struct err *err) {
    const struct schema *schema;
    if (!conn_schema(s->conn, &schema, err)) return false;
    if (schema->has[SCHEMA_USERS_CAN_HOST]) return true;
    err_set(err, WS_CONFIG, _("the table users has no column can_host yet"));
    err_hint(err, "%s", _("run wsadmin --migrate"));
    return false;
}

struct adding {
    struct plan *plan;
    struct ids *changed, *reached;
    const struct schema *guard; /* of a moderator: admins are left alone; NULL: an admin acts */
    bool on;
};

/* An admin, as actor_find reckons it. */
static bool is_admin(const struct schema *schema, const struct rows *r, size_t i) {
    const char *role = rows_text(r, i, 4);
    return schema->has[SCHEMA_USERS_IS_ADMIN] ? rows_int(r, i, 3) == 1 : role && !strcmp(role, "admin");
}

static void add_row(void *arg, const struct rows *r, size_t i) {
    struct adding *a = arg;
    struct plan_row *row = plan_add_row(a->plan, ENTITY_USER, rows_int(r, i, 0), rows_text(r, i, 1));
    plan_row_saw(row, "can_host", rows_text(r, i, 2));
    if (a->guard && is_admin(a->guard, r, i)) {
        plan_row_skip(row, true, mem_dup(_("is an admin: only an admin changes that")));
        return;
    }
    ids_add(a->reached, row->id);
    if ((rows_int(r, i, 2) != 0) == a->on) {
        plan_row_skip(row, false, mem_dup(a->on ? _("may host already") : _("already may not host")));
        return;
    }
    plan_row_change(row, "can_host", a->on ? "0" : "1", a->on ? "1" : "0");
    ids_add(a->changed, row->id);
}

bool hosts_add_rows(struct session *s, const struct ids *users, bool on, struct plan *p, struct ids *changed,
                    struct ids *reached, struct err *err) {
    struct adding a = {p, changed, reached, NULL, on};
    size_t before = p->row_count;
    if (s->actor.rights < RIGHTS_ADMIN && !conn_schema(s->conn, &a.guard, err)) return false;
    if (s->locking && !ids_lock(s->conn, "users", users, err)) return false;
    if (!ids_query(s->conn, "SELECT u.id, u.username, {u.can_host}, {u.is_admin}, {u.role} FROM users u WHERE u.id",
                   users, "ORDER BY u.id", add_row, &a, err))
        return false;
    for (size_t i = 0; i < users->count; i++)
        if (before + i >= p->row_count || p->rows[before + i].id != users->items[i])
            return err_set(err, WS_DATA, _("there is no user #%lld"), (long long)users->items[i]);
    return true;
}

bool hosts_add_series(struct session *s, const struct ids *users, struct ids *series, struct err *err) {
    bool ok = ids_query(s->conn, "SELECT s.id FROM workshop_series s WHERE s.is_active = 1 AND s.host_id", users, "",
                        ids_add_row, series, err);
    ids_sort(series);
    return ok;
}

bool hosts_add_workshops(struct session *s, const struct ids *users, struct ids *workshops, struct err *err) {
    bool ok = ids_query(s->conn,
                        "SELECT w.id FROM workshops w WHERE w.status IN ('scheduled', 'lobby', 'live')"
                        " AND w.host_id",
                        users, "", ids_add_row, workshops, err);
    ids_sort(workshops);
    return ok;
}

static void fill_update(struct sql *q, const void *on) {
    sql_add(q, "UPDATE users SET can_host = ");
    sql_int(q, *(const bool *)on);
    sql_add(q, " WHERE id IN ");
}

bool hosts_write(struct session *s, const struct ids *users, bool on, int64_t *changed, struct err *err) {
    return ids_update(s, fill_update, &on, users, changed, err);
}
