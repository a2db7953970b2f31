/* What connecting decides by itself: encryption, the words for errors, the missing GRANT. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "db/conn_error.h"
#include "db/conn_grant.h"
#include "db/conn_hosts.h"
#include "db/conn_tls.h"

#define SHA1 "98:33:98:5F:BB:44:02:B3:66:B8:5D:D9:56:0F:8D:67:95:E5:CF:68"
enum { REFUSED = -1 };

static void check_tls(const char *host, enum conn_tls tls, bool insecure, int want) {
    struct conn_params p = {.host = (char *)host, .tls = tls, .insecure = insecure, .tls_fingerprint = (char *)SHA1};
    struct err err = {0};
    enum conn_tls got = CONN_TLS_DEFAULT;
    bool ok = conn_tls_decide(&p, &got, &err);
    assert_int_equal(ok ? (int)got : REFUSED, want);
    if (!ok) assert_int_equal(err.code, WS_CONFIG);
    err_free(&err);
}

static void loopback_is_as_configured(void **state) {
    (void)state;
    static const char *const hosts[] = {"localhost", "LocalHost", "127.0.0.1", "127.8.9.10", "::1", NULL};
    for (size_t i = 0; hosts[i]; i++) {
        check_tls(hosts[i], CONN_TLS_DEFAULT, false, CONN_TLS_OFF);
        check_tls(hosts[i], CONN_TLS_OFF, false, CONN_TLS_OFF);
        check_tls(hosts[i], CONN_TLS_REQUIRE, false, CONN_TLS_REQUIRE);
        check_tls(hosts[i], CONN_TLS_VERIFY, true, CONN_TLS_VERIFY);
        check_tls(hosts[i], CONN_TLS_FINGERPRINT, false, CONN_TLS_FINGERPRINT);
    }
}

static void other_machines_are_verified(void **state) {
    (void)state;
    static const char *const hosts[] = {"db.example", "localhost.example", "10.0.0.1", "0.0.0.0", "::",
                                        "fe80::1",    "127.0.0.1.example", "1270.0.1", "",        NULL};
    for (size_t i = 0; hosts[i]; i++) {
        check_tls(hosts[i], CONN_TLS_DEFAULT, false, CONN_TLS_VERIFY);
        check_tls(hosts[i], CONN_TLS_OFF, false, REFUSED);
        check_tls(hosts[i], CONN_TLS_REQUIRE, false, CONN_TLS_VERIFY);
        check_tls(hosts[i], CONN_TLS_VERIFY, false, CONN_TLS_VERIFY);
        check_tls(hosts[i], CONN_TLS_FINGERPRINT, false, CONN_TLS_FINGERPRINT);
        check_tls(hosts[i], CONN_TLS_DEFAULT, true, CONN_TLS_REQUIRE);
        check_tls(hosts[i], CONN_TLS_OFF, true, CONN_TLS_OFF);
        check_tls(hosts[i], CONN_TLS_REQUIRE, true, CONN_TLS_REQUIRE);
        check_tls(hosts[i], CONN_TLS_VERIFY, true, CONN_TLS_VERIFY);
    }
}

static void a_ca_or_a_socket_changes_the_default(void **state) {
    (void)state;
    struct conn_params p = {.host = (char *)"localhost", .tls_ca = (char *)"/ca.pem"};
    enum conn_tls got;
    assert_true(conn_tls_decide(&p, &got, NULL));
    assert_int_equal(got, CONN_TLS_VERIFY);
    p = (struct conn_params){.socket = (char *)"/s", .tls = CONN_TLS_VERIFY};
    assert_true(conn_tls_decide(&p, &got, NULL));
    assert_int_equal(got, CONN_TLS_OFF);
}

static void fingerprints_must_be_whole(void **state) {
    (void)state;
    static const char *const bad[] = {"", ":", "98", SHA1 ":00", "zz" SHA1, NULL};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct conn_params p = {.host = (char *)"db", .tls = CONN_TLS_FINGERPRINT, .tls_fingerprint = (char *)bad[i]};
        enum conn_tls got;
        assert_false(conn_tls_decide(&p, &got, NULL));
    }
}

static void check_grant(const char *message, const char *account, const char *want) {
    struct buf out = {0};
    assert_int_equal(conn_grant_add(&out, message, "ws", account), want != NULL);
    assert_string_equal(buf_str(&out), want ? want : "");
    buf_free(&out);
}

static void missing_grants_are_named(void **state) {
    (void)state;
    check_grant("INSERT command denied to user 'ana'@'localhost' for table `db`.`users`", "ana@%",
                "GRANT INSERT ON `db`.`users` TO 'ana'@'%'");
    check_grant("INSERT command denied to user 'ana'@'10.0.0.1' for table `db`.`users`", NULL,
                "GRANT INSERT ON `db`.`users` TO 'ana'@'10.0.0.1'");
    check_grant("SELECT command denied to user 'ana'@'localhost' for table 'users'", "a@b@h",
                "GRANT SELECT ON `ws`.`users` TO 'a@b'@'h'"); /* as MySQL says it */
    check_grant("SELECT command denied to user 'ana'@'localhost' for column 'email' in table 'users'", "ana@%",
                "GRANT SELECT (`email`) ON `ws`.`users` TO 'ana'@'%'");
    check_grant("SHOW command denied to user 'ana'@'localhost' for table `ws`.`users`", "ana@%",
                "GRANT SELECT ON `ws`.`users` TO 'ana'@'%'");
    check_grant("SELECT, LOCK TABLES command denied to user 'ana'@'localhost' for table `ws`.`users`", "ana@%",
                "GRANT SELECT, LOCK TABLES ON `ws`.* TO 'ana'@'%'");
    check_grant("SELECT command denied to user 'o'x'@'localhost' for table `ws`.`users`", NULL,
                "GRANT SELECT ON `ws`.`users` TO 'o''x'@'localhost'");
    check_grant("comando SELECT denegado a usuario: 'ana'@'localhost' para la tabla `ws`.`users`", NULL, NULL);
    check_grant("x; SELECT command denied to user 'ana'@'localhost' for table `ws`.`users`", NULL, NULL);
    check_grant("SELECT command denied to user 'ana'@'localhost'", NULL, NULL);
    check_grant("", NULL, NULL);
}

