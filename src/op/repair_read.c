/* Which workshops have a wrong count or no channel: see repair.h. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "op/repair.h"

bool repair_candidates(struct session *s, size_t most, struct ids *out, struct err *err) {
    static const char *const statuses[] = {"scheduled", "lobby", "live"};
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof statuses / sizeof *statuses; i++) {
        struct sql q = {0};
        struct rows r = {0};
        sql_add(&q, "SELECT w.id FROM workshops w WHERE w.status = ");
        sql_text(&q, statuses[i]);
        sql_add(&q, " ORDER BY w.scheduled_at, w.id LIMIT ");
        sql_int(&q, (int64_t)most);
        ok = conn_query(s->conn, &q, &r, err);
        for (size_t row = 0; ok && row < r.count; row++) ids_add_row(out, &r, row);
        rows_free(&r);
        sql_free(&q);
    }
    ids_sort(out);
    return ok;
}

enum { COL_ID, COL_TITLE, COL_STATUS, COL_SCHEDULED_AT, COL_CHANNEL, COL_COUNT, COL_SEATS };

static void add_fault(void *faults, const struct rows *r, size_t i) {
    struct repair_faults *f = faults;
    const char *channel = rows_text(r, i, COL_CHANNEL), *status = rows_text(r, i, COL_STATUS);
    bool coming = !strcmp(status, "scheduled") || !strcmp(status, "lobby"), live = !strcmp(status, "live");
    bool count_is_wrong = coming && rows_int(r, i, COL_COUNT) != rows_int(r, i, COL_SEATS);
    bool channel_is_missing = (coming || live) && (!channel || !*channel);
    if (!f->keep_all && !count_is_wrong && !channel_is_missing) return;
    f->items = mem_grow(f->items, &f->cap, f->count + 1, sizeof *f->items);
    f->items[f->count++] = (struct repair_fault){.id = rows_int(r, i, COL_ID),
                                                 .title = mem_dup(rows_text(r, i, COL_TITLE)),
                                                 .status = mem_dup(status),
                                                 .scheduled_at = mem_dup(rows_text(r, i, COL_SCHEDULED_AT)),
                                                 .channel = channel ? mem_dup(channel) : NULL,
                                                 .count = rows_int(r, i, COL_COUNT),
                                                 .seats = rows_int(r, i, COL_SEATS),
                                                 .count_is_wrong = count_is_wrong,
                                                 .channel_is_missing = channel_is_missing};
}

bool repair_read(struct session *s, const struct ids *ids, struct repair_faults *out, struct err *err) {
    return ids_query(s->conn,
                     "SELECT w.id, w.title, w.status, w.scheduled_at, w.agora_channel, w.attendee_count,"
                     " (SELECT COUNT(*) FROM workshop_attendees a WHERE a.workshop_id = w.id AND a.status <> 'left')"
                     " FROM workshops w WHERE w.id",
                     ids, "ORDER BY w.id", add_fault, out, err);
}

void repair_faults_free(struct repair_faults *f) {
    for (size_t i = 0; i < f->count; i++) {
        free(f->items[i].title);
        free(f->items[i].status);
        free(f->items[i].scheduled_at);
        free(f->items[i].channel);
    }
    free(f->items);
    *f = (struct repair_faults){0};
}
