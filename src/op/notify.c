/* Sending a notice of one of the six kinds (SPEC section 4): see op.h. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/notice.h"
#include "op/op.h"
#include "op/reminders.h"

const char *const notify_kind_words[NOTIFY_KINDS] = {"reminder",  "cancelled", "invite",
                                                     "recording", "updated",   "started"};

/* What each kind is to whom, and the statuses that a workshop may have for it, with blanks around. */
static const struct kind_row {
    struct notice_kind kind;
    enum text_kind text;
    const char *statuses;
} kind_table[NOTIFY_KINDS] = {
    [NOTIFY_REMINDER] = {{"reminder", "workshop_reminder", PEOPLE_RSVP}, TEXT_REMINDER_AT, " scheduled lobby "},
    [NOTIFY_CANCELLED] = {{"cancelled", "workshop_cancelled", PEOPLE_ATTENDEES_AND_HOST},
                          TEXT_CANCELLED,
                          " cancelled "},
    [NOTIFY_INVITE] = {{"invite", "workshop_invite", PEOPLE_INVITED}, TEXT_INVITE, " scheduled lobby live "},
    [NOTIFY_RECORDING] = {{"recording", "workshop_recording", PEOPLE_ATTENDEES}, TEXT_RECORDING, " ended "},
    [NOTIFY_UPDATED] = {{"updated", "workshop_updated", PEOPLE_ATTENDEES}, TEXT_UPDATED, " scheduled lobby "},
    [NOTIFY_STARTED] = {{"started", "workshop_started", PEOPLE_RSVP}, TEXT_STARTED, " lobby live "},
};

/* A reminder's two leads, in seconds ahead: when it is the time for it, and when the platform's job should have sent
 * it. */
static const struct lead_row {
    const char *key_end;
    enum text_kind text;
    int64_t from, to;         /* without --lead; then "in about …" is true */
    int64_t due_from, due_to; /* --due */
} lead_table[] = {
    [LEAD_1H] = {REMINDER_1H, TEXT_REMINDER_1H, 50 * 60, 70 * 60, 20 * 60, 54 * 60},
    [LEAD_15M] = {REMINDER_15M, TEXT_REMINDER_15M, 5 * 60, 25 * 60, 0, 10 * 60 - 1},
};

struct notify {
    int64_t now;
    struct workshops workshops;
    struct ids told; /* workshops there is news of */
    bool lead_used;  /* a key of the platform's own job is used */
    struct notices notices;
};

const struct notice_kind *notify_kind_of(enum notify_kind kind) { return &kind_table[kind].kind; }

static void *copy_args(const void *args) {
    struct op_notify *copy = mem_alloc(sizeof *copy);
    *copy = *(const struct op_notify *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &copy->words);
    return copy;
}

static void free_args(void *args) {
    struct op_notify *a = args;
    plan_args_free(a->ids, a->reason, a->words);
    free(a);
}

static void free_data(void *data) {
    struct notify *d = data;
    notices_free(&d->notices);
    workshops_free(&d->workshops);
    ids_free(&d->told);
    free(d);
}

/* The lead of a reminder, or NULL: the dated text. */
static const struct lead_row *lead_of(const struct op_notify *a, int64_t ahead) {
    for (enum notify_lead lead = LEAD_1H; lead <= LEAD_15M; lead++) {
        const struct lead_row *row = &lead_table[lead];
        if (a->lead == lead && !a->due) return row;
        if (a->lead != LEAD_AUTO && a->lead != lead) continue;
        if (a->due ? ahead >= row->due_from && ahead <= row->due_to : ahead >= row->from && ahead <= row->to)
            return row;
    }
    return NULL;
}

