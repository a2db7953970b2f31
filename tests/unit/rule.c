/* Unit tests of src/recur/rule: the parser, and the occurrences against tests/data/rrule_cases.json, on which two other
 * implementations agree. */
#include "recur.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/mem.h"

static const char *text_of(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

/* "2026-12-01T00:00:00Z" */
static int64_t iso(const char *text) {
    char db[CLOCK_DB_SIZE];
    assert_int_equal(strlen(text), CLOCK_ISO_SIZE - 1);
    memcpy(db, text, CLOCK_DB_SIZE - 1);
    db[10] = ' ';
    db[CLOCK_DB_SIZE - 1] = '\0';
    return at(db);
}

static void check_case(const json_t *object) {
    const json_t *expect = json_object_get(object, "expect");
    struct rule rule = parsed(text_of(object, "rrule"));
    const struct zone *zone = zone_get(text_of(object, "tz"), NULL);
    int time_of_day;
    assert_non_null(zone);
    assert_true(rule_parse_time(text_of(object, "time_of_day"), &time_of_day, NULL));
    int64_t anchor = iso(text_of(object, "anchor_utc")), t;
    int64_t end = anchor + json_integer_value(json_object_get(object, "horizon_days")) * 86400;
    struct rule_iter it;
    size_t count = 0;
    rule_iter_start(&it, &rule, zone, anchor, time_of_day);
    while (rule_iter_next(&it, &t) && t <= end) {
        if (t < anchor) continue;
        char text[CLOCK_ISO_SIZE];
        clock_format_iso(t, text);
        const char *want = json_string_value(json_array_get(expect, count++));
        if (!want || strcmp(text, want) != 0)
            fail_msg("%s: %s instead of %s", text_of(object, "id"), text, want ? want : "the end");
    }
    if (count != json_array_size(expect))
        fail_msg("%s: %zu occurrences, %zu wanted", text_of(object, "id"), count, json_array_size(expect));
}

static void occurrences_are_those_of_others(void **state) {
    (void)state;
    char *path = mem_format("%s/rrule_cases.json", getenv("WSADMIN_TEST_DATA"));
    json_t *cases = json_load_file(path, 0, NULL);
    assert_true(json_array_size(cases) > 100);
    for (size_t i = 0; i < json_array_size(cases); i++) check_case(json_array_get(cases, i));
    json_decref(cases);
    free(path);
}

/* `want`: the first local dates from 2025-01-15 (a Wednesday) at 10:00 UTC, and whether the rule then ends. */
static void check_days(const char *text, const char *want) {
    struct rule rule = parsed(text);
    struct rule_iter it;
    struct buf got = {0};
    int64_t t;
    rule_iter_start(&it, &rule, zone_utc(), at("2025-01-15 08:00:00"), 10 * 3600);
    for (int i = 0; i < 4; i++) {
        if (!rule_iter_next(&it, &t)) {
            buf_add(&got, " end");
            break;
        }
        char date[CLOCK_DB_SIZE];
        clock_format_db(t, date);
        assert_string_equal(date + 10, " 10:00:00");
        buf_addf(&got, "%s%.10s", got.len ? " " : "", date);
    }
    if (strcmp(buf_str(&got), want) != 0) fail_msg("%s: %s", text, buf_str(&got));
    buf_free(&got);
}

static void rules_mean_what_the_rfc_says(void **state) {
    (void)state;
    check_days("FREQ=WEEKLY", "2025-01-15 2025-01-22 2025-01-29 2025-02-05");
    check_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2025-01-19 2025-02-02 2025-02-16 2025-03-02");
    check_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "2025-01-26 2025-02-09 2025-02-23 2025-03-09");
    check_days("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1,1", "2025-01-17 2025-01-20 2025-01-24 2025-01-27");
    check_days("FREQ=WEEKLY;BYMONTH=3", "2025-03-05 2025-03-12 2025-03-19 2025-03-26");
    check_days("FREQ=DAILY;BYMONTHDAY=-1", "2025-01-31 2025-02-28 2025-03-31 2025-04-30");
    check_days("FREQ=DAILY;BYDAY=MO,MO", "2025-01-20 2025-01-27 2025-02-03 2025-02-10");
    check_days("FREQ=MONTHLY;BYMONTHDAY=31", "2025-01-31 2025-03-31 2025-05-31 2025-07-31");
    check_days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2025-06-13 2026-02-13 2026-03-13 2026-11-13");
    check_days("FREQ=MONTHLY;BYDAY=2TU,-1FR", "2025-01-31 2025-02-11 2025-02-28 2025-03-11");
    check_days("FREQ=MONTHLY;BYDAY=5WE", "2025-01-29 2025-04-30 2025-07-30 2025-10-29");
    check_days("FREQ=MONTHLY;BYDAY=MO,1TU;BYMONTH=7", "2025-07-01 2025-07-07 2025-07-14 2025-07-21");
    check_days("FREQ=YEARLY", "2025-01-15 2026-01-15 2027-01-15 2028-01-15");
    check_days("FREQ=YEARLY;BYMONTH=3,1", "2025-01-15 2025-03-15 2026-01-15 2026-03-15");
    check_days("FREQ=YEARLY;BYMONTHDAY=20", "2025-01-20 2025-02-20 2025-03-20 2025-04-20");
    check_days("FREQ=YEARLY;BYDAY=20MO", "2025-05-19 2026-05-18 2027-05-17 2028-05-15");
    check_days("FREQ=YEARLY;BYDAY=-1MO,53WE", "2025-12-29 2025-12-31 2026-12-28 2027-12-27");
    check_days("FREQ=YEARLY;BYYEARDAY=-1,60,366", "2025-03-01 2025-12-31 2026-03-01 2026-12-31");
    check_days("FREQ=YEARLY;BYYEARDAY=366", "2028-12-31 2032-12-31 2036-12-31 2040-12-31");
    check_days("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "2025-11-27 2026-11-26 2027-11-25 2028-11-23");
    check_days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA", "2048-02-29 2076-02-29 2116-02-29 2144-02-29");
    check_days("FREQ=YEARLY;BYMONTH=5,6;BYDAY=SU;BYSETPOS=-1", "2025-06-29 2026-06-28 2027-06-27 2028-06-25");
    check_days("FREQ=YEARLY;INTERVAL=1000", "2025-01-15 3025-01-15 4025-01-15 5025-01-15");
    check_days("FREQ=DAILY;COUNT=2", "2025-01-15 2025-01-16 end");
    check_days("FREQ=DAILY;UNTIL=20250116T100000Z", "2025-01-15 2025-01-16 end");
    check_days("FREQ=DAILY;UNTIL=20250116T095959Z", "2025-01-15 end");
    check_days("FREQ=DAILY;UNTIL=20250114T235959Z", " end");
    check_days("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", " end");
}

static void a_day_that_never_was_is_left_out(void **state) {
    (void)state;
    struct rule rule = parsed("FREQ=DAILY;COUNT=3");
    struct rule_iter it;
    int64_t t[4];
    rule_iter_start(&it, &rule, zone_get("Pacific/Apia", NULL), at("2011-12-29 22:00:00"), 12 * 3600);
    for (int i = 0; i < 3; i++) assert_true(rule_iter_next(&it, &t[i]));
    assert_false(rule_iter_next(&it, &t[3]));
    assert_int_equal(t[0], at("2011-12-29 22:00:00"));
    assert_int_equal(t[1], at("2011-12-30 22:00:00")); /* 31 December there */
    assert_int_equal(t[2], at("2011-12-31 22:00:00"));
}

/* What a rule costs until its first occurrence, or until it is given up, is the days it looks at: 40 years of every
 * period at most, and each takes nanoseconds. Counted, since time depends on the machine. */
static void check_steps(const char *text, const struct rule *rule) {
    static const int64_t days[] = {[RULE_DAILY] = 31, [RULE_WEEKLY] = 7, [RULE_MONTHLY] = 31, [RULE_YEARLY] = 366};
    struct rule_iter it;
    int64_t t;
    rule_iter_start(&it, rule, zone_utc(), at("2025-01-15 08:00:00"), 36000);
    rule_iter_next(&it, &t);
    int64_t periods = rule->freq == RULE_DAILY ? it.period : it.period / rule->interval;
    if (periods * days[rule->freq] > 16500) fail_msg("%s: %lld periods", text, (long long)periods);
}

static void impossible_rules_are_known_at_once(void **state) {
    (void)state;
    static const char *const impossible[] = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=DAILY;BYDAY=MO;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=7",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTHDAY=2",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8,9,10",
        "FREQ=YEARLY;INTERVAL=20;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA", /* 2048 */
        "FREQ=YEARLY;INTERVAL=11;BYMONTH=1;BYMONTHDAY=1",
        "FREQ=DAILY;UNTIL=20250101T000000Z",
    };
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
        struct rule rule = parsed(impossible[i]);
        if (rule_is_possible(&rule, zone_utc(), at("2025-01-15 08:00:00"), 36000)) fail_msg("%s", impossible[i]);
        check_steps(impossible[i], &rule);
    }
    struct rule ten_years = parsed("FREQ=YEARLY;INTERVAL=10;BYMONTH=1;BYMONTHDAY=1");
    assert_true(rule_is_possible(&ten_years, zone_utc(), at("2025-01-15 08:00:00"), 36000));
}

