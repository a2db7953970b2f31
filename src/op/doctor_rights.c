/* doctor: may this account do what the acting user may? Each statement is explained, never run: the server checks the
 * rights of both alike, columns included, and its refusal names the missing GRANT. */
#include <stdlib.h>

#include "base/i18n.h"
#include "model/entity.h"
#include "op/doctor_private.h"

enum { ER_TABLEACCESS_DENIED = 1142, ER_COLUMNACCESS_DENIED = 1143 };

/* What the words write, as far as op/grants gives it; tests/cli/grants.sh takes each right away to see it missed. */
static const struct word_right {
    const char *word;
    enum rights who;
    const char *statement;
} word_rights[] = {
    {"list user", RIGHTS_ADMIN, "SELECT u.email FROM users u WHERE u.id = 0"},
    {"cancel", RIGHTS_MODERATOR,
     "UPDATE workshops SET status = 'cancelled', actual_ended_at = NULL, agora_channel = NULL, updated_at = updated_at"
     " WHERE id = 0"},
    {"cancel", RIGHTS_MODERATOR,
     "UPDATE workshop_attendees SET status = 'left', left_at = NULL, updated_at = updated_at WHERE id = 0"},
    {"cancel --future", RIGHTS_MODERATOR,
     "UPDATE workshop_series SET is_active = 0, updated_at = updated_at WHERE id = 0"},
    {"can-host", RIGHTS_MODERATOR, "UPDATE users SET can_host = 1 WHERE id = 0"},
    {"notify", RIGHTS_MODERATOR,
     "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key)"
     " SELECT u.id, u.id, 'workshop_updated', 'workshop', 0, NULL, NULL FROM users u WHERE u.id = 0"},
    {"attendee", RIGHTS_MODERATOR, "UPDATE workshops SET attendee_count = 0, updated_at = updated_at WHERE id = 0"},
    {"attendee", RIGHTS_MODERATOR,
     "UPDATE workshop_attendees SET status = 'rsvp', joined_at = NULL, left_at = NULL, is_co_host = 0, can_speak = 0,"
     " updated_at = updated_at WHERE id = 0"},
    {"attendee add", RIGHTS_MODERATOR,
     "INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at, left_at, is_co_host, can_speak,"
     " created_at, updated_at) SELECT a.workshop_id, a.user_id, 'rsvp', NULL, NULL, 0, 0, a.created_at, a.created_at"
     " FROM workshop_attendees a WHERE a.id = 0"},
    {"attendee remove --forget", RIGHTS_MODERATOR, "DELETE FROM workshop_attendees WHERE id = 0"},
    {"invite", RIGHTS_MODERATOR,
     "INSERT INTO workshop_invites (workshop_id, user_id, invited_by, created_at)"
     " SELECT i.workshop_id, i.user_id, i.invited_by, i.created_at FROM workshop_invites i WHERE i.id = 0"},
    {"delete chat", RIGHTS_MODERATOR, "DELETE FROM workshop_chats WHERE id = 0"},
    {"delete note", RIGHTS_MODERATOR, "DELETE FROM workshop_notes WHERE id = 0"},
    {"delete invite", RIGHTS_ADMIN, "DELETE FROM workshop_invites WHERE id = 0"},
    {"new category", RIGHTS_ADMIN,
     "INSERT INTO workshop_categories (name, slug, description, sort_order, is_active, created_at, updated_at)"
     " SELECT c.name, c.slug, NULL, 0, 1, c.created_at, c.created_at FROM workshop_categories c WHERE c.id = 0"},
    {"set category", RIGHTS_ADMIN,
     "UPDATE workshop_categories SET name = '', slug = '', description = NULL, sort_order = 0, is_active = 1,"
     " updated_at = updated_at WHERE id = 0"},
    {"delete category", RIGHTS_ADMIN, "DELETE FROM workshop_categories WHERE id = 0"},
    {"new series", RIGHTS_ADMIN,
     "INSERT INTO workshop_series (host_id, category_id, title, description, rrule, time_of_day, timezone,"
     " duration_minutes, is_active, created_at, updated_at) SELECT s.host_id, NULL, s.title, NULL, s.rrule,"
     " s.time_of_day, s.timezone, NULL, 1, s.created_at, s.created_at FROM workshop_series s WHERE s.id = 0"},
    {"set series", RIGHTS_ADMIN,
     "UPDATE workshop_series SET host_id = 0, category_id = NULL, title = '', description = NULL, rrule = '',"
     " time_of_day = '', timezone = '', duration_minutes = NULL, is_active = 1, updated_at = updated_at WHERE id = 0"},
    {"delete series", RIGHTS_ADMIN, "DELETE FROM workshop_series WHERE id = 0"},
    {"series fill", RIGHTS_ADMIN,
     "INSERT INTO workshops (series_id, host_id, category_id, title, description, duration_minutes, scheduled_at,"
     " status, is_private, max_capacity, agora_channel, attendee_count, created_at, updated_at)"
     " SELECT s.id, s.host_id, s.category_id, s.title, s.description, s.duration_minutes, s.created_at, 'scheduled',"
     " 0, NULL, NULL, 0, s.created_at, s.created_at FROM workshop_series s WHERE s.id = 0"},
    {"set workshop", RIGHTS_ADMIN,
     "UPDATE workshops SET series_id = NULL, host_id = 0, category_id = NULL, title = '', description = NULL,"
     " scheduled_at = created_at, duration_minutes = NULL, actual_started_at = NULL, status = 'scheduled',"
     " is_private = 0, max_capacity = NULL, recording_url = NULL, updated_at = updated_at WHERE id = 0"},
    {"set workshop", RIGHTS_ADMIN, "UPDATE notifications SET group_key = NULL WHERE id = 0"},
    {"delete workshop", RIGHTS_ADMIN, "DELETE FROM workshops WHERE id = 0"},
    {"repair", RIGHTS_ADMIN,
     "UPDATE workshops SET attendee_count = 0, agora_channel = NULL, updated_at = updated_at WHERE id = 0"},
};

