/* The table of global options and what is derived from it for people: see options.h. */
#include "cmd/options_private.h"

#include <string.h>

#include "base/gate.h"
#include "base/i18n.h"

/* TRANSLATORS: words in capitals stand for a value in the lines of --help: --host=NAME */
static const struct option_row global_rows[] = {
    {'h', "host", N_("NAME"), N_("the server's host; several, A,B:PORT, are tried in turn"), OPTIONS_CONNECTION,
     OPTION_HOST},
    {'P', "port", N_("NUMBER"), N_("its port (default: 3306)"), OPTIONS_CONNECTION, OPTION_PORT},
    {'u', "user", N_("NAME"), N_("the database account (default: your login name)"), OPTIONS_CONNECTION, OPTION_USER},
    {'p', "password", NULL, N_("ask for its password"), OPTIONS_CONNECTION, OPTION_PASSWORD},
    {'S', "socket", N_("FILE"), N_("connect by this socket"), OPTIONS_CONNECTION, OPTION_SOCKET},
    {'D', "database", N_("NAME"), N_("the platform's database"), OPTIONS_CONNECTION, OPTION_DATABASE},
    {0, "env-file", N_("FILE"), N_("read DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASS from it"), OPTIONS_CONNECTION,
     OPTION_ENV_FILE},
    {0, "defaults-file", N_("FILE"), N_("read this option file and no other"), OPTIONS_CONNECTION,
     OPTION_DEFAULTS_FILE},
    {0, "defaults-extra-file", N_("FILE"), N_("read this option file as well"), OPTIONS_CONNECTION,
     OPTION_DEFAULTS_EXTRA_FILE},
    {0, "defaults-group-suffix", N_("TEXT"), N_("also read the groups whose names end so"), OPTIONS_CONNECTION,
     OPTION_DEFAULTS_GROUP_SUFFIX},
    {0, "no-defaults", NULL, N_("read no option file"), OPTIONS_CONNECTION, OPTION_NO_DEFAULTS},
    {0, "insecure", NULL, N_("allow an unverified connection to another machine"), OPTIONS_CONNECTION, OPTION_INSECURE},
    {0, "wait", N_("[SECONDS]"), N_("wait for a server that is still starting (default: 60)"), OPTIONS_CONNECTION,
     OPTION_WAIT},
    {0, "local", N_("[FOLDER]"), N_("use a private database that needs no server"), OPTIONS_CONNECTION, OPTION_LOCAL},
    {0, "demo", "[large|huge]", N_("play with an example, thrown away at the end"), OPTIONS_CONNECTION, OPTION_DEMO},
    {0, "config", N_("FILE"), N_("read these settings instead of the usual files"), OPTIONS_SETTINGS, OPTION_CONFIG},
    {0, "plain", NULL, N_("show the console without frames and bars, for screen readers"), OPTIONS_SETTINGS,
     OPTION_PLAIN},
    {0, "read-only", NULL, N_("change nothing"), OPTIONS_CONSENT, OPTION_READ_ONLY},
    {0, "restricted", NULL, N_("words of wsadmin and nothing else, for a ForceCommand of SSH"), OPTIONS_CONSENT,
     OPTION_RESTRICTED},
    {0, "dry-run", NULL, N_("show what would be done and change nothing"), OPTIONS_CONSENT, OPTION_DRY_RUN},
    {0, "yes", NULL, N_("do it without asking"), OPTIONS_CONSENT, OPTION_YES},
    {0, "json", NULL, N_("write JSON"), OPTIONS_OUTPUT, OPTION_JSON},
    {0, "csv", NULL, N_("write CSV"), OPTIONS_OUTPUT, OPTION_CSV},
    {0, "tsv", NULL, N_("write tab-separated values"), OPTIONS_OUTPUT, OPTION_TSV},
    {0, "migrate", NULL, N_("bring the database up to date, as the command migrate does"), OPTIONS_MIGRATE,
     OPTION_MIGRATE},
    {0, "to", N_("MIGRATION"), N_("stop after this one"), OPTIONS_MIGRATE, OPTION_TO},
    {0, "lock-wait", N_("SECONDS"), N_("how long to wait for others (default: 60)"), OPTIONS_MIGRATE, OPTION_LOCK_WAIT},
    {0, "allow-rebuild", NULL, N_("let the server copy a table where nothing else will do"), OPTIONS_MIGRATE,
     OPTION_ALLOW_REBUILD},
    {0, "out-of-order", NULL, N_("run although the platform's own migrations are behind"), OPTIONS_MIGRATE,
     OPTION_OUT_OF_ORDER},
    {0, "with-platform-tables", NULL, N_("create the least of the platform's own tables first"), OPTIONS_MIGRATE,
     OPTION_WITH_PLATFORM_TABLES},
    {0, "help", NULL, N_("show this help"), OPTIONS_PROGRAM, OPTION_HELP},
    {0, "version", NULL, N_("show the version"), OPTIONS_PROGRAM, OPTION_VERSION},
};
enum { GLOBAL_ROWS = sizeof global_rows / sizeof *global_rows, HELP_COLUMN = 30, HELP_END = 79 };