static void the_normal_form_is_stored(void **state) {
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"FREQ=DAILY", "FREQ=DAILY"},
        {"rrule:byday=mo,su,-1fr,1fr,mo;freq=monthly;interval=1", "FREQ=MONTHLY;BYDAY=MO,1FR,-1FR,SU"},
        {"COUNT=12;INTERVAL=02;FREQ=WEEKLY;WKST=MO", "FREQ=WEEKLY;INTERVAL=2;COUNT=12"},
        {"FREQ=WEEKLY;WKST=SU;UNTIL=20261231T235959Z", "FREQ=WEEKLY;WKST=SU;UNTIL=20261231T235959Z"},
        {"FREQ=YEARLY;BYMONTHDAY=-1,31,+2,-31;BYMONTH=12,1", "FREQ=YEARLY;BYMONTH=1,12;BYMONTHDAY=2,31,-31,-1"},
        {"FREQ=YEARLY;BYSETPOS=-366,366;BYYEARDAY=64,65,1", "FREQ=YEARLY;BYYEARDAY=1,64,65;BYSETPOS=366,-366"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct rule rule = parsed(cases[i].in), again;
        rule_print(&rule, &out);
        assert_string_equal(buf_str(&out), cases[i].out);
        again = parsed(buf_str(&out));
        assert_memory_equal(&again, &rule, sizeof rule);
        buf_free(&out);
    }
}

