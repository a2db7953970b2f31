/* doctor: rows that are not as they should be. Every query is bounded: by an index, a number of rows, or both. */
#include <stdlib.h>

#include "base/i18n.h"
#include "op/doctor_private.h"
#include "op/repair.h"
#include "recur/zone.h"

enum {
    CANDIDATES = 5000, /* workshops of a status, those first that are due first */
    NEWEST_NOTICES = 20000,
    OVERDUE_SECONDS = 16 * 60, /* the platform cancels after 15 minutes, looking every minute */
    DOUBLE_SECONDS = 300,
    NAMED = 5 /* ids in an answer */
};

/* "#12, #15 and 3 more" */
static void add_id(struct buf *out, int64_t id, size_t index) {
    if (index < NAMED) buf_addf(out, "%s#%lld", index > 0 ? ", " : "", (long long)id);
}

static void add_more(struct buf *out, size_t count) {
    if (count > NAMED) buf_addf(out, _(" and %zu more"), count - NAMED);
}

void doctor_check_counts(struct doctor *d) {
    struct ids ids = {0};
    struct repair_faults faults = {0};
    struct buf counts = {0}, channels = {0};
    struct err why = {0};
    size_t wrong = 0, missing = 0;
    bool ok = repair_candidates(d->session, CANDIDATES, &ids, &why) && repair_read(d->session, &ids, &faults, &why);
    for (size_t i = 0; ok && i < faults.count; i++) {
        const struct repair_fault *f = &faults.items[i];
        if (f->count_is_wrong) add_id(&counts, f->id, wrong++);
        if (f->channel_is_missing) add_id(&channels, f->id, missing++);
    }
    add_more(&counts, wrong);
    add_more(&channels, missing);
    if (!ok) doctor_say_error(d, N_("attendee counts"), DOCTOR_WRONG, &why);
    if (ok && wrong > 0)
        doctor_say(d, N_("attendee counts"), DOCTOR_WRONG, _("wsadmin doctor --fix, or repair counts"),
                   P_("%zu coming workshop has another attendee_count than rows: %s",
                      "%zu coming workshops have another attendee_count than rows: %s", wrong),
                   wrong, buf_str(&counts));
    else if (ok)
        doctor_say(d, N_("attendee counts"), DOCTOR_OK, NULL,
                   P_("of %zu coming or live workshop: right", "of %zu coming or live workshops: right", ids.count),
                   ids.count);
    if (ok && missing > 0)
        doctor_say(d, N_("channels"), DOCTOR_WRONG, _("wsadmin doctor --fix, or repair channels"),
                   P_("%zu coming or live workshop has no agora_channel: %s",
                      "%zu coming or live workshops have no agora_channel: %s", missing),
                   missing, buf_str(&channels));
    else if (ok)
        doctor_say(d, N_("channels"), DOCTOR_OK, NULL,
                   P_("of %zu coming or live workshop: there", "of %zu coming or live workshops: all there", ids.count),
                   ids.count);
    repair_faults_free(&faults);
    ids_free(&ids);
    buf_free(&counts);
    buf_free(&channels);
}

void doctor_check_overdue(struct doctor *d) {
    struct sql q = {0};
    struct rows r = {0};
    struct buf ids = {0};
    struct err why = {0};
    int64_t now;
    if (!conn_now(d->session->conn, &now, &why)) {
        doctor_say_error(d, N_("platform's jobs"), DOCTOR_WRONG, &why);
        return;
    }
    sql_add(&q, "SELECT w.id FROM workshops w WHERE w.status = 'scheduled' AND w.scheduled_at < ");
    sql_time(&q, now - OVERDUE_SECONDS);
    sql_add(&q, " ORDER BY w.scheduled_at LIMIT 1000");
    if (doctor_read(d, N_("platform's jobs"), &q, &r)) {
        for (size_t i = 0; i < r.count; i++) add_id(&ids, rows_int(&r, i, 0), i);
        add_more(&ids, r.count);
        if (r.count > 0)
            doctor_say(d, N_("platform's jobs"), DOCTOR_WRONG,
                       _("see whether its process with the timed jobs runs; cancel what did not take place"),
                       P_("dead: %zu workshop is overdue and neither started nor cancelled: %s",
                          "dead: %zu workshops are overdue and neither started nor cancelled: %s", r.count),
                       r.count, buf_str(&ids));
        else
            doctor_say(d, N_("platform's jobs"), DOCTOR_OK, NULL, "%s", _("no workshop is overdue"));
    }
    buf_free(&ids);
    rows_free(&r);
    sql_free(&q);
}

void doctor_check_series_zones(struct doctor *d) {
    struct sql q = {0};
    struct rows r = {0};
    size_t unknown = 0;
    sql_add(&q,
            "SELECT s.timezone, MIN(s.id) FROM workshop_series s WHERE s.is_active = 1 GROUP BY s.timezone LIMIT 1000");
    if (doctor_read(d, N_("series' time zones"), &q, &r)) {
        for (size_t i = 0; i < r.count; i++) {
            if (zone_get(rows_text(&r, i, 0), NULL)) continue;
            unknown++;
            doctor_say(d, N_("series' time zones"), DOCTOR_WRONG, _("upgrade tzdata, or give the series another zone"),
                       _("series #%lld is in %s, which this machine does not know"), (long long)rows_int(&r, i, 1),
                       rows_text(&r, i, 0));
        }
        if (unknown == 0)
            doctor_say(d, N_("series' time zones"), DOCTOR_OK, NULL,
                       P_("%zu zone, known", "%zu zones, all known", r.count), r.count);
    }
    rows_free(&r);
    sql_free(&q);
}

/* The same key twice for one person within minutes: wsadmin never sends so. Looks at the newest rows by the primary
 * key, since notifications has no index for this. */
void doctor_check_doubles(struct doctor *d) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT n.group_key, COUNT(*) FROM notifications n WHERE n.group_key LIKE 'workshop%:workshop:%'"
                " AND n.id > (SELECT MAX(m.id) FROM notifications m) - ");
    sql_int(&q, NEWEST_NOTICES);
    sql_add(&q, " GROUP BY n.group_key, n.recipient_id HAVING COUNT(*) > 1"
                " AND TIMESTAMPDIFF(SECOND, MIN(n.created_at), MAX(n.created_at)) <= ");
    sql_int(&q, DOUBLE_SECONDS);
    sql_add(&q, " ORDER BY n.group_key LIMIT 1000");
    if (doctor_read(d, N_("doubled notifications"), &q, &r)) {
        if (r.count > 0)
            doctor_say(d, N_("doubled notifications"), DOCTOR_WARNING,
                       _("see whether the platform's timed jobs run twice, or another program sends"),
                       P_("%zu person was told the same thing twice at once, such as %s",
                          "%zu times a person was told the same thing twice at once, such as %s", r.count),
                       r.count, rows_text(&r, 0, 0));
        else
            doctor_say(d, N_("doubled notifications"), DOCTOR_OK, NULL, _("none among the newest %d"), NEWEST_NOTICES);
    }
    rows_free(&r);
    sql_free(&q);
}
