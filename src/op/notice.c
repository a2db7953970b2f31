/* Notices: see notice.h. Counting and telling share people_add and reason_add, so that the plan cannot drift from what
 * is sent. */
#include "op/notice.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "op/progress.h"

/* Why somebody is not told; REASON_NONE is told. The order decides when several hold. */
enum reason {
    REASON_NONE,
    REASON_ACTOR,
    REASON_BLOCKS,
    REASON_BLOCKED,
    REASON_DELETED,
    REASON_BANNED,
    REASON_DEACTIVATED,
    REASON_LEAVING,
    REASON_INACTIVE,
    REASON_HOLDS
};

enum { FEW_NAMES = 5 };

static const char *const reason_words[] = {
    /* TRANSLATORS: why a person is not told, after their name: "@ana (blocks you)" */
    [REASON_ACTOR] = N_("is you"),
    [REASON_BLOCKS] = N_("blocks you"),
    [REASON_BLOCKED] = N_("is blocked by you"),
    [REASON_DELETED] = N_("is deleted"),
    [REASON_BANNED] = N_("is banned"),
    [REASON_DEACTIVATED] = N_("is deactivated"),
    [REASON_LEAVING] = N_("is about to be deleted"),
    [REASON_INACTIVE] = N_("is not active"),
    [REASON_HOLDS] = N_("has it already"),
};

/* Texts depend on how many further dates a person has by its digits, and one is singular: the least of each class. */
static const int64_t classes[] = {0, 1, 2, 10, 100};

static size_t notice_classes(const struct notice *n) {
    size_t k = 1;
    while (k < sizeof classes / sizeof *classes && classes[k] < (int64_t)n->count) k++;
    return k;
}

struct notice *notices_add(struct notices *list, const struct notice_kind *kind, const struct workshop *w,
                           enum text_kind text, const char *key_end, const char *words, bool skip_holders) {
    struct notice *n = NULL;
    for (size_t i = 0; !n && w->series_id != 0 && i < list->count; i++)
        if (list->items[i].series_id == w->series_id) n = &list->items[i];
    if (!n) {
        list->items = mem_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
        n = &list->items[list->count++];
        *n = (struct notice){.people = kind->people, .series_id = w->series_id, .skip_holders = skip_holders};
    }
    if (kind->people > n->people) n->people = kind->people;
    n->dates = mem_grow(n->dates, &n->cap, n->count + 1, sizeof *n->dates);
    n->dates[n->count++] = (struct notice_date){
        .kind = kind,
        .workshop_id = w->id,
        .facts = {text, w->title, w->scheduled_at, w->zone, words},
        .key = mem_format("%s:workshop:%" PRId64 "%s", kind->type, w->id, key_end),
    };
    return n;
}

static int date_compare(const void *a, const void *b) {
    const struct notice_date *x = a, *y = b;
    if (x->facts.at != y->facts.at) return x->facts.at > y->facts.at ? 1 : -1;
    return (x->workshop_id > y->workshop_id) - (x->workshop_id < y->workshop_id);
}

static void add_workshops(struct sql *q, const struct notice *n) {
    for (size_t i = 0; i < n->count; i++) {
        if (i > 0) sql_add(q, ",");
        sql_int(q, n->dates[i].workshop_id);
    }
}

/* ELT(place, …): the value that belongs to a date, by its place from 1. */
static void add_key(struct sql *q, const struct notice *n) {
    for (size_t i = 0; i < n->count; i++) {
        sql_add(q, ",");
        sql_text(q, n->dates[i].key);
    }
    sql_add(q, ")");
}

/* The same for the types. */
static void add_type(struct sql *q, const struct notice *n) {
    for (size_t i = 0; i < n->count; i++) {
        sql_add(q, ",");
        sql_text(q, n->dates[i].kind->type);
    }
    sql_add(q, ")");
}

/* NULL when this person does not hold the news of workshop w; else how many more dates its text speaks of. A row
 * without a key counts (the platform writes such), but no reminder: those have keys, until a move takes them
 * (reminders.h) so that people are reminded again. */
