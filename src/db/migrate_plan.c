/* `migrate plan`: the statements that `up` would run, without running any. See migrate.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/embedded.h"
#include "db/migrate_private.h"

static void plan_add(struct migrate_plan *p, const char *name, const char *statement, bool in_place) {
    p->steps = mem_resize(p->steps, p->count + 1, sizeof *p->steps);
    p->steps[p->count++] = (struct migrate_plan_step){name, statement ? mem_dup(statement) : NULL, in_place};
}

/* The platform's tables are not there yet: 064 and 065 are worked out from the text that will make them. */
static bool plan_platform(struct migrate_status *s, struct migrate_plan *p, struct err *err) {
    bool ok = true;
    for (const char *const *create = embedded_sql_find("platform-tables"); ok && *create; create++) {
        struct ddl_table table = {0};
        plan_add(p, "platform-tables", *create, false);
        ok = ddl_parse(*create, &table, err);
        for (size_t i = MIGRATE_CAN_HOST; ok && i < MIGRATE_COUNT; i++)
            if (!strcmp(table.name, s->items[i].table) && !s->items[i].statement && s->items[i].state == MIGRATE_ABSENT)
                (i == MIGRATE_CAN_HOST ? migrate_probe_can_host : migrate_probe_types)(&table, &s->items[i]);
        ddl_free(&table);
    }
    return ok;
}

bool migrate_plan_up(struct conn *c, const struct migrate_options *o, struct migrate_plan *out, struct err *err) {
    struct migrate_status s;
    size_t last;
    *out = (struct migrate_plan){0};
    if (!migrate_last(o, &last, err) || !migrate_read_status(c, &s, err)) return false;
    bool work = migrate_pending_to(&s, last) > 0;
    bool ok = (!work && s.platform) || migrate_look(&s, o, conn_database(c), err);
    ok = ok && (!work || migrate_rights(c, &s, &out->missing_grant, err));
    ok = ok && (!work || s.platform || plan_platform(&s, out, err));
    if (ok && work && !s.journal) plan_add(out, "SequelizeMeta", migrate_journal_create, false);
    for (size_t i = 0; ok && i <= last; i++)
        if (!s.items[i].recorded) plan_add(out, s.items[i].name, s.items[i].statement, s.items[i].in_place);
    migrate_status_free(&s);
    if (!ok) migrate_plan_free(out);
    return ok;
}

void migrate_plan_free(struct migrate_plan *p) {
    for (size_t i = 0; i < p->count; i++) free(p->steps[i].statement);
    free(p->steps);
    free(p->missing_grant);
    *p = (struct migrate_plan){0};
}
