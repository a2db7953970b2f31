/* The keys of reminders: see reminders.h. */
#include "op/reminders.h"

#include <stdlib.h>

#include "base/mem.h"

enum { WORKSHOPS_IN_A_STATEMENT = 300 };

char *reminder_key(int64_t workshop, const char *end) {
    return mem_format("workshop_reminder:workshop:%lld%s", (long long)workshop, end);
}

char *reminder_dated(int64_t start) { return mem_format(":at:%lld", (long long)start); }

static void add_key(struct sql *q, int64_t workshop, const char *end) {
    char *key = reminder_key(workshop, end);
    if (q->count > 0) sql_add(q, ",");
    sql_text(q, key);
    free(key);
}

static bool free_some(struct session *s, const struct reminded *list, size_t count, struct err *err) {
    struct sql q = {0};
    sql_add(&q, "UPDATE notifications SET group_key = NULL WHERE type = 'workshop_reminder' AND group_key IN (");
    for (size_t i = 0; i < count; i++) {
        char *dated = reminder_dated(list[i].start);
        add_key(&q, list[i].workshop, REMINDER_1H);
        add_key(&q, list[i].workshop, REMINDER_15M);
        add_key(&q, list[i].workshop, dated);
        free(dated);
    }
    sql_add(&q, ")");
    bool ok = conn_exec(s->conn, &q, NULL, err);
    sql_free(&q);
    return ok;
}

bool reminders_free(struct session *s, const struct reminded *list, size_t count, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < count; i += WORKSHOPS_IN_A_STATEMENT)
        ok = free_some(s, list + i, count - i < WORKSHOPS_IN_A_STATEMENT ? count - i : WORKSHOPS_IN_A_STATEMENT, err);
    return ok;
}
