/* Is there a reason not to begin? Everything that the nine need is looked at before the first change (SPEC section 2,
 * "Looks before it starts"); rights are in migrate_rights.c. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/migrate_private.h"
#include "db/platform.h"

#define PLATFORM_LAST "056-" /* the last of the platform's own that ours build on */

bool migrate_name_known(const char *name, struct err *err) {
    size_t ignored;
    return migrate_find(name, &ignored, err);
}

bool migrate_last(const struct migrate_options *o, size_t *last, struct err *err) {
    *last = MIGRATE_COUNT - 1;
    return !o->to || migrate_find(o->to, last, err);
}

size_t migrate_pending_to(const struct migrate_status *s, size_t last) {
    size_t n = 0;
    for (size_t i = 0; i <= last; i++) n += !s->items[i].recorded;
    return n;
}

static bool look_platform(const struct migrate_status *s, const struct migrate_options *o, const char *database,
                          struct err *err) {
    if (s->platform || o->with_platform_tables) return true;
    return platform_fail_missing(database, err);
}

/* The platform's 053, run after ours, would drop our ENUM values. */
static bool look_order(const struct migrate_status *s, const struct migrate_options *o, struct err *err) {
    bool behind = s->other_count > 0 && !o->out_of_order;
    for (size_t i = 0; behind && i < s->other_count; i++)
        if (!strncmp(s->others[i], PLATFORM_LAST, strlen(PLATFORM_LAST))) behind = false;
    if (!behind) return true;
    err_set(err, WS_CONFIG,
            _("the platform's own migrations are behind: none numbered 056 is recorded in SequelizeMeta"));
    err_hint(err, "%s", _("run them first (npx sequelize-cli db:migrate); --out-of-order goes on all the same"));
    return false;
}

bool migrate_fail_different(const struct migrate_item *item, struct err *err) {
    struct buf text = {0};
    for (size_t i = 0; i < item->difference_count; i++) {
        const struct migrate_difference *d = &item->differences[i];
        /* TRANSLATORS: a line of a table's definition that is missing */
        const char *found = d->found ? d->found : _("nothing");
        buf_addf(&text, _("\n  wanted: %s\n  found:  %s"), d->wanted, found);
    }
    err_set(err, WS_CONFIG, _("%s: the table %s is there and is not as this migration makes it:%s"), item->name,
            item->table, buf_str(&text));
    err_hint(err, "%s", _("nothing was changed: make these lines so by hand, or rename the table, and try again"));
    buf_free(&text);
    return false;
}

/* One that is recorded and gone would break the foreign keys of a later one in the middle of the run. */
static bool look_items(const struct migrate_status *s, size_t last, struct err *err) {
    for (size_t i = 0; i <= last; i++) {
        const struct migrate_item *item = &s->items[i];
        if (item->state == MIGRATE_DIFFERENT && !item->recorded) return migrate_fail_different(item, err);
        if (item->state == MIGRATE_ABSENT && item->recorded && i < MIGRATE_TABLES) {
            err_set(err, WS_CONFIG, _("%s is recorded as done, and its table %s is not there"), item->name,
                    item->table);
            err_hint(err, _("take it back with `wsadmin migrate down --to %.3s`, then run `wsadmin migrate` again"),
                     item->name);
            return false;
        }
    }
    return true;
}

static bool look_users(const struct migrate_status *s, struct err *err) {
    if (!s->users_fault) return true;
    err_set(err, WS_CONFIG, _("the table users must be InnoDB with a signed INT primary key id; found: %s"),
            s->users_fault);
    err_hint(err, "%s", _("nothing was changed: foreign keys to it cannot be made"));
    return false;
}

bool migrate_look(const struct migrate_status *s, const struct migrate_options *o, const char *database,
                  struct err *err) {
    size_t last;
    return migrate_last(o, &last, err) && look_platform(s, o, database, err) && look_order(s, o, err) &&
           look_items(s, last, err) && look_users(s, err);
}
