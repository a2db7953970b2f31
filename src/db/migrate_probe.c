/* What of the nine is there: the list of them, the journal's rows, and each table compared with its .sql file. See
 * migrate.h; a table's absence, part and difference are defined in SPEC section 2, "Safe to interrupt". */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/embedded.h"
#include "db/migrate_private.h"

/* Names as the platform's sequelize-cli writes them. The first seven have a .sql file of that name. */
static const struct migration {
    const char *name, *table;
} migrations[MIGRATE_COUNT] = {
    {"057-create-workshop-categories.cjs", "workshop_categories"},
    {"058-create-workshop-series.cjs", "workshop_series"},
    {"059-create-workshops.cjs", "workshops"},
    {"060-create-workshop-attendees.cjs", "workshop_attendees"},
    {"061-create-workshop-chats.cjs", "workshop_chats"},
    {"062-create-workshop-notes.cjs", "workshop_notes"},
    {"063-create-workshop-invites.cjs", "workshop_invites"},
    {"064-add-can-host-to-users.cjs", "users"},
    {"065-extend-notification-enums-workshops.cjs", "notifications"},
};

/* As Sequelize 6 creates it, the doubled key included. */
const char migrate_journal_create[] =
    "CREATE TABLE IF NOT EXISTS `SequelizeMeta` (`name` VARCHAR(255) NOT NULL UNIQUE,"
    " PRIMARY KEY (`name`)) ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE utf8_unicode_ci";

bool migrate_find(const char *name, size_t *i, struct err *err) {
    size_t len = strlen(name);
    for (*i = 0; *i < MIGRATE_COUNT; ++*i) {
        const char *ours = migrations[*i].name;
        size_t stem = strlen(ours) - strlen(".cjs");
        if (!strcmp(name, ours) || ((len == stem || len == 3) && !strncmp(name, ours, len))) return true;
    }
    err_set(err, WS_USAGE, _("there is no migration %s"), name);
    err_hint(err, _("wsadmin's are %s to %s; `wsadmin migrate status` lists them"), migrations[0].name,
             migrations[MIGRATE_COUNT - 1].name);
    return false;
}

void migrate_item_clear(struct migrate_item *item) {
    for (size_t i = 0; i < item->difference_count; i++) {
        free(item->differences[i].wanted);
        free(item->differences[i].found);
    }
    free(item->differences);
    free(item->statement);
    free(item->charset_mend);
    *item = (struct migrate_item){.recorded = item->recorded};
}

/* The worst state stays: differences are found one by one. */
void migrate_item_differs(struct migrate_item *item, enum migrate_state state, const char *wanted, const char *found) {
    size_t n = item->difference_count++;
    item->differences = mem_resize(item->differences, n + 1, sizeof *item->differences);
    item->differences[n] = (struct migrate_difference){mem_dup(wanted), found ? mem_dup(found) : NULL};
    if (item->state != MIGRATE_DIFFERENT) item->state = state;
}