/* --due: does a notification with this key exist, of anybody? */
static bool key_exists(struct session *s, const char *key_end, int64_t workshop, bool *exists, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    char *key = reminder_key(workshop, key_end);
    sql_add(&q, "SELECT 1 FROM notifications n WHERE n.group_key = ");
    sql_text(&q, key);
    sql_add(&q, " LIMIT 1");
    bool ok = conn_query(s->conn, &q, &r, err);
    *exists = ok && r.count > 0;
    free(key);
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static void warn_of_lead(const struct lead_row *lead, const struct workshop *w, int64_t ahead, bool due,
                         struct plan *p) {
    if (lead && !due && (ahead < lead->from || ahead > lead->to))
        plan_warn(p, mem_format(_("#%lld does not start in about %s."), (long long)w->id,
                                /* TRANSLATORS: after "does not start in about" */
                                lead->text == TEXT_REMINDER_1H ? _("1 hour") : _("15 minutes")));
    else if (ahead < 0)
        plan_warn(p, mem_format(_("The time of #%lld has passed."), (long long)w->id));
}

static bool add_reminder(struct session *s, const struct op_notify *a, const struct workshop *w, struct plan *p,
                         struct plan_row *row, struct err *err) {
    struct notify *d = p->data;
    int64_t ahead = w->scheduled_at - d->now;
    const struct lead_row *lead = lead_of(a, ahead);
    bool exists = false;
    /* TRANSLATORS: why a workshop gets no reminder of the kind that a dead job should have sent */
    if (a->due && !lead)
        plan_row_skip(row, false, mem_dup(_("no reminder is due")));
    else if (a->due && !key_exists(s, lead->key_end, w->id, &exists, err))
        return false;
    if (exists) plan_row_skip(row, false, mem_dup(_("has been reminded of already")));
    plan_row_saw(row, "reminder", lead ? lead->key_end + 1 : "at");
    if (row->skipped) return true;
    char *dated = reminder_dated(w->scheduled_at);
    bool about = lead && (!a->due || (ahead >= lead->from && ahead <= lead->to));
    notices_add(&d->notices, &kind_table[NOTIFY_REMINDER].kind, w, about ? lead->text : TEXT_REMINDER_AT,
                lead ? lead->key_end : dated, a->words, !a->again);
    free(dated);
    d->lead_used = d->lead_used || lead;
    warn_of_lead(lead, w, ahead, a->due, p);
    return true;
}

static void check_row(const struct kind_row *kind, const struct workshop *w, struct plan_row *row) {
    char *padded = mem_format(" %s ", w->status);
    if (!strstr(kind->statuses, padded))
        /* TRANSLATORS: why a workshop is refused: "is live: for this it must be: scheduled lobby" */
        plan_row_skip(row, true, mem_format(_("is %s: for this it must be:%s"), w->status, kind->statuses));
    else if (kind->text == TEXT_RECORDING && !(w->recording_url && *w->recording_url))
        plan_row_skip(row, true, mem_dup(_("has no recording")));
    free(padded);
}

static bool add_row(struct session *s, const struct op_notify *a, const struct workshop *w, struct plan *p,
                    struct err *err) {
    const struct kind_row *kind = &kind_table[a->kind];
    struct notify *d = p->data;
    struct plan_row *row = workshop_add_row(p, w);
    if (a->kind == NOTIFY_RECORDING) plan_row_saw(row, "recording_url", w->recording_url);
    check_row(kind, w, row);
    if (!row->skipped && a->kind == NOTIFY_REMINDER && !add_reminder(s, a, w, p, row, err)) return false;
    if (row->skipped) return true;
    ids_add(&d->told, w->id);
    if (a->kind == NOTIFY_REMINDER) return true;
    char *key_end = a->kind == NOTIFY_UPDATED ? mem_format(":%lld", (long long)p->made_at) : mem_dup("");
    notices_add(&d->notices, &kind->kind, w, a->kind == NOTIFY_UPDATED && a->moved ? TEXT_MOVED : kind->text, key_end,
                a->words, !a->again);
    free(key_end);
    return true;
}

/* The workshops named, or with --due and none named, all that may be due. */
static bool find_ids(struct session *s, const struct op_notify *a, int64_t now, struct ids *ids, struct err *err) {
    for (size_t i = 0; i < a->count; i++) ids_add(ids, a->ids[i]);
    bool ok = true;
    if (a->due && a->count == 0) {
        struct sql q = {0};
        struct rows r = {0};
        sql_add(&q,
                "SELECT w.id FROM workshops w WHERE w.status IN ('scheduled', 'lobby') AND w.scheduled_at BETWEEN ");
        sql_time(&q, now);
        sql_add(&q, " AND ");
        sql_time(&q, now + lead_table[LEAD_1H].due_to);
        ok = conn_query(s->conn, &q, &r, err);
        for (size_t i = 0; ok && i < r.count; i++) ids_add_row(ids, &r, i);
        rows_free(&r);
        sql_free(&q);
    }
    ids_sort(ids);
    return ok;
}

static bool notify_fill(struct session *s, const struct op_notify *a, struct plan *p, struct err *err) {
    struct notify *d = p->data;
    struct ids ids = {0};
    bool ok = find_ids(s, a, d->now, &ids, err) && workshops_read(s, &ids, &d->workshops, err);
    for (size_t i = 0; ok && i < d->workshops.count; i++) ok = add_row(s, a, &d->workshops.items[i], p, err);
    ids_free(&ids);
    ok = ok && notices_plan(s, &d->notices, p, err);
    if (d->lead_used)
        plan_warn(p, mem_dup(_("The platform's own job will then send neither e-mail nor SMS for this reminder.")));
    return ok;
}

static bool notify_check(const struct session *s, const struct op_notify *a, struct err *err) {
    /* TRANSLATORS: the action, in "notify needs a moderator" */
    if (!session_need(s, RIGHTS_MODERATOR, _("notify"), err)) return false;
    if ((a->due || a->lead != LEAD_AUTO) && a->kind != NOTIFY_REMINDER)
        return err_set(err, WS_USAGE, _("--due and --lead go with notify reminder only"));
    if (a->moved && a->kind != NOTIFY_UPDATED)
        return err_set(err, WS_USAGE, _("--moved goes with notify updated only"));
    if (a->count == 0 && !a->due) return err_set(err, WS_USAGE, _("notify: no workshop is named"));
    return true;
}

static char *notify_title(const struct op_notify *a) {
    /* TRANSLATORS: the title of a plan; %s is a word of the command: "notify reminder" */
    char *verb = mem_format(_("notify %s"), notify_kind_words[a->kind]);
    char *title = a->count > 0 ? workshops_title(verb, a->ids, a->count) : mem_format(_("%s, all that are due"), verb);
    free(verb);
    return title;
}

static const struct plan_operation notify_operation;

static struct plan *notify_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_notify *a = args;
    int64_t now;
    if (!notify_check(s, a, err) || !conn_now(s->conn, &now, err)) return NULL;
    struct plan *p = plan_new(&notify_operation, args, notify_title(a));
    struct notify *d = mem_zero(1, sizeof *d);
    p->data = d;
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    d->now = now;
    if (!notify_fill(s, p->args, p, err)) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    if (plan_recipients(p) == 0) p->to_change = 0;
    p->in_all =
        mem_format(P_("news of %lu workshop", "news of %lu workshops", d->told.count), (unsigned long)d->told.count);
    p->undo = mem_dup(_("The news cannot be taken back."));
    return p;
}

/* Always another value, so that of two nodes of a cluster that send at once one gets a conflict. */
static void fill_touch(struct sql *q, const void *arg) {
    sql_add(q, "UPDATE workshops SET updated_at = GREATEST(CAST(");
    sql_time(q, ((const struct notify *)arg)->now);
    sql_add(q, " AS DATETIME), updated_at + INTERVAL 1 SECOND) WHERE id IN ");
}

static bool notify_write(struct session *s, const struct plan *p, struct plan_result *result, struct err *err) {
    const struct notify *d = p->data;
    return ids_update(s, fill_touch, d, &d->told, &result->rows_changed, err) &&
           notices_send(s, &d->notices, &result->told, err);
}

static const struct plan_operation notify_operation = {
    "notify", notify_make, notify_write, copy_args, free_args, free_data,
};

struct plan *notify_plan(struct session *s, const struct op_notify *args, struct err *err) {
    return notify_make(s, args, 0, err);
}
