/* What is true of attendees, invites, chat messages and notes when they are edited or deleted. Who wants to add
 * somebody uses attend (op/attend.h) and invite (op/invite.h). See edit_private.h. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/edit_private.h"
#include "op/seats.h"

/* The workshops are locked before their rows, as every change of attendees does. */
static bool lock_workshops(struct session *s, struct edit *e, struct err *err) {
    struct ids workshops = {0};
    char *select = mem_format("SELECT DISTINCT t.workshop_id FROM %s t WHERE t.id", e->entity->table);
    bool ok = ids_query(s->conn, select, &e->ids, "", ids_add_row, &workshops, err);
    ids_sort(&workshops);
    ok = ok && workshops_read(s, &workshops, &e->workshops, err);
    ids_free(&workshops);
    free(select);
    return ok;
}

static const struct workshop *workshop_of(const struct edit *e, size_t i, int field) {
    int64_t id = rows_int(&e->before, i, (size_t)field);
    for (size_t k = 0; k < e->workshops.count; k++)
        if (e->workshops.items[k].id == id) return &e->workshops.items[k];
    return NULL; /* a row that has come after the workshops were locked: none */
}

/* Coming and going: when they left, and the workshop's count. */
static void check_status(struct edit *e, struct plan *p, size_t i) {
    struct plan_row *row = &p->rows[i];
    const struct plan_change *change = edit_change(e, p, i, ATTENDEE_STATUS);
    const struct workshop *w = workshop_of(e, i, ATTENDEE_WORKSHOP_ID);
    char now[CLOCK_DB_SIZE];
    if (!change || !w) return;
    if (!strcmp(change->after, "joined")) {
        plan_row_skip(row, true, mem_dup(_("joined is what the platform says of who enters")));
        return;
    }
    bool left = !strcmp(change->after, "left");
    if (!left && !workshop_is(w, "scheduled")) {
        plan_row_skip(row, true,
                      mem_format(_("#%lld is %s: seats are taken while it is scheduled"), (long long)w->id, w->status));
        return;
    }
    clock_format_db(e->now, now);
    const char *before = edit_before(e, i, ATTENDEE_LEFT_AT);
    if (left || before) plan_row_change(row, "left_at", before, left ? now : NULL);
    ids_add(&e->counted, w->id);
}

static void note_workshop(const struct edit *e, struct plan *p, size_t i, int field) {
    const struct workshop *w = workshop_of(e, i, field);
    p->rows[i].workshop_id = rows_int(&e->before, i, (size_t)field);
    if (w) plan_row_note(&p->rows[i], mem_format(_("of #%lld \"%s\""), (long long)w->id, w->title));
}

static bool attendee_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    (void)s, (void)err;
    for (size_t i = 0; i < p->row_count; i++) {
        const struct workshop *w = workshop_of(e, i, ATTENDEE_WORKSHOP_ID);
        note_workshop(e, p, i, ATTENDEE_WORKSHOP_ID);
        check_status(e, p, i);
        if (e->args->what == EDIT_DELETE && w) ids_add(&e->counted, w->id);
    }
    ids_sort(&e->counted);
    return true;
}

static bool attendee_write(struct session *s, struct edit *e, const struct plan *p, struct plan_result *result,
                           struct err *err) {
    (void)p, (void)result;
    return seats_count(s, &e->counted, e->now, err);
}

static bool invite_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    (void)s, (void)err;
    for (size_t i = 0; i < p->row_count; i++) note_workshop(e, p, i, INVITE_WORKSHOP_ID);
    return true;
}

/* What somebody wrote is shown once more, and goes only for a reason. */
static bool check_words(const struct edit *e, struct plan *p, int workshop, int words, struct err *err) {
    if (!e->args->reason || !*e->args->reason) {
        err_set(err, WS_USAGE, _("delete %s: a reason is needed"), e->entity->name);
        err_hint(err, "%s", _("say it with --reason: it stands in the action log"));
        return false;
    }
    for (size_t i = 0; i < p->row_count; i++) {
        const char *text = edit_before(e, i, words);
        note_workshop(e, p, i, workshop);
        if (text) plan_row_note(&p->rows[i], mem_dup(text));
    }
    return true;
}

static bool chat_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    (void)s;
    return check_words(e, p, CHAT_WORKSHOP_ID, CHAT_MESSAGE, err);
}

static bool note_check(struct session *s, struct edit *e, struct plan *p, struct err *err) {
    (void)s;
    return check_words(e, p, NOTE_WORKSHOP_ID, NOTE_CONTENT, err);
}

const struct edit_rules edit_attendee_rules = {
    .set = RIGHTS_MODERATOR,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_MODERATOR,
    .prepare = lock_workshops,
    .check = attendee_check,
    .write = attendee_write,
    .instead = N_("attendee add does that"),
};
const struct edit_rules edit_invite_rules = {
    .set = RIGHTS_NOBODY,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_MODERATOR,
    .prepare = lock_workshops,
    .check = invite_check,
    .instead = N_("an invite does not change; invite makes one"),
};
const struct edit_rules edit_chat_rules = {
    .set = RIGHTS_NOBODY,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_MODERATOR,
    .prepare = lock_workshops,
    .check = chat_check,
    .instead = N_("what people wrote can only be deleted"),
};
const struct edit_rules edit_note_rules = {
    .set = RIGHTS_NOBODY,
    .make = RIGHTS_NOBODY,
    .remove = RIGHTS_MODERATOR,
    .prepare = lock_workshops,
    .check = note_check,
    .instead = N_("what people wrote can only be deleted"),
};
