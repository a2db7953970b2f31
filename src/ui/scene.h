/* What a list's cells need besides their row: the time, the zone, figures from other tables. Pure. */
#ifndef WS_UI_SCENE_H
#define WS_UI_SCENE_H

#include "db/conn.h"
#include "op/session.h"
#include "recur/zone.h"

/* Upcoming workshops by category. */
struct upcoming {
    bool known;
    int64_t *ids, *counts; /* id 0 stands for no category */
    size_t count;
    int64_t total;
};

struct scene {
    int64_t now; /* the server's clock */
    const struct zone *zone;
    enum rights rights;
    struct upcoming upcoming;
};

void upcoming_set(struct upcoming *u, const struct rows *rows); /* of list_upcoming_by_category */
void upcoming_free(struct upcoming *u);
int64_t upcoming_of(const struct upcoming *u, int64_t row_id); /* a category's id, ROW_ALL or ROW_WITHOUT */

#endif
