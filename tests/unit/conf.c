/* wsadmin.conf and the table of settings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conf.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "files.h"

static void check_error(const char *text, const char *want, const char *hint) {
    struct settings s = {0};
    struct err err = {0};
    files_write("bad.conf", 0600, text);
    assert_false(conf_read_file(&s, "bad.conf", true, &err));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.text, want);
    if (hint)
        assert_string_equal(err.hint, hint);
    else
        assert_null(err.hint);
    err_free(&err);
    settings_free(&s);
}

static void values_are_read(void **state) {
    (void)state;
    struct settings s = {0};
    struct err err = {0};
    files_write("good.conf", 0600,
                "# comment\n; another\n\nas = ana\n   timezone=Europe/Madrid  \n\ttls = verify\r\n"
                "tls-fingerprint = AB:CD ; colons\nrefresh = 30");
    assert_true(conf_read_file(&s, "good.conf", true, &err));
    assert_string_equal(settings_text(&s, SETTING_AS), "ana");
    assert_string_equal(settings_text(&s, SETTING_TIMEZONE), "Europe/Madrid");
    assert_int_equal(settings_choice(&s, SETTING_TLS), 2);
    assert_string_equal(settings_text(&s, SETTING_TLS_FINGERPRINT), "AB:CD");
    assert_int_equal(settings_number(&s, SETTING_REFRESH), 30);
    assert_null(settings_text(&s, SETTING_NOTIFY_AS));
    assert_string_equal(settings_text(&s, SETTING_MIGRATE), "ask");
    assert_false(settings_reject(&s, SETTING_TIMEZONE, "no such zone", &err));
    assert_string_equal(err.text, "good.conf:5: timezone \"Europe/Madrid\": no such zone");
    err_free(&err);
    settings_free(&s);
}

static void presets_stand_in(void **state) {
    (void)state;
    struct settings s = {0};
    assert_int_equal(settings_number(&s, SETTING_REFRESH), 5);
    assert_int_equal(settings_choice(&s, SETTING_MIGRATE), 0);
    assert_int_equal(settings_choice(&s, SETTING_TLS), -1);
}

static void mistakes_are_named(void **state) {
    (void)state;
    check_error("\n\nas = x\ntimezon = UTC\n", "bad.conf:4: there is no setting \"timezon\"", "did you mean timezone?");
    check_error("colour = red\n", "bad.conf:1: there is no setting \"colour\"", "wsadmin.conf(5) lists them");
    check_error("tls = maybe\n", "bad.conf:1: \"maybe\" is no value for tls", "one of: off|require|verify|fingerprint");
    check_error("tls = off|require\n", "bad.conf:1: \"off|require\" is no value for tls",
                "one of: off|require|verify|fingerprint");
    check_error("refresh = 0\n", "bad.conf:1: refresh must be a whole number from 1 to 3600, not \"0\"", NULL);
    check_error("refresh = 5s\n", "bad.conf:1: refresh must be a whole number from 1 to 3600, not \"5s\"", NULL);
    check_error("as =\n", "bad.conf:1: as has no value", NULL);
    check_error("as = ana\nnonsense\n", "bad.conf:2: this line is not \"key = value\"", NULL);
    check_error("[keys]\nx = cancel\n", "bad.conf:2: there is no section [keys]", NULL);
    char *longest = mem_format("as = %0500d\n", 1);
    check_error(longest, "bad.conf:1: this line is too long, or not text", NULL);
    free(longest);
}

static void the_first_mistake_is_told(void **state) {
    (void)state;
    check_error("tls = x\nrefresh = y\nnonsense\n", "bad.conf:1: \"x\" is no value for tls",
                "one of: off|require|verify|fingerprint");
}

static void files_must_be_safe(void **state) {
    (void)state;
    struct settings s = {0};
    struct err err = {0};
    files_write("open.conf", 0666, "as = mallory\n");
    assert_false(conf_read_file(&s, "open.conf", false, &err));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.hint, "look at what it says, then: chmod o-w open.conf");
    assert_false(conf_read_file(&s, "absent.conf", true, &err));
    assert_true(conf_read_file(&s, "absent.conf", false, &err));
    assert_false(conf_read_file(&s, ".", false, &err));
    assert_null(settings_text(&s, SETTING_AS));
    err_free(&err);
}

static void stronger_places_win(void **state) {
    (void)state;
    struct settings s = {0}, flags = {0};
    struct err err = {0};
    files_write(".config/wsadmin/wsadmin.conf", 0600, "as = file\ntimezone = UTC\nrefresh = 7\n");
    setenv("WSADMIN_AS", "environment", 1);
    assert_true(settings_set(&flags, SETTING_REFRESH, "9", "--refresh", &err));
    assert_true(conf_load(&s, NULL, &flags, &err));
    assert_string_equal(settings_text(&s, SETTING_AS), "environment");
    assert_string_equal(s.values[SETTING_AS].source, "$WSADMIN_AS");
    assert_string_equal(settings_text(&s, SETTING_TIMEZONE), "UTC");
    assert_int_equal(settings_number(&s, SETTING_REFRESH), 9);
    unsetenv("WSADMIN_AS");
    settings_free(&s);
    files_write("only.conf", 0600, "as = only\n");
    assert_true(conf_load(&s, "only.conf", NULL, &err));
    assert_string_equal(settings_text(&s, SETTING_AS), "only");
    assert_null(settings_text(&s, SETTING_TIMEZONE)); /* --config stands for both usual files */
    settings_free(&s);
    settings_free(&flags);
}

static void near_names_are_found(void **state) {
    (void)state;
    static const char *const names[] = {"cancel", "can-host", "categories", "notify"};
    static const struct {
        const char *word, *best;
    } cases[] = {{"cancle", "cancel"},         {"canhost", "can-host"}, {"notfiy", "notify"},
                 {"categorise", "categories"}, {"xyz", NULL},           {"", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nearest n;
        nearest_start(&n, cases[i].word);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) nearest_offer(&n, names[k]);
        if (cases[i].best)
            assert_string_equal(n.best, cases[i].best);
        else
            assert_null(n.best);
    }
}

/* WSADMIN_TEST_DATA is tests/data of the source. */
static void the_manual_lists_every_setting(void **state) {
    (void)state;
    char *path = mem_format("%s/../../man/wsadmin.conf.5", getenv("WSADMIN_TEST_DATA"));
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    char line[256], name[64];
    int next = 0;
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, ".It Ic %63s Li = ", name) != 1) continue;
        assert_true(next < SETTINGS);
        assert_string_equal(name, settings_table[next].name); /* in the table's order */
        char *choices = mem_dup(settings_table[next].choices ? settings_table[next].choices : "");
        for (char *save = NULL, *word = strtok_r(choices, "|", &save); word; word = strtok_r(NULL, "|", &save))
            assert_non_null(strstr(line, word));
        free(choices);
        next++;
    }
    assert_int_equal(next, SETTINGS);
    fclose(f);
    free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),      cmocka_unit_test(presets_stand_in),
        cmocka_unit_test(mistakes_are_named),   cmocka_unit_test(the_first_mistake_is_told),
        cmocka_unit_test(files_must_be_safe),   cmocka_unit_test(stronger_places_win),
        cmocka_unit_test(near_names_are_found), cmocka_unit_test(the_manual_lists_every_setting),
    };
    return cmocka_run_group_tests_name("conf", tests, files_make_folder, files_remove_folder);
}
