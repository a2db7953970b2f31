/* Who acts, and what they may do (SPEC section 3): see session.h. */
#include "op/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/platform.h"
#include "db/schema.h"
#include "recur/zone.h"

enum { ER_NO_SUCH_TABLE = 1146 };

/* The columns of actor_read. */
enum { ACTOR_ID, ACTOR_USERNAME, ACTOR_ROLE, ACTOR_IS_ADMIN, ACTOR_STATUS, ACTOR_DELETED_AT, ACTOR_TIMEZONE };

/* The one row of users with exactly this name; none when the server's collation found another spelling. */
static bool actor_read(struct conn *c, const char *name, struct rows *out, struct err *err) {
    struct sql q = {0};
    sql_add(&q, "SELECT u.id, u.username, {u.role}, {u.is_admin}, {u.status}, {u.deleted_at}, {u.timezone}"
                " FROM users u WHERE u.username = ");
    sql_text(&q, name);
    bool ok = conn_query(c, &q, out, err);
    sql_free(&q);
    if (ok && out->count > 0 && strcmp(rows_text(out, 0, ACTOR_USERNAME), name) != 0) out->count = 0;
    return ok;
}

/* Why this account cannot act, or NULL. */
static char *actor_inactive(const struct rows *r, const char *name) {
    const char *status = rows_text(r, 0, ACTOR_STATUS);
    if (rows_text(r, 0, ACTOR_DELETED_AT)) return mem_format(_("the account @%s is deleted"), name);
    if (status && strcmp(status, "active") != 0)
        /* TRANSLATORS: the second %s is the platform's word: banned, deactivated, pending_deletion */
        return mem_format(_("the account @%s is not active: %s"), name, status);
    return NULL;
}

static enum rights actor_rights(const struct schema *schema, const struct rows *r) {
    const char *role = rows_text(r, 0, ACTOR_ROLE);
    bool role_admin = role && !strcmp(role, "admin");
    if (schema->has[SCHEMA_USERS_IS_ADMIN] ? rows_int(r, 0, ACTOR_IS_ADMIN) == 1 : role_admin) return RIGHTS_ADMIN;
    return role_admin || (role && !strcmp(role, "moderator")) ? RIGHTS_MODERATOR : RIGHTS_READ;
}

static bool actor_find_service(struct conn *c, const char *name, int64_t *id, struct err *err) {
    struct rows r = {0};
    char *why = NULL;
    bool ok = actor_read(c, name, &r, err);
    if (ok && r.count == 0) why = mem_format(_("there is no user @%s"), name);
    if (ok && r.count > 0) why = actor_inactive(&r, name);
    if (ok && why) {
        ok = err_set(err, WS_CONFIG, _("notify-as: %s"), why);
        err_hint(err, "%s", _("name an active account as notify-as in wsadmin.conf"));
    }
    if (ok) *id = rows_int(&r, 0, ACTOR_ID);
    free(why);
    rows_free(&r);
    return ok;
}

bool actor_find(struct conn *c, const char *name, const char *notify_as, struct actor *out, struct err *err) {
    *out = (struct actor){.rights = RIGHTS_READ};
    const struct schema *schema;
    struct rows r = {0};
    struct err e = {0};
    if (!conn_schema(c, &schema, err)) return false;
    if (!actor_read(c, name, &r, &e)) {
        if (e.server_errno == ER_NO_SUCH_TABLE) platform_fail_missing(conn_database(c), &e);
        err_move(err, &e);
        return false;
    }
    if (!schema->has[SCHEMA_USERS_ROLE] && !schema->has[SCHEMA_USERS_IS_ADMIN])
        out->why_not = mem_dup(_("nobody can act: this platform's users have neither role nor is_admin"));
    else if (r.count == 0)
        out->why_not = mem_format(_("there is no user @%s on this platform"), name);
    else
        out->why_not = actor_inactive(&r, name);
    if (r.count > 0 && rows_text(&r, 0, ACTOR_TIMEZONE)) out->zone_name = mem_dup(rows_text(&r, 0, ACTOR_TIMEZONE));
    bool ok = true;
    if (!out->why_not) {
        out->id = rows_int(&r, 0, ACTOR_ID);
        out->notify_id = out->id;
        out->username = mem_dup(name);
        out->rights = actor_rights(schema, &r);
        if (out->rights == RIGHTS_READ)
            out->why_not = mem_format(_("@%s is neither moderator nor admin"), name);
        else if (notify_as)
            ok = actor_find_service(c, notify_as, &out->notify_id, err);
    }
    conn_set_private(c, out->rights == RIGHTS_ADMIN);
    rows_free(&r);
    if (!ok) actor_free(out);
    return ok;
}

void actor_free(struct actor *a) {
    free(a->username);
    free(a->why_not);
    free(a->zone_name);
    *a = (struct actor){0};
}

void session_free(struct session *s) {
    actor_free(&s->actor);
    free(s->zone_name);
    *s = (struct session){0};
}

bool session_begin(struct session *s, const char *name, const char *notify_as, struct err *err) {
    return actor_find(s->conn, name, notify_as, &s->actor, err) &&
           (s->actor.rights > RIGHTS_READ || conn_set_read_only(s->conn, err));
}

bool session_set_zone(struct session *s, const char *configured, struct err *err) {
    char system[ZONE_NAME_SIZE];
    if (configured) {
        s->zone = zone_get(configured, err);
        if (!s->zone && err) err->code = WS_CONFIG;
    } else {
        if (s->actor.zone_name) s->zone = zone_get(s->actor.zone_name, NULL);
        zone_system_name(system);
        if (!s->zone) s->zone = zone_get(system, NULL);
        if (!s->zone) s->zone = zone_utc();
    }
    if (s->zone) s->zone_name = mem_dup(zone_name(s->zone));
    return s->zone != NULL;
}

bool session_need(const struct session *s, enum rights need, const char *action, struct err *err) {
    if (s->actor.rights < need) {
        const char *who = need == RIGHTS_ADMIN ? _("an admin") : _("a moderator or admin");
        const char *why = s->actor.why_not ? s->actor.why_not : _("the acting user is a moderator");
        /* TRANSLATORS: "cancel needs a moderator or admin: there is no user @kim on this platform" */
        err_set(err, WS_DENIED, _("%s needs %s: %s"), action, who, why);
        err_hint(err, "%s", _("name the acting user with --as NAME"));
        return false;
    }
    if (need == RIGHTS_READ || !conn_parameters(s->conn)->read_only) return true;
    err_set(err, WS_DENIED, _("%s: this session is read-only"), action);
    err_hint(err, "%s", _("start wsadmin without --read-only"));
    return false;
}