static void add_held(struct sql *q, const struct notice *n, const char *user) {
    sql_addf(q,
             "(SELECT MAX(CAST(CONCAT('0', COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(REGEXP_SUBSTR(o.preview_text,"
             " ' … (and|y) [0-9]+ '), ' ', -2), ' ', 1), '')) AS SIGNED)) FROM notifications o"
             " WHERE o.recipient_id = %s AND ((o.group_key IS NULL AND o.type <> 'workshop_reminder')"
             " OR o.group_key = ELT(FIELD(w.id,",
             user);
    add_workshops(q, n);
    sql_add(q, ")");
    add_key(q, n);
    sql_add(q, ") AND o.type = ELT(FIELD(w.id,");
    add_workshops(q, n);
    sql_add(q, ")");
    add_type(q, n);
    sql_add(q, " AND o.entity_type = 'workshop' AND o.entity_id = w.id)");
}

/* Everybody has the one date, so that there is no earliest of theirs to find. */
static bool is_plain(const struct notice *n) { return n->count == 1 && !n->skip_holders; }

/* One row for each person and date: (user_id, moment, held), where a moment is time and id of the workshop w; of a
 * plain notice the person alone. */
static void add_source(struct sql *q, const struct notice *n, const char *user, const char *from) {
    sql_addf(q, "SELECT %s AS user_id", user);
    if (!is_plain(n)) {
        sql_add(q, ", CONCAT(w.scheduled_at, w.id) AS moment, ");
        if (n->skip_holders)
            add_held(q, n, user);
        else
            sql_add(q, "NULL");
        sql_add(q, " AS held");
    }
    sql_addf(q, " FROM %s WHERE w.id IN (", from);
    add_workshops(q, n);
    sql_add(q, ")");
}

static void add_sources(struct sql *q, const struct notice *n) {
    if (n->people == PEOPLE_INVITED) {
        add_source(q, n, "i.user_id", "workshops w JOIN workshop_invites i ON i.workshop_id = w.id");
        sql_add(q, " AND NOT EXISTS (SELECT 1 FROM workshop_attendees a"
                   " WHERE a.workshop_id = i.workshop_id AND a.user_id = i.user_id)");
    } else {
        add_source(q, n, "a.user_id", "workshops w JOIN workshop_attendees a ON a.workshop_id = w.id");
        if (n->people == PEOPLE_RSVP) sql_add(q, " AND a.status = 'rsvp'");
    }
    if (n->people == PEOPLE_ATTENDEES_AND_HOST) {
        sql_add(q, " UNION ");
        add_source(q, n, "w.host_id", "workshops w");
    }
}

/* (user_id, place of the earliest of theirs in the notice's dates from 1, how many more), each person once. Dates whose
 * news somebody holds are left out; who holds all, or one whose text speaks of as many as are left, has the place 0. */
static void people_add(struct sql *q, const struct notice *n) {
    if (n->people == PEOPLE_NAMED) {
        sql_addf(q, "(SELECT c.id AS user_id, 1 AS place, %lu AS more FROM users c WHERE c.id IN (",
                 (unsigned long)n->count - 1);
        sql_ids(q, n->named.items, n->named.count);
        sql_add(q, ")) p");
        return;
    }
    if (is_plain(n)) {
        sql_add(q, "(SELECT c.user_id, 1 AS place, 0 AS more FROM (");
        add_sources(q, n);
        sql_add(q, ") c) p");
        return;
    }
    sql_add(q, "(SELECT c.user_id, IF(SUM(c.held IS NULL) <= COALESCE(MAX(c.held), 0), 0,"
               " FIELD(SUBSTRING(MIN(CASE WHEN c.held IS NULL THEN c.moment END), 20),");
    add_workshops(q, n);
    sql_add(q, ")) AS place, SUM(c.held IS NULL) - 1 AS more FROM (");
    add_sources(q, n);
    sql_add(q, ") c GROUP BY c.user_id) p");
}

static void add_workshop(struct sql *q, const struct notice *n) {
    sql_add(q, "ELT(p.place,");
    add_workshops(q, n);
    sql_add(q, ")");
}

