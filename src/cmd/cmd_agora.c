/* agora token WORKSHOP and agora close WORKSHOP…: see cmd_agora.h. */
#include "cmd/cmd_agora.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "op/agora.h"
#include "op/rooms.h"

enum { TTL = 3600 };

static const struct cmd_column columns[] = {
    {"workshop_id", N_("workshop"), FIELD_ID, FIELD_RIGHT},
    /* TRANSLATORS: the name of a room at Agora */
    {"channel", N_("channel"), FIELD_TEXT, 0},
    {"uid", N_("user id"), FIELD_ID, FIELD_RIGHT},
    {"user", N_("user"), FIELD_TEXT, 0},
    /* TRANSLATORS: host or audience */
    {"role", N_("role"), FIELD_TEXT, 0},
    {"expires_at", N_("valid until"), FIELD_WHEN, 0},
    /* TRANSLATORS: a long text that lets a program enter a room */
    {"token", N_("token"), FIELD_TEXT, 0},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static bool token_args(struct session *s, const struct cmd_call *call, struct op_room_token *args, struct err *err) {
    const char *role = cmd_flag_value(call, "role"), *ttl = cmd_flag_value(call, "ttl");
    const char *user = cmd_flag_value(call, "user");
    int64_t seconds = TTL;
    if (call->arg_count != 1) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    if (ttl && !parse_int(ttl, 1, AGORA_TTL_MAX, &seconds))
        return err_set(err, WS_USAGE, _("--ttl wants seconds from 1 to %d, not %s"), AGORA_TTL_MAX, ttl);
    *args = (struct op_room_token){.host = role && !strcmp(role, "host"), .ttl = (uint32_t)seconds};
    return resolve_id(s->conn, ENTITY_WORKSHOP, call->args[0], &args->workshop, err) &&
           (!user || resolve_id(s->conn, ENTITY_USER, user, &args->user, err));
}

static struct value text_value(const char *text) { return (struct value){text, strlen(text), false}; }

bool cmd_agora_token_read(struct session *s, const struct cmd_call *call, struct cmd_output *out, struct err *err) {
    struct op_room_token args;
    struct room_token t;
    struct cmd_column translated[COLUMNS];
    char workshop[24], uid[24], expires[CLOCK_DB_SIZE];
    if (!token_args(s, call, &args, err) || !room_token_make(s, &args, &t, err)) return false;
    snprintf(workshop, sizeof workshop, "%" PRId64, args.workshop);
    snprintf(uid, sizeof uid, "%" PRId64, t.user);
    clock_format_db(t.expires_at, expires);
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    const struct value cells[COLUMNS] = {text_value(workshop),
                                         text_value(t.channel),
                                         text_value(uid),
                                         text_value(t.username),
                                         text_value(args.host ? "host" : "audience"),
                                         text_value(expires),
                                         text_value(t.token)};
    bool ok = out->begin(out->to, translated, COLUMNS, err) && out->row(out->to, cells, err);
    room_token_free(&t);
    return ok;
}

bool cmd_agora_close_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    int64_t *ids;
    struct op_close_rooms args = {.reason = cmd_flag_value(call, "reason")};
    if (!resolve_ids(s->conn, ENTITY_WORKSHOP, call->args, call->arg_count, &ids, &args.count, err)) return false;
    args.ids = ids;
    *out = close_rooms_plan(s, &args, err);
    free(ids);
    return *out != NULL;
}
