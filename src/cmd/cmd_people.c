/* The words about a workshop's people: see cmd_people.h. WORKSHOP USER… come after on or off where there is such a
 * word. Rules and rights are the operations'. */
#include "cmd/cmd_people.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "op/attend.h"
#include "op/edit.h"
#include "op/ids.h"
#include "op/transfer.h"

struct people_args {
    int64_t workshop;
    int64_t *users; /* owned */
    size_t count;
};

/* WORKSHOP USER… from args[at] on. */
static bool take_people(struct session *s, const struct cmd_call *call, size_t at, struct people_args *out,
                        struct err *err) {
    if (call->arg_count < at + 2) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    return resolve_id(s->conn, ENTITY_WORKSHOP, call->args[at], &out->workshop, err) &&
           resolve_ids(s->conn, ENTITY_USER, call->args + at + 1, call->arg_count - at - 1, &out->users, &out->count,
                       err);
}

static bool plan_attend(struct session *s, const struct cmd_call *call, bool invite, struct plan **out,
                        struct err *err) {
    struct people_args people = {0};
    if (!take_people(s, call, 0, &people, err)) return false;
    const struct op_attend args = {.workshop = people.workshop,
                                   .ids = people.users,
                                   .count = people.count,
                                   .reason = cmd_flag_value(call, "reason"),
                                   .words = cmd_flag_value(call, "words")};
    *out = invite ? invite_plan(s, &args, err) : attend_plan(s, &args, err);
    free(people.users);
    return *out != NULL;
}

bool cmd_attendee_add_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_attend(s, call, false, out, err);
}

bool cmd_invite_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_attend(s, call, true, out, err);
}

/* The attendees' rows of these people; WS_DATA for who has none. */
static bool find_rows(struct session *s, const struct people_args *people, struct ids *rows, struct err *err) {
    bool ok = true;
    for (size_t i = 0; ok && i < people->count; i++) {
        struct sql q = {0};
        struct rows r = {0};
        sql_add(&q, "SELECT a.id FROM workshop_attendees a WHERE a.workshop_id = ");
        sql_int(&q, people->workshop);
        sql_add(&q, " AND a.user_id = ");
        sql_int(&q, people->users[i]);
        ok = conn_query(s->conn, &q, &r, err);
        if (ok && r.count == 0)
            ok = err_set(err, WS_DATA, _("user #%lld is no attendee of #%lld"), (long long)people->users[i],
                         (long long)people->workshop);
        else if (ok)
            ids_add_row(rows, &r, 0);
        rows_free(&r);
        sql_free(&q);
    }
    return ok;
}

/* One field of these attendees, or their rows deleted. */
static bool plan_rows(struct session *s, const struct cmd_call *call, size_t at, enum edit_what what, int field,
                      const char *text, struct plan **out, struct err *err) {
    struct people_args people = {0};
    struct ids rows = {0};
    bool ok = take_people(s, call, at, &people, err) && find_rows(s, &people, &rows, err);
    if (ok) {
        const struct op_edit args = {.kind = ENTITY_ATTENDEE,
                                     .what = what,
                                     .ids = rows.items,
                                     .count = rows.count,
                                     .values = {{field, text}},
                                     .value_count = what == EDIT_SET ? 1 : 0,
                                     .reason = cmd_flag_value(call, "reason")};
        *out = edit_plan(s, &args, err);
        ok = *out != NULL;
    }
    free(people.users);
    ids_free(&rows);
    return ok;
}

bool cmd_attendee_remove_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    enum edit_what what = cmd_flag_value(call, "forget") ? EDIT_DELETE : EDIT_SET;
    return plan_rows(s, call, 0, what, ATTENDEE_STATUS, "left", out, err);
}

static bool plan_flag(struct session *s, const struct cmd_call *call, int field, struct plan **out, struct err *err) {
    bool on;
    if (!parse_bool(call->args[0], &on) || (strcmp(call->args[0], "on") != 0 && strcmp(call->args[0], "off") != 0))
        return err_set(err, WS_USAGE, _("%s wants on or off, not %s"), call->cmd->name, call->args[0]);
    return plan_rows(s, call, 1, EDIT_SET, field, on ? "1" : "0", out, err);
}

bool cmd_attendee_co_host_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_flag(s, call, ATTENDEE_IS_CO_HOST, out, err);
}

bool cmd_attendee_speak_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_flag(s, call, ATTENDEE_CAN_SPEAK, out, err);
}

bool cmd_transfer_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    struct op_transfer args = {.reason = cmd_flag_value(call, "reason"), .words = cmd_flag_value(call, "words")};
    if (call->arg_count != 2) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    if (!resolve_id(s->conn, ENTITY_USER, call->args[0], &args.from, err) ||
        !resolve_id(s->conn, ENTITY_USER, call->args[1], &args.to, err))
        return false;
    *out = transfer_plan(s, &args, err);
    return *out != NULL;
}