static void check_error(unsigned number, bool connecting, const char *message, enum ws_error code, const char *text) {
    const struct conn_params p = {.host = (char *)"db", .port = 3307, .database = (char *)"ws"};
    struct conn_error_place place = {&p, "ana@%", connecting};
    struct err err = {0};
    assert_false(conn_error_set(&err, &place, number, message));
    assert_int_equal(err.code, code);
    assert_int_equal(err.server_errno, number);
    assert_string_equal(err.text, text);
    if (code == WS_UNREACHABLE || code == WS_DENIED || code == WS_CONFIG) assert_non_null(err.hint);
    err_free(&err);
}

static void every_failure_has_its_words(void **state) {
    (void)state;
    static const unsigned ways[] = {2002, 2003, 2005, 2013, 2006, 2026, 2059, 2061, 3159, 1045, 1698, 1044,
                                    1049, 1129, 1130, 1820, 1862, 3118, 4151, 1142, 1143, 1227, 1792, 1290};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const struct conn_params p = {.host = (char *)"db"};
        struct conn_error_place place = {&p, NULL, true};
        struct err err = {0};
        conn_error_set(&err, &place, ways[i], "what the server says");
        if (!err.hint) fail_msg("error %u has no next step", ways[i]);
        assert_true(err.code == WS_UNREACHABLE || err.code == WS_DENIED || err.code == WS_CONFIG);
        err_free(&err);
    }
    check_error(2002, true, "no", WS_UNREACHABLE, "the server at db:3307 cannot be reached: no");
    check_error(2013, true, "no", WS_UNREACHABLE, "the server at db:3307 cannot be reached: no");
    check_error(2013, false, "no", WS_LOST, "the connection to db:3307 was lost");
    check_error(1927, false, "no", WS_LOST, "the connection to db:3307 was lost");
    check_error(2026, true, "no", WS_CONFIG, "no safe connection to the server at db:3307: no");
    check_error(1045, true, "no", WS_DENIED, "no (error 1045 of the server at db:3307)");
    check_error(1064, false, "no", WS_DATA, "no (error 1064 of the server at db:3307)");
}

static void hosts_come_in_turn(void **state) {
    (void)state;
    static const struct {
        const char *list, *names[4];
        unsigned ports[4];
    } cases[] = {
        {"db.example", {"db.example"}, {3306}},
        {"a, b:3307 ,[::1]:3308,::1", {"a", "b", "::1", "::1"}, {3306, 3307, 3308, 3306}},
        {"[fe80::1],c:", {"fe80::1", "c:"}, {3306, 3306}},
        {"a:99999", {"a:99999"}, {3306}},
        {" , ", {NULL}, {0}},
        {"", {NULL}, {0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *list = cases[i].list;
        unsigned port = 3306;
        char *name;
        size_t n = 0;
        for (; conn_hosts_next(&list, &name, &port); n++, port = 3306) {
            assert_true(n < 4);
            assert_string_equal(name, cases[i].names[n]);
            assert_int_equal(port, cases[i].ports[n]);
            free(name);
        }
        assert_true(n == 4 || !cases[i].names[n]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hosts_come_in_turn),
        cmocka_unit_test(loopback_is_as_configured),
        cmocka_unit_test(other_machines_are_verified),
        cmocka_unit_test(fingerprints_must_be_whole),
        cmocka_unit_test(a_ca_or_a_socket_changes_the_default),
        cmocka_unit_test(missing_grants_are_named),
        cmocka_unit_test(every_failure_has_its_words),
    };
    return cmocka_run_group_tests_name("connpolicy", tests, NULL, NULL);
}
