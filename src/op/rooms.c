/* Tokens for Agora's rooms, and closing rooms as a plan: see rooms.h. What is said to Agora is agora_token.c's and
 * agora_close.c's. */
#include "op/rooms.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "op/agora.h"
#include "op/workshops.h"

static bool read_user(struct session *s, int64_t id, char **name, struct err *err) {
    struct sql q = {0};
    struct rows r = {0};
    sql_add(&q, "SELECT u.username FROM users u WHERE u.id = ");
    sql_int(&q, id);
    bool ok = conn_query(s->conn, &q, &r, err);
    if (ok && r.count == 0) ok = err_set(err, WS_DATA, _("there is no user #%lld"), (long long)id);
    if (ok) *name = mem_dup(rows_text(&r, 0, 0));
    rows_free(&r);
    sql_free(&q);
    return ok;
}

static bool read_channel(struct session *s, int64_t id, char **channel, struct err *err) {
    struct workshops found = {0};
    bool ok = workshops_read(s, &(struct ids){&id, 1, 1}, &found, err);
    const struct workshop *w = found.items;
    if (ok && (workshop_is(w, "ended") || workshop_is(w, "cancelled")))
        /* TRANSLATORS: the second %s is the status: ended or cancelled */
        ok = err_set(err, WS_REFUSED, _("the workshop #%lld is %s: there is no room to enter"), (long long)id,
                     w->status);
    if (ok) *channel = w->agora_channel && *w->agora_channel ? mem_dup(w->agora_channel) : agora_channel_of(id);
    workshops_free(&found);
    return ok;
}

bool room_token_make(struct session *s, const struct op_room_token *args, struct room_token *out, struct err *err) {
    /* TRANSLATORS: the action, in "agora token needs a moderator" */
    if (!session_need(s, RIGHTS_MODERATOR, _("agora token"), err) || !agora_need_token(s->agora, err)) return false;
    *out = (struct room_token){.user = args->user ? args->user : s->actor.id};
    struct agora_token t = {.uid = (uint32_t)out->user, .host = args->host, .ttl = args->ttl, .salt = agora_salt()};
    bool ok = read_channel(s, args->workshop, &out->channel, err) && read_user(s, out->user, &out->username, err);
    /* Agora reckons by the real time, so this is not the database's clock. */
    t.issued_at = (uint32_t)clock_now();
    t.channel = out->channel;
    out->expires_at = (int64_t)t.issued_at + t.ttl;
    ok = ok && agora_make_token(s->agora, &t, &out->token, err);
    if (!ok) room_token_free(out);
    return ok;
}

void room_token_free(struct room_token *t) {
    free(t->username);
    free(t->channel);
    free(t->token);
    *t = (struct room_token){0};
}

static void *copy_args(const void *args) {
    struct op_close_rooms *copy = mem_alloc(sizeof *copy);
    const char *no_words = NULL;
    *copy = *(const struct op_close_rooms *)args;
    plan_args_own(&copy->ids, copy->count, &copy->reason, &no_words);
    return copy;
}

static void free_args(void *args) {
    struct op_close_rooms *a = args;
    plan_args_free(a->ids, a->reason, NULL);
    free(a);
}

static void free_data(void *data) {
    agora_rooms_free(data);
    free(data);
}

static void add_row(struct plan *p, const struct workshop *w) {
    struct plan_row *row = workshop_add_row(p, w);
    if (workshop_is(w, "scheduled")) {
        plan_row_skip(row, true, mem_dup(_("has not begun: cancel it, if it should not take place")));
        return;
    }
    plan_row_note(row, mem_dup(_("everybody is put out of its room, and nobody can enter it for 24 hours")));
    if (workshop_is(w, "live")) plan_row_note(row, mem_dup(_("it stays live on the site: cancel ends it")));
    agora_rooms_add(p->data, w->id, w->agora_channel);
}

static const struct plan_operation close_rooms_operation;

static struct plan *close_rooms_make(struct session *s, const void *args, int64_t made_at, struct err *err) {
    const struct op_close_rooms *a = args;
    struct ids ids = {0};
    struct workshops found = {0};
    int64_t now;
    /* TRANSLATORS: the action, in "agora close needs a moderator" and in the titles of plans */
    if (!session_need(s, RIGHTS_MODERATOR, _("agora close"), err) || !agora_need_close(s->agora, err) ||
        !conn_now(s->conn, &now, err))
        return NULL;
    for (size_t i = 0; i < a->count; i++) ids_add(&ids, a->ids[i]);
    ids_sort(&ids);
    struct plan *p = plan_new(&close_rooms_operation, args, workshops_title(_("agora close"), a->ids, a->count));
    struct agora_rooms *rooms = p->data = mem_zero(1, sizeof(struct agora_rooms));
    p->made_at = made_at ? made_at : now;
    p->reason = a->reason ? mem_dup(a->reason) : NULL;
    bool ok = workshops_read(s, &ids, &found, err);
    for (size_t i = 0; ok && i < found.count; i++) add_row(p, &found.items[i]);
    workshops_free(&found);
    ids_free(&ids);
    if (!ok) {
        plan_free(p);
        return NULL;
    }
    plan_count(p);
    p->in_all = mem_format(P_("%lu room closed", "%lu rooms closed", rooms->count), (unsigned long)rooms->count);
    p->undo = mem_dup(_("Nothing here takes it back."));
    return p;
}

static bool close_rooms_after(struct session *s, const struct plan *p, struct buf *words, struct err *err) {
    size_t closed;
    (void)words; /* in_all says it */
    return agora_rooms_close(s->agora, p->data, &closed, err);
}

static const struct plan_operation close_rooms_operation = {
    .name = "agora_close",
    .make = close_rooms_make,
    .after = close_rooms_after,
    .copy_args = copy_args,
    .free_args = free_args,
    .free_data = free_data,
};

struct plan *close_rooms_plan(struct session *s, const struct op_close_rooms *args, struct err *err) {
    return close_rooms_make(s, args, 0, err);
}
