/* What one run of the program is told and holds: see program.h. */
#include "cli/program.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/ask.h"
#include "base/conf.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/locale.h"
#include "base/mem.h"
#include "base/restricted.h"
#include "base/split.h"
#include "cmd/cmd.h"
#include "db/conn_restore.h"
#include "db/local.h"

enum { LOST_WAIT = 30 }; /* seconds that a read waits for a lost server */

void program_print_note(const char *text) {
    struct buf out = {0};
    gate_add_lines(&out, text);
    fprintf(stderr, "wsadmin: %s\n", buf_str(&out));
    buf_free(&out);
}

void program_print_error(const struct err *err) {
    struct buf out = {0};
    gate_add_lines(&out, err->text ? err->text : _("unknown error"));
    fprintf(stderr, "wsadmin: %s\n", buf_str(&out));
    buf_truncate(&out, 0);
    if (err->hint) gate_add_lines(&out, err->hint);
    if (err->hint) fprintf(stderr, "         %s\n", buf_str(&out));
    buf_free(&out);
}

static char *login_name(void) {
    const struct passwd *pw = getpwuid(getuid());
    return pw ? mem_dup(pw->pw_name) : NULL;
}

char *program_acting_name(const struct program *p) {
    const char *given = settings_text(&p->settings, SETTING_AS);
    return given ? mem_dup(given) : login_name();
}

static void progress(void *arg, int64_t done, int64_t total) {
    int64_t *shown = arg;
    int64_t percent = total > 0 ? done * 100 / total : 0;
    if (percent == *shown || !isatty(STDERR_FILENO)) return;
    *shown = percent;
    fprintf(stderr, "\r%s %3lld %%", _("making example data"), (long long)percent);
    if (percent == 100) fputs("\r\033[K", stderr);
}

static bool find_demo_size(const char *word, enum demo_size *size, struct err *err) {
    *size = !word ? DEMO_SMALL : !strcmp(word, "huge") ? DEMO_HUGE : DEMO_LARGE;
    if (*size != DEMO_LARGE || !strcmp(word, "large")) return true;
    return err_set(err, WS_USAGE, _("--demo: large or huge, not %s"), word);
}

static bool program_start_local(struct program *p, struct err *err) {
    const struct options *o = &p->options;
    int64_t shown = -1;
    enum demo_size size = DEMO_SMALL;
    if (o->demo && !find_demo_size(o->demo_size, &size, err)) return false;
    if (!(o->demo ? local_server_demo(size, progress, &shown, &p->local, err)
                  : local_server_join(o->local_dir, &p->local, err)))
        return false;
    conn_params_free(&p->conn.params);
    local_server_params(p->local, &p->conn.params);
    p->conn.params.read_only = o->connection.read_only;
    return true;
}

/* Said once a loss, not at every try. */
static void say_waiting(void *arg, unsigned failures, const struct err *failure) {
    (void)arg;
    if (failures > 1) return;
    char *text = mem_format(_("%s; trying again"), failure->text);
    program_print_note(text);
    free(text);
}

/* Until the server answers; whoever comes next opens connections of its own. */
static bool program_wait(const struct program *p, struct err *err) {
    struct conn_patience patience = {.seconds = p->options.wait_seconds, .notice = say_waiting};
    struct conn *c;
    if (patience.seconds == 0) return true;
    if (!conn_open_wait(&p->conn.params, &patience, &c, err)) return false;
    conn_close(c);
    return true;
}

bool program_restrict(struct program *p, bool asked, struct err *err) {
    struct options *o = &p->options;
    if (o->restricted != asked)
        return err_set(err, WS_USAGE, "%s", _("--restricted is written in full, as an option of its own"));
    if (!asked) return true;
    if (o->local || o->demo)
        return err_set(err, WS_USAGE, "%s", _("--local and --demo run a server: not under --restricted"));
    if (o->word_count > 0 || !restricted_command()) return true;
    p->ssh_words = split_words(restricted_command(), &p->ssh_word_count);
    if (!p->ssh_words) return err_set(err, WS_USAGE, "%s", _("a quotation mark is not closed"));
    o->words = p->ssh_words;
    o->word_count = p->ssh_word_count;
    return true;
}

/* The option file that wsadmin.conf names; under --restricted no other is looked for. */
static void choose_option_file(struct program *p) {
    struct option_files *files = &p->options.connection.files;
    if (files->none || files->defaults_file) return;
    files->defaults_file = settings_text(&p->settings, SETTING_DEFAULTS_FILE);
    if (restricted_on() && !files->defaults_file) files->defaults_file = files->extra_file;
    files->none = restricted_on() && !files->defaults_file;
}

bool program_prepare(struct program *p, struct err *err) {
    const struct options *o = &p->options;
    if (!conf_load(&p->settings, o->config_file, &o->settings, err) ||
        !agora_load(&p->agora, o->connection.env_file, &p->settings, err))
        return false;
    if (o->local || o->demo) return program_start_local(p, err);
    choose_option_file(p);
    if (!conn_options_load(&p->conn, &o->connection, &p->settings, err)) return false;
    if (p->conn.notes.len) program_print_note(buf_str(&p->conn.notes));
    if (!conn_options_need_database(&p->conn, err)) return false;
    if (p->conn.ask_password && !ask_password(_("Password: "), &p->conn.params.password, err)) return false;
    return program_wait(p, err);
}

static bool program_set_zone(const struct program *p, struct session *s, struct err *err) {
    struct err e = {0};
    bool ok = session_set_zone(s, settings_text(&p->settings, SETTING_TIMEZONE), &e);
    if (!ok) settings_reject(&p->settings, SETTING_TIMEZONE, e.text, err);
    err_free(&e);
    return ok;
}

bool program_open_session(const struct program *p, struct session *s, struct err *err) {
    static const struct conn_patience reading = {.seconds = LOST_WAIT, .notice = say_waiting};
    *s = (struct session){.language = locale_language(), .agora = &p->agora, .patience = &reading};
    if (!conn_open(&p->conn.params, &s->conn, err)) return false;
    char *name = program_acting_name(p);
    bool ok = session_begin(s, name ? name : "", settings_text(&p->settings, SETTING_NOTIFY_AS), err) &&
              program_set_zone(p, s, err);
    free(name);
    if (!ok) program_close_session(s);
    return ok;
}

void program_close_session(struct session *s) {
    conn_close(s->conn);
    session_free(s);
}

void program_free(struct program *p) {
    local_server_leave(p->local);
    conn_options_free(&p->conn);
    agora_free(&p->agora);
    settings_free(&p->settings);
    split_free(p->ssh_words);
    options_free(&p->options);
}
