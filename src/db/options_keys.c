/* Keys of option files: see options_keys.h. */
#include "db/options_keys.h"

#include <mysql.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "base/parse.h"

typedef bool (*key_taker)(struct conn_layer *layer, size_t offset, const struct option_line *line, struct err *err);

static bool key_fail(const struct option_line *l, struct err *err) {
    return err_set(err, WS_CONFIG, _("%s:%u: \"%s\" is no value for %s"), l->file, l->line, l->value ? l->value : "",
                   l->name);
}

void conn_note_exposed(struct buf *notes, const char *path) {
    buf_addf(notes, _("%s holds a password and everybody on this machine may read it (chmod o-r %s)\n"), path, path);
}

static bool take_text(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    char **field = (char **)((char *)&layer->p + offset);
    if (!l->value) return key_fail(l, err);
    free(*field);
    *field = mem_dup(l->value);
    return true;
}

static bool take_number(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    int64_t n;
    if (!l->value || !parse_int(l->value, 0, 65535, &n)) return key_fail(l, err);
    *(unsigned *)((char *)&layer->p + offset) = (unsigned)n;
    return true;
}

/* A password line without `=` asks for it, as with the mysql client. */
static bool take_password(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    layer->ask_password = !l->value;
    if (!l->value) return true;
    if (l->exposed && *l->value) conn_note_exposed(layer->notes, l->file);
    return take_text(layer, offset, l, err);
}

static bool take_protocol(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    (void)offset;
    if (l->value && !strcasecmp(l->value, "tcp"))
        layer->protocol = MYSQL_PROTOCOL_TCP;
    else if (l->value && !strcasecmp(l->value, "socket"))
        layer->protocol = MYSQL_PROTOCOL_SOCKET;
    else
        return key_fail(l, err);
    return true;
}

static bool take_ssl(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    (void)offset;
    bool on = true;
    if (l->value && !parse_bool(l->value, &on)) return key_fail(l, err);
    if (!on)
        layer->p.tls = CONN_TLS_OFF;
    else if (layer->p.tls != CONN_TLS_VERIFY)
        layer->p.tls = CONN_TLS_REQUIRE;
    return true;
}

/* Switched off it lowers nothing: whether a server must be verified is wsadmin's own decision (conn_tls). */
static bool take_verify(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    (void)offset;
    bool on = true;
    if (l->value && !parse_bool(l->value, &on)) return key_fail(l, err);
    if (on) layer->p.tls = CONN_TLS_VERIFY;
    return true;
}

static bool take_ssl_mode(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    (void)offset;
    static const struct {
        const char *word;
        enum conn_tls tls;
    } modes[] = {{"DISABLED", CONN_TLS_OFF},
                 {"PREFERRED", CONN_TLS_DEFAULT},
                 {"REQUIRED", CONN_TLS_REQUIRE},
                 {"VERIFY_CA", CONN_TLS_VERIFY},
                 {"VERIFY_IDENTITY", CONN_TLS_VERIFY}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (l->value && !strcasecmp(l->value, modes[i].word)) {
            layer->p.tls = modes[i].tls;
            return true;
        }
    return key_fail(l, err);
}

/* Keys that make a connection safer in a way that wsadmin does not offer are not passed over in silence. */
static bool take_unused(struct conn_layer *layer, size_t offset, const struct option_line *l, struct err *err) {
    (void)offset;
    (void)err;
    buf_addf(layer->notes, _("%s:%u: wsadmin does not use %s\n"), l->file, l->line, l->name);
    return true;
}

#define FIELD(name) offsetof(struct conn_params, name)
static const struct option_key {
    const char *name;
    key_taker take;
    size_t offset;
} option_keys[] = {
    {"host", take_text, FIELD(host)},
    {"port", take_number, FIELD(port)},
    {"user", take_text, FIELD(user)},
    {"password", take_password, FIELD(password)},
    {"socket", take_text, FIELD(socket)},
    {"database", take_text, FIELD(database)},
    {"protocol", take_protocol, 0},
    {"init-command", take_text, FIELD(init_command)},
    {"connect-timeout", take_number, FIELD(connect_timeout)},
    {"ssl", take_ssl, 0},
    {"ssl-mode", take_ssl_mode, 0},
    {"ssl-verify-server-cert", take_verify, 0},
    {"ssl-ca", take_text, FIELD(tls_ca)},
    {"ssl-cert", take_text, FIELD(tls_cert)},
    {"ssl-key", take_text, FIELD(tls_key)},
    {"ssl-capath", take_unused, 0},
    {"ssl-cipher", take_unused, 0},
    {"ssl-crl", take_unused, 0},
    {"ssl-crlpath", take_unused, 0},
    {"tls-version", take_unused, 0},
};

static const struct option_key *option_key_find(const char *name, struct nearest *near) {
    for (size_t i = 0; i < sizeof option_keys / sizeof *option_keys; i++) {
        if (!strcmp(name, option_keys[i].name)) return &option_keys[i];
        if (near) nearest_offer(near, option_keys[i].name);
    }
    return NULL;
}

/* skip-ssl and disable-ssl are ssl=0, enable-ssl is ssl=1. */
static const struct option_key *option_key_find_switch(struct option_line *line) {
    static const char *const prefixes[][2] = {{"skip-", "0"}, {"disable-", "0"}, {"enable-", "1"}};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t n = strlen(prefixes[i][0]);
        if (line->value || strncmp(line->name, prefixes[i][0], n) != 0) continue;
        const struct option_key *key = option_key_find(line->name + n, NULL);
        if (!key || (key->take != take_ssl && key->take != take_verify)) return NULL;
        line->name += n;
        line->value = prefixes[i][1];
        return key;
    }
    return NULL;
}

bool conn_layer_take_option(void *arg, const struct option_line *given, struct err *err) {
    struct option_line line = *given;
    struct nearest near;
    nearest_start(&near, line.name);
    const struct option_key *key = option_key_find(line.name, &near);
    if (!key) key = option_key_find_switch(&line);
    if (key) return key->take(arg, key->offset, &line, err);
    if (line.loose || strncmp(line.group, "wsadmin", 7) != 0) return true;
    err_set(err, WS_CONFIG, _("%s:%u: there is no option \"%s\" for the group [%s]"), line.file, line.line, line.name,
            line.group);
    if (near.best)
        err_hint(err, _("did you mean %s?"), near.best);
    else
        err_hint(err, "%s", _("wsadmin's own settings stand in wsadmin.conf, see wsadmin.conf(5)"));
    return false;
}
