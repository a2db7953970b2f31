/* Slugs, by the platform's rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/slug.h"

static void names_become_slugs(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"Bible study", "bible-study"},
        {"  Men\u2019s _ breakfast -- 2026!  ", "mens-breakfast-2026"},
        {"Oraci\u00f3n", "oracin"}, /* what is not a word character is dropped, as the platform does */
        {"a&b", "ab"},
        {"No\u00a0break\u3000here", "no-break-here"},
        {"--__--x", "x"},
        {"\u039a\u03b1\u03bb\u03ae \u03a8\u03c5\u03c7\u03ae", "kali-psychi"},
        {"\u041c\u043e\u043b\u0438\u0442\u0432\u0430 \u0429", "molitva-shch"},
        {"\u041c\u043e\u043b\u0438\u0442\u0432\u0430 2", "2"}, /* something is left: nothing is transliterated */
        {"\u7948\u308a", ""},
        {"!?", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf slug = {0};
        assert_int_equal(slug_add(&slug, cases[i][0]), cases[i][1][0] != '\0');
        assert_string_equal(buf_str(&slug), cases[i][1]);
        buf_free(&slug);
    }
}

static void long_names_are_cut(void **state) {
    (void)state;
    struct buf name = {0}, slug = {0};
    for (int i = 0; i < 60; i++) buf_add(&name, "ab ");
    assert_true(slug_add(&slug, buf_str(&name)));
    assert_int_equal(slug.len, SLUG_MOST);
    assert_true(slug_is_proper(buf_str(&slug)));
    buf_free(&name);
    buf_free(&slug);
}

static void proper_ones_are_known(void **state) {
    (void)state;
    static const char *const bad[] = {"", "A", "a b", "-a", "a-", "a--b", "a_b", "\u7948"};
    assert_true(slug_is_proper("a-b-2"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(slug_is_proper(bad[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_become_slugs),
        cmocka_unit_test(long_names_are_cut),
        cmocka_unit_test(proper_ones_are_known),
    };
    return cmocka_run_group_tests_name("slug", tests, NULL, NULL);
}
