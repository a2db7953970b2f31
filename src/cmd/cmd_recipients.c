/* export recipients KIND ID…: the people whom notify KIND would tell, for other means than a notification. Who does not
 * count (blocked, banned, the acting user) is left out as there; who holds the news already is not. E-mail addresses
 * are shown to admins only. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd_people.h"
#include "cmd/resolve.h"
#include "op/notice.h"
#include "op/op.h"

static const struct cmd_column columns[] = {
    {"workshop_id", N_("workshop"), FIELD_REF, FIELD_RIGHT},
    {"user_id", N_("user id"), FIELD_REF, FIELD_RIGHT},
    {"username", N_("user"), FIELD_TEXT, 0},
    {"display_name", N_("name"), FIELD_TEXT, 0},
    {"language", N_("language"), FIELD_TEXT, 0},
    {"email", N_("e-mail"), FIELD_TEXT, 0}, /* the last: admins only */
};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct listing {
    struct cmd_output *out;
    size_t columns;
    struct err *err;
    bool ok;
};

static void output_person(void *arg, const struct rows *r, size_t i) {
    static const size_t places[COLUMNS] = {0, 1, 2, 3, 5, 4}; /* of notices_list's columns */
    struct listing *l = arg;
    struct value cells[COLUMNS];
    for (size_t k = 0; k < COLUMNS; k++) cells[k] = *rows_cell(r, i, places[k]);
    l->ok = l->ok && l->out->row(l->out->to, cells, l->err);
}

static const struct notice_kind *find_kind(const char *word) {
    for (int kind = 0; kind < NOTIFY_KINDS; kind++)
        if (!strcmp(notify_kind_words[kind], word)) return notify_kind_of((enum notify_kind)kind);
    return NULL;
}

bool cmd_export_recipients_read(struct session *s, const struct cmd_call *call, struct cmd_output *out,
                                struct err *err) {
    const struct notice_kind *kind = call->arg_count > 1 ? find_kind(call->args[0]) : NULL;
    struct cmd_column translated[COLUMNS];
    struct ids ids = {0};
    struct workshops workshops = {0};
    struct notices notices = {0};
    int64_t *named;
    size_t count;
    if (!kind) return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    if (!resolve_ids(s->conn, ENTITY_WORKSHOP, call->args + 1, call->arg_count - 1, &named, &count, err)) return false;
    for (size_t i = 0; i < count; i++) ids_add(&ids, named[i]);
    free(named);
    ids_sort(&ids);
    for (size_t i = 0; i < COLUMNS; i++) {
        translated[i] = columns[i];
        translated[i].label = _(columns[i].label);
    }
    struct listing l = {out, s->actor.rights == RIGHTS_ADMIN ? COLUMNS : COLUMNS - 1, err, true};
    bool ok = workshops_read(s, &ids, &workshops, err) && out->begin(out->to, translated, l.columns, err);
    for (size_t i = 0; ok && i < workshops.count; i++)
        notices_add(&notices, kind, &workshops.items[i], TEXT_UPDATED, "", NULL, false);
    ok = ok && notices_list(s, &notices, output_person, &l, err) && l.ok;
    notices_free(&notices);
    workshops_free(&workshops);
    ids_free(&ids);
    return ok;
}
