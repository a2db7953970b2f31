/* The news that somebody is the host now: see hosting.h. */
#include "op/hosting.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const struct notice_kind hosted_kind = {"hosted", "workshop_updated", PEOPLE_NAMED};

void hosting_take_zone(struct workshop *w, const struct person *host) {
    if (w->series_id == 0) w->zone = host->zone;
}

void hosting_add(struct notices *list, const struct person *host, const struct workshop *w, const char *key_end,
                 const char *words) {
    struct notice *n = notices_add(list, &hosted_kind, w, TEXT_HOSTED, key_end, words, false);
    if (n->named.count == 0) ids_add(&n->named, host->id);
}

void hosting_retell(const struct plan *p, const struct notices *list) {
    for (size_t i = 0; i < p->notice_count; i++) {
        struct plan_notice *n = &p->notices[i];
        if (strcmp(n->kind, hosted_kind.word) != 0 || n->workshop_id != 0 || list->count == 0) continue;
        const struct notice *now = &list->items[0];
        n->workshop_id = now->dates[0].workshop_id;
        for (size_t k = 0; k < n->key_count && k < now->count; k++) {
            free(n->keys[k]);
            n->keys[k] = mem_dup(now->dates[k].key);
        }
    }
}