/* The reason of user u with people p, as a number. */
static void reason_add(struct sql *q, const struct actor *actor) {
    sql_addf(q, "(CASE WHEN u.id = ");
    sql_int(q, actor->id);
    sql_addf(q, " THEN %d WHEN EXISTS (SELECT 1 FROM {blocks} b WHERE b.blocker_id = u.id AND b.blocked_id = ",
             REASON_ACTOR);
    sql_int(q, actor->notify_id);
    sql_addf(q, ") THEN %d WHEN EXISTS (SELECT 1 FROM {blocks} b WHERE b.blocked_id = u.id AND b.blocker_id = ",
             REASON_BLOCKS);
    sql_int(q, actor->notify_id);
    sql_addf(q, ") THEN %d WHEN {u.deleted_at} IS NOT NULL THEN %d", REASON_BLOCKED, REASON_DELETED);
    sql_addf(q,
             " WHEN {u.status} = 'banned' THEN %d WHEN {u.status} = 'deactivated' THEN %d"
             " WHEN {u.status} = 'pending_deletion' THEN %d WHEN {u.status} <> 'active' THEN %d",
             REASON_BANNED, REASON_DEACTIVATED, REASON_LEAVING, REASON_INACTIVE);
    sql_addf(q, " WHEN p.place = 0 THEN %d ELSE %d END)", REASON_HOLDS, REASON_NONE);
}

/* The usernames of those with this reason, comma separated: all that a list has room for, or the first few. */
static bool notice_names(struct session *s, const struct notice *n, int64_t reason, char **names, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    struct buf out = {0};
    sql_add(&q, "SELECT u.username FROM ");
    people_add(&q, n);
    sql_add(&q, " JOIN users u ON u.id = p.user_id WHERE ");
    reason_add(&q, &s->actor);
    sql_add(&q, " = ");
    sql_int(&q, reason);
    sql_addf(&q, " ORDER BY u.username LIMIT %d", s->naming ? NOTICE_NAMES_MAX : FEW_NAMES);
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < r.count; i++) buf_addf(&out, "%s%s", i > 0 ? ", " : "", rows_text(&r, i, 0));
    *names = buf_steal(&out);
    rows_free(&r);
    sql_free(&q);
    return ok;
}

/* Adds one row of notice_count to the notice. */
static bool add_people(struct session *s, const struct notice *n, int64_t reason, int64_t count,
                       struct plan_notice *out, struct err *err) {
    char *names = NULL;
    if ((s->naming || reason > REASON_ACTOR) && !notice_names(s, n, reason, &names, err)) return false;
    if (reason == REASON_NONE) {
        out->recipients = count;
        out->names = names;
    } else {
        plan_notice_left_out(out, _(reason_words[reason]), count, names ? names : mem_dup(s->actor.username));
    }
    return true;
}

/* Recipients and people left out. The names are asked for apart: to sort those of all recipients would take longer
 * than all the rest. */
