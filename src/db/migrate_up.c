/* `migrate up` and its plan: see migrate.h. Each step looks again right before it acts and is recorded right after, so
 * that a run can be killed anywhere and another node of a cluster can have done the step meanwhile. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/embedded.h"
#include "db/migrate_private.h"
#include "db/platform.h"

enum { ER_DUP_ENTRY = 1062 };

/* "It is there already", from a step that has just seen that it was not: somebody else did it, so we look again. */
static bool is_there_already(unsigned number) {
    static const unsigned numbers[] = {
        1050, /* table */
        1060, /* column */
        1061, /* key */
        1291, /* value of an ENUM */
        1826, /* constraint; MariaDB also says: */
        1005, /* … by InnoDB's error 121 */
        1022,
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (number == numbers[i]) return true;
    return false;
}

struct step {
    size_t i;
    struct migrate_item *item;
    enum migrate_done done;
    char *refused; /* the statement that was answered last with "there already" */
};

static bool step_make(struct migrate_run *r, struct step *step, struct err *err) {
    struct migrate_item *item = step->item;
    bool there;
    r->table = item->table;
    if (!migrate_probe(r->d, step->i, item, &there, err)) return false;
    if (item->state == MIGRATE_THERE) return true;
    if (item->state == MIGRATE_DIFFERENT) return migrate_fail_different(item, err);
    enum migrate_done done = item->state == MIGRATE_PARTLY ? MIGRATE_FINISHED : MIGRATE_RAN;
    struct err e = {0};
    bool ok = item->in_place ? migrate_run_alter(r->d, item->table, item->statement, r->options->allow_rebuild, &e)
                             : conn_command(r->d, item->statement, &e);
    if (ok) step->done = done;
    /* Somebody who makes key after key is met again and again; the same statement twice means another fault. */
    if (!ok && is_there_already(e.server_errno) && !(step->refused && !strcmp(step->refused, item->statement))) {
        free(step->refused);
        step->refused = mem_dup(item->statement);
        e.code = WS_CONFLICT;
    }
    if (!ok) err_move(err, &e);
    return ok;
}

static bool record(struct conn *j, const char *name, struct err *err) {
    struct sql q = {0};
    struct err e = {0};
    sql_add(&q, "INSERT INTO `SequelizeMeta` (name) VALUES (");
    sql_text(&q, name);
    sql_add(&q, ")");
    bool ok = conn_exec(j, &q, NULL, &e);
    sql_free(&q);
    if (!ok && e.server_errno == ER_DUP_ENTRY) { /* another node of a cluster was quicker */
        struct migrate_status s = {0};
        size_t i;
        ok = migrate_read_journal(j, &s, err) && migrate_find(name, &i, err) && s.items[i].recorded;
        migrate_status_free(&s);
    }
    if (ok)
        err_free(&e);
    else
        err_move(err, &e);
    return ok;
}

static bool step_run(struct migrate_run *r, void *arg, struct err *err) {
    struct step *step = arg;
    if (!step_make(r, step, err)) return false;
    r->table = "SequelizeMeta";
    return record(r->j, step->item->name, err);
}

static bool run_step(struct migrate_run *r, struct migrate_status *s, size_t i, struct migrate_result *out,
                     struct err *err) {
    const struct migrate_options *o = r->options;
    struct step step = {i, &s->items[i], MIGRATE_RECORDED, NULL};
    const char *name = s->items[i].name;
    if (o->begun) o->begun(o->arg, name);
    bool ok = migrate_run_patiently(r, step_run, &step, err);
    free(step.refused);
    if (!ok) {
        err_context(err, "%s", name);
        return false;
    }
    out->done[i] = step.done;
    out->changed++;
    if (o->done) o->done(o->arg, name, step.done);
    return true;
}

static bool look_rights(struct conn *c, const struct migrate_status *s, struct err *err) {
    char *grant;
    if (!migrate_rights(c, s, &grant, err)) return false;
    if (!grant) return true;
    err_set(err, WS_DENIED, _("this account may not run the migrations"));
    err_hint(err, _("the database's administrator gives the missing rights with: %s"), grant);
    free(grant);
    return false;
}

static bool look(const struct migrate_run *r, const struct migrate_status *s, struct err *err) {
    return migrate_look(s, r->options, conn_database(r->d), err);
}

/* Under both locks: what a sequelize-cli did up to now is seen, and no other begins. */
static bool up_locked(struct migrate_run *r, struct migrate_status *s, size_t last, struct migrate_result *out,
                      struct err *err) {
    if (!s->platform && !platform_create(r->d, err)) return false;
    if (!migrate_run_take_journal(r, s->journal, err) || !migrate_run_read(r, s, err) || !look(r, s, err)) return false;
    for (size_t i = 0; i <= last; i++)
        if (!s->items[i].recorded && !run_step(r, s, i, out, err)) return false;
    return true;
}

bool migrate_up(const struct conn_params *p, const struct migrate_options *o, struct migrate_result *out,
                struct err *err) {
    struct migrate_run r = {.options = o, .params = p};
    struct migrate_status s = {0};
    size_t last;
    *out = (struct migrate_result){0};
    bool ok = migrate_last(o, &last, err) && migrate_run_open(&r, err) && migrate_run_read(&r, &s, err);
    /* With nothing to do an account that may only read is enough. */
    if (ok && migrate_pending_to(&s, last) > 0)
        ok = look(&r, &s, err) && look_rights(r.d, &s, err) && up_locked(&r, &s, last, out, err);
    else if (ok)
        ok = s.platform || look(&r, &s, err);
    migrate_status_free(&s);
    migrate_run_close(&r);
    return ok;
}
