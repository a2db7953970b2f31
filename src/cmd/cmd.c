/* Words parsed against the table: see cmd.h. The table itself is cmd_table.c. */
#include "cmd/cmd.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/restricted.h"
#include "base/split.h"
#include "base/utf8.h"

const struct cmd *cmd_find(const char *name) {
    for (const struct cmd *c = cmd_table; c->name; c++)
        if (!strcmp(c->name, name)) return c;
    return NULL;
}

/* Is `name` the word made of these? It may be of two, "agora close". */
static bool name_is(const char *name, char *const *words, size_t count, size_t *used) {
    size_t first = strcspn(name, " ");
    bool two = name[first] != '\0';
    *used = two ? 2 : 1;
    return count >= *used && strlen(words[0]) == first && !strncmp(name, words[0], first) &&
           (!two || !strcmp(name + first + 1, words[1]));
}

const struct cmd *cmd_find_words(char *const *words, size_t count, size_t *used) {
    for (const struct cmd *c = cmd_table; c->name; c++)
        if (name_is(c->name, words, count, used)) return c;
    return NULL;
}

bool cmd_begins_with(const struct cmd *cmd, const char *word) {
    size_t len = strlen(word);
    return !strncmp(cmd->name, word, len) && (cmd->name[len] == '\0' || cmd->name[len] == ' ');
}

/* Adds the nearest known name to the error, else `hint`. */
static void suggest(struct err *err, const struct nearest *near, const char *hint) {
    /* TRANSLATORS: %s is a word or flag of the command line */
    if (near->best)
        err_hint(err, _("did you mean %s?"), near->best);
    else
        err_hint(err, "%s", hint);
}

/* No word begins so: WS_USAGE. A first word that is known wants one of its second ones. */
static bool fail_unknown(char *const *words, size_t count, struct err *err) {
    struct nearest near;
    struct buf seconds = {0};
    nearest_start(&near, words[0]);
    for (const struct cmd *c = cmd_table; c->name; c++) {
        nearest_offer(&near, c->name);
        if (cmd_begins_with(c, words[0])) buf_addf(&seconds, " %s", c->name + strlen(words[0]) + 1);
    }
    if (seconds.len == 0) {
        err_set(err, WS_USAGE, _("unknown word %s"), words[0]);
        suggest(err, &near, _("help lists the words"));
    } else if (count > 1) {
        err_set(err, WS_USAGE, _("unknown word %s %s"), words[0], words[1]);
        err_hint(err, _("%s is followed by one of:%s"), words[0], buf_str(&seconds));
    } else {
        err_set(err, WS_USAGE, _("%s is followed by one of:%s"), words[0], buf_str(&seconds));
    }
    buf_free(&seconds);
    return false;
}

static void suggest_flag(struct err *err, const struct cmd *cmd, const char *word) {
    struct nearest near;
    nearest_start(&near, word);
    for (const struct cmd_flag *f = cmd->flags; f && f->name; f++) nearest_offer(&near, f->name);
    suggest(err, &near, _("help WORD lists a word's flags"));
}

static int flag_index(const struct cmd *cmd, const char *name, size_t len) {
    for (int i = 0; cmd->flags && cmd->flags[i].name; i++)
        if (!strncmp(cmd->flags[i].name, name, len) && !cmd->flags[i].name[len]) return i;
    return -1;
}

void cmd_add_arg(struct cmd_call *call, const char *text) {
    call->args = mem_grow(call->args, &call->arg_cap, call->arg_count + 1, sizeof *call->args);
    call->args[call->arg_count++] = mem_dup(text);
}

