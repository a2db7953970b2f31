/* Words: see words.h. */
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/cmd.h"
#include "cmd/cmd_edit.h"
#include "ui/actions.h"
#include "ui/attention.h"
#include "ui/choice.h"
#include "ui/edit_text.h"
#include "ui/export.h"
#include "ui/plan_box.h"
#include "ui/prompt.h"
#include "ui/read_box.h"
#include "ui/state.h"
#include "ui/why_not.h"

static void open_line(struct console *c, const char *line);

/* The person that a row stands for where a user is wanted; 0: none. */
static int64_t person_of(enum pane_id pane, const struct row *row) {
    switch (pane) {
    case PANE_HOSTS: return row->id;
    case PANE_COMING:
    case PANE_WORKSHOPS: return row_int(row, WORKSHOP_HOST_ID);
    case PANE_SERIES: return row_int(row, SERIES_HOST_ID);
    case PANE_ATTENDEES: return row_int(row, ATTENDEE_USER_ID);
    case PANE_CHAT: return row_int(row, CHAT_USER_ID);
    case PANE_NOTES: return row_int(row, NOTE_USER_ID);
    case PANE_INVITES:
    case PANE_SENT: return row_int(row, INVITE_USER_ID);
    case PANE_NOTICES: return row_int(row, NOTIFICATION_RECIPIENT_ID);
    default: return 0;
    }
}

static int64_t target_of(enum entity_kind wanted, enum pane_id pane, const struct row *row) {
    if (wanted == pane_types[pane].kind) return row->id;
    if (wanted == ENTITY_SERIES && pane == PANE_WORKSHOPS) return row_int(row, WORKSHOP_SERIES_ID);
    return wanted == ENTITY_USER ? person_of(pane, row) : 0;
}

/* A word about workshops takes a series or a host for what they have coming up (cmd/resolve.h). */
static bool add_owners(const struct pane *p, struct cmd_call *call) {
    const char *owner = p->id == PANE_SERIES ? "series" : p->id == PANE_HOSTS ? "host" : NULL;
    if (!owner || call->cmd->target != ENTITY_WORKSHOP) return false;
    size_t count, added = 0;
    const struct row **rows = pane_chosen(p, &count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i]->id <= 0) continue;
        char *word = mem_format("%s:%lld", owner, (long long)rows[i]->id);
        cmd_add_arg(call, word);
        free(word);
        added++;
    }
    free(rows);
    return added > 0;
}

/* Adds the chosen rows, each target once; false when they cannot be what the word is about. */
static bool add_targets(struct console *c, struct cmd_call *call) {
    const struct pane *p = console_focus(c);
    size_t count;
    const struct row **rows = pane_chosen(p, &count);
    int64_t *ids = mem_zero(count + 1, sizeof *ids);
    size_t id_count = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t id = target_of(call->cmd->target, p->id, rows[i]);
        bool known = id <= 0;
        for (size_t k = 0; k < id_count && !known; k++) known = ids[k] == id;
        if (!known) ids[id_count++] = id;
    }
    for (size_t k = 0; k < id_count; k++) cmd_add_target(call, ids[k]);
    free(rows);
    free(ids);
    return id_count > 0;
}

/* set and delete without an entity are about the chosen rows of the focused list: "set is_active=off". False: none is
 * chosen. */
static bool add_entity(struct console *c, struct cmd_call *call) {
    const struct pane *p = console_focus(c);
    const char *name = call->cmd->name;
    if (strcmp(name, "set") != 0 && strcmp(name, "delete") != 0) return true;
    if (call->arg_count > 0 && entity_find(call->args[0])) return true;
    char **said = call->args;
    size_t said_count = call->arg_count, count, ids = 0;
    call->args = NULL;
    call->arg_count = call->arg_cap = 0;
    cmd_add_arg(call, entities[pane_types[p->id].kind].name);
    const struct row **rows = pane_chosen(p, &count);
    for (size_t i = 0; i < count; i++)
        if (rows[i]->id > 0) {
            cmd_add_target(call, rows[i]->id);
            ids++;
        }
    free(rows);
    for (size_t i = 0; i < said_count; i++) {
        cmd_add_arg(call, said[i]);
        free(said[i]);
    }
    free(said);
    return ids > 0;
}

