/* See figures.h. */
#include "op/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* " FROM (the host's latest FIGURES_MOST workshops) w": by the index on host_id, which ends with the id. */
static void add_workshops(struct sql *q, int64_t host) {
    sql_add(q,
            " FROM (SELECT v.id, v.title, v.scheduled_at, v.status, v.attendee_count, v.max_capacity FROM workshops v"
            " FORCE INDEX (workshops_host_id) WHERE v.host_id = ");
    sql_int(q, host);
    sql_addf(q, " ORDER BY v.id DESC LIMIT %d) w", (int)FIGURES_MOST);
}

static bool read_totals(struct session *s, int64_t host, struct figures *f, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    sql_add(&q, "SELECT w.status, COUNT(*), SUM(w.attendee_count)");
    add_workshops(&q, host);
    sql_add(&q, " GROUP BY w.status");
    bool ok = conn_query(s->conn, &q, &rows, err);
    int64_t all = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const char *status = rows_text(&rows, i, 0);
        int64_t count = rows_int(&rows, i, 1);
        all += count;
        if (!strcmp(status, "ended")) {
            f->held = count;
            f->seats = rows_int(&rows, i, 2);
        } else {
            *(!strcmp(status, "cancelled") ? &f->cancelled : !strcmp(status, "live") ? &f->live : &f->coming) += count;
        }
    }
    f->cut = all >= FIGURES_MOST;
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

static bool read_last(struct session *s, int64_t host, struct figures *f, struct err *err) {
    struct sql q = {0};
    struct rows rows = {0};
    sql_add(&q, "SELECT w.id, w.title, w.scheduled_at, w.attendee_count, w.max_capacity");
    add_workshops(&q, host);
    sql_addf(&q, " WHERE w.status = 'ended' ORDER BY w.scheduled_at DESC, w.id DESC LIMIT %d", (int)FIGURES_LAST);
    bool ok = conn_query(s->conn, &q, &rows, err);
    for (size_t i = 0; i < rows.count; i++) {
        struct held *h = &f->last[f->last_count++];
        *h = (struct held){.id = rows_int(&rows, i, 0),
                           .title = mem_dup(rows_text(&rows, i, 1)),
                           .seats = rows_int(&rows, i, 3),
                           .capacity = rows_int(&rows, i, 4)};
        rows_time(&rows, i, 2, &h->at);
    }
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

static bool count_who_came(struct session *s, struct figures *f, struct err *err) {
    int64_t ids[FIGURES_LAST];
    struct sql q = {0};
    struct rows rows = {0};
    if (f->last_count == 0) return true;
    for (size_t i = 0; i < f->last_count; i++) ids[i] = f->last[i].id;
    sql_add(&q, "SELECT a.workshop_id, COUNT(a.joined_at) FROM workshop_attendees a WHERE a.workshop_id IN (");
    sql_ids(&q, ids, f->last_count);
    sql_add(&q, ") GROUP BY a.workshop_id");
    bool ok = conn_query(s->conn, &q, &rows, err);
    for (size_t i = 0; i < rows.count; i++)
        for (size_t k = 0; k < f->last_count; k++)
            if (f->last[k].id == rows_int(&rows, i, 0)) f->last[k].came = rows_int(&rows, i, 1);
    rows_free(&rows);
    sql_free(&q);
    return ok;
}

bool figures_read(struct session *s, int64_t host, struct figures *out, struct err *err) {
    return read_totals(s, host, out, err) && read_last(s, host, out, err) && count_who_came(s, out, err);
}

void figures_free(struct figures *f) {
    for (size_t i = 0; i < f->last_count; i++) free(f->last[i].title);
    *f = (struct figures){0};
}