/* `word` is --name or --name=value; *i moves on when the value is the next word. */
static bool parse_flag(struct cmd_call *call, char *const *words, size_t count, size_t *i, struct err *err) {
    const char *name = words[*i] + 2;
    size_t len = strcspn(name, "=");
    const char *value = name[len] ? name + len + 1 : NULL;
    int flag = flag_index(call->cmd, name, len);
    if (flag < 0) {
        err_set(err, WS_USAGE, _("unknown flag --%.*s"), (int)len, name);
        char *word = mem_dup_len(name, len);
        suggest_flag(err, call->cmd, word);
        free(word);
        return false;
    }
    const struct cmd_flag *f = &call->cmd->flags[flag];
    if (f->arg && !value && *i + 1 < count) value = words[++*i];
    if (f->arg && !value) return err_set(err, WS_USAGE, _("--%s wants %s"), f->name, _(f->arg));
    if (!f->arg && value) return err_set(err, WS_USAGE, _("--%s takes no value"), f->name);
    return (!value || cmd_check_flag(call, f, value, err)) && cmd_flag_set(call, f->name, value ? value : "", err);
}

static bool fail_restricted(const char *what, struct err *err) {
    err_set(err, WS_DENIED, _("%s works with files or sets up: not under --restricted"), what);
    err_hint(err, "%s", _("ask an admin who works on the machine itself"));
    return false;
}

static bool check_restricted(const struct cmd_call *call, struct err *err) {
    const struct cmd *cmd = call->cmd;
    if (cmd->what & (CMD_FILES | CMD_EDITS) || strstr(cmd->args, "FILE")) return fail_restricted(cmd->name, err);
    for (size_t i = 0; i < CMD_FLAGS_MAX; i++)
        if (call->values[i] && cmd->flags[i].arg && !strcmp(cmd->flags[i].arg, "FILE"))
            return fail_restricted(cmd->flags[i].name, err);
    return true;
}

bool cmd_check(const struct cmd_call *call, struct err *err) {
    if (restricted_on() && !check_restricted(call, err)) return false;
    const char *args = call->cmd->args;
    if (strstr(args, "…")) return true;
    size_t most = 0;
    for (const char *at = args; *at; at += strspn(at, " ")) {
        most++;
        at += strcspn(at, " ");
    }
    if (call->arg_count <= most) return true;
    err_set(err, WS_USAGE, _("%s: %s is one word too many"), call->cmd->name, call->args[most]);
    err_hint(err, _("usage: %s %s"), call->cmd->name, args);
    return false;
}

static size_t fault_of_unknown(char *const *words, size_t count) {
    for (const struct cmd *c = cmd_table; c->name; c++)
        if (cmd_begins_with(c, words[0])) return count > 1 ? 1 : count;
    return 0;
}

static bool fail_at(struct cmd_call *call, size_t fault) {
    cmd_call_free(call);
    call->fault = fault;
    return false;
}

bool cmd_parse(char *const *words, size_t count, struct cmd_call *out, struct err *err) {
    *out = (struct cmd_call){0};
    if (count == 0) return err_set(err, WS_USAGE, "%s", _("no word was given"));
    size_t used;
    out->cmd = cmd_find_words(words, count, &used);
    if (!out->cmd) {
        out->fault = fault_of_unknown(words, count);
        return fail_unknown(words, count, err);
    }
    bool flags = true;
    for (size_t i = used; i < count; i++) {
        if (flags && !strcmp(words[i], "--"))
            flags = false;
        else if (!flags || strncmp(words[i], "--", 2) != 0) {
            cmd_add_arg(out, words[i]);
            if (!cmd_check_last(out, err)) return fail_at(out, i);
        } else {
            size_t at = i;
            if (!parse_flag(out, words, count, &i, err)) return fail_at(out, at);
        }
    }
    return cmd_check(out, err) || fail_at(out, count - 1);
}

/* The byte where word number `word` begins; the end of the line, or the last word when it is open, when there is none.
 */
static size_t word_start(const char *line, size_t word) {
    const char *at = line;
    size_t start = 0;
    bool open = false;
    struct buf text = {0};
    for (size_t i = 0; i <= word; i++) {
        start = (size_t)(at - line) + strspn(at, " \t");
        if (open || !split_word(&at, &text, &open) || open) break;
    }
    buf_free(&text);
    return start;
}

