/* Unit tests of the texts of notifications (op/text). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "op/text.h"

enum { AT = 1796065200 }; /* Mon 30 Nov 2026 19:00 UTC */

static char *whole(enum text_kind kind, const char *title, enum when_language language, int64_t more,
                   const char *words) {
    struct text_facts facts = {kind, title, AT, zone_utc(), words};
    struct text t;
    text_make(&facts, language, more, &t);
    char *text = text_join(&t, more);
    text_free(&t);
    return text;
}

static size_t characters(const char *s) { return utf8_count(s, strlen(s)); }

static void check(enum text_kind kind, enum when_language language, int64_t more, const char *words, const char *want) {
    char *text = whole(kind, "Night watch", language, more, words);
    assert_string_equal(text, want);
    free(text);
}

static void kinds_read_as_specified(void **state) {
    (void)state;
    check(TEXT_REMINDER_1H, WHEN_EN, 0, NULL, "\"Night watch\" starts in about 1 hour");
    check(TEXT_REMINDER_15M, WHEN_EN, 0, NULL, "\"Night watch\" starts in about 15 minutes");
    check(TEXT_REMINDER_AT, WHEN_EN, 0, NULL, "\"Night watch\" starts Mon 30 Nov 2026 19:00 (UTC)");
    check(TEXT_CANCELLED, WHEN_EN, 0, NULL,
          "Workshop \"Night watch\" (Mon 30 Nov 2026 19:00 (UTC)) has been cancelled by an admin");
    check(TEXT_INVITE, WHEN_EN, 0, NULL, "You are invited to \"Night watch\"");
    check(TEXT_RECORDING, WHEN_EN, 0, NULL, "\"Night watch\" recording is now available");
    check(TEXT_UPDATED, WHEN_EN, 0, NULL, "Workshop \"Night watch\" was changed");
    check(TEXT_MOVED, WHEN_EN, 0, NULL, "Workshop \"Night watch\" moved to Mon 30 Nov 2026 19:00 (UTC)");
    check(TEXT_ON_AGAIN, WHEN_EN, 0, NULL, "Workshop \"Night watch\" is on again: Mon 30 Nov 2026 19:00 (UTC)");
    check(TEXT_STARTED, WHEN_EN, 0, NULL, "\"Night watch\" has started");
    check(TEXT_CANCELLED, WHEN_ES, 0, NULL,
          "El taller \"Night watch\" (lun 30 nov 2026 19:00 (UTC)) fue cancelado por la administración");
}

static void further_dates_and_words_come_at_the_end(void **state) {
    (void)state;
    check(TEXT_STARTED, WHEN_EN, 11, NULL, "\"Night watch\" has started … and 11 more dates");
    check(TEXT_STARTED, WHEN_EN, 1, NULL, "\"Night watch\" has started … and 1 more date");
    check(TEXT_STARTED, WHEN_ES, 11, NULL, "\"Night watch\" ha comenzado … y 11 fechas más");
    check(TEXT_STARTED, WHEN_ES, 1, NULL, "\"Night watch\" ha comenzado … y 1 fecha más");
    check(TEXT_STARTED, WHEN_EN, 0, "Come in!", "\"Night watch\" has started. Come in!");
    check(TEXT_STARTED, WHEN_EN, 2, "Come in!", "\"Night watch\" has started … and 2 more dates. Come in!");
    check(TEXT_STARTED, WHEN_EN, 0, "", "\"Night watch\" has started");
}

static void halves_serve_numbers_of_as_many_digits(void **state) {
    (void)state;
    struct text_facts facts = {TEXT_STARTED, "T", AT, zone_utc(), NULL};
    struct text t;
    text_make(&facts, WHEN_EN, 10, &t);
    assert_string_equal(t.head, "\"T\" has started … and ");
    assert_string_equal(t.tail, " more dates");
    text_free(&t);
}

/* Every kind, language and number of dates, with a title of `unit` repeated to 200 characters. */
static void check_long(const char *unit, size_t unit_characters) {
    static const int64_t numbers[] = {0, 1, 2, 10, 100};
    struct buf title = {0};
    for (size_t n = 0; n + unit_characters <= TEXT_MAX; n += unit_characters) buf_add(&title, unit);
    for (int kind = 0; kind < TEXT_KINDS; kind++)
        for (size_t i = 0; i < 2 * sizeof numbers / sizeof *numbers; i++) {
            int64_t more = numbers[i / 2];
            char *text = whole((enum text_kind)kind, buf_str(&title), i % 2 ? WHEN_ES : WHEN_EN, more, "words");
            char *brief = whole((enum text_kind)kind, "", i % 2 ? WHEN_ES : WHEN_EN, more, NULL);
            size_t n = characters(text);
            assert_true(n <= TEXT_MAX && n + unit_characters > TEXT_MAX);
            const char *cut = strstr(text, "…");
            assert_non_null(cut);
            /* what follows the shortened title is what follows an empty one: no word is cut */
            assert_string_equal(cut + strlen("…"), strchr(brief, '"') + 1);
            const char *begin = strchr(text, '"') + 1;
            assert_int_equal((size_t)(cut - begin) % strlen(unit), 0);
            free(text);
            free(brief);
        }
    buf_free(&title);
}

static void long_titles_are_shortened_and_nothing_else(void **state) {
    (void)state;
    check_long("x", 1);
    check_long("祈", 1);
    check_long("e\xcc\x81", 2);
    check_long("🇪🇸", 2);
    check_long("👩\xe2\x80\x8d🚀", 3);
}

static void a_title_that_just_fits_stays_whole(void **state) {
    (void)state;
    char title[200];
    size_t room = TEXT_MAX - strlen("\"\" has started");
    memset(title, 'x', sizeof title);
    title[room] = '\0';
    char *text = whole(TEXT_STARTED, title, WHEN_EN, 0, NULL);
    assert_int_equal(strlen(text), TEXT_MAX);
    assert_null(strstr(text, "…"));
    free(text);
}

static void words_get_the_room_that_is_left(void **state) {
    (void)state;
    char words[400];
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    char *text = whole(TEXT_CANCELLED, "Night watch", WHEN_EN, 0, words);
    assert_int_equal(characters(text), TEXT_MAX);
    assert_non_null(strstr(text, "by an admin. www"));
    assert_string_equal(text + strlen(text) - strlen("…"), "…");
    free(text);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_read_as_specified),
        cmocka_unit_test(further_dates_and_words_come_at_the_end),
        cmocka_unit_test(halves_serve_numbers_of_as_many_digits),
        cmocka_unit_test(long_titles_are_shortened_and_nothing_else),
        cmocka_unit_test(a_title_that_just_fits_stays_whole),
        cmocka_unit_test(words_get_the_room_that_is_left),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
