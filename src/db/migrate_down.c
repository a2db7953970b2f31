/* `migrate down`: see migrate.h. A table goes first and the journal's row after it, each in a form that may be
 * repeated, so that the same words finish what was interrupted. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/migrate_private.h"

enum { WARN_DATA_TRUNCATED = 1265, TRIES = 5, DELETED_AT_ONCE = 5000 };

struct down {
    struct migrate_status status;
    bool goes[MIGRATE_COUNT];
};

/* Without a name the last recorded one; with it that one and all of ours after it, half-made tables included. */
static bool down_choose(struct down *d, const struct migrate_options *o, struct err *err) {
    const struct migrate_item *items = d->status.items;
    size_t first = 0;
    if (o->to && !migrate_find(o->to, &first, err)) return false;
    for (size_t i = MIGRATE_COUNT; i-- > first;) {
        bool made = i < MIGRATE_TABLES && (items[i].state == MIGRATE_THERE || items[i].state == MIGRATE_PARTLY);
        d->goes[i] = items[i].recorded || (o->to && made);
        if (d->goes[i] && !o->to) break;
    }
    return true;
}

/* A later migration may build on ours. Names are compared as sequelize-cli orders them. */
static bool refuse_later(const struct down *d, struct err *err) {
    size_t first = 0;
    while (first < MIGRATE_COUNT && !d->goes[first]) first++;
    for (size_t i = 0; first < MIGRATE_COUNT && i < d->status.other_count; i++)
        if (strcmp(d->status.others[i], d->status.items[first].name) > 0) {
            err_set(err, WS_REFUSED, _("a later migration is recorded: %s"), d->status.others[i]);
            err_hint(err, "%s", _("nothing was dropped: take that one back first (npx sequelize-cli db:migrate:undo)"));
            return false;
        }
    return true;
}

static void add_tables(struct sql *q, const struct down *d) {
    for (size_t i = 0; i < MIGRATE_TABLES; i++)
        if (d->goes[i]) {
            sql_add(q, ",");
            sql_text(q, d->status.items[i].table);
        }
}