bool cmd_parse_line(const char *line, struct cmd_call *out, struct err *err) {
    size_t count;
    char **words = split_words(line, &count);
    *out = (struct cmd_call){.fault = SIZE_MAX};
    bool ok =
        words ? cmd_parse(words, count, out, err) : err_set(err, WS_USAGE, "%s", _("a quotation mark is not closed"));
    if (!ok) out->fault = word_start(line, words ? out->fault : SIZE_MAX);
    split_free(words);
    return ok;
}

void cmd_call_free(struct cmd_call *call) {
    for (size_t i = 0; i < call->arg_count; i++) free(call->args[i]);
    free(call->args);
    for (size_t i = 0; i < CMD_FLAGS_MAX; i++) free(call->values[i]);
    *call = (struct cmd_call){0};
}

void cmd_call_copy(struct cmd_call *to, const struct cmd_call *from) {
    *to = (struct cmd_call){.cmd = from->cmd};
    for (size_t i = 0; i < from->arg_count; i++) cmd_add_arg(to, from->args[i]);
    for (size_t i = 0; i < CMD_FLAGS_MAX; i++) to->values[i] = from->values[i] ? mem_dup(from->values[i]) : NULL;
}

const char *cmd_flag_value(const struct cmd_call *call, const char *name) {
    int i = flag_index(call->cmd, name, strlen(name));
    return i < 0 ? NULL : call->values[i];
}

void cmd_flag_toggle(struct cmd_call *call, size_t flag) {
    char *now = call->values[flag];
    call->values[flag] = now ? NULL : mem_dup("");
    free(now);
}

static bool is_clean(const char *text) {
    uint32_t cp;
    for (size_t i = 0, len = strlen(text); i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (gate_is_unsafe(cp)) return false;
    }
    return true;
}

bool cmd_flag_set(struct cmd_call *call, const char *name, const char *value, struct err *err) {
    int i = flag_index(call->cmd, name, strlen(name));
    if (i < 0) return err_set(err, WS_INTERNAL, _("unknown flag %s"), name);
    if (value && !is_clean(value))
        return err_set(err, WS_USAGE, _("--%s holds a control or invisible character"), name);
    free(call->values[i]);
    call->values[i] = value ? mem_dup(value) : NULL;
    return true;
}

size_t cmd_target_count(const struct cmd_call *call) {
    size_t before = call->cmd->target_after;
    return call->cmd->target == ENTITY_NONE || call->arg_count < before ? 0 : call->arg_count - before;
}

size_t cmd_first_target(const struct cmd_call *call) {
    return strncmp(call->cmd->args, "ENTITY", 6) != 0 ? call->cmd->target_after : 1;
}

bool cmd_has_targets(const struct cmd_call *call) { return cmd_target_count(call) > 0; }

bool cmd_needs_targets(const struct cmd_call *call) {
    return call->cmd->target != ENTITY_NONE && !cmd_has_targets(call) && !cmd_flag_value(call, "due") &&
           !cmd_flag_value(call, "all");
}

void cmd_add_target(struct cmd_call *call, int64_t id) {
    struct buf text = {0};
    buf_addf(&text, "%" PRId64, id);
    cmd_add_arg(call, buf_str(&text));
    buf_free(&text);
}

bool cmd_plans(const struct cmd_call *call) {
    unsigned what = call->cmd->what;
    if (!(what & CMD_PLANS) || !(what & CMD_READS)) return what & CMD_PLANS;
    return flag_index(call->cmd, "list", 4) >= 0 ? !cmd_flag_value(call, "list") : cmd_flag_value(call, "fix") != NULL;
}

bool cmd_plan(struct session *s, const struct cmd_call *call, struct plan **out, struct err *err) {
    if (!call->cmd->plan) return err_set(err, WS_USAGE, _("%s changes nothing"), call->cmd->name);
    if (cmd_needs_targets(call) && call->cmd->args[0] != '[') /* [ID…]: without any it is about all */
        return err_set(err, WS_USAGE, _("usage: %s %s"), call->cmd->name, call->cmd->args);
    *out = NULL;
    if (!call->cmd->plan(s, call, out, err)) return false;
    if (s->locking || plan_read_names(s, *out, err)) return true; /* under --yes plan_run reads them */
    plan_free(*out);
    *out = NULL;
    return false;
}
