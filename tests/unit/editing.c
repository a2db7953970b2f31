/* What the fields of a row may hold: the platform's limits (issue 4, SPEC section 4). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "model/editing.h"

static bool takes(enum entity_kind kind, int field, const char *text, const char *want) {
    struct err err = {0};
    char *value = NULL;
    bool ok = editing_parse(kind, field, text, NULL, &value, &err);
    if (!ok) assert_int_equal(err.code, WS_DATA);
    if (ok && want) assert_string_equal(value, want);
    free(value);
    err_free(&err);
    return ok;
}

static void numbers_have_limits(void **state) {
    (void)state;
    static const struct {
        enum entity_kind kind;
        int field;
        const char *less, *least, *most, *more;
    } cases[] = {
        {ENTITY_SERIES, SERIES_DURATION_MINUTES, "14", "15", "480", "481"},
        {ENTITY_WORKSHOP, WORKSHOP_DURATION_MINUTES, "14", "15", "480", "481"},
        {ENTITY_WORKSHOP, WORKSHOP_MAX_CAPACITY, "1", "2", "500", "501"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(takes(cases[i].kind, cases[i].field, cases[i].less, NULL));
        assert_true(takes(cases[i].kind, cases[i].field, cases[i].least, cases[i].least));
        assert_true(takes(cases[i].kind, cases[i].field, cases[i].most, cases[i].most));
        assert_false(takes(cases[i].kind, cases[i].field, cases[i].more, NULL));
        assert_false(takes(cases[i].kind, cases[i].field, "20.5", NULL));
        assert_true(takes(cases[i].kind, cases[i].field, "", NULL)); /* not said, no limit */
    }
}

/* Characters, not bytes. */
static void texts_have_limits(void **state) {
    (void)state;
    static const struct {
        enum entity_kind kind;
        int field;
        size_t least, most;
    } cases[] = {
        {ENTITY_SERIES, SERIES_TITLE, 3, 200},        {ENTITY_WORKSHOP, WORKSHOP_TITLE, 3, 200},
        {ENTITY_SERIES, SERIES_DESCRIPTION, 1, 5000}, {ENTITY_WORKSHOP, WORKSHOP_DESCRIPTION, 1, 5000},
        {ENTITY_CATEGORY, CATEGORY_NAME, 2, 100},     {ENTITY_CATEGORY, CATEGORY_DESCRIPTION, 1, 500},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf text = {0};
        for (size_t count = 1; count <= cases[i].most + 1; count++) {
            buf_add(&text, "\u7948");
            bool wanted = count >= cases[i].least && count <= cases[i].most;
            if (count > 3 && count < cases[i].most) continue;
            assert_int_equal(takes(cases[i].kind, cases[i].field, buf_str(&text), NULL), wanted);
        }
        buf_free(&text);
    }
}

static void forms_are_kept_and_nonsense_is_none(void **state) {
    (void)state;
    assert_true(takes(ENTITY_SERIES, SERIES_RRULE, "rrule:freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO"));
    assert_false(takes(ENTITY_SERIES, SERIES_RRULE, "FREQ=HOURLY", NULL));
    assert_true(takes(ENTITY_SERIES, SERIES_TIME_OF_DAY, "07:30", "07:30:00"));
    assert_false(takes(ENTITY_SERIES, SERIES_TIME_OF_DAY, "24:00", NULL));
    assert_false(takes(ENTITY_SERIES, SERIES_TIMEZONE, "../etc/passwd", NULL));
    assert_true(takes(ENTITY_WORKSHOP, WORKSHOP_IS_PRIVATE, "yes", "1"));
    assert_false(takes(ENTITY_WORKSHOP, WORKSHOP_IS_PRIVATE, "maybe", NULL));
    assert_false(takes(ENTITY_WORKSHOP, WORKSHOP_TITLE, "\033[31mred", NULL));
    assert_false(takes(ENTITY_WORKSHOP, WORKSHOP_TITLE, "not \xff UTF-8", NULL));
    assert_false(takes(ENTITY_WORKSHOP, WORKSHOP_TITLE, "", NULL));
    assert_false(takes(ENTITY_ATTENDEE, ATTENDEE_STATUS, "gone", NULL));
}

/* Of users the right to host alone, of what people wrote nothing. */
static void only_what_is_ours_can_be_changed(void **state) {
    size_t count;
    (void)state;
    assert_int_equal(editing_fields(ENTITY_USER, &count)[0].field, USER_CAN_HOST);
    assert_int_equal(count, 1);
    assert_null(editing_fields(ENTITY_CHAT, &count));
    assert_null(editing_fields(ENTITY_NOTE, &count));
    assert_null(editing_find(ENTITY_WORKSHOP, WORKSHOP_STATUS));
    assert_null(editing_find(ENTITY_WORKSHOP, WORKSHOP_ATTENDEE_COUNT));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_limits),
        cmocka_unit_test(texts_have_limits),
        cmocka_unit_test(forms_are_kept_and_nonsense_is_none),
        cmocka_unit_test(only_what_is_ours_can_be_changed),
    };
    return cmocka_run_group_tests_name("editing", tests, NULL, NULL);
}
