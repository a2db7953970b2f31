/* The program: options, then a word of the command line or the console. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/locale.h"
#include "base/restricted.h"
#include "cli/cli.h"
#include "cmd/help.h"
#include "ui/console.h"
#include "ui/look.h"

static int print_and_end(void (*add)(struct buf *out)) {
    struct buf out = {0};
    add(&out);
    fputs(buf_str(&out), stdout);
    buf_free(&out);
    return fflush(stdout) == 0 ? 0 : err_exit_status(WS_FILE);
}

static void add_help(struct buf *out) {
    buf_addf(out, "%s\n\n", _("Usage: wsadmin [OPTIONS] [WORD [ARGUMENTS]]"));
    buf_addf(out, "%s\n\n", _("The admin console of a live-workshop platform. Without a word the console opens."));
    buf_addf(out, "%s\n", _("Words:"));
    help_add_words(out);
    buf_add_char(out, '\n');
    options_help(out);
}

_Static_assert((int)SETTING_LOOK_LIT - (int)SETTING_LOOK_HEADER == (int)ROLES - 1 - (int)ROLE_HEADER,
               "a role has no setting");

/* The settings from bar on that say how the console looks. */
static bool read_look(const struct settings *s, struct look_options *look, struct err *err) {
    look->plain = settings_choice(s, SETTING_PLAIN) == 1;
    look->bar = settings_choice(s, SETTING_BAR) == 0;
    for (int role = ROLE_HEADER; role < ROLES; role++) {
        enum setting_id id = (enum setting_id)(SETTING_LOOK_HEADER + role - ROLE_HEADER);
        struct err why = {0};
        look->styles[role] = settings_text(s, id);
        if (!look->styles[role] || look_check(look->styles[role], &why)) continue;
        settings_reject(s, id, why.text, err);
        err_hint(err, "%s", why.hint);
        err_free(&why);
        return false;
    }
    return true;
}

static bool bind_keys(const struct settings *s, struct err *err) {
    struct err why = {0};
    if (console_bind(settings_text(s, SETTING_BIND), &why)) return true;
    settings_reject(s, SETTING_BIND, why.text, err);
    if (why.hint) err_hint(err, "%s", why.hint);
    err_free(&why);
    return false;
}

static int run_console(struct program *p) {
    struct err err = {0};
    struct look_options look = {0};
    if (!console_check(&err) || !program_prepare(p, &err) || !read_look(&p->settings, &look, &err) ||
        !bind_keys(&p->settings, &err))
        return cli_fail(&err);
    char *name = program_acting_name(p);
    const char *notes = buf_str(&p->conn.notes);
    struct console_options console = {
        .params = &p->conn.params,
        .actor = name ? name : "",
        .notify_as = settings_text(&p->settings, SETTING_NOTIFY_AS),
        .zone = settings_text(&p->settings, SETTING_TIMEZONE),
        .language = locale_language(),
        .agora = &p->agora,
        .look = &look,
        .mouse = settings_choice(&p->settings, SETTING_MOUSE) == 1,
        .refresh_seconds = (unsigned)settings_number(&p->settings, SETTING_REFRESH),
        .migrate = settings_choice(&p->settings, SETTING_MIGRATE) == 1 ? CONSOLE_MIGRATE_AUTO : CONSOLE_MIGRATE_ASK,
        .banner = *notes ? notes : NULL};
    int status = console_run(&console);
    free(name);
    return status;
}

int main(int argc, char **argv) {
    struct program p = {0};
    struct err err = {0};
    static char migrate[] = "migrate";
    static char *migrate_words[] = {migrate, NULL};
    int status;
    bool restricted = restricted_asked(argc, argv);
    if (restricted) restricted_begin();
    signal(SIGPIPE, SIG_IGN);
    locale_init();
    conn_library_init();
    if (!options_parse(&p.options, argc, argv, &err) || !program_restrict(&p, restricted, &err)) {
        status = cli_fail(&err);
    } else if (p.options.version) {
        status = print_and_end(options_version);
    } else if (p.options.help && p.options.word_count == 0) {
        status = print_and_end(add_help);
    } else {
        if (p.options.migrate && p.options.word_count > 0) {
            err_set(&err, WS_USAGE, _("--migrate takes no word, and %s was given"), p.options.words[0]);
            status = cli_fail(&err);
        } else if (p.options.migrate) {
            p.options.words = migrate_words;
            p.options.word_count = 1;
            status = cli_run(&p);
        } else {
            status = p.options.word_count > 0 ? cli_run(&p) : run_console(&p);
        }
    }
    if (status == 0 && (fflush(stdout) != 0 || ferror(stdout))) {
        err_set(&err, WS_FILE, "%s", _("the output cannot be written"));
        status = cli_fail(&err);
    }
    program_free(&p);
    conn_library_end();
    return status;
}
