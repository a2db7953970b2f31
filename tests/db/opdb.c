/* What the tests of operations share: see opdb.h. */
#include "opdb.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "op/action_log.h"
#include "recur/zone.h"

bool opdb_full = false, opdb_bare = true;

static void no_syslog(const char *line) { (void)line; }

int opdb_log_folder(void **state) {
    (void)state;
    const char *dir = getenv("WSTEST_DIR");
    assert_non_null(dir);
    setenv("XDG_STATE_HOME", dir, 1);
    action_log_system = no_syslog;
    action_log_journal = "/nonexistent"; /* not what this machine's journal happens to hold */
    return 0;
}

static struct conn *connect_pinned(const char *database) {
    struct conn_params p;
    struct conn *c = NULL;
    struct err err = {0};
    testdb_params(&p, database);
    p.init_command = mem_format("SET timestamp = %d", OPDB_NOW);
    assert_ok(conn_open(&p, &c, &err), err);
    conn_params_free(&p);
    return c;
}

void opdb_session(struct session *s, const char *database, const char *actor) {
    struct err err = {0};
    *s = (struct session){.conn = connect_pinned(database), .zone = zone_utc(), .language = "en"};
    assert_ok(actor_find(s->conn, actor, NULL, &s->actor, &err), err);
}

void opdb_session_close(struct session *s) {
    conn_close(s->conn);
    session_free(s);
}