static bool notice_count(struct session *s, const struct notice *n, struct plan_notice *out, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT ");
    reason_add(&q, &s->actor);
    sql_add(&q, " AS reason, COUNT(*) FROM ");
    people_add(&q, n);
    sql_add(&q, " JOIN users u ON u.id = p.user_id GROUP BY reason ORDER BY reason");
    bool ok = conn_query(s->conn, &q, &r, err);
    for (size_t i = 0; ok && i < r.count; i++) ok = add_people(s, n, rows_int(&r, i, 0), rows_int(&r, i, 1), out, err);
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static char *notice_preview(const struct session *s, const struct notice *n) {
    struct text t;
    int64_t more = (int64_t)n->count - 1;
    text_make(&n->dates[0].facts, s->language && !strcmp(s->language, "es") ? WHEN_ES : WHEN_EN, more, &t);
    char *whole = text_join(&t, more);
    text_free(&t);
    return whole;
}

bool notices_plan(struct session *s, struct notices *list, struct plan *p, struct err *err) {
    for (size_t i = 0; i < list->count; i++) {
        struct notice *n = &list->items[i];
        if (n->count > NOTICE_DATES_MAX) {
            err_set(err, WS_REFUSED, _("series #%lld: %lu dates at once are too many to tell people of"),
                    (long long)n->series_id, (unsigned long)n->count);
            err_hint(err, _("take at most %d at a time"), NOTICE_DATES_MAX);
            return false;
        }
        qsort(n->dates, n->count, sizeof *n->dates, date_compare);
        const struct notice_kind *kind = n->dates[0].kind;
        struct plan_notice *out = plan_add_notice(p, kind->word, n->dates[0].workshop_id);
        out->type = kind->type;
        out->dates = (int64_t)n->count;
        out->preview = notice_preview(s, n);
        for (size_t k = 0; k < n->count; k++) plan_notice_key(out, n->dates[k].key);
        if (!notice_count(s, n, out, err)) return false;
    }
    return true;
}

/* ELT(…, heads or tails): of a person's earliest date, for as many further dates as they have. */
static void add_halves(struct sql *q, const struct notice *n, enum when_language language, bool tails) {
    size_t per_date = notice_classes(n);
    sql_addf(q,
             "ELT((p.place - 1) * %lu + CASE WHEN p.more < 2 THEN p.more + 1 WHEN p.more < 10 THEN 3"
             " WHEN p.more < 100 THEN 4 ELSE 5 END",
             (unsigned long)per_date);
    for (size_t i = 0; i < n->count * per_date; i++) {
        struct text t;
        text_make(&n->dates[i / per_date].facts, language, classes[i % per_date], &t);
        sql_add(q, ",");
        sql_text(q, tails ? t.tail : t.head);
        text_free(&t);
    }
    sql_add(q, ")");
}

static void add_text(struct sql *q, const struct notice *n, enum when_language language) {
    sql_add(q, "CONCAT(");
    add_halves(q, n, language, false);
    sql_add(q, ", IF(p.more = 0, '', p.more), ");
    add_halves(q, n, language, true);
    sql_add(q, ")");
}

static bool notice_send(struct session *s, const struct notice *n, int64_t *told, struct err *err) {
    struct sql q = {0};
    int64_t count = 0;
    sql_add(&q,
            "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key)"
            " SELECT u.id, ");
    sql_int(&q, s->actor.notify_id);
    sql_add(&q, ", ");
    sql_add(&q, "ELT(p.place");
    add_type(&q, n);
    sql_add(&q, ", 'workshop', ");
    add_workshop(&q, n);
    sql_add(&q, ", CASE {u.language} WHEN 'es' THEN ");
    add_text(&q, n, WHEN_ES);
    sql_add(&q, " ELSE ");
    add_text(&q, n, WHEN_EN);
    sql_add(&q, " END, ELT(p.place");
    add_key(&q, n);
    sql_add(&q, " FROM ");
    people_add(&q, n);
    sql_add(&q, " JOIN users u ON u.id = p.user_id WHERE ");
    reason_add(&q, &s->actor);
    sql_addf(&q, " = %d", REASON_NONE);
    bool ok = conn_exec(s->conn, &q, &count, err);
    if (ok) *told += count;
    sql_free(&q);
    return ok;
}

bool notices_list(struct session *s, struct notices *list, ids_each *each, void *arg, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < list->count; i++) {
        struct notice *n = &list->items[i];
        struct sql q = {0};
        struct rows r = {0};
        qsort(n->dates, n->count, sizeof *n->dates, date_compare);
        sql_add(&q, "SELECT ");
        add_workshop(&q, n);
        sql_addf(&q, ", u.id, u.username, u.display_name, %s, {u.language} FROM ",
                 conn_sees_private(s->conn) ? "u.email" : "NULL");
        people_add(&q, n);
        sql_add(&q, " JOIN users u ON u.id = p.user_id WHERE ");
        reason_add(&q, &s->actor);
        sql_addf(&q, " = %d ORDER BY u.username", REASON_NONE);
        ok = conn_query(s->conn, &q, &r, err);
        for (size_t row = 0; ok && row < r.count; row++) each(arg, &r, row);
        rows_free(&r);
        sql_free(&q);
    }
    return ok;
}

bool notices_send(struct session *s, const struct notices *list, int64_t *told, struct err *err) {
    for (size_t i = 0; i < list->count; i++)
        if (!progress_step(s, (int64_t)i, (int64_t)list->count, err) || !notice_send(s, &list->items[i], told, err))
            return false;
    return progress_step(s, (int64_t)list->count, (int64_t)list->count, err);
}

void notices_free(struct notices *list) {
    for (size_t i = 0; i < list->count; i++) {
        for (size_t k = 0; k < list->items[i].count; k++) free(list->items[i].dates[k].key);
        free(list->items[i].dates);
        ids_free(&list->items[i].named);
    }
    free(list->items);
    *list = (struct notices){0};
}
