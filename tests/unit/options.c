/* The command line's options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cmd/options.h"

enum { MOST = 16 };

/* Splits at blanks; the words stay valid until the next call. */
static int split(const char *line, char **argv) {
    static char copy[256];
    assert_true(strlen(line) < sizeof copy);
    memcpy(copy, line, strlen(line) + 1);
    int argc = 0;
    for (char *save = NULL, *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
        argv[argc++] = word;
    argv[argc] = NULL;
    return argc;
}

static void check_error(const char *line, const char *want, const char *hint) {
    struct options o = {0};
    struct err err = {0};
    char *argv[MOST];
    int argc = split(line, argv);
    assert_false(options_parse(&o, argc, argv, &err));
    assert_int_equal(err.code, WS_USAGE);
    assert_string_equal(err.text, want);
    if (hint) assert_string_equal(err.hint, hint);
    err_free(&err);
    options_free(&o);
}

static void options_in_front_are_read(void **state) {
    (void)state;
    struct options o = {0};
    struct err err = {0};
    char *argv[MOST];
    int argc = split("wsadmin -h db -P3307 -uana -p --database=ws --wait --tls=require --json cancel --future 3", argv);
    assert_true(options_parse(&o, argc, argv, &err));
    assert_string_equal(o.connection.host, "db");
    assert_int_equal(o.connection.port, 3307);
    assert_string_equal(o.connection.user, "ana");
    assert_true(o.connection.ask_password);
    assert_string_equal(o.connection.database, "ws");
    assert_int_equal(o.wait_seconds, 60);
    assert_int_equal(o.lock_wait, 60);
    assert_string_equal(settings_text(&o.settings, SETTING_TLS), "require");
    assert_int_equal(o.form, OPTIONS_FORM_JSON);
    assert_int_equal(o.word_count, 3);
    assert_string_equal(o.words[0], "cancel");
    assert_string_equal(o.words[1], "--future");
    options_free(&o);
}

static void optional_values_need_their_equals(void **state) {
    (void)state;
    struct options o = {0};
    struct err err = {0};
    char *argv[MOST];
    int argc = split("wsadmin --demo large", argv);
    assert_true(options_parse(&o, argc, argv, &err));
    assert_true(o.demo);
    assert_null(o.demo_size);
    assert_string_equal(o.words[0], "large");
    argc = split("wsadmin --demo=large --wait=5", argv);
    assert_true(options_parse(&o, argc, argv, &err));
    assert_string_equal(o.demo_size, "large");
    assert_int_equal(o.wait_seconds, 5);
    options_free(&o);
}

static void passwords_are_refused(void **state) {
    (void)state;
    const char *text = "a password on the command line can be read by everybody on this machine";
    check_error("wsadmin -pSECRET", text,
                "-p alone asks for it; scripts put it into $DB_PASS, --env-file or a 0600 option file");
    check_error("wsadmin --password=SECRET", text, NULL);
    check_error("wsadmin -uana -pSECRET list", text, NULL);
}

static void mistakes_are_named(void **state) {
    (void)state;
    check_error("wsadmin --hots=db", "there is no option --hots here", "did you mean --host?");
    check_error("wsadmin --future cancel", "there is no option --future here",
                "options of a command stand after it; wsadmin --help lists the others");
    check_error("wsadmin -x", "there is no option -x", NULL);
    check_error("wsadmin --host", "--host needs a value: NAME", NULL);
    check_error("wsadmin --json=yes", "--json takes no value", NULL);
    check_error("wsadmin --defaults=x", "--defaults is short for more than one option", NULL);
    check_error("wsadmin -P 70000", "\"70000\" is no port number", NULL);
    check_error("wsadmin --lock-wait=-1", "--lock-wait takes seconds from 0 to 86400, not \"-1\"", NULL);
    check_error("wsadmin --tls=on", "--tls: \"on\" is no value for tls", "one of: off|require|verify|fingerprint");
    check_error("wsadmin --local --demo", "--local and --demo are two different databases", NULL);
    check_error("wsadmin --local -h db", "--local and --demo are databases of their own, without --host or --socket",
                NULL);
}

static bool take_own(void *arg, int id, const char *value, struct err *err) {
    (void)err;
    ((const char **)arg)[id] = value ? value : "given";
    return true;
}

static void a_words_own_options_win(void **state) {
    (void)state;
    static const struct option_row own[] = {{0, "user", "NAME", "of whom", OPTIONS_OWN, 0},
                                            {'h', "hours", NULL, "by the hour", OPTIONS_OWN, 1}};
    const char *got[2] = {NULL, NULL};
    struct options o = {0};
    struct err err = {0};
    char *argv[MOST];
    int argc = split("log one --user ana -h --json two -Dws -- --yes", argv);
    assert_true(options_parse_words(&o, argc, argv, OPTIONS_ALL, own, 2, take_own, got, &err));
    assert_string_equal(got[0], "ana");
    assert_string_equal(got[1], "given");
    assert_null(o.connection.user);
    assert_null(o.connection.host);
    assert_string_equal(o.connection.database, "ws");
    assert_int_equal(o.form, OPTIONS_FORM_JSON);
    assert_false(o.yes);
    assert_int_equal(o.word_count, 3);
    assert_string_equal(o.words[0], "one");
    assert_string_equal(o.words[2], "--yes");
    argc = split("log --host=db", argv);
    assert_false(
        options_parse_words(&o, argc, argv, OPTIONS_OUTPUT, own, 2, take_own, got, &err)); /* not of these groups */
    assert_string_equal(err.text, "there is no option --host here");
    err_free(&err);
    options_free(&o);
}

static void every_option_has_its_line(void **state) {
    (void)state;
    struct buf help = {0};
    options_help(&help);
    const struct option_row *row;
    size_t rows = 0, lines = 0;
    for (; (row = options_row(rows)); rows++) {
        struct buf name = {0};
        buf_addf(&name, "--%s", row->name);
        assert_non_null(strstr(buf_str(&help), buf_str(&name)));
        buf_free(&name);
        for (size_t i = 0; i < rows; i++) {
            assert_string_not_equal(row->name, options_row(i)->name);
            assert_true(!row->letter || row->letter != options_row(i)->letter);
        }
    }
    for (const char *at = buf_str(&help); (at = strchr(at, '\n')); at++, lines++)
        assert_true(strcspn(at + 1, "\n") < 80);
    assert_true(lines > rows);
    assert_non_null(strstr(buf_str(&help), "  -P, --port=NUMBER           its port (default: 3306)\n"));
    assert_non_null(strstr(buf_str(&help), "      --wait[=SECONDS]        wait"));
    buf_free(&help);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_in_front_are_read), cmocka_unit_test(optional_values_need_their_equals),
        cmocka_unit_test(passwords_are_refused),     cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(a_words_own_options_win),   cmocka_unit_test(every_option_has_its_line),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