/* The index-th setting that is a flag, as a row. Rows are the same at every call. */
static const struct option_row *setting_row(size_t index) {
    static struct option_row rows[SETTINGS];
    for (int id = 0; id < SETTINGS; id++) {
        const struct setting *s = &settings_table[id];
        if (!s->flag || index-- > 0) continue;
        rows[id] = (struct option_row){0,       s->name,          s->choices ? s->choices : s->arg,
                                       s->help, OPTIONS_SETTINGS, OPTION_SETTING + id};
        return &rows[id];
    }
    return NULL;
}

const struct option_row *options_row(size_t index) {
    return index < GLOBAL_ROWS ? &global_rows[index] : setting_row(index - GLOBAL_ROWS);
}

/* Adds text from column HELP_COLUMN on, broken at blanks before column HELP_END. */
static void help_text(struct buf *out, const char *text) {
    size_t column = HELP_COLUMN;
    for (const char *word = text; *word;) {
        size_t len = strcspn(word, " "), columns = gate_columns(word, len);
        if (column > HELP_COLUMN && column + 1 + columns > HELP_END) {
            buf_add_char(out, '\n');
            buf_add_repeat(out, ' ', column = HELP_COLUMN);
        } else if (column > HELP_COLUMN) {
            buf_add_char(out, ' ');
            column++;
        }
        buf_add_len(out, word, len);
        column += columns;
        word += len + strspn(word + len, " ");
    }
    buf_add_char(out, '\n');
}

static void help_line(struct buf *out, const struct option_row *row) {
    struct buf left = {0};
    const char *arg = row->arg ? _(row->arg) : NULL;
    if (row->letter)
        buf_addf(&left, "  -%c, --%s", row->letter, row->name);
    else
        buf_addf(&left, "      --%s", row->name);
    if (arg && *arg == '[')
        buf_addf(&left, "[=%s", arg + 1);
    else if (arg)
        buf_addf(&left, "=%s", arg);
    size_t columns = gate_columns(buf_str(&left), left.len);
    buf_add(out, buf_str(&left));
    if (columns + 2 > HELP_COLUMN) buf_add_char(out, '\n');
    buf_add_repeat(out, ' ', columns + 2 > HELP_COLUMN ? HELP_COLUMN : HELP_COLUMN - columns);
    help_text(out, _(row->help));
    buf_free(&left);
}

void options_help_rows(struct buf *out, const struct option_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) help_line(out, &rows[i]);
}

void options_help(struct buf *out) {
    static const struct {
        enum options_group group;
        const char *heading;
    } headings[] = {
        {OPTIONS_CONNECTION, N_("Which database")},
        {OPTIONS_SETTINGS, N_("Settings (most also in wsadmin.conf)")},
        {OPTIONS_CONSENT, N_("What may be changed")},
        {OPTIONS_OUTPUT, N_("What is written")},
        {OPTIONS_MIGRATE, N_("Setting the database up")},
        {OPTIONS_PROGRAM, N_("About wsadmin")},
    };
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        buf_addf(out, "\n%s:\n", _(headings[i].heading));
        const struct option_row *row;
        for (size_t n = 0; (row = options_row(n)); n++)
            if (row->group == headings[i].group) help_line(out, row);
    }
}

void options_version(struct buf *out) {
    buf_add(out, PACKAGE_STRING "\n");
    buf_add(out, _("Copyright (C) 2026 the authors of wsadmin\n"
                   "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
                   "This is free software: you are free to change and redistribute it.\n"
                   "There is NO WARRANTY, to the extent permitted by law.\n"));
}
