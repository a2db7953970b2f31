/* Reading of the command line's options: see options.h. */
#include "cmd/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/parse.h"
#include "cmd/options_private.h"

enum { DEFAULT_WAIT = 60, LONGEST_WAIT = 86400 };

/* The rows that may be met, those of the word first, and getopt_long's tables made from them. */
struct option_set {
    const struct option_row **rows;
    size_t count, own_count;
    struct option *longs; /* val = LONG_BASE + index of the row */
    struct buf shorts;
};
enum { LONG_BASE = 256 };

static bool take_seconds(const char *name, const char *text, unsigned *out, struct err *err) {
    int64_t n;
    if (!parse_int(text, 0, LONGEST_WAIT, &n))
        return err_set(err, WS_USAGE, _("--%s takes seconds from 0 to %d, not \"%s\""), name, LONGEST_WAIT, text);
    *out = (unsigned)n;
    return true;
}

static bool take_password(const char *value, struct err *err) {
    if (!value) return true;
    err_set(err, WS_USAGE, "%s", _("a password on the command line can be read by everybody on this machine"));
    err_hint(err, "%s", _("-p alone asks for it; scripts put it into $DB_PASS, --env-file or a 0600 option file"));
    return false;
}

static bool options_take_connection(struct options *o, int id, const char *value, struct err *err) {
    struct conn_flags *c = &o->connection;
    int64_t port;
    switch ((enum option_id)id) {
    case OPTION_HOST: c->host = value; break;
    case OPTION_PORT:
        if (!parse_int(value, 1, 65535, &port)) return err_set(err, WS_USAGE, _("\"%s\" is no port number"), value);
        c->port = (unsigned)port;
        break;
    case OPTION_USER: c->user = value; break;
    case OPTION_PASSWORD: c->ask_password = true; return take_password(value, err);
    case OPTION_SOCKET: c->socket = value; break;
    case OPTION_DATABASE: c->database = value; break;
    case OPTION_ENV_FILE: c->env_file = value; break;
    case OPTION_DEFAULTS_FILE: c->files.defaults_file = value; break;
    case OPTION_DEFAULTS_EXTRA_FILE: c->files.extra_file = value; break;
    case OPTION_DEFAULTS_GROUP_SUFFIX: c->files.group_suffix = value; break;
    case OPTION_NO_DEFAULTS: c->files.none = true; break;
    case OPTION_INSECURE: c->insecure = true; break;
    case OPTION_WAIT:
        o->wait_seconds = DEFAULT_WAIT;
        return !value || take_seconds("wait", value, &o->wait_seconds, err);
    case OPTION_LOCAL: o->local = true, o->local_dir = value; break;
    case OPTION_DEMO: o->demo = true, o->demo_size = value; break;
    default: break;
    }
    return true;
}

static bool options_take(struct options *o, int id, const char *value, struct err *err) {
    if (id >= OPTION_SETTING) {
        enum setting_id setting = (enum setting_id)(id - OPTION_SETTING);
        char *source = mem_format("--%s", settings_table[setting].name);
        bool ok = settings_set(&o->settings, setting, value, source, err);
        if (!ok && err) err->code = WS_USAGE;
        free(source);
        return ok;
    }
    switch ((enum option_id)id) {
    case OPTION_CONFIG: o->config_file = value; break;
    case OPTION_READ_ONLY: o->connection.read_only = true; break;
    case OPTION_PLAIN: return settings_set(&o->settings, SETTING_PLAIN, "on", "--plain", err);
    case OPTION_RESTRICTED: o->restricted = true; break;
    case OPTION_DRY_RUN: o->dry_run = true; break;
    case OPTION_YES: o->yes = true; break;
    case OPTION_JSON: o->form = OPTIONS_FORM_JSON; break;
    case OPTION_CSV: o->form = OPTIONS_FORM_CSV; break;
    case OPTION_TSV: o->form = OPTIONS_FORM_TSV; break;
    case OPTION_MIGRATE: o->migrate = true; break;
    case OPTION_TO: o->migrate_to = value; break;
    case OPTION_LOCK_WAIT: return take_seconds("lock-wait", value, &o->lock_wait, err);
    case OPTION_ALLOW_REBUILD: o->allow_rebuild = true; break;
    case OPTION_OUT_OF_ORDER: o->out_of_order = true; break;
    case OPTION_WITH_PLATFORM_TABLES: o->with_platform_tables = true; break;
    case OPTION_HELP: o->help = true; break;
    case OPTION_VERSION: o->version = true; break;
    default: return options_take_connection(o, id, value, err);
    }
    return true;
}

static const struct option_row *set_find(const struct option_set *set, const char *name) {
    for (size_t i = 0; i < set->count; i++)
        if (!strcmp(set->rows[i]->name, name)) return set->rows[i];
    return NULL;
}

/* -p takes a value here only to be refused with a reason: getopt would read -pSECRET as many letters. */
static int set_has_arg(const struct option_row *row) {
    if (row->group == OPTIONS_CONNECTION && row->id == OPTION_PASSWORD) return optional_argument;
    if (!row->arg) return no_argument;
    return *row->arg == '[' ? optional_argument : required_argument;
}