static const struct {
    const char *field, *on, *off;
    const char *question; /* N_ */
    struct choice_answer answers[2];
} toggles[] = {
    {"is_active",
     "set is_active=on",
     "set is_active=off",
     N_("some of them are active, some are not"),
     {{'f', "set is_active=off", N_("off: not active any more")}, {'n', "set is_active=on", N_("on: active")}}},
    {"is_co_host",
     "set is_co_host=on",
     "set is_co_host=off",
     N_("some of them are co-hosts, some are not"),
     {{'f', "set is_co_host=off", N_("off: co-host no more")}, {'n', "set is_co_host=on", N_("on: co-host")}}},
    {"can_speak",
     "set can_speak=on",
     "set can_speak=off",
     N_("some of them may speak, some may not"),
     {{'f', "set can_speak=off", N_("off: may not speak")}, {'n', "set can_speak=on", N_("on: may speak")}}},
};
enum { TOGGLES = sizeof toggles / sizeof *toggles };

void words_toggle(struct console *c, const char *name) {
    const struct pane *p = console_focus(c);
    int field = entity_field(&entities[pane_types[p->id].kind], name);
    size_t count, real = 0, on = 0, t = 0;
    while (t < TOGGLES && strcmp(toggles[t].field, name) != 0) t++;
    if (field < 0 || t == TOGGLES) return;
    const struct row **rows = pane_chosen(p, &count);
    for (size_t i = 0; i < count; i++) {
        real += rows[i]->id > 0;
        on += row_int(rows[i], field) != 0;
    }
    free(rows);
    if (real == 0)
        console_say(c, ROLE_ERROR, "%s", pane_why_no_row(p));
    else if (on == 0 || on == real)
        words_run(c, on ? toggles[t].off : toggles[t].on);
    else
        choice_open(c, _(toggles[t].question), toggles[t].answers, 2);
}

/* The workshop that the row under the cursor is, or is of; 0: none. */
static int64_t workshop_of(const struct pane *p, const struct row *row) {
    int field = entity_field(&entities[pane_types[p->id].kind], "workshop_id");
    if (!row) return 0;
    return pane_types[p->id].kind == ENTITY_WORKSHOP ? row->id : field < 0 ? 0 : row_int(row, field);
}

void words_compose(struct console *c, const char *word) {
    const struct pane *p = console_focus(c);
    const struct row *row = pane_row(p);
    bool deletes = !strcmp(word, "delete"), of_person = !strcmp(word, "transfer");
    struct buf line = {0};
    buf_addf(&line, "%s ", word);
    if (deletes) {
        size_t count;
        const struct row **rows = pane_chosen(p, &count);
        buf_addf(&line, "%s ", entities[pane_types[p->id].kind].name);
        for (size_t i = 0; i < count; i++) buf_addf(&line, "%lld ", (long long)rows[i]->id);
        buf_add(&line, "--reason=");
        free(rows);
    } else {
        int64_t id = of_person && row ? person_of(p->id, row) : workshop_of(p, row);
        if (id > 0) buf_addf(&line, "%lld ", (long long)id);
    }
    words_prompt_with(c, buf_str(&line));
    buf_free(&line);
}

static const struct choice_answer host_answers[] = {
    {'f', "can-host off", N_("off: may not host any more")},
    {'n', "can-host on", N_("on: may host again")},
};
/* Those about what is coming up come first: of a host's or a series' workshops there are no others. */
static const struct choice_answer notify_answers[] = {
    {'r', "notify reminder", N_("reminder: it begins soon")},
    {'i', "notify invite", N_("invite: to those invited")},
    {'u', "notify updated", N_("updated: something about it has changed")},
    {'s', "notify started", N_("started: it has begun")},
    {'c', "notify cancelled", N_("cancelled: it does not take place")},
    {'v', "notify recording", N_("recording: it can be watched")},
};
enum { NOTIFY_ANSWERS = sizeof notify_answers / sizeof *notify_answers, NOTIFY_OF_COMING = 4 };