static bool refuse_referenced(struct conn *c, const struct down *d, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    sql_add(&q, "SELECT TABLE_SCHEMA, TABLE_NAME, REFERENCED_TABLE_NAME FROM information_schema.KEY_COLUMN_USAGE"
                " WHERE REFERENCED_TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IN (''");
    add_tables(&q, d);
    sql_add(&q, ") AND NOT (TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (''");
    add_tables(&q, d);
    sql_add(&q, "))");
    bool ok = conn_query(c, &q, &rows, err);
    if (ok && rows.count > 0) {
        ok = err_set(err, WS_REFUSED, _("the table %s.%s references %s"), rows_text(&rows, 0, 0),
                     rows_text(&rows, 0, 1), rows_text(&rows, 0, 2));
        err_hint(err, "%s", _("nothing was dropped: take that table away first"));
    }
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

/* `d->status` is read: chooses what goes, and looks for what forbids it. */
static bool down_look(struct conn *c, const struct migrate_options *o, struct down *d, struct err *err) {
    return down_choose(d, o, err) && refuse_later(d, err) && refuse_referenced(c, d, err);
}

/* The statement that takes item i back; NULL when nothing of it is there. */
static bool down_statement(struct conn *c, const struct migrate_item *item, size_t i, char **statement,
                           struct err *err) {
    struct ddl_table live = {0};
    bool there;
    *statement = NULL;
    if (!migrate_read_table(c, item->table, &live, &there, err)) return false;
    if (there && i < MIGRATE_TABLES)
        *statement = mem_format("DROP TABLE IF EXISTS `%s`", item->table);
    else if (there && i == MIGRATE_TYPES)
        *statement = migrate_types_without(&live);
    else if (there && ddl_find(&live, DDL_COLUMN, "can_host"))
        *statement = mem_dup("ALTER TABLE `users` DROP COLUMN `can_host`");
    ddl_free(&live);
    return true;
}

static void notices_where(struct sql *q) {
    struct buf types = {0};
    migrate_add_types(&types);
    sql_addf(q, " FROM notifications WHERE type IN (%s)", buf_str(&types));
    buf_free(&types);
}

static bool down_count(struct conn *c, const struct migrate_item *item, size_t i, int64_t *rows, struct err *err) {
    struct sql q = {0};
    struct rows count = {0};
    sql_add(&q, "SELECT COUNT(*)");
    if (i == MIGRATE_TYPES)
        notices_where(&q);
    else
        sql_addf(&q, " FROM `%s`%s", item->table, i == MIGRATE_CAN_HOST ? " WHERE can_host = 0" : "");
    bool ok = conn_query(c, &q, &count, err);
    if (ok) *rows = rows_int(&count, 0, 0);
    rows_free(&count);
    sql_free(&q);
    return ok;
}

static bool plan_add(struct conn *c, const struct migrate_item *item, size_t i, struct migrate_down_plan *out,
                     struct err *err) {
    struct migrate_loss loss = {item->name, item->table, 0, NULL};
    if (!down_statement(c, item, i, &loss.statement, err)) return false;
    bool ok = (!loss.statement && i != MIGRATE_TYPES) || down_count(c, item, i, &loss.rows, err);
    out->losses = mem_resize(out->losses, out->count + 1, sizeof *out->losses);
    out->losses[out->count++] = loss;
    return ok;
}

bool migrate_plan_down(struct conn *c, const struct migrate_options *o, struct migrate_down_plan *out,
                       struct err *err) {
    struct down d = {0};
    *out = (struct migrate_down_plan){0};
    bool ok = migrate_read_status(c, &d.status, err) && down_look(c, o, &d, err);
    for (size_t i = MIGRATE_COUNT; ok && i-- > 0;)
        if (d.goes[i]) ok = plan_add(c, &d.status.items[i], i, out, err);
    migrate_status_free(&d.status);
    if (!ok) migrate_down_plan_free(out);
    return ok;
}

void migrate_down_plan_free(struct migrate_down_plan *p) {
    for (size_t i = 0; i < p->count; i++) free(p->losses[i].statement);
    free(p->losses);
    *p = (struct migrate_down_plan){0};
}

static bool delete_notices(struct conn *c, struct err *err) {
    struct sql q = {0};
    int64_t deleted = DELETED_AT_ONCE;
    bool ok = true;
    sql_add(&q, "DELETE");
    notices_where(&q);
    sql_addf(&q, " LIMIT %d", DELETED_AT_ONCE);
    while (ok && deleted == DELETED_AT_ONCE) ok = conn_exec(c, &q, &deleted, err);
    sql_free(&q);
    return ok;
}

struct down_step {
    const struct migrate_item *item;
    size_t i;
};

/* Shortening an ENUM is a copy. A notice that the platform writes between our two statements makes it fail: once more.
 */
static bool step_types(struct migrate_run *r, const struct down_step *step, struct err *err) {
    for (int try = 1;; try++) {
        char *statement;
        struct err e = {0};
        bool ok = delete_notices(r->d, &e) && down_statement(r->d, step->item, step->i, &statement, &e);
        if (ok && statement) {
            ok = migrate_run_alter(r->d, step->item->table, statement, true, &e);
            free(statement);
        }
        if (ok) return true;
        if (e.server_errno == WARN_DATA_TRUNCATED && try < TRIES) {
            err_free(&e);
            continue;
        }
        err_move(err, &e);
        return false;
    }
}

static bool step_down(struct migrate_run *r, void *arg, struct err *err) {
    const struct down_step *step = arg;
    char *statement;
    r->table = step->item->table;
    if (step->i == MIGRATE_TYPES) return step_types(r, step, err);
    if (!down_statement(r->d, step->item, step->i, &statement, err)) return false;
    if (!statement) return true;
    bool ok = step->i == MIGRATE_CAN_HOST
                  ? migrate_run_alter(r->d, step->item->table, statement, r->options->allow_rebuild, err)
                  : conn_command(r->d, statement, err);
    free(statement);
    return ok;
}

static bool forget(struct conn *j, const char *name, struct err *err) {
    struct sql q = {0};
    sql_add(&q, "DELETE FROM `SequelizeMeta` WHERE name = ");
    sql_text(&q, name);
    bool ok = conn_exec(j, &q, NULL, err);
    sql_free(&q);
    return ok;
}

static bool down_one(struct migrate_run *r, const struct migrate_item *item, size_t i, struct err *err) {
    const struct migrate_options *o = r->options;
    struct down_step step = {item, i};
    if (o->begun) o->begun(o->arg, item->name);
    if (!migrate_run_patiently(r, step_down, &step, err) || (item->recorded && !forget(r->j, item->name, err))) {
        err_context(err, "%s", item->name);
        return false;
    }
    if (o->done) o->done(o->arg, item->name, MIGRATE_REVERTED);
    return true;
}

bool migrate_down(const struct conn_params *p, const struct migrate_options *o, struct migrate_result *out,
                  struct err *err) {
    struct migrate_run r = {.options = o, .params = p};
    struct down d = {0};
    *out = (struct migrate_result){0};
    bool ok = migrate_run_open(&r, err) && migrate_run_read(&r, &d.status, err) && down_look(r.d, o, &d, err);
    if (ok && d.status.journal) /* again, now that nobody else can change it */
        ok = migrate_run_take_journal(&r, true, err) && migrate_run_read(&r, &d.status, err) &&
             down_look(r.d, o, &d, err);
    for (size_t i = MIGRATE_COUNT; ok && i-- > 0;) {
        if (!d.goes[i]) continue;
        ok = down_one(&r, &d.status.items[i], i, err);
        if (!ok) break;
        out->done[i] = MIGRATE_REVERTED;
        out->changed++;
    }
    migrate_status_free(&d.status);
    migrate_run_close(&r);
    return ok;
}
