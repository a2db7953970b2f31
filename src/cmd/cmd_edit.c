/* The words new, set and delete: see cmd_edit.h. FIELD=VALUE and ids may stand in any order after the entity; an
 * argument with = is the former. Rules and rights are the operation's (op/edit.h). */
#include "cmd/cmd_edit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/resolve.h"
#include "model/editing.h"
#include "op/attend.h"
#include "op/edit.h"
#include "op/op.h"
#include "recur/zone.h"

struct editing_args {
    struct op_edit op;
    char *texts[EDIT_VALUES_MOST]; /* owned */
    int64_t *ids;
};

static void args_free(struct editing_args *a) {
    for (size_t i = 0; i < EDIT_VALUES_MOST; i++) free(a->texts[i]);
    free(a->ids);
}

static bool fail_usage(const struct cmd_call *call, struct err *err) {
    return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
}

static bool fail_field(enum entity_kind kind, const char *name, struct err *err) {
    size_t count;
    const struct editing *fields = editing_fields(kind, &count);
    struct buf known = {0};
    for (size_t i = 0; i < count; i++) buf_addf(&known, " %s", entities[kind].fields[fields[i].field].name);
    if (entity_field(&entities[kind], name) >= 0)
        err_set(err, WS_USAGE, _("%s: the field %s cannot be edited"), entities[kind].name, name);
    else
        err_set(err, WS_USAGE, _("%s have no field %.*s"), _(entities[kind].plural), (int)strlen(name), name);
    err_hint(err, _("it can be given:%s"), buf_str(&known));
    buf_free(&known);
    return false;
}

/* A field of this word: what can only be given to a new row is not to be changed. */
static bool check_field(const struct op_edit *op, int field, struct err *err) {
    const struct editing *e = editing_find(op->kind, field);
    const char *name = entities[op->kind].fields[field].name;
    if (!(e->flags & (op->what == EDIT_NEW ? EDITING_NEW : EDITING_SET))) {
        const char *why = op->what == EDIT_SET ? editing_why_fixed(op->kind, field) : NULL;
        err_set(err, WS_USAGE, op->what == EDIT_NEW ? _("%s: a new one has no %s yet") : _("%s: %s never changes"),
                entities[op->kind].name, name);
        if (why) err_hint(err, "%s", _(why));
        return false;
    }
    for (size_t i = 0; i < op->value_count; i++)
        if (op->values[i].field == field) return err_set(err, WS_USAGE, _("%s is said twice"), name);
    if (op->value_count == EDIT_VALUES_MOST) return err_set(err, WS_USAGE, "%s", _("too many fields at once"));
    return true;
}

/* FIELD=VALUE; a reference's value becomes an id. */
static bool take_value(struct session *s, const char *word, struct editing_args *a, struct err *err) {
    struct op_edit *op = &a->op;
    size_t len = strcspn(word, "=");
    char *name = mem_dup_len(word, len);
    const char *text = word + len + 1;
    int field = editing_by_name(op->kind, name);
    bool ok = field >= 0 ? check_field(op, field, err) : fail_field(op->kind, name, err);
    free(name);
    if (!ok) return false;
    const struct field *f = &entities[op->kind].fields[field];
    int64_t id;
    if (f->type == FIELD_REF && text[strspn(text, " ")]) {
        if (!resolve_id(s->conn, f->ref, text, &id, err)) return false;
        a->texts[op->value_count] = mem_format("%" PRId64, id);
    } else {
        a->texts[op->value_count] = mem_dup(text);
    }
    op->values[op->value_count] = (struct edit_value){field, a->texts[op->value_count]};
    op->value_count++;
    return true;
}

/* Everything after the entity. */
static bool take_args(struct session *s, const struct cmd_call *call, struct editing_args *a, struct err *err) {
    char **words = mem_zero(call->arg_count, sizeof *words);
    size_t count = 0;
    bool ok = true;
    for (size_t i = 1; ok && i < call->arg_count; i++) {
        if (strchr(call->args[i], '='))
            ok = a->op.what == EDIT_DELETE ? fail_usage(call, err) : take_value(s, call->args[i], a, err);
        else
            words[count++] = call->args[i];
    }
    bool wants_ids = a->op.what != EDIT_NEW;
    if (ok && (wants_ids != (count > 0) || (a->op.what == EDIT_SET && a->op.value_count == 0)))
        ok = fail_usage(call, err);
    ok = ok && resolve_ids(s->conn, a->op.kind, words, count, &a->ids, &a->op.count, err);
    a->op.ids = a->ids;
    free(words);
    return ok;
}