static void set_add(struct option_set *set, const struct option_row *row) {
    int has_arg = set_has_arg(row);
    set->longs[set->count] = (struct option){row->name, has_arg, NULL, LONG_BASE + (int)set->count};
    set->rows[set->count++] = row;
    if (!row->letter || strchr(buf_str(&set->shorts), row->letter)) return;
    buf_add_char(&set->shorts, row->letter);
    buf_add_repeat(&set->shorts, ':', (size_t)has_arg); /* 0, 1 and 2 colons are what the three kinds need */
}

static void set_make(struct option_set *set, bool stop_at_word, unsigned groups, const struct option_row *own,
                     size_t own_count) {
    size_t most = own_count;
    while (options_row(most - own_count)) most++;
    *set = (struct option_set){.own_count = own_count};
    set->rows = mem_zero(most, sizeof *set->rows);
    set->longs = mem_zero(most + 1, sizeof *set->longs);
    buf_add(&set->shorts, stop_at_word ? "+:" : ":");
    for (size_t i = 0; i < own_count; i++) set_add(set, &own[i]);
    const struct option_row *row;
    for (size_t i = 0; (row = options_row(i)); i++)
        if ((row->group & groups) && !set_find(set, row->name)) set_add(set, row);
}

static void set_free(struct option_set *set) {
    free(set->rows);
    free(set->longs);
    buf_free(&set->shorts);
}

static const struct option_row *set_row(const struct option_set *set, int val, size_t *index) {
    for (*index = 0; *index < set->count; (*index)++) {
        const struct option_row *row = set->rows[*index];
        if (val == LONG_BASE + (int)*index || (row->letter && val == row->letter)) return row;
    }
    return NULL;
}

/* getopt_long returned `?` or `:`; `given` is the argument it was at. */
static bool set_fail(const struct option_set *set, int result, const char *given, bool in_front, struct err *err) {
    size_t index;
    const struct option_row *row = optopt ? set_row(set, optopt, &index) : NULL;
    if (row && result == ':') return err_set(err, WS_USAGE, _("--%s needs a value: %s"), row->name, _(row->arg));
    if (row) return err_set(err, WS_USAGE, _("--%s takes no value"), row->name);
    if (optopt) return err_set(err, WS_USAGE, _("there is no option -%c"), optopt);
    char *name = mem_dup_len(given + 2, strcspn(given + 2, "="));
    struct nearest near;
    nearest_start(&near, name);
    size_t alike = 0;
    for (size_t i = 0; i < set->count; i++) {
        alike += !strncmp(set->rows[i]->name, name, strlen(name));
        nearest_offer(&near, set->rows[i]->name);
    }
    if (alike > 1)
        err_set(err, WS_USAGE, _("--%s is short for more than one option"), name);
    else
        err_set(err, WS_USAGE, _("there is no option --%s here"), name);
    if (near.best)
        err_hint(err, _("did you mean --%s?"), near.best);
    else if (in_front)
        err_hint(err, "%s", _("options of a command stand after it; wsadmin --help lists the others"));
    free(name);
    return false;
}

static bool options_read(struct options *o, const struct option_set *set, int argc, char **argv, option_row_taker take,
                         void *arg, struct err *err) {
    bool in_front = *buf_str(&set->shorts) == '+', ok = true;
    int result;
    optind = 0; /* getopt begins anew */
    opterr = 0;
    while (ok && (result = getopt_long(argc, argv, buf_str(&set->shorts), set->longs, NULL)) != -1) {
        size_t index;
        const struct option_row *row = result == '?' || result == ':' ? NULL : set_row(set, result, &index);
        if (!row)
            ok = set_fail(set, result, argv[optind - 1], in_front, err);
        else if (index < set->own_count)
            ok = take(arg, row->id, optarg, err);
        else
            ok = options_take(o, row->id, optarg, err);
    }
    o->words = argv + optind;
    o->word_count = (size_t)(argc - optind);
    if (ok && o->local && o->demo)
        return err_set(err, WS_USAGE, "%s", _("--local and --demo are two different databases"));
    if (ok && (o->local || o->demo) && (o->connection.host || o->connection.socket))
        return err_set(err, WS_USAGE, "%s",
                       _("--local and --demo are databases of their own, without --host or --socket"));
    return ok;
}

bool options_parse(struct options *o, int argc, char **argv, struct err *err) {
    struct option_set set;
    o->lock_wait = DEFAULT_WAIT;
    set_make(&set, true, OPTIONS_ALL, NULL, 0);
    bool ok = options_read(o, &set, argc, argv, NULL, NULL, err);
    set_free(&set);
    return ok;
}

bool options_parse_words(struct options *o, int argc, char **argv, unsigned groups, const struct option_row *own,
                         size_t own_count, option_row_taker take, void *arg, struct err *err) {
    struct option_set set;
    set_make(&set, false, groups, own, own_count);
    bool ok = options_read(o, &set, argc, argv, take, arg, err);
    set_free(&set);
    return ok;
}

void options_free(struct options *o) {
    settings_free(&o->settings);
    *o = (struct options){0};
}
