/* The command line: see cli.h. A word that reads prints rows; one that changes shows its plan, asks, and runs it. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/mem.h"
#include "cli/output.h"
#include "cli/watch.h"
#include "cmd/category_edit.h"
#include "cmd/help.h"
#include "op/action_log.h"
#include "op/plan.h"
#include "recur/zone.h"

int cli_fail(struct err *err) {
    int status = err_exit_status(err->code);
    program_print_error(err);
    err_free(err);
    return status;
}

static bool is_yes(const char *answer) {
    size_t len = strlen(answer);
    /* TRANSLATORS: the answers taken for yes on the command line, with blanks between; keep y and yes among them */
    for (const char *word = _("y yes"); *word; word += strspn(word, " ")) {
        size_t word_len = strcspn(word, " ");
        if (word_len == len && !strncmp(word, answer, len)) return true;
        word += word_len;
    }
    return false;
}

bool cli_ask(const char *question) {
    char line[16];
    fprintf(stderr, "%s ", question);
    fflush(stderr);
    if (!fgets(line, sizeof line, stdin)) return false;
    line[strcspn(line, "\n")] = '\0';
    return is_yes(line);
}

/* Where the options among a word's arguments go. */
struct taker {
    struct cmd_call *call;
};

static bool take_flag(void *arg, int id, const char *value, struct err *err) {
    struct taker *t = arg;
    const struct cmd_flag *flag = &t->call->cmd->flags[id];
    return (!value || cmd_check_flag(t->call, flag, value, err)) &&
           cmd_flag_set(t->call, flag->name, value ? value : "", err);
}

/* Reads the word, and what follows it: its own flags, global options, and its arguments. */
static bool parse_call(struct options *o, struct cmd_call *call, struct err *err) {
    struct option_row own[CMD_FLAGS_MAX];
    size_t count = 0, used = 0;
    struct taker taker = {call};
    if (!cmd_find_words(o->words, o->word_count, &used)) used = o->word_count;
    if (!cmd_parse(o->words, used, call, err)) return false;
    for (const struct cmd_flag *f = call->cmd->flags; f && f->name; f++, count++)
        own[count] = (struct option_row){0, f->name, f->arg, f->help, OPTIONS_OWN, (int)count};
    unsigned groups = o->restricted ? OPTIONS_OUTPUT | OPTIONS_CONSENT | OPTIONS_PROGRAM : OPTIONS_ALL;
    char **last = o->words + used - 1; /* what getopt takes for the program's name */
    if (!options_parse_words(o, (int)(o->word_count - used + 1), last, groups, own, count, take_flag, &taker, err))
        return false;
    for (size_t i = 0; i < o->word_count; i++) cmd_add_arg(call, o->words[i]);
    return cmd_check(call, err);
}

static enum output_form form_of(const struct options *o, unsigned what) {
    static const enum output_form forms[] = {
        [OPTIONS_FORM_JSON] = OUTPUT_JSON, [OPTIONS_FORM_CSV] = OUTPUT_CSV, [OPTIONS_FORM_TSV] = OUTPUT_TSV};
    if (o->form != OPTIONS_FORM_DEFAULT) return forms[o->form];
    if (what & CMD_TEXT) return OUTPUT_TEXT;
    if (!isatty(STDOUT_FILENO)) return OUTPUT_TSV;
    return what & CMD_RECORD ? OUTPUT_RECORD : OUTPUT_TABLE;
}

static int run_reading(struct program *p, struct session *s, const struct cmd_call *call) {
    struct err err = {0};
    struct output *out = output_new(stdout, form_of(&p->options, call->cmd->what), s);
    bool ok = call->cmd->read(s, call, output_target(out), &err);
    if (ok || err.code == WS_DIFFERS) ok = output_finish(out, &err) && ok; /* doctor: all rows, and yet a failure */
    output_free(out);
    return ok ? 0 : cli_fail(&err);
}

static void print_plan(const struct plan *plan, const struct session *s, bool json, FILE *to) {
    struct buf text = {0};
    if (json) {
        char *data = plan_json(plan);
        buf_add(&text, data);
        buf_add_char(&text, '\n');
        free(data);
    } else {
        plan_add_text(plan, s, &text);
    }
    fputs(buf_str(&text), to);
    buf_free(&text);
}

/* What a plan that was carried out unseen has left alone or warns of. */
static void print_cautions(const struct plan *plan, const struct session *s) {
    struct buf text = {0};
    plan_add_cautions(plan, s, &text);
    if (plan->to_change == 0) buf_addf(&text, "%s\n", _("Nothing to do."));
    fputs(buf_str(&text), stderr);
    buf_free(&text);
}

static void print_result(const struct plan *plan, const struct plan_result *result, bool json) {
    struct buf text = {0};
    if (json) {
        char *data = plan_json(plan);
        buf_add_char(&text, '{');
        json_add_bool(&text, "done", true);
        json_add_int(&text, "rows_changed", result->rows_changed);
        json_add_int(&text, "told", result->told);
        json_add_int(&text, "told_planned", result->planned);
        json_add_text(&text, "failed_after", result->after.text);
        json_add_name(&text, "plan");
        printf("%s%s}\n", buf_str(&text), data);
        free(data);
    } else if (result->summary) {
        gate_add_lines(&text, result->summary);
        puts(buf_str(&text));
    }
    buf_free(&text);
}

static bool make_plan(struct session *s, void *arg, struct plan **out, struct err *err) {
    return cmd_plan(s, arg, out, err);
}