bool cmd_edit_check(enum entity_kind kind, enum edit_what what, const char *word, struct err *err) {
    struct op_edit op = {.kind = kind, .what = what};
    size_t len = strcspn(word, "=");
    const char *text = word + len + 1;
    char *name = mem_dup_len(word, len), *value = NULL;
    int field = editing_by_name(kind, name);
    bool ok = field >= 0 ? check_field(&op, field, err) : fail_field(kind, name, err);
    free(name);
    if (!ok || !*text || !strcmp(text, "=")) return ok;
    enum field_type type = entities[kind].fields[field].type;
    if (type == FIELD_REF) return true;                             /* by the database */
    ok = editing_parse(kind, field, text, zone_utc(), &value, err); /* a time is read again, in its zone */
    free(value);
    return ok;
}

/* set user … can_host=… is the action can-host. */
static bool is_can_host(enum entity_kind kind, enum edit_what what) { return kind == ENTITY_USER && what == EDIT_SET; }

static bool plan_can_host(struct session *s, const struct op_edit *op, struct plan **out, struct err *err) {
    bool on;
    if (!parse_bool(op->values[0].text, &on))
        return err_set(err, WS_DATA, _("%s: yes or no, not %s"), "can_host", op->values[0].text);
    const struct op_can_host args = {.ids = op->ids, .count = op->count, .on = on, .reason = op->reason};
    *out = can_host_plan(s, &args, err);
    return *out != NULL;
}

/* new attendee and new invite are the actions attendee add and invite. */
static bool is_attend(enum entity_kind kind, enum edit_what what) {
    return what == EDIT_NEW && (kind == ENTITY_ATTENDEE || kind == ENTITY_INVITE);
}

enum rights cmd_edit_need(enum entity_kind kind, enum edit_what what, const char **instead) {
    *instead = NULL;
    return is_can_host(kind, what) || is_attend(kind, what) ? RIGHTS_MODERATOR : edit_need(kind, what, instead);
}

static bool plan_attend(struct session *s, const struct op_edit *op, struct plan **out, struct err *err) {
    int64_t who[2] = {0};
    bool invite = op->kind == ENTITY_INVITE;
    for (size_t i = 0; i < op->value_count; i++) {
        int field = op->values[i].field;
        bool workshop = field == (invite ? (int)INVITE_WORKSHOP_ID : (int)ATTENDEE_WORKSHOP_ID);
        if (!parse_int(op->values[i].text, 1, INT32_MAX, &who[workshop ? 0 : 1]))
            return err_set(err, WS_DATA, _("%s: is needed"), entities[op->kind].fields[field].name);
    }
    if (who[0] == 0 || who[1] == 0)
        return err_set(err, WS_USAGE, _("new %s: workshop_id and user_id are needed"), entities[op->kind].name);
    const struct op_attend args = {
        .workshop = who[0], .ids = &who[1], .count = 1, .reason = op->reason, .words = op->words};
    *out = invite ? invite_plan(s, &args, err) : attend_plan(s, &args, err);
    return *out != NULL;
}

static bool plan_edit(struct session *s, const struct cmd_call *call, enum edit_what what, struct plan **out,
                      struct err *err) {
    if (call->arg_count == 0) return fail_usage(call, err);
    const struct entity *e = cmd_find_entity(call->args[0], err);
    if (!e) return false;
    const char *confirmed = cmd_flag_value(call, "confirm");
    struct editing_args a = {.op = {.kind = entity_kind_of(e),
                                    .what = what,
                                    .reason = cmd_flag_value(call, "reason"),
                                    .words = cmd_flag_value(call, "words"),
                                    .only_new = cmd_flag_value(call, "only-new") != NULL}};
    bool ok = !confirmed || parse_int(*confirmed == '#' ? confirmed + 1 : confirmed, 1, INT32_MAX, &a.op.confirmed) ||
              err_set(err, WS_USAGE, _("--%s wants an id, not %s"), "confirm", confirmed);
    ok = ok && take_args(s, call, &a, err);
    if (ok && is_can_host(a.op.kind, what)) {
        ok = plan_can_host(s, &a.op, out, err);
    } else if (ok && is_attend(a.op.kind, what)) {
        ok = plan_attend(s, &a.op, out, err);
    } else if (ok) {
        *out = edit_plan(s, &a.op, err);
        ok = *out != NULL;
    }
    args_free(&a);
    return ok;
}

bool cmd_new_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_edit(s, call, EDIT_NEW, out, err);
}

bool cmd_set_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_edit(s, call, EDIT_SET, out, err);
}

bool cmd_delete_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    return plan_edit(s, call, EDIT_DELETE, out, err);
}

bool cmd_edit_check_set(enum entity_kind kind, const char *line, const struct cmd_call *call, size_t *fault,
                        struct err *err) {
    if (call->arg_count > 0 && entity_find(call->args[0])) return true;
    for (size_t i = 0; i < call->arg_count; i++) {
        if (!strchr(call->args[i], '=') || cmd_edit_check(kind, EDIT_SET, call->args[i], err)) continue;
        char *field = mem_format(" %.*s=", (int)strcspn(call->args[i], "="), call->args[i]);
        const char *at = strstr(line, field);
        *fault = at ? (size_t)(at - line) + 1 : strlen(line);
        free(field);
        return false;
    }
    return true;
}