/* "can-host" alone is a toggle: off when all may host, on when none may, else it asks. */
static void ask_can_host(struct console *c) {
    const struct pane *p = console_focus(c);
    size_t count, revoked = 0;
    const struct row **rows = pane_chosen(p, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned bits = p->id == PANE_HOSTS ? attention_of_host(rows[i]) : rows[i]->attention;
        revoked += (bits & ATTENTION_HOST_REVOKED) != 0;
    }
    free(rows);
    if (count == 0)
        console_say(c, ROLE_ERROR, "%s", pane_why_no_row(p));
    else if (revoked == 0 || revoked == count)
        words_run(c, revoked ? "can-host on" : "can-host off");
    else
        choice_open(c, _("some of them may host, some may not"), host_answers,
                    sizeof host_answers / sizeof *host_answers);
}

/* Says why the acting user cannot do what begins so: before anything is asked or filled in. */
static bool is_denied(struct console *c, const char *line) {
    const char *why = why_not(c, pane_keys(console_focus(c)), line);
    bool composed = !strncmp(line, "compose ", 8), made = !strcmp(line, "make");
    const char *word = composed ? line + 8 : made ? "new" : line; /* as it would be typed */
    int len = (int)(composed ? strlen(word) : strcspn(word, " "));
    if (why) console_say(c, ROLE_ERROR, "%.*s: %s", len, word, why);
    return why;
}

/* A word whose first argument is missing asks for it; false when it cannot. */
static bool ask_first(struct console *c, const struct cmd_call *call) {
    bool asks = !strcmp(call->cmd->name, "can-host") || !strcmp(call->cmd->name, "notify");
    if (asks && is_denied(c, call->cmd->name)) return true;
    if (!strcmp(call->cmd->name, "can-host"))
        ask_can_host(c);
    else if (!strcmp(call->cmd->name, "notify"))
        choice_open(c, _("which notification?"), notify_answers,
                    c->focus == PANE_HOSTS || c->focus == PANE_SERIES ? NOTIFY_OF_COMING : NOTIFY_ANSWERS);
    else
        return false;
    return true;
}

static void say_none(struct console *c, const struct cmd_call *call) {
    const struct pane *p = console_focus(c);
    if (pane_is_awaited(p))
        console_say(c, ROLE_ERROR, "%s: %s", call->cmd->name, pane_why_no_row(p));
    else
        console_say(c, ROLE_ERROR, _("%s: no row is chosen that it could be about"), call->cmd->name);
}

/* Are the rows that it names the chosen ones, in their order? D writes them into the line. */
static bool names_chosen(const struct pane *p, const struct cmd_call *call) {
    enum entity_kind kind = pane_types[p->id].kind, of = call->cmd->target;
    size_t first = cmd_first_target(call), count;
    const struct entity *e = of == ENTITY_NONE && call->arg_count > 0 ? entity_find(call->args[0]) : NULL;
    if (e ? entity_kind_of(e) != kind : of != kind) return false;
    const struct row **rows = pane_chosen(p, &count);
    bool same = count > 0 && call->arg_count >= first + count;
    int64_t id;
    for (size_t i = first; same && i < call->arg_count; i++)
        same = i < first + count ? parse_int(call->args[i], 1, INT64_MAX, &id) && id == rows[i - first]->id
                                 : strchr(call->args[i], '=') != NULL;
    free(rows);
    return same;
}

static void run_plan(struct console *c, struct cmd_call *call) {
    struct pane *p = console_focus(c);
    if (!plan_box_may_open(c)) return;
    if (call->arg_count < call->cmd->target_after && ask_first(c, call)) return;
    size_t said = call->arg_count;
    bool ok = add_entity(c, call);
    if (ok && cmd_needs_targets(call)) ok = add_owners(p, call) || add_targets(c, call);
    bool chosen = call->arg_count != said || names_chosen(p, call);
    if (ok)
        plan_box_open(c, call, chosen, chosen ? pane_hidden_marks(p) : 0);
    else
        say_none(c, call);
}

static bool is_own(const char *line) {
    size_t len = strcspn(line, " ");
    const struct complete_word *w;
    for (size_t i = 0; (w = action_word(i)); i++)
        if (strlen(w->name) == len && !strncmp(w->name, line, len)) return true;
    return false;
}

