/* MySQL option files, and how they, the environment and flags are put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/options.h"
#include "files.h"

static const struct settings no_settings;
static struct conn_options o;
static struct err err;

static int clear(void **state) {
    (void)state;
    static const char *const names[] = {"DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASS"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unsetenv(names[i]);
    conn_options_free(&o);
    err_free(&err);
    return 0;
}

static bool load(const struct conn_flags *flags) {
    conn_options_free(&o);
    err_free(&err);
    return conn_options_load(&o, flags, &no_settings, &err);
}

/* Reads `text` as the only option file. */
static bool load_text(const char *text) {
    files_write("my.cnf", 0600, text);
    return load(&(struct conn_flags){.files.defaults_file = "my.cnf"});
}

static void check_password(const char *written, const char *want) {
    char *text = mem_format("[client]\npassword%s\n", written);
    assert_true(load_text(text));
    assert_string_equal(o.params.password, want);
    free(text);
}

static void check_error(const char *text, const char *want) {
    assert_false(load_text(text));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.text, want);
}

static void values_are_unquoted(void **state) {
    (void)state;
    check_password("=plain", "plain");
    check_password("  =  spaced out \t ", "spaced out");
    check_password("=a#b", "a");
    check_password("=\"a#b\"", "a#b");
    check_password("='a#b' # comment", "a#b");
    check_password("=it's#x", "it's#x"); /* the quote is never closed, so this is no comment */
    check_password("=\" a \"", " a ");
    check_password("=a\\sb\\tc\\nd\\\\e", "a b\tc\nd\\e");
    check_password("=C:\\Program", "C:\\Program");
    check_password("=\"a\\\"b#c\"", "a\"b#c");
    check_password("=a=b;c", "a=b;c");
    check_password("=", "");
    check_password("=\"", "\"");
    check_password("=crlf\r", "crlf");
}

static void groups_are_chosen(void **state) {
    (void)state;
    assert_true(load_text(
        "# comment\n; comment\n[mysqld]\nuser=daemon\nnonsense=1\n[client]\nuser=one\ndatabase=ws\n"
        "default-character-set=latin1\n[client-server]\nsocket=/s\n[mysql]\nuser=other\n[wsadmin]\nuser=two\n"));
    assert_string_equal(o.params.user, "two");
    assert_string_equal(o.params.database, "ws");
    assert_string_equal(o.params.socket, "/s");
    const char *text = "[client]\nuser=one\n[client_eu]\nuser=eu\n[clients]\nuser=no\n";
    assert_true(load_text(text));
    assert_string_equal(o.params.user, "one");
    assert_true(load(&(struct conn_flags){.files = {.defaults_file = "my.cnf", .group_suffix = "_eu"}}));
    assert_string_equal(o.params.user, "eu");
}

static void keys_are_mapped(void **state) {
    (void)state;
    assert_true(
        load_text("[client]\nhost=db\nport=3307\nloose_connect_timeout=4\ninit_command=\"SET @a=1\"\nssl_ca=/ca\n"
                  "ssl-cert=/c\nssl-key=/k\nssl-mode=required\n"));
    assert_string_equal(o.params.host, "db");
    assert_null(o.params.socket);
    assert_int_equal(o.params.port, 3307);
    assert_int_equal(o.params.connect_timeout, 4);
    assert_string_equal(o.params.init_command, "SET @a=1");
    assert_string_equal(o.params.tls_ca, "/ca");
    assert_string_equal(o.params.tls_cert, "/c");
    assert_string_equal(o.params.tls_key, "/k");
    assert_int_equal(o.params.tls, CONN_TLS_REQUIRE);
    static const struct {
        const char *text;
        enum conn_tls tls;
    } tls[] = {{"ssl", CONN_TLS_REQUIRE},
               {"ssl=0", CONN_TLS_OFF},
               {"skip-ssl", CONN_TLS_OFF},
               {"disable_ssl", CONN_TLS_OFF},
               {"ssl-mode=VERIFY_CA", CONN_TLS_VERIFY},
               {"ssl-mode=PREFERRED", CONN_TLS_DEFAULT},
               {"ssl-verify-server-cert\nssl", CONN_TLS_VERIFY},
               {"ssl\nssl-verify-server-cert=off", CONN_TLS_REQUIRE}};
    for (size_t i = 0; i < sizeof tls / sizeof *tls; i++) {
        char *text = mem_format("[client]\n%s\n", tls[i].text);
        assert_true(load_text(text));
        assert_int_equal(o.params.tls, tls[i].tls);
        free(text);
    }
    assert_true(load_text("[client]\nssl-crl=/crl\n"));
    assert_string_equal(buf_str(&o.notes), "my.cnf:2: wsadmin does not use ssl-crl\n");
}

