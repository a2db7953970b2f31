/* What is wrong with an argument or a flag's value is said as soon as the line is read, as far as that needs no
 * database: so the console can point at it. Called by cmd.c for each as it comes; by the words themselves where a row's
 * kind is left out; by the console for its own words. See cmd.h. */
#include <string.h>

#include "base/i18n.h"
#include "base/parse.h"
#include "cmd/cmd.h"
#include "cmd/cmd_edit.h"
#include "cmd/filter.h"
#include "cmd/resolve.h"
#include "recur/instant.h"
#include "recur/zone.h"

const struct entity *cmd_find_entity(const char *word, struct err *err) {
    const struct entity *e = entity_find(word);
    if (e) return e;
    err_set(err, WS_USAGE, _("there are no rows of %s"), word);
    err_hint(err, "%s", _("one of: category series workshop attendee user chat note invite notification"));
    return NULL;
}

static bool is_one_of(const char *alternatives, size_t len, const char *word) {
    size_t word_len = strlen(word);
    while (len > 0) {
        const char *bar = memchr(alternatives, '|', len);
        size_t part = bar ? (size_t)(bar - alternatives) : len;
        if (part == word_len && !strncmp(alternatives, word, part)) return true;
        alternatives += bar ? part + 1 : part;
        len -= bar ? part + 1 : part;
    }
    return false;
}

bool cmd_check_alternatives(const char *usage, size_t place, const char *word, struct err *err) {
    for (; *usage && place > 0; place--) {
        usage += strcspn(usage, " ");
        usage += strspn(usage, " ");
    }
    bool optional = *usage == '[';
    usage += optional;
    size_t len = strcspn(usage, optional ? "]" : " ");
    for (size_t i = 0; i < len; i++)
        if (usage[i] >= 'A' && usage[i] <= 'Z') return true;
    if (!memchr(usage, '|', len) || is_one_of(usage, len, word)) return true;
    return err_set(err, WS_USAGE, _("%s is none of %.*s"), word, (int)len, usage);
}

/* An argument behind the one that names a kind of rows. */
static bool check_of_rows(const struct cmd *cmd, const struct entity *e, const char *word, struct err *err) {
    enum entity_kind kind = entity_kind_of(e);
    if (strstr(cmd->args, "FIELD:VALUE")) return filter_check(kind, word, err);
    if (strstr(cmd->args, "FIELD=VALUE") && strchr(word, '='))
        return cmd_edit_check(kind, strcmp(cmd->name, "new") != 0 ? EDIT_SET : EDIT_NEW, word, err);
    return !strstr(cmd->args, "ID") || resolve_check(kind, word, err);
}

bool cmd_check_last(const struct cmd_call *call, struct err *err) {
    const struct cmd *cmd = call->cmd;
    size_t place = call->arg_count - 1;
    const char *word = call->args[place];
    if (!strncmp(cmd->args, "ENTITY", 6)) {
        const struct entity *e = entity_find(call->args[0]);
        bool may_lack = !strcmp(cmd->name, "set") || !strcmp(cmd->name, "delete"); /* in the console: of the list */
        if (!e) return may_lack || cmd_find_entity(call->args[0], err);
        return place == 0 || check_of_rows(cmd, e, word, err);
    }
    if (cmd->target != ENTITY_NONE && place >= cmd->target_after) return resolve_check(cmd->target, word, err);
    return cmd_check_alternatives(cmd->args, place, word, err);
}

bool cmd_check_flag(const struct cmd_call *call, const struct cmd_flag *flag, const char *value, struct err *err) {
    const char *arg = flag->arg ? flag->arg : "";
    int64_t n;
    if (!strcmp(arg, "N") || !strcmp(arg, "SECONDS"))
        return parse_int(value, 1, INT32_MAX, &n) ||
               err_set(err, WS_USAGE, _("--%s wants a number from 1, not %s"), flag->name, value);
    if (!strcmp(arg, "DAYS"))
        return parse_int(value, 0, INT32_MAX, &n) ||
               err_set(err, WS_USAGE, _("--%s wants days, not %s"), flag->name, value);
    if (!strcmp(arg, "ID"))
        return parse_int(*value == '#' ? value + 1 : value, 1, INT32_MAX, &n) ||
               err_set(err, WS_USAGE, _("--%s wants an id, not %s"), flag->name, value);
    if (!strcmp(arg, "TIME")) return instant_parse(value, zone_utc(), &n, err); /* its zone is the session's */
    const struct entity *e = !strcmp(arg, "FIELD") && call->arg_count > 0 ? entity_find(call->args[0]) : NULL;
    if (e) return filter_check_sort(entity_kind_of(e), value, err);
    return cmd_check_alternatives(arg, 0, value, err);
}
