/* People that an action is about: see people.h. */
#include "op/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static void add_person(void *arg, const struct rows *r, size_t i) {
    struct people *out = arg;
    const char *status = rows_text(r, i, 2), *zone = rows_text(r, i, 4);
    out->items = mem_grow(out->items, &out->cap, out->count + 1, sizeof *out->items);
    struct person *p = &out->items[out->count++];
    *p = (struct person){.id = rows_int(r, i, 0),
                         .username = mem_dup(rows_text(r, i, 1)),
                         .can_host = rows_int(r, i, 5) != 0,
                         .zone = zone ? zone_get(zone, NULL) : NULL};
    if (!p->zone) p->zone = zone_utc();
    if (rows_text(r, i, 3))
        p->inactive = mem_dup(_("is deleted"));
    else if (status && strcmp(status, "active") != 0)
        /* TRANSLATORS: of an account; %s is the platform's word: banned, deactivated, pending_deletion */
        p->inactive = mem_format(_("is not active: %s"), status);
}

bool people_read(struct session *s, const struct ids *ids, struct people *out, struct err *err) {
    if (!ids_query(s->conn,
                   "SELECT u.id, u.username, {u.status}, {u.deleted_at}, {u.timezone}, {u.can_host} FROM users u"
                   " WHERE u.id",
                   ids, s->locking ? "ORDER BY u.id LOCK IN SHARE MODE" : "ORDER BY u.id", add_person, out, err))
        return false;
    for (size_t i = 0; i < ids->count; i++)
        if (i >= out->count || out->items[i].id != ids->items[i])
            return err_set(err, WS_DATA, _("there is no user #%lld"), (long long)ids->items[i]);
    return true;
}

void people_free(struct people *p) {
    for (size_t i = 0; i < p->count; i++) {
        free(p->items[i].username);
        free(p->items[i].inactive);
    }
    free(p->items);
    *p = (struct people){0};
}

const struct person *people_find(const struct people *p, int64_t id) {
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i].id == id) return &p->items[i];
    return NULL;
}

bool person_check_host(const struct person *p, struct err *err) {
    if (!p->inactive) return true;
    /* TRANSLATORS: the second %s is "is deleted" or "is not active: banned" */
    err_set(err, WS_REFUSED, _("@%s cannot host: the account %s"), p->username, p->inactive);
    return false;
}
