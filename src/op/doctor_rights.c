/* doctor: may this account do what the acting user may? Each statement is explained, never run: the server checks the
 * rights of both alike, columns included, and its refusal names the missing GRANT. */
#include <stdlib.h>

#include "base/i18n.h"
#include "model/entity.h"
#include "op/doctor_private.h"

enum { ER_TABLEACCESS_DENIED = 1142, ER_COLUMNACCESS_DENIED = 1143 };

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
    {"series fill", RIGHTS_ADMIN,
     "INSERT INTO workshops (series_id, host_id, category_id, title, description, duration_minutes, scheduled_at,"
     " status, created_at, updated_at, is_private)"
     " SELECT s.id, s.host_id, s.category_id, s.title, s.description, s.duration_minutes, s.created_at, 'scheduled',"
     " s.created_at, s.created_at, 0 FROM workshop_series s WHERE s.id = 0"},
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
