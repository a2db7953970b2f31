/* The two sessions of a run (SPEC section 2, "One runner at a time" and "Never freezes the platform").
 *
 * D holds GET_LOCK and runs the DDL: the server keeps the lock of a killed client until its statement has ended. J
 * holds LOCK TABLES on the journal, so that a sequelize-cli started meanwhile waits and then finds nothing to do; it is
 * opened only when D has the lock, so that a waiter holds one connection. On Galera J locks nothing: the rows that
 * other nodes write into the journal would wait for it, and our own DDL for them. There each step finds out what others
 * did. Every statement waits 2 s for a table at most: behind a waiting ALTER every query of the platform would queue.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/migrate_private.h"

enum { FIRST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 4000 };
enum { ER_UNKNOWN_ALTER_ALGORITHM = 1800, ER_ALTER_NOT_SUPPORTED = 1845, ER_ALTER_NOT_SUPPORTED_REASON = 1846 };

/* A copy may take hours: the other session must not be dropped for idleness, nor the statement for its time. */
static bool session_open(const struct conn_params *p, struct conn **out, struct err *err) {
    if (!conn_open(p, out, err)) return false;
    return conn_command(*out, "SET SESSION lock_wait_timeout = 2, wait_timeout = 86400, foreign_key_checks = 1", err) &&
           (!conn_is_mariadb(*out) || conn_command(*out, "SET SESSION max_statement_time = 0", err));
}

/* Tells the caller that we wait. False when it gives up. */
static bool tell_waiting(struct migrate_run *r, const char *table, const char *holders, int64_t since,
                         struct err *err) {
    struct migrate_wait w = {table, holders, clock_monotonic_ms() - since};
    if (!r->options->waiting || r->options->waiting(r->options->arg, &w)) return true;
    return err_set(err, WS_CANCELLED, _("given up while waiting"));
}

static bool runner_lock_once(struct conn *d, bool wait, bool *got, struct err *err) {
    struct rows rows = {0};
    bool ok =
        conn_read(d, wait ? "SELECT GET_LOCK(" MIGRATE_LOCK_NAME ", 1)" : "SELECT GET_LOCK(" MIGRATE_LOCK_NAME ", 0)",
                  &rows, err);
    if (ok && !rows_text(&rows, 0, 0)) ok = err_set(err, WS_BUSY, _("the server did not give the lock of migrations"));
    if (ok) *got = rows_int(&rows, 0, 0) == 1;
    rows_free(&rows);
    return ok;
}

static bool runner_lock(struct migrate_run *r, struct err *err) {
    int64_t start = clock_monotonic_ms(), deadline = start + (int64_t)r->options->lock_wait * 1000;
    bool got = false, ok = runner_lock_once(r->d, false, &got, err);
    while (ok && !got) {
        char *holder = migrate_runner_holder(r->d);
        if (clock_monotonic_ms() >= deadline) {
            ok = err_set(err, WS_BUSY, _("another wsadmin is migrating this database: %s"),
                         holder ? holder : _("the server does not show which"));
            err_hint(err, "%s", _("try again when it is done; --lock-wait sets how many seconds to wait"));
        } else {
            ok = tell_waiting(r, NULL, holder, start, err) && runner_lock_once(r->d, true, &got, err);
        }
        free(holder);
    }
    return ok;
}

bool migrate_run_open(struct migrate_run *r, struct err *err) {
    if (r->params->read_only) return err_set(err, WS_DENIED, _("this session is read-only: nothing can be migrated"));
    return migrate_has_database(r->params, err) && session_open(r->params, &r->d, err) && runner_lock(r, err);
}

bool migrate_run_patiently(struct migrate_run *r, bool (*body)(struct migrate_run *, void *, struct err *), void *arg,
                           struct err *err) {
    int64_t start = clock_monotonic_ms(), deadline = start + (int64_t)r->options->lock_wait * 1000;
    int64_t pause = FIRST_PAUSE_MS;
    struct err e = {0};
    while (!body(r, arg, &e) && e.code == WS_CONFLICT) {
        char *holders = migrate_holders(r->d, r->table, r->j ? conn_id(r->j) : 0);
        bool over = clock_monotonic_ms() + pause > deadline;
        if (over) {
            err_set(&e, WS_BUSY, _("the table %s is in use: %s"), r->table,
                    holders ? holders : _("the server does not show by whom"));
            err_hint(&e, "%s", _("end that transaction, or try again later; nothing was left half done"));
        } else if (tell_waiting(r, r->table, holders, start, &e)) {
            err_free(&e);
            clock_sleep_ms(pause);
            pause = pause * 2 < LONGEST_PAUSE_MS ? pause * 2 : LONGEST_PAUSE_MS;
            free(holders);
            continue;
        }
        free(holders);
        break;
    }
    if (!e.text) return true;
    err_move(err, &e);
    return false;
}

static bool create_journal(struct migrate_run *r, void *arg, struct err *err) {
    (void)arg;
    r->table = "SequelizeMeta";
    return conn_command(r->d, migrate_journal_create, err);
}

static bool lock_journal(struct migrate_run *r, void *arg, struct err *err) {
    (void)arg;
    r->table = "SequelizeMeta";
    return conn_is_cluster(r->j) || conn_command(r->j, "LOCK TABLES `SequelizeMeta` WRITE", err);
}

bool migrate_run_take_journal(struct migrate_run *r, bool there, struct err *err) {
    return (there || migrate_run_patiently(r, create_journal, NULL, err)) && session_open(r->params, &r->j, err) &&
           migrate_run_patiently(r, lock_journal, NULL, err);
}

static bool read_status(struct migrate_run *r, void *arg, struct err *err) {
    struct migrate_status *s = arg;
    bool ok = migrate_read_journal(r->j ? r->j : r->d, s, err) && migrate_probe_all(r->d, s, err);
    r->table = s->reading;
    return ok;
}

bool migrate_run_read(struct migrate_run *r, struct migrate_status *s, struct err *err) {
    return migrate_run_patiently(r, read_status, s, err);
}

void migrate_run_close(struct migrate_run *r) {
    conn_close(r->j); /* the journal first: who gets D's lock next then need not wait for it */
    conn_close(r->d);
    r->j = r->d = NULL;
}

static bool not_in_place(unsigned number) {
    return number == ER_UNKNOWN_ALTER_ALGORITHM || number == ER_ALTER_NOT_SUPPORTED ||
           number == ER_ALTER_NOT_SUPPORTED_REASON;
}

bool migrate_run_alter(struct conn *d, const char *table, const char *statement, bool copy, struct err *err) {
    static const char *const algorithms[] = {"INSTANT", "INPLACE", "COPY"};
    struct err e = {0};
    bool ok = false;
    for (size_t i = 0; !ok && i < (copy ? 3 : 2) && (i == 0 || not_in_place(e.server_errno)); i++) {
        char *text = mem_format("%s, ALGORITHM=%s", statement, algorithms[i]);
        err_free(&e);
        ok = conn_command(d, text, &e);
        free(text);
    }
    if (!ok && not_in_place(e.server_errno)) {
        err_set(&e, WS_REFUSED, _("%s cannot be changed in place: %s"), table, e.text);
        err_hint(&e, "%s", _("--allow-rebuild permits a copy of the table, during which nobody can write to it"));
    }
    if (!ok) err_move(err, &e);
    return ok;
}
