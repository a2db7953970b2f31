/* Connection options: see options.h. Each place fills a layer of its own; then every value is taken from the strongest
 * layer that has it. */
#include "db/options.h"

#include <mysql.h>
#include <pwd.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/envfile.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/parse.h"
#include "db/options_keys.h"

enum { LAYER_FLAGS, LAYER_ENVIRONMENT, LAYER_FILES, LAYERS };

static void layer_set(char **field, const char *text) {
    if (!text) return;
    free(*field);
    *field = mem_dup(text);
}

static void layer_from_flags(struct conn_layer *layer, const struct conn_flags *flags) {
    layer_set(&layer->p.host, flags->host);
    layer_set(&layer->p.socket, flags->socket);
    layer_set(&layer->p.user, flags->user);
    layer_set(&layer->p.database, flags->database);
    layer->p.port = flags->port;
}

/* The platform's five variables: from the process, else from its env file. */
static bool layer_from_environment(struct conn_layer *layer, const struct envfile *file, const char *path,
                                   struct buf *notes, struct err *err) {
    const struct {
        const char *name;
        char **field;
    } variables[] = {{"DB_HOST", &layer->p.host},
                     {"DB_NAME", &layer->p.database},
                     {"DB_USER", &layer->p.user},
                     {"DB_PASS", &layer->p.password},
                     {"DB_PORT", NULL}};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const struct envfile_entry *entry = envfile_find(file, variables[i].name);
        const char *own = getenv(variables[i].name);
        const char *text = own ? own : entry ? entry->value : NULL;
        bool password = variables[i].field == &layer->p.password;
        if (!text || (*text == '\0' && !password)) continue;
        int64_t port;
        if (variables[i].field)
            layer_set(variables[i].field, text);
        else if (parse_int(text, 1, 65535, &port))
            layer->p.port = (unsigned)port;
        else if (own)
            return err_set(err, WS_CONFIG, _("$DB_PORT is no port number: %s"), text);
        else
            return err_set(err, WS_CONFIG, _("%s:%u: DB_PORT is no port number: %s"), path, entry->line, text);
        if (password && !own && *text && file->exposed) conn_note_exposed(notes, path);
    }
    return true;
}

/* wsadmin's own settings on encryption win over the option files' ssl keys. */
static bool tls_from_settings(struct conn_params *p, const struct settings *s, struct err *err) {
    int tls = settings_choice(s, SETTING_TLS);
    const char *fingerprint = settings_text(s, SETTING_TLS_FINGERPRINT);
    layer_set(&p->tls_ca, settings_text(s, SETTING_TLS_CA));
    layer_set(&p->tls_fingerprint, fingerprint);
    if (tls >= 0)
        p->tls = (enum conn_tls)((int)CONN_TLS_OFF + tls);
    else if (fingerprint)
        p->tls = CONN_TLS_FINGERPRINT;
    if (p->tls == CONN_TLS_FINGERPRINT && !fingerprint)
        return settings_reject(s, SETTING_TLS, _("tls-fingerprint names none"), err);
    return true;
}

/* The layer that says by itself how to connect: a host that is not "localhost" means TCP, a socket means that. The
 * platform's DB_HOST and DB_PORT, and a --port, always mean TCP, as they do in its own client and in mariadb's. */
static bool transport_is_tcp(const struct conn_layer layers[LAYERS]) {
    for (int i = 0; i < LAYERS; i++) {
        const struct conn_layer *l = &layers[i];
        bool local_name = l->p.host && !strcmp(l->p.host, "localhost");
        if (l->protocol != MYSQL_PROTOCOL_DEFAULT) return l->protocol == MYSQL_PROTOCOL_TCP;
        if (l->p.host && (!local_name || i == LAYER_ENVIRONMENT)) return true;
        if (l->p.socket) return false;
        if (l->p.port && i != LAYER_FILES) return true;
        if (local_name) return false;
    }
    return false;
}

