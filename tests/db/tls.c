/* Connecting by TCP: encryption, wrong credentials, a server that starts late and one that dies under us. Run by
 * tests/db/tls.sh, which starts the servers and makes the certificates:
 *   TLS_PORT    a server whose certificate is for localhost and 127.0.0.1, signed by good-ca.pem
 *   STRANGE_PORT  one whose certificate is for another host, signed by the same
 *   PLAIN_PORT  one without TLS, started once the file `wanted` is there and killed and started anew after `restart` */
#include "testdb.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "db/conn_restore.h"

enum { PATIENCE = 60 };

static struct conn_params params_for(const char *port, enum conn_tls tls) {
    static char user[] = "ana", password[] = "secret", host[] = "127.0.0.1";
    return (struct conn_params){.host = host,
                                .port = (unsigned)strtoul(getenv(port), NULL, 10),
                                .user = user,
                                .password = password,
                                .tls = tls};
}

static char *file_path(const char *name) { return mem_format("%s/%s", getenv("TLS_FOLDER"), name); }

static void check_opens(const struct conn_params *p, bool encrypted) {
    struct conn *c;
    struct err err = {0};
    assert_ok(conn_open(p, &c, &err), err);
    assert_int_equal(conn_tls_cipher(c) != NULL, encrypted);
    conn_close(c);
}

static void check_refused(const struct conn_params *p, enum ws_error code, unsigned number, const char *part) {
    struct conn *c;
    struct err err = {0};
    assert_false(conn_open(p, &c, &err));
    assert_int_equal(err.code, code);
    assert_int_equal(err.server_errno, number);
    if (!strstr(err.text, part)) fail_msg("\"%s\" has no \"%s\"", err.text, part);
    assert_non_null(err.hint);
    err_free(&err);
}

static void touch(const char *name) {
    char *path = file_path(name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fclose(f);
    free(path);
}

static void count_failure(void *arg, unsigned failures, const struct err *failure) {
    assert_int_equal(failure->code, WS_UNREACHABLE);
    assert_int_equal(failures, ++*(unsigned *)arg);
    touch("wanted");
}

static void a_late_server_is_waited_for(void **state) {
    (void)state;
    struct conn_params p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    unsigned failures = 0;
    struct conn_patience patience = {.seconds = PATIENCE, .notice = count_failure, .arg = &failures};
    struct conn *c;
    struct err err = {0};
    check_refused(&p, WS_UNREACHABLE, 2002, "cannot be reached");
    assert_ok(conn_open_wait(&p, &patience, &c, &err), err);
    assert_true(failures > 0);
    assert_int_equal(testdb_int(c, "SELECT 1"), 1);
    conn_close(c);
}

static void trusted_servers_are_taken(void **state) {
    (void)state;
    struct conn_params p = params_for("TLS_PORT", CONN_TLS_VERIFY);
    p.tls_ca = file_path("good-ca.pem");
    check_opens(&p, true);
    p.host = mem_dup("localhost");
    check_opens(&p, true);
    free(p.host);
    free(p.tls_ca);
    p = params_for("TLS_PORT", CONN_TLS_REQUIRE);
    check_opens(&p, true);
    p.tls = CONN_TLS_FINGERPRINT;
    p.tls_fingerprint = getenv("TLS_FINGERPRINT");
    check_opens(&p, true);
    p.tls = CONN_TLS_DEFAULT;
    check_opens(&p, false); /* loopback: nothing was asked for */
}

static void untrusted_servers_are_refused(void **state) {
    (void)state;
    struct conn_params p = params_for("TLS_PORT", CONN_TLS_VERIFY);
    check_refused(&p, WS_CONFIG, 2026, "issuer certificate"); /* no authority of the system signed it */
    p.tls_ca = file_path("other-ca.pem");
    check_refused(&p, WS_CONFIG, 2026, "no safe connection");
    free(p.tls_ca);
    p = params_for("STRANGE_PORT", CONN_TLS_VERIFY);
    p.tls_ca = file_path("good-ca.pem");
    check_refused(&p, WS_CONFIG, 2026, "no safe connection");
    free(p.tls_ca);
    p = params_for("STRANGE_PORT", CONN_TLS_FINGERPRINT);
    p.tls_fingerprint = getenv("TLS_FINGERPRINT");
    check_refused(&p, WS_CONFIG, 2026, "ingerprint");
}

static void a_server_without_tls_is_refused(void **state) {
    (void)state;
    static const enum conn_tls modes[] = {CONN_TLS_REQUIRE, CONN_TLS_VERIFY, CONN_TLS_FINGERPRINT};
    struct conn_params p = params_for("PLAIN_PORT", CONN_TLS_DEFAULT);
    p.tls_fingerprint = getenv("TLS_FINGERPRINT");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        p.tls = modes[i];
        check_refused(&p, WS_CONFIG, 2026, "not support");
    }
    p.tls = CONN_TLS_DEFAULT;
    p.tls_ca = file_path("good-ca.pem"); /* the client library alone would go on in plaintext */
    check_refused(&p, WS_CONFIG, 2026, "not support");
    free(p.tls_ca);
}