static const struct {
    const char *text;
    size_t column;
    const char *reason;
} mistakes[] = {
    {"", 1, "a part is empty"},
    {"INTERVAL=2", 11, "FREQ is missing"},
    {"FREQ=DAILY;", 12, "a part is empty"},
    {"FREQ=DAILY;;COUNT=2", 12, "a part is empty"},
    {"FREQ=HOURLY", 6, "FREQ=HOURLY cannot be used"},
    {"RRULE:FREQ=DAYLY", 12, "FREQ=DAYLY cannot be used"},
    {"FREQ=DAIL", 6, "cannot be used"},
    {"FREQ", 5, "a value of FREQ is missing"},
    {"FREQ=;COUNT=1", 6, "a value of FREQ is missing"},
    {"FREQ;COUNT=1", 5, "a value of FREQ is missing"},
    {"FREQ=DAILY,WEEKLY", 11, "FREQ takes one value"},
    {"FREQ=DAILY;FREQ=WEEKLY", 12, "FREQ is there twice"},
    {"FREQ=DAILY;BYHOUR=3", 12, "\"BYHOUR\" cannot be used"},
    {"FREQ=YEARLY;BYWEEKNO=20", 13, "\"BYWEEKNO\" cannot be used"},
    {"DTSTART:20250101T000000Z\nRRULE:FREQ=DAILY", 1, "cannot be used"},
    {" FREQ=DAILY", 1, "cannot be used"},
    {"FREQ=DAILY;COUNT=3abc", 18, "COUNT takes a number from 1 to 100000"},
    {"FREQ=DAILY;COUNT=0", 18, "COUNT takes"},
    {"FREQ=DAILY;COUNT=+3", 18, "COUNT takes"},
    {"FREQ=DAILY;COUNT= 3", 18, "COUNT takes"},
    {"FREQ=DAILY;COUNT=99999999999999999999", 18, "COUNT takes"},
    {"FREQ=DAILY;INTERVAL=-1", 21, "INTERVAL takes a number from 1 to 1000"},
    {"FREQ=DAILY;INTERVAL=65537", 21, "INTERVAL takes"},
    {"FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z", 26, "exclude each other"},
    {"FREQ=DAILY;UNTIL=20270101", 18, "UNTIL takes a time in UTC"},
    {"FREQ=DAILY;UNTIL=20270229T000000Z", 18, "UNTIL takes"},
    {"FREQ=DAILY;UNTIL=20270101T000000", 18, "UNTIL takes"},
    {"FREQ=WEEKLY;BYDAY=MO,,TU", 22, "a value of BYDAY is missing"},
    {"FREQ=WEEKLY;BYDAY=MO,XX", 22, "\"XX\" is not a weekday"},
    {"FREQ=WEEKLY;BYDAY=MONDAY", 19, "\"MONDAY\" is not a weekday"},
    {"FREQ=WEEKLY;BYDAY=1MO", 19, "needs FREQ=MONTHLY or YEARLY"},
    {"FREQ=MONTHLY;BYDAY=256MO", 20, "takes numbers from 1 to 53"},
    {"FREQ=MONTHLY;BYDAY=99999999999999999999MO", 20, "is not a weekday"},
    {"FREQ=MONTHLY;BYDAY=0MO", 20, "takes numbers from 1 to 53"},
    {"FREQ=MONTHLY;BYDAY=-MO", 20, "takes numbers from 1 to 53"},
    {"FREQ=MONTHLY;BYDAY=6MO", 20, "no month has more than five"},
    {"FREQ=YEARLY;BYMONTH=5;BYDAY=-6MO", 29, "no month has more than five"},
    {"FREQ=YEARLY;BYDAY=54MO", 19, "takes numbers from 1 to 53"},
    {"FREQ=WEEKLY;BYMONTHDAY=3", 24, "cannot be used with FREQ=WEEKLY"},
    {"FREQ=MONTHLY;BYMONTHDAY=32", 25, "from 1 to 31 and from -1 to -31"},
    {"FREQ=MONTHLY;BYMONTHDAY=+-1", 25, "BYMONTHDAY takes"},
    {"FREQ=MONTHLY;BYMONTHDAY=1,0", 27, "BYMONTHDAY takes"},
    {"FREQ=MONTHLY;BYMONTH=13", 22, "BYMONTH takes a number from 1 to 12"},
    {"FREQ=MONTHLY;BYYEARDAY=3", 24, "FREQ=YEARLY only"},
    {"FREQ=YEARLY;BYYEARDAY=367", 23, "BYYEARDAY takes"},
    {"FREQ=DAILY;BYSETPOS=1", 21, "needs another BY part"},
    {"FREQ=DAILY;WKST=1MO", 17, "\"1MO\" is not a weekday"},
    {"FREQ=DAILY\xff;COUNT=1", 6, "cannot be used"},
};