static void mistakes_are_named(void **state) {
    (void)state;
    check_error("user=x\n", "my.cnf:1: an option stands before the first [group]");
    check_error("\n[client\n", "my.cnf:2: the group's name has no closing bracket");
    check_error("[client]\nport=many\n", "my.cnf:2: \"many\" is no value for port");
    check_error("[client]\nport=65536\n", "my.cnf:2: \"65536\" is no value for port");
    check_error("[client]\nprotocol=pipe\n", "my.cnf:2: \"pipe\" is no value for protocol");
    check_error("[client]\nssl-mode=maybe\n", "my.cnf:2: \"maybe\" is no value for ssl-mode");
    check_error("[client]\nhost\n", "my.cnf:2: \"\" is no value for host");
    check_error("!include\n", "my.cnf:1: this is neither !include nor !includedir");
    check_error("[wsadmin]\nhots=x\n", "my.cnf:2: there is no option \"hots\" for the group [wsadmin]");
    assert_string_equal(err.hint, "did you mean host?");
    assert_true(load_text("[wsadmin]\nloose-hots=x\n[client]\nhots=x\n"));
    assert_false(load(&(struct conn_flags){.files.defaults_file = "absent"}));
    assert_false(load(&(struct conn_flags){.files.extra_file = "absent"}));
}

static void includes_are_read(void **state) {
    (void)state;
    files_write("conf/b.cnf", 0600, "[client]\nuser=b\n");
    files_write("conf/a.cnf", 0600, "[client]\nuser=a\ndatabase=a\n");
    files_write("conf/c.conf", 0600, "[client]\nuser=c\n");
    files_write("conf/one.inc", 0600, "[client]\nport=99\nhost=h\n");
    assert_true(load_text("[client]\nuser=first\n!includedir conf\n!include conf/one.inc # why\n!include absent\n"
                          "!includedir absent\nconnect-timeout=9\n"));
    assert_string_equal(o.params.user, "b");
    assert_string_equal(o.params.database, "a");
    assert_int_equal(o.params.port, 99);
    assert_int_equal(o.params.connect_timeout, 9); /* the including file's group goes on */
    files_write("conf/b.cnf", 0600, "!include ../my.cnf\n");
    assert_false(load_text("!includedir conf\n"));
    assert_non_null(strstr(err.text, "my.cnf:1: files include each other too deeply"));
}

static void unsafe_files_are_refused(void **state) {
    (void)state;
    files_write("conf/b.cnf", 0666, "[client]\nhost=evil\n");
    assert_false(load_text("!includedir conf\n"));
    assert_string_equal(err.text, "conf/b.cnf is not read: everybody on this machine may write to it");
    remove("conf/b.cnf");
    files_write("own.cnf", 0644, "[client]\npassword=x\n");
    assert_true(load(&(struct conn_flags){.files.defaults_file = "own.cnf"}));
    assert_string_equal(buf_str(&o.notes),
                        "own.cnf holds a password and everybody on this machine may read it (chmod o-r own.cnf)\n");
    assert_true(load_text("[client]\npassword=x\n"));
    assert_string_equal(buf_str(&o.notes), "");
}

static void the_persons_own_file_is_read(void **state) {
    (void)state;
    files_write(".my.cnf", 0600, "[client]\nuser=own\ndatabase=mine\n");
    files_write("extra.cnf", 0600, "[client]\nuser=extra\ninit-command=SET @x=1\n");
    assert_true(load(&(struct conn_flags){.files.extra_file = "extra.cnf"}));
    assert_string_equal(o.params.user, "own");
    assert_string_equal(o.params.init_command, "SET @x=1");
    assert_true(load(&(struct conn_flags){.files.none = true}));
    assert_null(o.params.database);
    assert_false(conn_options_need_database(&o, &err));
    assert_int_equal(err.code, WS_CONFIG);
    remove(".my.cnf");
}

static void stronger_places_win(void **state) {
    (void)state;
    files_write("my.cnf", 0600, "[client]\nhost=file\nuser=file\npassword=file\ndatabase=file\nport=1\n");
    files_write("env", 0600, "DB_HOST=envfile\nDB_USER=envfile\nDB_NAME=envfile\nDB_PORT=2\n");
    struct conn_flags flags = {.env_file = "env", .files.defaults_file = "my.cnf", .user = "flag"};
    setenv("DB_NAME", "process", 1);
    setenv("DB_HOST", "", 1); /* hides the env file's, as with dotenv, and says nothing itself */
    assert_true(load(&flags));
    assert_string_equal(o.params.user, "flag");
    assert_string_equal(o.params.database, "process");
    assert_string_equal(o.params.host, "file");
    assert_string_equal(o.params.password, "file");
    assert_int_equal(o.params.port, 2);
    setenv("DB_PASS", "", 1);
    assert_true(load(&flags));
    assert_string_equal(o.params.password, "");
    setenv("DB_PORT", "x", 1);
    assert_false(load(&flags));
    assert_string_equal(err.text, "$DB_PORT is no port number: x");
    unsetenv("DB_PORT");
    files_write("env", 0600, "\nDB_PORT=x\n");
    assert_false(load(&flags));
    assert_string_equal(err.text, "env:2: DB_PORT is no port number: x");
}