static char *login_name(void) {
    const struct passwd *pw = getpwuid(geteuid());
    return mem_dup(pw ? pw->pw_name : "");
}

/* Moves every value that `to` lacks out of `from`. */
static void params_inherit(struct conn_params *to, struct conn_params *from) {
    static const size_t strings[] = {offsetof(struct conn_params, host),        offsetof(struct conn_params, socket),
                                     offsetof(struct conn_params, user),        offsetof(struct conn_params, password),
                                     offsetof(struct conn_params, database),    offsetof(struct conn_params, tls_ca),
                                     offsetof(struct conn_params, tls_cert),    offsetof(struct conn_params, tls_key),
                                     offsetof(struct conn_params, init_command)};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        char **mine = (char **)((char *)to + strings[i]), **theirs = (char **)((char *)from + strings[i]);
        if (*mine) continue;
        *mine = *theirs;
        *theirs = NULL;
    }
    if (!to->port) to->port = from->port;
    if (!to->connect_timeout) to->connect_timeout = from->connect_timeout;
    if (to->tls == CONN_TLS_DEFAULT) to->tls = from->tls;
}

static void conn_options_join(struct conn_params *p, struct conn_layer layers[LAYERS]) {
    bool tcp = transport_is_tcp(layers);
    for (int i = 0; i < LAYERS; i++) params_inherit(p, &layers[i].p);
    layer_set(tcp ? &p->host : &p->socket, tcp ? (p->host ? NULL : "127.0.0.1") : (p->socket ? NULL : MYSQL_UNIX_ADDR));
    char **other = tcp ? &p->socket : &p->host;
    free(*other);
    *other = NULL;
    if (!p->user) p->user = login_name();
}

/* The password that will be asked for replaces any that was found. */
static void password_forget(struct conn_params *p) {
    if (p->password) explicit_bzero(p->password, strlen(p->password));
    free(p->password);
    p->password = NULL;
}

bool conn_options_load(struct conn_options *out, const struct conn_flags *flags, const struct settings *settings,
                       struct err *err) {
    struct conn_layer layers[LAYERS] = {0};
    struct envfile file = {0};
    *out = (struct conn_options){.params.insecure = flags->insecure, .params.read_only = flags->read_only};
    if (flags->socket && flags->host && strcmp(flags->host, "localhost") != 0)
        return err_set(err, WS_USAGE, _("--host and --socket name two different servers"));
    layers[LAYER_FILES].notes = &out->notes;
    layer_from_flags(&layers[LAYER_FLAGS], flags);
    bool ok = (!flags->env_file || envfile_read(flags->env_file, &file, err)) &&
              layer_from_environment(&layers[LAYER_ENVIRONMENT], &file, flags->env_file, &out->notes, err) &&
              option_files_read(&flags->files, conn_layer_take_option, &layers[LAYER_FILES], err) &&
              tls_from_settings(&out->params, settings, err);
    bool password_known = layers[LAYER_ENVIRONMENT].p.password != NULL;
    out->ask_password = flags->ask_password || (layers[LAYER_FILES].ask_password && !password_known);
    if (ok) conn_options_join(&out->params, layers);
    if (out->ask_password) password_forget(&out->params);
    for (int i = 0; i < LAYERS; i++) conn_params_free(&layers[i].p);
    envfile_free(&file);
    return ok;
}

bool conn_options_need_database(const struct conn_options *o, struct err *err) {
    if (o->params.database) return true;
    err_set(err, WS_CONFIG, "%s",
            _("no database is named: looked at --database, $DB_NAME, --env-file, and the groups "
              "[client] and [wsadmin] of /etc/my.cnf, /etc/mysql/my.cnf and ~/.my.cnf"));
    err_hint(err, "%s",
             _("name the platform's database, for example by --env-file .env.local; or try wsadmin --demo "
               "(an example to play with) or wsadmin --local (a private database that needs no server)"));
    return false;
}

void conn_options_free(struct conn_options *o) {
    conn_params_free(&o->params);
    buf_free(&o->notes);
}
