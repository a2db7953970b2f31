/* Unit tests of src/base. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/gate.h"
#include "base/late.h"
#include "base/parse.h"
#include "base/utf8.h"

static void check_gate(const char *in, const char *want, size_t columns) {
    struct buf out = {0};
    assert_int_equal(gate_add_str(&out, in), columns);
    assert_string_equal(buf_str(&out), want);
    buf_free(&out);
}

static void gate_replaces_what_drives_a_terminal(void **state) {
    (void)state;
    check_gate("plain", "plain", 5);
    check_gate("a\033[31mb", "a␛[31mb", 7);
    check_gate("a\nb\r\tc", "a↵b␍→c", 6);
    check_gate("\x7f\xc2\x9b", "␡\xef\xbf\xbd", 2);
    check_gate("\xe2\x80\xae"
               "evil",
               "\xef\xbf\xbd"
               "evil",
               5);
    check_gate("a\xe2\x80\x8b"
               "b",
               "a\xef\xbf\xbd"
               "b",
               3);
    check_gate("\U0001F469\u200D\U0001F467", "\U0001F469\U0001F467", 4);
    check_gate("a\u200Db", "a\uFFFDb", 3);
    check_gate("\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd", 2);
    check_gate("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3);
    check_gate("\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd", 2);
}

static void gate_keeps_text_and_bounds_marks(void **state) {
    (void)state;
    check_gate("祈りの会", "祈りの会", 8);
    check_gate("e\xcc\x81", "e\xcc\x81", 1);
    check_gate("\xcc\x81x", "x", 1);
    check_gate("e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "e\xcc\x81\xcc\x81", 1);
}

static void check_fit(const char *in, size_t columns, enum gate_align align, const char *want) {
    struct buf out = {0};
    gate_add_fit(&out, in, strlen(in), columns, align);
    assert_string_equal(buf_str(&out), want);
    buf_free(&out);
}

static void gate_fits_columns(void **state) {
    (void)state;
    check_fit("abc", 5, GATE_LEFT, "abc  ");
    check_fit("abc", 5, GATE_RIGHT, "  abc");
    check_fit("abcdef", 4, GATE_LEFT, "abc…");
    check_fit("abcd", 4, GATE_LEFT, "abcd");
    check_fit("祈りの", 4, GATE_LEFT, "祈… ");
    check_fit("祈り", 4, GATE_LEFT, "祈り");
    check_fit("祈り", 1, GATE_LEFT, "…");
    check_fit("祈り", 0, GATE_LEFT, "");
    check_fit("abc", 9, GATE_NO_PAD, "abc");
}

static void utf8_prefix_keeps_graphemes(void **state) {
    (void)state;
    assert_int_equal(utf8_prefix("abc", 3, 2), 2);
    assert_int_equal(utf8_prefix("ae\xcc\x81", 4, 2), 1);
    assert_int_equal(utf8_prefix("ae\xcc\x81", 4, 3), 4);
    assert_int_equal(utf8_prefix("a🇪🇸🇲🇽", 17, 2), 1);
    assert_int_equal(utf8_prefix("a🇪🇸🇲🇽", 17, 3), 9);
    assert_int_equal(utf8_prefix("a🇪🇸🇲🇽", 17, 4), 9);
    assert_int_equal(utf8_count("祈り", 6), 2);
}

static void clock_round_trips(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t t;
    } cases[] = {{"1970-01-01 00:00:00", 0},
                 {"2000-02-29 12:00:00", 951825600},
                 {"2026-11-30 19:00:00", 1796065200},
                 {"1969-12-31 23:59:59", -1},
                 {"2100-03-01 00:00:00", 4107542400}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t t;
        char text[CLOCK_DB_SIZE];
        assert_true(clock_parse_db(cases[i].text, &t));
        assert_int_equal(t, cases[i].t);
        clock_format_db(t, text);
        assert_string_equal(text, cases[i].text);
    }
    int64_t t;
    assert_false(clock_parse_db("2026-02-29 00:00:00", &t));
    assert_false(clock_parse_db("2026-01-01 24:00:00", &t));
    assert_false(clock_parse_db("2026-01-01 00:00:00.5", &t));
    assert_int_equal(civil_from_seconds(1796065200).weekday, 1);
}

static void parse_is_strict(void **state) {
    (void)state;
    int64_t n = 7;
    assert_true(parse_int("-12", -20, 20, &n));
    assert_int_equal(n, -12);
    static const char *const bad[] = {"", " 1", "1 ", "0x1", "+1", "21", "9999999999999999999999", "-"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(parse_int(bad[i], -20, 20, &n));
    assert_int_equal(n, -12);
}

static void errors_carry_text_and_status(void **state) {
    (void)state;
    struct err e = {0};
    assert_false(err_set(&e, WS_DENIED, "no %s", "way"));
    err_context(&e, "workshop %d", 3);
    assert_string_equal(e.text, "workshop 3: no way");
    assert_int_equal(err_exit_status(e.code), 77);
    err_set(&e, WS_BUSY, "again: %s", e.text);
    assert_string_equal(e.text, "again: workshop 3: no way");
    err_free(&e);
}

#define TWO_FUNCTIONS(X) X(str, len) X(str, no_such_function)
size_t strno_such_function(const char *text);
#define ONE_FUNCTION(X) X(str, len)

static void libraries_open_late(void **state) {
    (void)state;
    struct err e = {0};
    struct {
        LATE_SLOTS(TWO_FUNCTIONS)
    } two = {0};
    struct {
        LATE_SLOTS(ONE_FUNCTION)
    } one = {0};
    struct late missing = LATE("libno-such-library.so.9", ONE_FUNCTION, &one);
    assert_false(late_open(&missing, &e));
    assert_int_equal(e.code, WS_CONFIG);
    assert_non_null(strstr(e.text, "libno-such-library.so.9"));
    struct late lacking = LATE("libc.so.6", TWO_FUNCTIONS, &two);
    assert_false(late_open(&lacking, &e));
    assert_non_null(strstr(e.text, "strno_such_function"));
    assert_false(late_open(&lacking, NULL));
    struct late good = LATE("libc.so.6", ONE_FUNCTION, &one);
    assert_true(late_open(&good, &e) && late_open(&good, &e));
    assert_int_equal(one.len("three"), 5);
    err_free(&e);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    gate_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gate_replaces_what_drives_a_terminal),
        cmocka_unit_test(gate_keeps_text_and_bounds_marks),
        cmocka_unit_test(gate_fits_columns),
        cmocka_unit_test(utf8_prefix_keeps_graphemes),
        cmocka_unit_test(clock_round_trips),
        cmocka_unit_test(parse_is_strict),
        cmocka_unit_test(errors_carry_text_and_status),
        cmocka_unit_test(libraries_open_late),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