static void passwords_are_asked_for(void **state) {
    (void)state;
    assert_true(load_text("[client]\npassword\n"));
    assert_true(o.ask_password);
    setenv("DB_PASS", "known", 1);
    assert_true(load_text("[client]\npassword\n"));
    assert_false(o.ask_password);
    assert_true(load(&(struct conn_flags){.files.none = true, .ask_password = true}));
    assert_true(o.ask_password);
    assert_null(o.params.password);
}

/* Socket or TCP, and which: "" stands for the client library's own socket. */
static void check_way(const struct conn_flags *flags, const char *db_host, const char *file, const char *host,
                      const char *socket) {
    files_write("my.cnf", 0600, file);
    struct conn_flags f = *flags;
    f.files.defaults_file = "my.cnf";
    if (db_host)
        setenv("DB_HOST", db_host, 1);
    else
        unsetenv("DB_HOST");
    assert_true(load(&f));
    if (host)
        assert_string_equal(o.params.host, host);
    else
        assert_null(o.params.host);
    if (!socket)
        assert_null(o.params.socket);
    else if (*socket)
        assert_string_equal(o.params.socket, socket);
    else
        assert_non_null(o.params.socket);
}

static void the_way_to_the_server_is_chosen(void **state) {
    (void)state;
    const struct conn_flags none = {0};
    check_way(&none, NULL, "", NULL, "");
    check_way(&none, NULL, "[client]\nsocket=/s\nport=3306\n", NULL, "/s");
    check_way(&none, NULL, "[client]\nsocket=/s\nhost=localhost\n", NULL, "/s");
    check_way(&none, NULL, "[client]\nsocket=/s\nhost=127.0.0.1\n", "127.0.0.1", NULL);
    check_way(&none, NULL, "[client]\nsocket=/s\nprotocol=tcp\n", "127.0.0.1", NULL);
    check_way(&none, NULL, "[client]\nhost=db\nsocket=/s\nprotocol=socket\n", NULL, "/s");
    check_way(&none, "localhost", "[client]\nsocket=/s\n", "localhost", NULL); /* as the platform itself connects */
    check_way(&none, "db", "[client]\nsocket=/s\n", "db", NULL);
    check_way(&(struct conn_flags){.host = "localhost"}, "db", "[client]\nsocket=/s\n", NULL, "/s");
    check_way(&(struct conn_flags){.host = "db2"}, "db", "[client]\nsocket=/s\n", "db2", NULL);
    check_way(&(struct conn_flags){.socket = "/own"}, "db", "[client]\nhost=file\n", NULL, "/own");
    check_way(&(struct conn_flags){.port = 3307}, NULL, "[client]\nsocket=/s\n", "127.0.0.1", NULL);
    check_way(&(struct conn_flags){.host = "localhost", .socket = "/own"}, NULL, "", NULL, "/own");
    assert_false(load(&(struct conn_flags){.host = "db", .socket = "/own"}));
    assert_int_equal(err.code, WS_USAGE);
}

static void own_settings_say_how_to_encrypt(void **state) {
    (void)state;
    struct settings s = {0};
    files_write("my.cnf", 0600, "[client]\nssl-mode=REQUIRED\nssl-ca=/file\n");
    assert_true(settings_set(&s, SETTING_TLS, "verify", "x:1", &err));
    assert_true(settings_set(&s, SETTING_TLS_CA, "/own", "x:2", &err));
    const struct conn_flags flags = {.files.defaults_file = "my.cnf"};
    assert_true(conn_options_load(&o, &flags, &s, &err));
    assert_int_equal(o.params.tls, CONN_TLS_VERIFY);
    assert_string_equal(o.params.tls_ca, "/own");
    conn_options_free(&o);
    assert_true(settings_set(&s, SETTING_TLS, "fingerprint", "x:1", &err));
    assert_false(conn_options_load(&o, &flags, &s, &err));
    assert_string_equal(err.text, "x:1: tls \"fingerprint\": tls-fingerprint names none");
    settings_free(&s);
    conn_options_free(&o);
    assert_true(settings_set(&s, SETTING_TLS_FINGERPRINT, "AB", "x:1", &err));
    assert_true(conn_options_load(&o, &flags, &s, &err));
    assert_int_equal(o.params.tls, CONN_TLS_FINGERPRINT);
    settings_free(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(values_are_unquoted, clear),
        cmocka_unit_test_teardown(groups_are_chosen, clear),
        cmocka_unit_test_teardown(keys_are_mapped, clear),
        cmocka_unit_test_teardown(mistakes_are_named, clear),
        cmocka_unit_test_teardown(includes_are_read, clear),
        cmocka_unit_test_teardown(unsafe_files_are_refused, clear),
        cmocka_unit_test_teardown(the_persons_own_file_is_read, clear),
        cmocka_unit_test_teardown(stronger_places_win, clear),
        cmocka_unit_test_teardown(passwords_are_asked_for, clear),
        cmocka_unit_test_teardown(the_way_to_the_server_is_chosen, clear),
        cmocka_unit_test_teardown(own_settings_say_how_to_encrypt, clear),
    };
    clear(NULL);
    return cmocka_run_group_tests_name("optionfile", tests, files_make_folder, files_remove_folder);
}
