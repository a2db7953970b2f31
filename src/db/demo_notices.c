/* Notifications of the demo data, as the platform's own jobs would have written them in the last thirty days: reminders
 * and cancellations with their group_key, the others with NULL; and some of its other kinds, which are none of ours. */
#include "db/demo_private.h"

struct notice {
    const char *type, *before, *after; /* around the title */
    const char *key;                   /* what follows the id; NULL: no group_key */
    const char *at;                    /* when it was written */
    const char *from;                  /* after FROM: a = who gets it */
    const char *where;                 /* `?` is now */
};

#define ATTENDEES "workshop_attendees a JOIN workshops w ON w.id = a.workshop_id"

static const struct notice notices[] = {
    {"workshop_reminder", "\"", "\" starts in about 1 hour", ":1h", "w.scheduled_at - INTERVAL 60 MINUTE", ATTENDEES,
     "w.status <> 'cancelled' AND w.scheduled_at BETWEEN ? - INTERVAL 4 DAY AND ? + INTERVAL 55 MINUTE"},
    {"workshop_reminder", "\"", "\" starts in 15 minutes", ":15m", "w.scheduled_at - INTERVAL 15 MINUTE", ATTENDEES,
     "w.status <> 'cancelled' AND w.scheduled_at BETWEEN ? - INTERVAL 4 DAY AND ? + INTERVAL 10 MINUTE"},
    {"workshop_cancelled", "Workshop \"", "\" has been cancelled", "", "w.updated_at + INTERVAL 1 MINUTE", ATTENDEES,
     "w.status = 'cancelled' AND w.updated_at BETWEEN ? - INTERVAL 29 DAY AND ?"},
    {"workshop_started", "\"", "\" has started", NULL, "w.actual_started_at", ATTENDEES,
     "w.status = 'live' AND w.actual_started_at BETWEEN ? - INTERVAL 1 DAY AND ?"},
    {"workshop_recording", "\"", "\" recording is now available", NULL, "w.actual_ended_at + INTERVAL 1 MINUTE",
     ATTENDEES, "w.recording_url IS NOT NULL AND w.actual_ended_at BETWEEN ? - INTERVAL 14 DAY AND ?"},
    {"workshop_updated", "\"", "\" has been updated", NULL, "a.created_at + INTERVAL 1 MINUTE", ATTENDEES,
     "w.status = 'scheduled' AND w.id % 20 = 3 AND a.created_at BETWEEN ? - INTERVAL 29 DAY AND ? - INTERVAL 1 MINUTE"},
    {"workshop_invite", "You are invited to \"", "\"", NULL, "a.created_at",
     "workshop_invites a JOIN workshops w ON w.id = a.workshop_id", "a.created_at BETWEEN ? - INTERVAL 29 DAY AND ?"},
};

static bool add_notice(const struct demo *d, const struct notice *n, struct err *err) {
    struct sql q = {0};
    sql_add(&q,
            "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key,"
            " is_read, created_at, updated_at) SELECT a.user_id, w.host_id, ");
    sql_text(&q, n->type);
    sql_add(&q, ", 'workshop', w.id, CONCAT(");
    sql_text(&q, n->before);
    sql_add(&q, ", LEFT(w.title, 150), ");
    sql_text(&q, n->after);
    sql_add(&q, "), ");
    if (n->key) {
        sql_add(&q, "CONCAT(");
        sql_text(&q, n->type);
        sql_add(&q, ", ':workshop:', w.id, ");
        sql_text(&q, n->key);
        sql_add(&q, ")");
    } else {
        sql_text(&q, NULL);
    }
    sql_addf(&q, ", a.id %% 3 > 0, %s, %s FROM %s WHERE a.user_id <> w.host_id AND ", n->at, n->at, n->from);
    for (const char *p = n->where; *p; p++) {
        if (*p == '?')
            sql_time(&q, d->now);
        else
            buf_add_char(&q.text, *p);
    }
    sql_add(&q, " ORDER BY a.id");
    bool ok = conn_exec(d->c, &q, NULL, err);
    sql_free(&q);
    return ok;
}

static bool add_other_kinds(const struct demo *d, struct err *err) {
    static const char *const kinds[][3] = {
        {"follow", "follow", "started following you"},
        {"prayer_support", "prayer_request", "is praying for you"},
        {"comment", "post", "commented on your post"},
        {"message", "conversation", "sent you a message"},
    };
    struct demo_insert rows = {.c = d->c,
                               .head =
                                   "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id,"
                                   " preview_text, is_read, created_at, updated_at) VALUES"};
    bool ok = true;
    for (int n = 0; ok && n < 120; n++) {
        int64_t lot = demo_lot(16, (uint64_t)n);
        const char *const *kind = kinds[lot % 4];
        int64_t at = d->now - lot % (25 * DEMO_DAY);
        demo_put_int(&rows, demo_person_id(d, (int)(lot / 11 % DEMO_PEOPLE)));
        demo_put_int(&rows, demo_person_id(d, (int)((lot / 11 + 1 + lot % 50) % DEMO_PEOPLE)));
        demo_put_text(&rows, kind[0]);
        demo_put_text(&rows, kind[1]);
        demo_put_int(&rows, DEMO_FIRST_WORKSHOP + lot % 90); /* ids that workshops have as well */
        demo_put_text(&rows, kind[2]);
        demo_put_int(&rows, lot % 2);
        demo_put_time(&rows, at);
        demo_put_time(&rows, at);
        ok = demo_row_end(&rows, err);
    }
    return demo_insert_end(&rows, ok, err);
}

bool demo_add_notices(const struct demo *d, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof notices / sizeof *notices; i++) ok = add_notice(d, &notices[i], err);
    return ok && add_other_kinds(d, err);
}