/* False: the line cannot be read; *fault is the byte of it where it goes wrong. */
static bool run_line(struct console *c, const char *line, size_t *fault, struct err *err) {
    struct cmd_call call;
    const char *first = line + strspn(line, " ");
    if (!*first) return true;
    if (!action_check(c, first, fault, err)) {
        *fault += (size_t)(first - line);
        return false;
    }
    if ((is_own(first) && is_denied(c, first)) || action_run(c, first)) return true;
    if (!cmd_parse_line(line, &call, err)) {
        *fault = call.fault;
        return false;
    }
    if (!strcmp(call.cmd->name, "set") && !cmd_edit_check_set(pane_types[c->focus].kind, line, &call, fault, err)) {
        cmd_call_free(&call);
        return false;
    }
    if (call.cmd->what & (CMD_SHELL_ONLY | CMD_NO_SESSION))
        console_say(c, ROLE_ERROR, _("%s works only in a shell: wsadmin %s"), call.cmd->name, call.cmd->name);
    else if (call.cmd->what & CMD_EXPORTS)
        export_start(c, &call);
    else if (call.cmd->what & CMD_EDITS)
        edit_text_open(c, &call);
    else if (cmd_plans(&call))
        run_plan(c, &call);
    else
        read_box_run(c, &call, line);
    cmd_call_free(&call); /* what was not taken over */
    return true;
}

void words_run(struct console *c, const char *line) {
    struct err err = {0};
    size_t fault;
    if (!run_line(c, line, &fault, &err)) console_say_error(c, &err);
    err_free(&err);
}

/* A line with a mistake stays, and says where it is. */
static void line_typed(struct console *c, void *arg, const char *line) {
    (void)arg;
    struct err err = {0};
    size_t fault;
    if (run_line(c, line, &fault, &err)) return;
    char *reason = err.hint ? mem_format("%s; %s", err.text, err.hint) : mem_dup(err.text);
    open_line(c, line);
    prompt_refuse(c, fault, reason);
    free(reason);
    err_free(&err);
}

/* The usage of the flag or the word that is being typed. */
static bool line_hint(struct console *c, void *arg, const char *line, struct buf *out) {
    (void)c, (void)arg;
    char first[2][32] = {"", ""};
    char *words[] = {first[0], first[1]};
    size_t count = 0, used, at = strspn(line, " ");
    for (; count < 2 && line[at]; at += strspn(line + at, " ")) {
        size_t len = strcspn(line + at, " ");
        if (len >= sizeof first[0]) break;
        memcpy(first[count++], line + at, len);
        at += len;
    }
    const struct cmd *cmd = cmd_find_words(words, count, &used);
    const char *last = strrchr(line, ' '), *args = NULL;
    for (const struct cmd_flag *f = cmd ? cmd->flags : NULL; f && f->name && last && !strncmp(last, " --", 3); f++) {
        if (strncmp(f->name, last + 3, strcspn(last + 3, "=")) != 0) continue;
        buf_addf(out, "--%s%s%s  %s", f->name, f->arg ? "=" : "", f->arg ? _(f->arg) : "", _(f->help));
        return false;
    }
    const struct complete_word *w;
    for (size_t i = 0; !cmd && count && (w = action_word(i)); i++)
        if (!strcmp(w->name, words[0])) args = w->args;
    if (cmd)
        buf_addf(out, "%s %s   %s", cmd->name, cmd->args, _(cmd->summary));
    else if (args)
        buf_addf(out, "%s %s", words[0], args);
    else
        buf_add(out, _("Tab completes, Up has earlier lines, Enter runs it, Esc leaves"));
    return false;
}

static void line_complete(struct console *c, void *arg, const char *line, size_t len, struct complete *out) {
    (void)arg;
    if (!strncmp(line, "filter ", 7))
        complete_filter(out, line, len, pane_types[c->focus].kind);
    else
        complete_line(out, line, len, action_word, pane_types[c->focus].kind);
}

static void open_line(struct console *c, const char *line) {
    static const struct prompt_hooks hooks = {
        .accept = line_typed, .hint = line_hint, .complete = line_complete, .history = true};
    prompt_open_with(c, ":", line, &hooks, NULL);
}

void words_prompt(struct console *c) { open_line(c, NULL); }

void words_prompt_with(struct console *c, const char *initial) { open_line(c, initial); }

bool words_known(const char *line) {
    struct cmd_call call;
    if (is_own(line)) return true;
    bool ok = cmd_parse_line(line, &call, NULL);
    if (ok) cmd_call_free(&call);
    return ok;
}