/* False when a right is missing: *why is the server's refusal. Other failures are those of other checks. */
static bool may(struct doctor *d, const struct sql *q, struct err *why) {
    struct rows r = {0};
    bool ok = conn_query(d->session->conn, q, &r, why);
    rows_free(&r);
    if (ok || why->server_errno == ER_TABLEACCESS_DENIED || why->server_errno == ER_COLUMNACCESS_DENIED) return ok;
    if (conn_is_lost(d->session->conn)) doctor_say_error(d, N_("rights"), DOCTOR_WRONG, why);
    err_free(why);
    return true;
}

static void add_columns(struct sql *q, const struct entity *e) {
    sql_add(q, "EXPLAIN SELECT 1");
    for (size_t i = 0; i < e->field_count; i++) {
        const struct field *f = &e->fields[i];
        if (f->type == FIELD_NAME || f->flags & FIELD_ADMIN_ONLY) continue;
        sql_addf(q, f->flags & FIELD_OPTIONAL ? ", {%s.%s}" : ", %s.%s", e->alias, f->name);
    }
    sql_addf(q, " FROM %s %s WHERE %s.id = 0", e->table, e->alias, e->alias);
}

static bool check_reading(struct doctor *d) {
    bool all = true;
    for (size_t kind = 0; !d->ended && kind < ENTITY_KINDS; kind++) {
        struct sql q = {0};
        struct err why = {0};
        add_columns(&q, &entities[kind]);
        if (!may(d, &q, &why)) {
            all = false;
            doctor_say(d, N_("rights"), DOCTOR_WRONG, why.hint, _("list %s: %s"), entities[kind].name, why.text);
        }
        err_free(&why);
        sql_free(&q);
    }
    return all;
}

static bool check_words(struct doctor *d) {
    bool all = true;
    for (size_t i = 0; !d->ended && i < sizeof word_rights / sizeof *word_rights; i++) {
        const struct word_right *w = &word_rights[i];
        struct sql q = {0};
        struct err why = {0};
        if (w->who > d->session->actor.rights) continue;
        sql_addf(&q, "EXPLAIN %s", w->statement);
        if (!may(d, &q, &why)) {
            all = false;
            /* TRANSLATORS: a word (cancel…) and the server's message */
            doctor_say(d, N_("rights"), DOCTOR_WARNING, why.hint, _("%s: %s"), w->word, why.text);
        }
        err_free(&why);
        sql_free(&q);
    }
    return all;
}

void doctor_check_rights(struct doctor *d) {
    bool reading = check_reading(d), words = check_words(d);
    if (reading && words)
        doctor_say(d, N_("rights"), DOCTOR_OK, NULL, "%s",
                   _("the database account may do all that the acting user may"));
}
