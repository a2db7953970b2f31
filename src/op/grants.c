/* The least rights of each role: see grants.h. Reading rights come from the entities (model/entity), with the columns
 * that statements use besides them; the rights to write stand in one table, which tests/cli/grants.sh holds against
 * every action that the roles have. */
#include "op/grants.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/i18n.h"
#include "db/conn.h"
#include "db/schema.h"
#include "db/sql.h"
#include "model/entity.h"
#include "op/session.h"

enum { MOD = 1 << GRANTS_MODERATOR, ADM = 1 << GRANTS_ADMIN, TIM = 1 << GRANTS_TIMER, MIG = 1 << GRANTS_MIGRATOR };
enum { PASSWORD_LENGTH = 26 };

const char *const grants_role_words[GRANTS_ROLES] = {[GRANTS_MODERATOR] = "moderator",
                                                     [GRANTS_ADMIN] = "admin",
                                                     [GRANTS_TIMER] = "timer",
                                                     [GRANTS_MIGRATOR] = "migrator"};

/* Lines of a table stand together. `columns` NULL: the right on the whole table. */
static const struct grant_line {
    const char *table;
    unsigned roles;
    const char *right, *columns;
} grant_lines[] = {
    {"users", MOD | ADM, "UPDATE", "can_host"},
    {"users", MIG, "SELECT, ALTER, REFERENCES, CREATE, INSERT", NULL},
    {"workshop_categories", ADM, "INSERT", "name slug description sort_order is_active created_at updated_at"},
    {"workshop_categories", ADM, "UPDATE", "name slug description sort_order is_active updated_at"},
    {"workshop_categories", ADM, "DELETE", NULL},
    {"workshop_categories", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshop_series", ADM, "INSERT",
     "host_id category_id title description rrule time_of_day timezone duration_minutes is_active created_at"
     " updated_at"},
    {"workshop_series", ADM, "UPDATE",
     "host_id category_id title description rrule time_of_day timezone duration_minutes is_active created_at"
     " updated_at"},
    {"workshop_series", MOD | TIM, "UPDATE", "is_active updated_at"},
    {"workshop_series", ADM, "DELETE", NULL},
    {"workshop_series", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshops", ADM | TIM, "INSERT",
     "series_id host_id category_id title description duration_minutes scheduled_at status is_private max_capacity"
     " agora_channel attendee_count created_at updated_at mode created_by_admin_id"},
    {"workshops", ADM, "UPDATE",
     "series_id host_id category_id title description scheduled_at duration_minutes actual_started_at actual_ended_at"
     " status is_private max_capacity recording_url agora_channel attendee_count updated_at"},
    {"workshops", MOD, "UPDATE", "status actual_ended_at agora_channel attendee_count updated_at"},
    {"workshops", TIM, "UPDATE", "agora_channel updated_at"},
    {"workshops", ADM, "DELETE", NULL},
    {"workshops", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshop_attendees", MOD | ADM, "INSERT",
     "workshop_id user_id status joined_at left_at is_co_host can_speak created_at updated_at"},
    {"workshop_attendees", MOD | ADM, "UPDATE", "status joined_at left_at is_co_host can_speak updated_at"},
    {"workshop_attendees", MOD | ADM, "DELETE", NULL},
    {"workshop_attendees", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshop_chats", MOD | ADM, "DELETE", NULL},
    {"workshop_chats", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshop_notes", MOD | ADM, "DELETE", NULL},
    {"workshop_notes", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"workshop_invites", MOD | ADM, "INSERT", "workshop_id user_id invited_by created_at"},
    {"workshop_invites", ADM, "DELETE", NULL},
    {"workshop_invites", MIG, "SELECT, CREATE, ALTER, INDEX, REFERENCES, INSERT, DROP", NULL},
    {"notifications", MOD | ADM | TIM, "INSERT",
     "recipient_id actor_id type entity_type entity_id preview_text group_key created_at updated_at"},
    {"notifications", ADM, "UPDATE", "group_key"},
    {"notifications", MIG, "SELECT, ALTER, CREATE, INSERT, DELETE", NULL},
    {"blocks", MOD | ADM | TIM, "SELECT", "blocker_id blocked_id"},
    {"SequelizeMeta", MOD | ADM | TIM, "SELECT", "name"},
    {"SequelizeMeta", MIG, "SELECT, INSERT, DELETE, CREATE", NULL},
};
enum { GRANT_LINES = sizeof grant_lines / sizeof *grant_lines };

struct maker {
    const struct op_grants *args;
    const struct schema *schema;
    struct buf account; /* 'user'@'host' */
    struct buf database;
    grants_each *each;
    void *arg;
    struct err *err;
};

static void add_column(const struct maker *m, struct buf *columns, const char *table, const char *name, size_t len) {
    if (!schema_has(m->schema, table, name, len)) return;
    buf_addf(columns, "%s`%.*s`", columns->len ? ", " : "", (int)len, name);
}

/* "SELECT (`a`, `b`)", when there is a column. */
static void add_right(struct buf *rights, const char *right, const struct buf *columns) {
    if (columns->len) buf_addf(rights, "%s%s (%s)", rights->len ? ", " : "", right, buf_str(columns));
}

/* Every field that people of the role are shown. */
static void add_reading(const struct maker *m, struct buf *rights, const char *table) {
    struct buf columns = {0};
    for (size_t k = 0; k < ENTITY_KINDS; k++) {
        const struct entity *e = &entities[k];
        if (strcmp(e->table, table) != 0) continue;
        for (size_t i = 0; i < e->field_count; i++) {
            const struct field *f = &e->fields[i];
            if (f->type == FIELD_NAME || (f->flags & FIELD_ADMIN_ONLY && m->args->role != GRANTS_ADMIN)) continue;
            add_column(m, &columns, table, f->name, strlen(f->name));
        }
    }
    if (!strcmp(table, "notifications")) add_column(m, &columns, table, "entity_type", 11);
    if (!strcmp(table, "workshops")) {
        add_column(m, &columns, table, "mode", 4);
        add_column(m, &columns, table, "created_by_admin_id", 19);
    }
    add_right(rights, "SELECT", &columns);
    buf_free(&columns);
}

static void add_line(const struct maker *m, struct buf *rights, const struct grant_line *line) {
    struct buf columns = {0};
    if (!(line->roles & 1U << m->args->role)) return;
    if (!line->columns) buf_addf(rights, "%s%s", rights->len ? ", " : "", line->right);
    for (const char *at = line->columns; at && *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        add_column(m, &columns, line->table, at, len);
        at += len;
    }
    add_right(rights, line->right, &columns);
    buf_free(&columns);
}

static bool say(const struct maker *m, struct buf *statement) {
    bool ok = m->each(m->arg, buf_str(statement), m->err);
    buf_truncate(statement, 0);
    return ok;
}

/* One GRANT for a table, from the lines that stand together. Without any right on a table an account is not told
 * whether there is one; a table that is not there (blocks) can be granted only together with CREATE. */
static bool say_table(const struct maker *m, size_t *i) {
    struct buf rights = {0}, statement = {0};
    const char *table = grant_lines[*i].table;
    bool there = schema_has(m->schema, table, NULL, 0);
    if (m->args->role != GRANTS_MIGRATOR) add_reading(m, &rights, table);
    for (; *i < GRANT_LINES && !strcmp(grant_lines[*i].table, table); (*i)++) add_line(m, &rights, &grant_lines[*i]);
    bool ok = true;
    if (rights.len) {
        buf_addf(&statement, "GRANT %s ON %s.`%s` TO %s;", there ? buf_str(&rights) : "SELECT, CREATE",
                 buf_str(&m->database), table, buf_str(&m->account));
        ok = say(m, &statement);
    }
    if (ok && rights.len && !there) {
        buf_addf(&statement, "REVOKE CREATE ON %s.`%s` FROM %s;", buf_str(&m->database), table, buf_str(&m->account));
        ok = say(m, &statement);
    }
    buf_free(&rights);
    buf_free(&statement);
    return ok;
}

/* 26 letters and digits out of 32 that cannot be mistaken for one another: 130 bits. */
static bool add_password(struct buf *out, struct err *err) {
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
    unsigned char bytes[PASSWORD_LENGTH];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return err_set(err, WS_INTERNAL, "%s", _("no random password can be made"));
    for (size_t i = 0; i < sizeof bytes; i++) buf_add_char(out, letters[bytes[i] % 32]);
    explicit_bzero(bytes, sizeof bytes);
    return true;
}

/* An account that comes over the network has to encrypt. */
static bool say_account(const struct maker *m, struct conn *c) {
    struct buf s = {0};
    bool ok = true, far = m->args->by_password && strcmp(m->args->host, "localhost") != 0;
    buf_addf(&s, "CREATE USER %s IDENTIFIED ", buf_str(&m->account));
    if (m->args->by_password) {
        buf_add(&s, "BY '");
        ok = add_password(&s, m->err);
        buf_addf(&s, "'%s;", far ? " REQUIRE SSL" : "");
    } else {
        buf_add(&s, conn_is_mariadb(c) ? "VIA unix_socket;" : "WITH auth_socket;");
    }
    ok = ok && say(m, &s);
    explicit_bzero(s.data, s.len);
    buf_free(&s);
    return ok;
}

/* LOCK TABLES exists for databases only, where _ and % would fit other names. */
static bool say_lock(const struct maker *m, const char *database) {
    struct buf escaped = {0}, s = {0};
    if (m->args->role != GRANTS_MIGRATOR) return true;
    for (const char *at = database; *at; at++) {
        if (*at == '_' || *at == '%') buf_add_char(&escaped, '\\');
        buf_add_char(&escaped, *at);
    }
    buf_add(&s, "GRANT LOCK TABLES ON ");
    sql_quote_name(&s, buf_str(&escaped));
    buf_addf(&s, ".* TO %s;", buf_str(&m->account));
    bool ok = say(m, &s);
    buf_free(&escaped);
    buf_free(&s);
    return ok;
}

bool grants_make(struct session *s, const struct op_grants *args, grants_each *each, void *arg, struct err *err) {
    struct maker m = {.args = args, .each = each, .arg = arg, .err = err};
    if (!conn_schema(s->conn, &m.schema, err)) return false;
    sql_quote_literal(&m.account, args->user, strlen(args->user));
    buf_add_char(&m.account, '@');
    sql_quote_literal(&m.account, args->host, strlen(args->host));
    sql_quote_name(&m.database, conn_database(s->conn));
    bool ok = say_account(&m, s->conn);
    for (size_t i = 0; ok && i < GRANT_LINES;) ok = say_table(&m, &i);
    ok = ok && say_lock(&m, conn_database(s->conn));
    buf_free(&m.account);
    buf_free(&m.database);
    return ok;
}