static void wrong_credentials_are_told(void **state) {
    (void)state;
    struct conn_params p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    static char wrong[] = "wrong";
    p.password = wrong;
    check_refused(&p, WS_DENIED, 1045, "Access denied for user 'ana'");
    p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    p.user = wrong;
    check_refused(&p, WS_DENIED, 1045, "Access denied");
    p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    p.database = wrong;
    check_refused(&p, WS_CONFIG, 1049, "Unknown database 'wrong'");
    static char mysql[] = "mysql", bea[] = "bea";
    p.database = mysql;
    p.user = bea;
    check_refused(&p, WS_DENIED, 1044, "Access denied for user 'bea'");
    p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    static char nowhere[] = "no-such-host.invalid";
    p.host = nowhere;
    p.insecure = true;
    check_refused(&p, WS_UNREACHABLE, 2005, "Unknown server host");
    p = (struct conn_params){.socket = file_path("no-socket")};
    check_refused(&p, WS_UNREACHABLE, 2002, p.socket);
    free(p.socket);
    p = params_for("TLS_PORT", CONN_TLS_OFF);
    static char cora[] = "cora";
    p.user = cora; /* an account that must be encrypted */
    check_refused(&p, WS_DENIED, 1045, "Access denied");
    p.tls = CONN_TLS_REQUIRE;
    check_opens(&p, true);
}

static void a_missing_grant_is_named(void **state) {
    (void)state;
    struct conn_params p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    struct conn *c;
    struct err err = {0};
    p.user = mem_dup("bea");
    p.database = mem_dup("ws");
    assert_ok(conn_open(&p, &c, &err), err);
    assert_false(conn_command(c, "INSERT INTO t (a) VALUES (1)", &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_string_equal(err.hint, "ask for the missing right: GRANT INSERT ON `ws`.`t` TO 'bea'@'%'");
    err_free(&err);
    conn_close(c);
    free(p.user);
    free(p.database);
}

struct cut {
    int runs;
    bool restart; /* kill the server, else only the connection */
};

static bool read_under_fire(struct conn *c, void *arg, struct err *err) {
    struct cut *cut = arg;
    if (cut->runs++ == 0) {
        if (cut->restart)
            touch("restart");
        else
            conn_command(c, "KILL CONNECTION_ID()", err);
    }
    /* Until the server is gone; then once, on the new connection. */
    while (cut->runs == 1)
        if (!conn_command(c, "SELECT SLEEP(0.01)", err)) return false;
    return conn_command(c, "SELECT 1", err);
}

static void lost_reads_are_repeated(void **state) {
    (void)state;
    struct conn_params p = params_for("PLAIN_PORT", CONN_TLS_OFF);
    struct conn_patience patience = {.seconds = PATIENCE};
    struct conn *c;
    struct err err = {0};
    p.read_only = true;
    assert_ok(conn_open(&p, &c, &err), err);
    for (int restart = 0; restart < 2; restart++) {
        struct cut cut = {.restart = restart};
        assert_ok(conn_repeat_read(c, &patience, read_under_fire, &cut, &err), err);
        assert_int_equal(cut.runs, 2);
        assert_false(conn_command(c, "INSERT INTO ws.t (a) VALUES (1)", &err)); /* the new session is set up, too */
        assert_int_equal(err.server_errno, 1792);
    }
    err_free(&err);
    conn_close(c);
}

static int tries_left;

static unsigned unreachable(const char *call) { return !strcmp(call, "connect") && tries_left-- > 0 ? 2002 : 0; }

static bool stop_after(void *arg) { return ++*(int *)arg > 3; }

static void patience_has_an_end(void **state) {
    (void)state;
    struct conn_params p = params_for("TLS_PORT", CONN_TLS_OFF);
    struct conn *c;
    struct err err = {0};
    int asked = 0;
    struct conn_patience once = {0}, stopped = {.seconds = PATIENCE, .stop = stop_after, .arg = &asked};
    conn_fault_hook = unreachable;
    tries_left = 1;
    assert_false(conn_open_wait(&p, &once, &c, &err));
    assert_int_equal(err.code, WS_UNREACHABLE);
    tries_left = 1000;
    assert_false(conn_open_wait(&p, &stopped, &c, &err));
    assert_int_equal(err.code, WS_CANCELLED);
    assert_int_equal(asked, 4);
    conn_fault_hook = NULL;
    static char wrong[] = "wrong";
    struct conn_patience long_one = {.seconds = PATIENCE};
    int64_t began = clock_monotonic_ms();
    p.password = wrong; /* no use in waiting */
    assert_false(conn_open_wait(&p, &long_one, &c, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_true(clock_monotonic_ms() - began < PATIENCE * 500);
    err_free(&err);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_late_server_is_waited_for),   cmocka_unit_test(trusted_servers_are_taken),
        cmocka_unit_test(untrusted_servers_are_refused), cmocka_unit_test(a_server_without_tls_is_refused),
        cmocka_unit_test(wrong_credentials_are_told),    cmocka_unit_test(a_missing_grant_is_named),
        cmocka_unit_test(lost_reads_are_repeated),       cmocka_unit_test(patience_has_an_end),
    };
    int failed = cmocka_run_group_tests_name("tls", tests, NULL, NULL);
    conn_library_end();
    return failed;
}