static void errors_name_their_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct err e = {0};
        struct rule rule;
        size_t column = 0;
        if (rule_parse(mistakes[i].text, &rule, &column, &e)) fail_msg("%s was taken", mistakes[i].text);
        if (column != mistakes[i].column || !strstr(e.text, mistakes[i].reason))
            fail_msg("%s: %zu, %s", mistakes[i].text, column, e.text);
        char *place = mem_format("column %zu: ", mistakes[i].column);
        assert_memory_equal(e.text, place, strlen(place));
        assert_int_equal(e.code, WS_DATA);
        free(place);
        err_free(&e);
    }
}

static void a_rule_has_500_bytes_at_most(void **state) {
    (void)state;
    char text[600];
    memset(text, 'A', sizeof text);
    text[sizeof text - 1] = '\0';
    struct rule rule;
    size_t column;
    assert_false(rule_parse(text, &rule, &column, NULL));
    assert_int_equal(column, 501);
}

static void times_of_day_are_strict(void **state) {
    (void)state;
    int seconds = -1;
    assert_true(rule_parse_time("19:00", &seconds, NULL));
    assert_int_equal(seconds, 19 * 3600);
    assert_true(rule_parse_time("00:00:59", &seconds, NULL));
    assert_int_equal(seconds, 59);
    static const char *const bad[] = {"",        "7:00",  "24:00",  "19:60", "19:00:60",
                                      "19:00:0", "19.00", "19:00 ", "-1:00", "19:00:00Z"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(rule_parse_time(bad[i], &seconds, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(occurrences_are_those_of_others),  cmocka_unit_test(rules_mean_what_the_rfc_says),
        cmocka_unit_test(a_day_that_never_was_is_left_out), cmocka_unit_test(impossible_rules_are_known_at_once),
        cmocka_unit_test(the_normal_form_is_stored),        cmocka_unit_test(errors_name_their_place),
        cmocka_unit_test(a_rule_has_500_bytes_at_most),     cmocka_unit_test(times_of_day_are_strict),
    };
    return cmocka_run_group_tests_name("rule", tests, NULL, NULL);
}