/* Shows the plan and carries it out when it is agreed to. */
static bool plan_and_ask(struct program *p, struct session *s, struct cmd_call *call, struct plan **plan,
                         struct plan_result *result, bool *applied, struct err *err) {
    bool json = p->options.form == OPTIONS_FORM_JSON;
    if (!cmd_plan(s, call, plan, err)) return false;
    print_plan(*plan, s, json, p->options.dry_run ? stdout : stderr);
    if (p->options.dry_run || (*plan)->to_change == 0) return true;
    if (!cli_ask(_("Do it? [y/N]"))) {
        program_print_note(_("nothing was changed"));
        return true;
    }
    watch_begin(s);
    *applied = plan_apply(s, *plan, result, err);
    watch_end(s);
    return *applied;
}

/* *done: it was carried out, or there was nothing to do. */
static int run_planning(struct program *p, struct session *s, struct cmd_call *call, bool *done) {
    const struct options *o = &p->options;
    struct err err = {0};
    struct plan *plan = NULL;
    struct plan_result result = {0};
    bool applied = false, ok;
    if (!o->yes && !o->dry_run && !isatty(STDIN_FILENO)) {
        err_set(&err, WS_USAGE, _("%s changes something and nobody can be asked"), call->cmd->name);
        err_hint(&err, "%s", _("--yes does it, --dry-run shows what would be done"));
        ok = false;
    } else if (o->yes && !o->dry_run) {
        watch_begin(s);
        ok = applied = plan_run(s, make_plan, call, &plan, &result, &err);
        watch_end(s);
    } else
        ok = plan_and_ask(p, s, call, &plan, &result, &applied, &err);
    int status = 0;
    *done = ok && !o->dry_run && (applied || plan->to_change == 0);
    if (!ok) {
        status = cli_fail(&err);
    } else {
        if (applied) print_result(plan, &result, o->form == OPTIONS_FORM_JSON);
        if (o->yes && !o->dry_run) print_cautions(plan, s);
        if (plan_refused(plan)) status = err_exit_status(WS_REFUSED);
        if (result.after.code) status = cli_fail(&result.after);
    }
    plan_result_free(&result);
    plan_free(plan);
    return status;
}

static int run_help(const struct cmd_call *call) {
    struct buf out = {0};
    struct err err = {0};
    size_t used;
    const struct cmd *cmd = cmd_find_words(call->args, call->arg_count, &used);
    if (cmd)
        help_add_word(&out, cmd);
    else if (call->arg_count == 0)
        help_add_words(&out);
    for (const struct cmd *c = cmd_table; !cmd && call->arg_count > 0 && c->name; c++)
        if (cmd_begins_with(c, call->args[0])) help_add_word(&out, c); /* all whose first word it is */
    if (out.len == 0) {
        err_set(&err, WS_USAGE, _("unknown word %s"), call->args[0]);
        err_hint(&err, "%s", _("help lists the words"));
        return cli_fail(&err);
    }
    fputs(buf_str(&out), stdout);
    buf_free(&out);
    return 0;
}

/* Words that are carried out here and open what they need themselves. */
static int run_own(struct program *p, const struct cmd_call *call) {
    struct session none = {.zone = zone_utc()};
    if (!strcmp(call->cmd->name, "help")) return run_help(call);
    if (call->cmd->read) return run_reading(p, &none, call);
    struct err err = {0};
    if (!program_prepare(p, &err)) return cli_fail(&err);
    return !strcmp(call->cmd->name, "migrate") ? cli_migrate(p, call) : cli_user_add(p, call);
}

/* Says what became of actions that an earlier run could not see the end of. */
static void settle_actions(struct session *s) {
    struct buf news = {0};
    struct err err = {0};
    if (!action_log_settle(s, &news, &err)) program_print_error(&err);
    buf_truncate(&news, news.len ? news.len - 1 : 0); /* its last newline */
    if (news.len) program_print_note(buf_str(&news));
    buf_free(&news);
    err_free(&err);
}

static int run_with_session(struct program *p, struct cmd_call *call) {
    struct err err = {0};
    struct session s;
    if (!program_prepare(p, &err) || !program_open_session(p, &s, &err)) return cli_fail(&err);
    settle_actions(&s);
    bool edits =
        call->cmd->what & CMD_EDITS && !(cmd_flag_value(call, "from") && (p->options.yes || p->options.dry_run));
    int status = 0;
    if (edits && !cli_edit(&s, call, &status)) {
        program_close_session(&s);
        return status;
    }
    bool done = false;
    status = cmd_plans(call)                 ? run_planning(p, &s, call, &done)
             : call->cmd->text               ? cli_text(&s, call)
             : call->cmd->what & CMD_EXPORTS ? cli_export(p, &s, call)
                                             : run_reading(p, &s, call);
    if (done)
        category_edit_done(call);
    else if (edits)
        cli_edit_say_kept(cmd_flag_value(call, "from"));
    program_close_session(&s);
    return status;
}

int cli_run(struct program *p) {
    struct err err = {0};
    struct cmd_call call = {0};
    if (!parse_call(&p->options, &call, &err)) {
        cmd_call_free(&call);
        return cli_fail(&err);
    }
    int status;
    if (p->options.help) {
        struct buf out = {0};
        help_add_word(&out, call.cmd);
        fputs(buf_str(&out), stdout);
        buf_free(&out);
        status = 0;
    } else if (call.cmd->what & CMD_CONSOLE_ONLY) {
        err_set(&err, WS_USAGE, _("%s is a word of the console only"), call.cmd->name);
        status = cli_fail(&err);
    } else if (call.cmd->what & CMD_NO_SESSION) {
        status = run_own(p, &call);
    } else {
        status = run_with_session(p, &call);
    }
    cmd_call_free(&call);
    return status;
}
