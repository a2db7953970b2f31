/* Encryption of a connection: see conn_tls.h. */
#include "db/conn_tls.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "db/conn_error.h"
#include "db/conn_private.h"

static bool host_is_loopback(const char *host) {
    unsigned char address[16];
    if (!strcasecmp(host, "localhost")) return true;
    if (inet_pton(AF_INET, host, address) == 1) return address[0] == 127;
    return inet_pton(AF_INET6, host, address) == 1 && !memcmp(address, &in6addr_loopback, 16);
}

/* SHA-1 in hex, with or without colons; an empty one would match any server. */
static bool fingerprint_is_whole(const char *hex) {
    size_t digits = 0;
    for (; hex && *hex; hex++) {
        if (isxdigit((unsigned char)*hex))
            digits++;
        else if (*hex != ':')
            return false;
    }
    return digits == 40;
}

bool conn_tls_decide(const struct conn_params *p, enum conn_tls *out, struct err *err) {
    *out = CONN_TLS_OFF;
    if (p->socket || !p->host) return true;
    bool loopback = host_is_loopback(p->host);
    enum conn_tls tls = p->tls;
    if (tls == CONN_TLS_DEFAULT)
        tls = loopback && !p->tls_ca ? CONN_TLS_OFF : p->insecure ? CONN_TLS_REQUIRE : CONN_TLS_VERIFY;
    if (!loopback && !p->insecure && tls == CONN_TLS_REQUIRE) tls = CONN_TLS_VERIFY;
    if (!loopback && !p->insecure && tls == CONN_TLS_OFF) {
        err_set(err, WS_CONFIG, _("tls is off, but %s is another machine"), p->host);
        err_hint(err, "%s",
                 _("leave tls out, or add --insecure when everybody on the way may read and change what is sent"));
        return false;
    }
    if (tls == CONN_TLS_FINGERPRINT && !fingerprint_is_whole(p->tls_fingerprint)) {
        err_set(err, WS_CONFIG, _("\"%s\" is no fingerprint, which has 40 hexadecimal digits"),
                p->tls_fingerprint ? p->tls_fingerprint : "");
        err_hint(err, "%s", _("openssl x509 -noout -fingerprint -sha1 -in CERTIFICATE shows it"));
        return false;
    }
    *out = tls;
    return true;
}

#if CONN_IS_LIBMARIADB

/* Each switch is set both ways: later versions of the library verify unless told otherwise. */
static bool tls_set_mode(MYSQL *handle, enum conn_tls tls, const struct conn_params *p, struct err *err) {
    (void)err;
    conn_bool encrypt = tls != CONN_TLS_OFF, verify = tls == CONN_TLS_VERIFY;
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &encrypt);
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    if (tls == CONN_TLS_FINGERPRINT) mysql_options(handle, MARIADB_OPT_TLS_PEER_FP, p->tls_fingerprint);
    return true;
}

#else

#include <openssl/x509.h>

/* This library has no authorities of its own and no fingerprints. */
static bool tls_set_mode(MYSQL *handle, enum conn_tls tls, const struct conn_params *p, struct err *err) {
    if (tls == CONN_TLS_FINGERPRINT)
        return err_set(err, WS_CONFIG, "%s", _("libmysqlclient cannot compare fingerprints: use tls-ca instead"));
    unsigned mode = tls == CONN_TLS_OFF       ? SSL_MODE_DISABLED
                    : tls == CONN_TLS_REQUIRE ? SSL_MODE_REQUIRED
                                              : SSL_MODE_VERIFY_IDENTITY;
    mysql_options(handle, MYSQL_OPT_SSL_MODE, &mode);
    if (tls == CONN_TLS_VERIFY && !p->tls_ca) mysql_options(handle, MYSQL_OPT_SSL_CAPATH, X509_get_default_cert_dir());
    return true;
}

#endif

bool conn_tls_set(MYSQL *handle, const struct conn_params *p, struct err *err) {
    enum conn_tls tls;
    if (!conn_tls_decide(p, &tls, err)) return false;
    if (tls != CONN_TLS_OFF) {
        if (tls == CONN_TLS_VERIFY) mysql_options(handle, MYSQL_OPT_SSL_CA, p->tls_ca);
        mysql_options(handle, MYSQL_OPT_SSL_CERT, p->tls_cert);
        mysql_options(handle, MYSQL_OPT_SSL_KEY, p->tls_key);
    }
    return tls_set_mode(handle, tls, p, err);
}

bool conn_tls_check(MYSQL *handle, const struct conn_params *p, struct err *err) {
    enum conn_tls tls;
    if (!conn_tls_decide(p, &tls, err)) return false;
    if (tls == CONN_TLS_OFF || mysql_get_ssl_cipher(handle)) return true;
    struct conn_error_place place = {.params = p, .connecting = true};
    return conn_error_set(err, &place, 2026, "the server does not support TLS");
}