static void create_people(struct opdb *o) {
    static const char *const names[] = {"mod",    "host",    "ana",     "luis",    "admin",   "service",
                                        "banned", "deleted", "leaving", "blocker", "blocked", "plain"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        opdb_run(o,
                 "INSERT INTO users (id, email, display_name, username, language, timezone) VALUES"
                 " (%zu, '%s@x', '%s', '%s', 'en', 'Europe/Madrid')",
                 i + 1, names[i], names[i], names[i]);
    opdb_run(o, "UPDATE users SET role = 'moderator' WHERE id = %d", MOD);
    opdb_run(o, "UPDATE users SET role = 'admin', is_admin = 1 WHERE id = %d", ADMIN);
    opdb_run(o, "UPDATE users SET language = 'es' WHERE id = %d", LUIS);
    opdb_run(o, "UPDATE users SET status = 'banned' WHERE id = %d", BANNED);
    opdb_run(o, "UPDATE users SET deleted_at = NOW() WHERE id = %d", DELETED);
    opdb_run(o, "UPDATE users SET status = 'pending_deletion' WHERE id = %d", LEAVING);
    opdb_run(o, "INSERT INTO blocks (blocker_id, blocked_id) VALUES (%d, %d), (%d, %d)", BLOCKER, MOD, MOD, BLOCKED);
}

void opdb_create(struct opdb *o, const char *name, bool bare) {
    *o = (struct opdb){.name = name, .bare = bare};
    testdb_create_workshops(name);
    o->root = connect_pinned(name);
    create_people(o);
    if (bare) {
        opdb_run(o, "ALTER TABLE users DROP is_admin, DROP status, DROP timezone, DROP language, DROP deleted_at");
        opdb_run(o, "DROP TABLE blocks");
    }
    opdb_session(&o->s, name, "mod");
}

void opdb_become(struct opdb *o, const char *actor) {
    opdb_session_close(&o->s);
    opdb_session(&o->s, o->name, actor);
}

void opdb_set_clock(struct opdb *o, int64_t now) {
    struct err err = {0};
    char *statement = mem_format("SET timestamp = %lld", (long long)now);
    assert_ok(conn_command(o->s.conn, statement, &err), err);
    testdb_run(o->root, statement);
    free(statement);
}

void opdb_close(struct opdb *o) {
    opdb_session_close(&o->s);
    conn_close(o->root);
}

static char *vformat(const char *format, va_list ap) {
    char *text = NULL;
    assert_true(vasprintf(&text, format, ap) >= 0);
    return text;
}

void opdb_run(struct opdb *o, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    char *statement = vformat(format, ap);
    va_end(ap);
    testdb_run(o->root, statement);
    free(statement);
}

char *opdb_text(struct opdb *o, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    char *query = vformat(format, ap);
    va_end(ap);
    char *text = testdb_text(o->root, query);
    free(query);
    return text;
}

int64_t opdb_int(struct opdb *o, const char *format, ...) {
    va_list ap;
    va_start(ap, format);
    char *query = vformat(format, ap);
    va_end(ap);
    int64_t n = testdb_int(o->root, query);
    free(query);
    return n;
}

void opdb_workshop(struct opdb *o, int id, int series, const char *status, int in) {
    char series_id[16] = "NULL";
    if (series) snprintf(series_id, sizeof series_id, "%d", series);
    opdb_run(o,
             "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at, status, agora_channel, updated_at)"
             " VALUES (%d, %s, %d, 'W%d', FROM_UNIXTIME(%d), '%s', 'workshop-%d', '2026-01-01')",
             id, series_id, HOST, id, OPDB_NOW + in, status, id);
    if (!strcmp(status, "live") || !strcmp(status, "ended"))
        opdb_run(o, "UPDATE workshops SET actual_started_at = scheduled_at WHERE id = %d", id);
}

void opdb_series(struct opdb *o, int id) {
    opdb_run(o,
             "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone) VALUES"
             " (%d, %d, 'S%d', 'FREQ=WEEKLY', '19:00:00', 'America/New_York')",
             id, HOST, id);
}

void opdb_attend(struct opdb *o, int workshop, int user, const char *status) {
    opdb_run(o, "INSERT INTO workshop_attendees (workshop_id, user_id, status) VALUES (%d, %d, '%s')", workshop, user,
             status);
}

void opdb_crowd(struct opdb *o, int workshop, int count) {
    opdb_run(o,
             "INSERT IGNORE INTO users (id, email, display_name, username)"
             " SELECT %d + seq, CONCAT(seq, '@crowd'), 'crowd', CONCAT('crowd', seq) FROM seq_0_to_%d",
             CROWD, count - 1);
    opdb_run(o,
             "INSERT INTO workshop_attendees (workshop_id, user_id, status)"
             " SELECT %d, %d + seq, 'rsvp' FROM seq_0_to_%d",
             workshop, CROWD, count - 1);
}

static bool on_part(void *told, int64_t done, int64_t total) {
    buf_addf(told, "%lld/%lld ", (long long)done, (long long)total);
    return true;
}

void opdb_watch(struct opdb *o, struct session_watch *watch, struct buf *told) {
    *watch = (struct session_watch){on_part, told};
    o->s.watch = watch;
}

struct plan_result opdb_apply(struct opdb *o, struct plan *p) {
    struct plan_result result = {0};
    struct err err = {0};
    assert_ok(plan_apply(&o->s, p, &result, &err), err);
    plan_free(p);
    return result;
}

void opdb_rule(struct opdb *o, int id, const char *rrule, const char *time, const char *zone) {
    opdb_run(o,
             "INSERT INTO workshop_series (id, host_id, title, description, duration_minutes, rrule, time_of_day,"
             " timezone, created_at) VALUES (%d, %d, 'S%d', 'about', 45, '%s', '%s', '%s', FROM_UNIXTIME(%d))",
             id, HOST, id, rrule, time, zone, OPDB_NOW);
}

struct plan *opdb_fill_plan(struct opdb *o, const struct op_fill *args) {
    struct err err = {0};
    struct op_fill a = *args;
    if (a.horizon == 0) a.horizon = FILL_HORIZON;
    struct plan *p = fill_plan(&o->s, &a, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

int64_t opdb_fill(struct opdb *o, const struct op_fill *args) {
    struct plan_result r = opdb_apply(o, opdb_fill_plan(o, args));
    int64_t n = r.rows_changed;
    plan_result_free(&r);
    return n;
}

int64_t opdb_dates(struct opdb *o, int series) {
    return opdb_int(o, "SELECT COUNT(*) FROM workshops WHERE series_id = %d", series);
}

int64_t opdb_doubled(struct opdb *o) {
    return opdb_int(o, "SELECT COUNT(*) - COUNT(DISTINCT series_id, scheduled_at) FROM workshops");
}

static struct plan *plan_or_fail(struct plan *p, const struct err *err) {
    if (!p) fail_msg("no plan: %s", err->text ? err->text : "no error text");
    return p;
}

struct plan *opdb_cancel(struct opdb *o, const struct op_cancel *args) {
    struct err err = {0};
    return plan_or_fail(cancel_plan(&o->s, args, &err), &err);
}

struct plan *opdb_notify(struct opdb *o, enum notify_kind kind, int workshop) {
    struct err err = {0};
    int64_t id = workshop;
    struct op_notify args = {.kind = kind, .ids = &id, .count = 1};
    return plan_or_fail(notify_plan(&o->s, &args, &err), &err);
}

int64_t opdb_counted(struct opdb *o, const char *variable) {
    struct rows r = {0};
    struct err err = {0};
    char *show = mem_format("SHOW SESSION STATUS LIKE '%s'", variable);
    assert_ok(conn_read(o->s.conn, show, &r, &err), err);
    int64_t n = rows_int(&r, 0, 1);
    rows_free(&r);
    free(show);
    return n;
}

int64_t opdb_inserts(struct opdb *o) { return opdb_counted(o, "Com_insert_select"); }

const struct plan_row *opdb_row(const struct plan *p, enum entity_kind kind, int64_t id) {
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i].kind == kind && p->rows[i].id == id) return &p->rows[i];
    fail_msg("no row of %s %lld", entities[kind].name, (long long)id);
    return NULL;
}

int64_t opdb_left_out(const struct plan_notice *n, const char *reason) {
    for (size_t i = 0; i < n->left_out_count; i++)
        if (!strcmp(n->left_out[i].reason, reason)) return n->left_out[i].count;
    return 0;
}
