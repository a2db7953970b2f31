/* What a local database holds from the start, and its users: see local_content.h. */
#include "db/local_content.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "db/migrate.h"
#include "recur/zone.h"

enum {
    NAME_MAX_CHARS = 30,
    ZONE_MAX_CHARS = 50,
    DISPLAY_MAX_CHARS = 100,
    DUPLICATE = 1062,
    NO_DATABASE = 1049,
    NO_TABLE = 1146
};
#define CONTENT_LOCK "wsadmin:content"

struct new_user {
    const char *name, *display_name;
    enum local_role role;
};

static bool insert_user(struct conn *c, const struct new_user *u, struct err *err) {
    static const char *const roles[] = {"user", "moderator", "admin"};
    struct sql q = {0};
    char zone[ZONE_NAME_SIZE];
    zone_system_name(zone);
    char *email = mem_format("%s@localhost", u->name);
    sql_add(&q, "INSERT INTO users (email, display_name, username, timezone, is_admin, role) VALUES (");
    sql_text(&q, email);
    sql_add(&q, ", ");
    sql_text_len(&q, u->display_name, utf8_prefix(u->display_name, strlen(u->display_name), DISPLAY_MAX_CHARS));
    sql_add(&q, ", ");
    sql_text_len(&q, u->name, utf8_prefix(u->name, strlen(u->name), NAME_MAX_CHARS));
    sql_add(&q, ", ");
    sql_text_len(&q, zone, utf8_prefix(zone, strlen(zone), ZONE_MAX_CHARS));
    sql_add(&q, ", ");
    sql_int(&q, u->role == LOCAL_ROLE_ADMIN);
    sql_add(&q, ", ");
    sql_text(&q, roles[u->role]);
    sql_add(&q, ")");
    bool ok = conn_exec(c, &q, NULL, err);
    sql_free(&q);
    free(email);
    return ok;
}

bool local_user_add(struct conn *c, const char *name, enum local_role role, struct err *err) {
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_.-");
    if (len == 0 || len > NAME_MAX_CHARS || name[len]) {
        err_set(err, WS_DATA, _("\"%s\" cannot be a username"), name);
        err_hint(err, "%s", _("1 to 30 of a-z, 0-9, _ . -"));
        return false;
    }
    struct err e = {0};
    if (insert_user(c, &(struct new_user){name, name, role}, &e)) return true;
    if (e.server_errno == DUPLICATE) err_set(&e, WS_DATA, _("there is a user %s already"), name);
    err_move(err, &e);
    return false;
}

/* The person who starts it: the first part of the passwd entry's name field is how people call themselves. */
static bool add_login_user(struct conn *c, struct err *err) {
    const struct passwd *entry = getpwuid(geteuid());
    if (!entry) return err_set(err, WS_CONFIG, _("user %ld has no name here (passwd)"), (long)geteuid());
    char *name = mem_dup(entry->pw_name);
    char *shown = mem_dup_len(entry->pw_gecos, strcspn(entry->pw_gecos, ","));
    bool named = *shown && utf8_valid(shown, strlen(shown));
    bool ok = insert_user(c, &(struct new_user){name, named ? shown : name, LOCAL_ROLE_ADMIN}, err);
    free(name);
    free(shown);
    return ok;
}

static bool is_complete(struct conn *c, bool *complete, struct err *err) {
    struct rows rows = {0};
    struct err e = {0};
    *complete = conn_read(c, "SELECT 1 FROM wsadmin.users LIMIT 1", &rows, &e) && rows.count > 0;
    rows_free(&rows);
    if (e.code == WS_OK || e.server_errno == NO_DATABASE || e.server_errno == NO_TABLE) {
        err_free(&e);
        return true;
    }
    err_move(err, &e);
    return false;
}

static bool create_tables(const struct conn_params *p, struct err *err) {
    const struct migrate_options options = {.with_platform_tables = true, .lock_wait = MIGRATE_LOCK_WAIT};
    struct migrate_result result;
    struct conn *c = NULL;
    bool ok = migrate_up(p, &options, &result, err) && conn_open(p, &c, err) && add_login_user(c, err);
    conn_close(c);
    return ok;
}

static bool create_all(struct conn *c, const struct conn_params *p, struct err *err) {
    struct rows got = {0};
    bool complete = false;
    bool ok = conn_read(c, "SELECT GET_LOCK('" CONTENT_LOCK "', 600)", &got, err);
    if (ok && rows_int(&got, 0, 0) != 1) ok = err_set(err, WS_BUSY, _("another process is making the local database"));
    rows_free(&got);
    ok = ok && is_complete(c, &complete, err);
    if (ok && !complete)
        ok = conn_command(c, "CREATE DATABASE IF NOT EXISTS wsadmin CHARACTER SET utf8mb4", err) &&
             create_tables(p, err);
    return ok && conn_command(c, "DO RELEASE_LOCK('" CONTENT_LOCK "')", err);
}

bool local_content_create(struct conn *c, const struct conn_params *p, struct err *err) {
    bool complete;
    if (!is_complete(c, &complete, err)) return false;
    return complete || create_all(c, p, err);
}