bool migrate_read_table(struct conn *c, const char *table, struct ddl_table *out, bool *there, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    struct err e = {0};
    sql_addf(&q, "SHOW CREATE TABLE `%s`", table);
    bool ok = conn_read(c, buf_str(&q.text), &rows, &e);
    *there = ok;
    if (ok)
        ok = ddl_parse(rows_text(&rows, 0, 1), out, err);
    else if (e.server_errno == ER_NO_SUCH_TABLE)
        ok = true;
    else
        err_move(err, &e);
    if (!ok) err_context(err, "%s", table);
    err_free(&e);
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

static bool database_is_utf8mb4(struct conn *c, bool *yes, struct err *err) {
    struct rows rows = {0};
    bool ok = conn_read(c, "SELECT @@character_set_database", &rows, err);
    if (ok) *yes = !strcmp(rows_text(&rows, 0, 0), "utf8mb4");
    rows_free(&rows);
    return ok;
}

static bool is_text(const struct ddl_line *column) {
    return strstr(column->norm, " varchar ") || strstr(column->norm, " text") || column->value_count;
}

/* One line of ours against the table. Keys and constraints can be missing after an interruption, columns cannot: a
 * table is created with them all, so a table without one is somebody else's. */
static void compare_line(const struct ddl_table *live, const struct ddl_line *ours, struct migrate_item *item,
                         struct buf *mend) {
    const struct ddl_line *found = ddl_find(live, ours->kind, ours->name);
    bool mendable = !found && ours->kind != DDL_COLUMN && strcmp(ours->name, "PRIMARY") != 0;
    if (found && ddl_line_holds(found, ours)) {
        const char *charset = ours->kind == DDL_COLUMN && is_text(ours) ? ddl_charset(live, found) : NULL;
        if (charset && strcmp(charset, "utf8mb4") != 0 && !item->charset_mend)
            item->charset_mend = mem_format("ALTER TABLE `%s` CONVERT TO CHARACTER SET utf8mb4", item->table);
        return;
    }
    migrate_item_differs(item, mendable ? MIGRATE_PARTLY : MIGRATE_DIFFERENT, ours->text, found ? found->text : NULL);
    if (mendable) buf_addf(mend, "%s\n  ADD %s", mend->len ? "," : "", ours->text);
}

static void compare_table(const struct ddl_table *live, const struct ddl_table *ours, struct migrate_item *item) {
    struct buf mend = {0};
    item->state = MIGRATE_THERE;
    for (size_t i = 0; i < ours->count; i++) compare_line(live, &ours->lines[i], item, &mend);
    if (!live->engine || strcmp(live->engine, "innodb") != 0) {
        char *engine = mem_format("ENGINE=%s", live->engine ? live->engine : "?");
        migrate_item_differs(item, MIGRATE_DIFFERENT, "ENGINE=InnoDB", engine);
        free(engine);
    }
    if (item->state == MIGRATE_PARTLY) item->statement = mem_format("ALTER TABLE `%s`%s", item->table, buf_str(&mend));
    buf_free(&mend);
}

static bool probe_table(struct conn *c, size_t i, struct migrate_item *item, bool *there, struct err *err) {
    struct ddl_table live = {0}, ours = {0};
    char *file = mem_dup_len(item->name, strlen(item->name) - strlen(".cjs"));
    const char *const *create = embedded_sql_find(file);
    free(file);
    if (!create) return err_set(err, WS_INTERNAL, _("%s is not in this program"), migrations[i].name);
    bool ok = ddl_parse(*create, &ours, err) && migrate_read_table(c, item->table, &live, there, err);
    if (ok && *there) {
        compare_table(&live, &ours, item);
    } else if (ok) {
        bool utf8mb4 = false;
        ok = database_is_utf8mb4(c, &utf8mb4, err);
        item->statement = mem_format("%s%s", *create, utf8mb4 ? "" : " DEFAULT CHARSET=utf8mb4");
    }
    ddl_free(&live);
    ddl_free(&ours);
    return ok;
}

bool migrate_probe(struct conn *c, size_t i, struct migrate_item *item, bool *there, struct err *err) {
    migrate_item_clear(item);
    item->name = migrations[i].name;
    item->table = migrations[i].table;
    if (i < MIGRATE_TABLES) return probe_table(c, i, item, there, err);
    struct ddl_table live = {0};
    if (!migrate_read_table(c, item->table, &live, there, err)) return false;
    if (*there) (i == MIGRATE_CAN_HOST ? migrate_probe_can_host : migrate_probe_types)(&live, item);
    ddl_free(&live);
    return true;
}

/* Our foreign keys want users.id to be a signed INT and the primary key of an InnoDB table. */
static char *users_fault(const struct ddl_table *users) {
    const struct ddl_line *id = ddl_find(users, DDL_COLUMN, "id"), *key = ddl_find(users, DDL_KEY, "PRIMARY");
    if (!users->engine || strcmp(users->engine, "innodb") != 0)
        return mem_format("ENGINE=%s", users->engine ? users->engine : "?");
    if (!id) return mem_dup(_("no column id"));
    const char *type = strchr(id->norm, ' ');
    if (!type || strncmp(type, " int ", 5) != 0 || strstr(type, " unsigned")) return mem_dup(id->text);
    if (!key) return mem_dup(_("no primary key"));
    return strcmp(key->norm, "primary key ( `id` )") != 0 ? mem_dup(key->text) : NULL;
}

static bool probe_users(struct conn *c, struct migrate_status *s, struct err *err) {
    struct ddl_table users = {0};
    bool there, ok = migrate_read_table(c, "users", &users, &there, err);
    free(s->users_fault);
    s->users_fault = ok && there ? users_fault(&users) : NULL;
    ddl_free(&users);
    return ok;
}

bool migrate_probe_all(struct conn *c, struct migrate_status *s, struct err *err) {
    s->platform = true;
    for (size_t i = 0; i < MIGRATE_COUNT; i++) {
        bool there;
        s->reading = migrations[i].table;
        if (!migrate_probe(c, i, &s->items[i], &there, err)) return false;
        if (i >= MIGRATE_TABLES && !there) s->platform = false;
    }
    s->reading = "users";
    return probe_users(c, s, err);
}

static void journal_take(struct migrate_status *s, const char *name) {
    for (size_t i = 0; i < MIGRATE_COUNT; i++)
        if (!strcmp(name, migrations[i].name)) {
            s->items[i].recorded = true;
            return;
        }
    s->others = mem_resize(s->others, s->other_count + 1, sizeof *s->others);
    s->others[s->other_count++] = mem_dup(name);
}

static void journal_forget(struct migrate_status *s) {
    for (size_t i = 0; i < MIGRATE_COUNT; i++) s->items[i].recorded = false;
    for (size_t i = 0; i < s->other_count; i++) free(s->others[i]);
    free(s->others);
    s->others = NULL;
    s->other_count = 0;
}

/* The server compares names by its collation, in which case and accents are the same: here they are bytes. */
bool migrate_read_journal(struct conn *c, struct migrate_status *s, struct err *err) {
    struct rows rows = {0};
    struct err e = {0};
    journal_forget(s);
    s->reading = "SequelizeMeta";
    bool ok = conn_read(c, "SELECT name FROM `SequelizeMeta`", &rows, &e);
    s->journal = ok;
    for (size_t i = 0; ok && i < rows.count; i++) journal_take(s, rows_text(&rows, i, 0));
    if (!ok && e.server_errno == ER_NO_SUCH_TABLE) ok = true;
    if (ok)
        err_free(&e);
    else
        err_move(err, &e);
    rows_free(&rows);
    return ok;
}

bool migrate_has_database(const struct conn_params *p, struct err *err) {
    if (p->database && *p->database) return true;
    err_set(err, WS_CONFIG, _("no database is chosen"));
    err_hint(err, "%s", _("name it with --database or DB_NAME"));
    return false;
}

bool migrate_read_recorded(struct conn *c, struct migrate_status *out, struct err *err) {
    *out = (struct migrate_status){0};
    for (size_t i = 0; i < MIGRATE_COUNT; i++) out->items[i].name = migrations[i].name;
    if (migrate_has_database(conn_parameters(c), err) && migrate_read_journal(c, out, err)) return true;
    migrate_status_free(out);
    return false;
}

bool migrate_read_status(struct conn *c, struct migrate_status *out, struct err *err) {
    *out = (struct migrate_status){0};
    if (!migrate_has_database(conn_parameters(c), err)) return false;
    if (migrate_read_journal(c, out, err) && migrate_probe_all(c, out, err)) return true;
    migrate_status_free(out);
    return false;
}

void migrate_status_free(struct migrate_status *s) {
    journal_forget(s);
    free(s->users_fault);
    s->users_fault = NULL;
    for (size_t i = 0; i < MIGRATE_COUNT; i++) migrate_item_clear(&s->items[i]);
}

size_t migrate_pending(const struct migrate_status *s) {
    size_t n = 0;
    for (size_t i = 0; i < MIGRATE_COUNT; i++) n += !s->items[i].recorded;
    return n;
}

bool migrate_all_there(const struct migrate_status *s) {
    for (size_t i = 0; i < MIGRATE_COUNT; i++)
        if (s->items[i].state != MIGRATE_THERE) return false;
    return true;
}
