/* Env files, as npm's dotenv reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/envfile.h"
#include "files.h"

static void check_value(const char *text, const char *want) {
    struct envfile f = {0};
    struct err err = {0};
    files_write("env", 0600, text);
    if (!envfile_read("env", &f, &err)) fail_msg("%s: %s", text, err.text);
    const struct envfile_entry *entry = envfile_find(&f, "A");
    assert_non_null(entry);
    assert_string_equal(entry->value, want);
    envfile_free(&f);
}

static void check_error(const char *text, const char *want) {
    struct envfile f = {0};
    struct err err = {0};
    files_write("env", 0600, text);
    assert_false(envfile_read("env", &f, &err));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.text, want);
    err_free(&err);
    envfile_free(&f);
}

static void values_are_read(void **state) {
    (void)state;
    check_value("A=b", "b");
    check_value("A=b\n", "b");
    check_value("\xef\xbb\xbf"
                "A=b\n",
                "b");
    check_value("# A=c\n\n  export A = b c  \n", "b c");
    check_value("A=\n", "");
    check_value("A=1\nA=2\n", "2");
    check_value("A=b # comment\n", "b");
    check_value("A=ab#cd\n", "ab");
    check_value("A='ab#cd' # comment\n", "ab#cd");
    check_value("A=\"ab#cd\"\r\nB=x\r\n", "ab#cd");
    check_value("A=b\r\n", "b");
    check_value("A=`it's \"so\"`\n", "it's \"so\"");
    check_value("A=\"a\\nb\\tc\\\\\"\n", "a\nb\\tc\\\\");
    check_value("A='a\\nb'\n", "a\\nb");
    check_value("A=\"a\\\"b\"\n", "a\\\"b"); /* dotenv keeps that backslash */
    check_value("A=\"one\r\ntwo\"\n", "one\ntwo");
    check_value("A=pa$HOME\n", "pa$HOME");
    check_value("A=b'c\n", "b'c");
    check_value("export=x\nA=b\n", "b");
    check_value("B.c-d=1\nA=b\n", "b");
}

static void mistakes_are_named(void **state) {
    (void)state;
    check_error("B=1\nnonsense\n", "env:2: this line is not NAME=value");
    check_error("=x\n", "env:1: this line is not NAME=value");
    check_error("A B=x\n", "env:1: this line is not NAME=value");
    check_error("B=\"1\n2\"\nA='x\n\n", "env:3: the quote that begins here is never closed");
    check_error("A=\"x\" y\n", "env:1: something follows the closing quote");
}

static void names_are_found(void **state) {
    (void)state;
    struct envfile f = {0};
    struct err err = {0};
    files_write("env", 0644, "DB_USER=ana\nDB_PASS=\"two\nlines\"\nDB_PORT=7\n");
    assert_true(envfile_read("env", &f, &err));
    assert_true(f.exposed);
    assert_int_equal(envfile_find(&f, "DB_PORT")->line, 4);
    assert_null(envfile_find(&f, "DB"));
    envfile_free(&f);
    files_write("env", 0600, "");
    assert_true(envfile_read("env", &f, &err));
    assert_false(f.exposed);
    assert_int_equal(f.count, 0);
    assert_false(envfile_read("absent", &f, &err));
    assert_string_equal(err.text, "absent cannot be read: No such file or directory");
    err_free(&err);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_read),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(names_are_found),
    };
    return cmocka_run_group_tests_name("envfile", tests, files_make_folder, files_remove_folder);
}
