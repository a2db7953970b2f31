/* Unit tests of src/recur/describe: rules in words. */
#include "recur.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/gate.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "recur/describe.h"
#include "recur/next.h"

static const char *const sentences[][2] = {
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=12",
     "every 2 weeks on Monday and Thursday at 19:00 (America/New_York), 12 times"},
    {"FREQ=DAILY", "every day at 19:00 (America/New_York)"},
    {"FREQ=DAILY;INTERVAL=3;COUNT=1", "every 3 days at 19:00 (America/New_York), 1 time"},
    {"FREQ=WEEKLY;BYDAY=SU", "every week on Sunday at 19:00 (America/New_York)"},
    {"FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH", "every week on Monday to Friday at 19:00 (America/New_York)"},
    {"FREQ=WEEKLY;BYDAY=SU,SA,MO", "every week on Monday, Saturday and Sunday at 19:00 (America/New_York)"},
    {"FREQ=WEEKLY;BYDAY=MO,TU", "every week on Monday and Tuesday at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=5MO", "every month on the fifth Monday at 19:00 (America/New_York)"},
    {"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "every 2 weeks at 19:00 (America/New_York), weeks beginning on Sunday"},
    {"FREQ=WEEKLY;WKST=SU", "every week at 19:00 (America/New_York)"},
    {"FREQ=DAILY;UNTIL=20261201T000000Z", "every day at 19:00 (America/New_York), until Mon 30 Nov 2026 19:00"},
    {"FREQ=MONTHLY;BYDAY=1MO,3MO", "every month on the first Monday and the third Monday at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=SU,-1FR,-2FR",
     "every month on the second-last Friday, the last Friday and Sunday at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYMONTHDAY=15,-1", "every month on day 15 and the last day at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last weekday at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "every month on the first weekend day at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=WE,SU;BYSETPOS=2",
     "every month on the second Wednesday or Sunday at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on Friday, only on day 13 at 19:00 (America/New_York)"},
    {"FREQ=MONTHLY;BYMONTHDAY=13,14;BYSETPOS=1",
     "every month on day 13 and day 14, only on the first date at 19:00 (America/New_York)"},
    {"FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the fourth Thursday in November at 19:00 (America/New_York)"},
    {"FREQ=YEARLY;INTERVAL=2;BYMONTH=3,1,5", "every 2 years in January, March and May at 19:00 (America/New_York)"},
    {"FREQ=YEARLY;BYDAY=20MO,-6TU,1WE",
     "every year on Monday no. 20 of the year, Tuesday no. 6 from the end of the year and "
     "the first Wednesday of the year at 19:00 (America/New_York)"},
    {"FREQ=YEARLY;BYYEARDAY=100,-1",
     "every year on day 100 of the year and the last day of the year at 19:00 (America/New_York)"},
};

static void rules_are_sentences(void **state) {
    (void)state;
    const struct zone *zone = zone_get("America/New_York", NULL);
    assert_non_null(zone);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct buf out = {0};
        struct rule rule = parsed(sentences[i][0]);
        describe_add(&out, &rule, 19 * 3600, zone);
        assert_string_equal(buf_str(&out), sentences[i][1]);
        buf_free(&out);
    }
}

/* What is stored is the later of instant and wall clock (recurrence.h): east of UTC neither is the last date. */
static void ends_are_days_of_the_zone(void **state) {
    (void)state;
    static const struct {
        const char *until, *zone, *want;
    } cases[] = {
        {"FREQ=DAILY;UNTIL=20261210T190000Z", "Asia/Tokyo",
         "every day at 19:00 (Asia/Tokyo), until Thu 10 Dec 2026 19:00"},
        {"FREQ=DAILY;UNTIL=20261210T145959Z", "Asia/Tokyo",
         "every day at 19:00 (Asia/Tokyo), until Thu 10 Dec 2026 19:00"},
        {"FREQ=DAILY;UNTIL=20261210T095959Z", "Asia/Tokyo",
         "every day at 19:00 (Asia/Tokyo), until Wed 9 Dec 2026 19:00"},
        {"FREQ=DAILY;UNTIL=20261210T190000Z", "UTC", "every day at 19:00 (UTC), until Thu 10 Dec 2026 19:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct rule rule = parsed(cases[i].until);
        describe_add(&out, &rule, 19 * 3600, zone_get(cases[i].zone, NULL));
        assert_string_equal(buf_str(&out), cases[i].want);
        buf_free(&out);
    }
}

static void rules_fit_a_column(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Mo–Fr 07:30"},
        {"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Mo–Fr 07:30"},
        {"FREQ=WEEKLY;BYDAY=MO,TH;COUNT=5", "Mo,Th 07:30"},
        {"FREQ=WEEKLY;BYDAY=SU,MO", "Mo,Su 07:30"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2 wk Mo,Th"},
        {"FREQ=WEEKLY;INTERVAL=2", "2 wk 07:30"},
        {"FREQ=WEEKLY", "weekly 07:30"},
        {"FREQ=MONTHLY;BYDAY=1FR", "1st Fr 07:30"},
        {"FREQ=MONTHLY;BYDAY=1FR,3FR", "1st Fr,3rd Fr"},
        {"FREQ=MONTHLY;BYDAY=-1SU", "last Su"},
        {"FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "3 mo last Mo–Fr"},
        {"FREQ=MONTHLY;BYMONTHDAY=15", "day 15 07:30"},
        {"FREQ=MONTHLY;BYMONTHDAY=-1", "last day"},
        {"FREQ=MONTHLY", "monthly"},
        {"FREQ=YEARLY;INTERVAL=2", "2 yr 07:30"},
        {"FREQ=DAILY", "daily 07:30"},
        {"FREQ=DAILY;INTERVAL=3", "3 d 07:30"},
        {"FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYMONTHDAY=1,15"},
        {"FREQ=MONTHLY;BYDAY=2MO,-2FR", "FREQ=MONTHLY;BYDAY=2MO,-2FR"},
        {"FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1"},
        {"FREQ=DAILY;BYMONTH=3", "FREQ=DAILY;BYMONTH=3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct rule rule = parsed(cases[i][0]);
        buf_add(&out, "> ");
        describe_add_short(&out, &rule, 7 * 3600 + 30 * 60, 12);
        assert_string_equal(buf_str(&out) + 2, cases[i][1]);
        buf_free(&out);
    }
}

/* Next dates after `after`, counted from a month before. */
static void check_next(const char *rrule, const char *time, const char *zone, const char *after, const char *want) {
    struct recurrence r;
    struct buf out = {0};
    assert_true(recurrence_read(&r, rrule, time, zone, NULL));
    next_add_lines(&out, &r, at(after) - 30 * 86400, at(after), 3, 0);
    assert_string_equal(buf_str(&out), want);
    buf_free(&out);
}

static void changes_of_the_clocks_are_marked(void **state) {
    (void)state;
    check_next("FREQ=WEEKLY;BYDAY=MO", "19:00", "America/New_York", "2026-10-20 00:00:00",
               "Mon 26 Oct 2026 19:00\nMon 2 Nov 2026 19:00  UTC-04:00 -> UTC-05:00\nMon 9 Nov 2026 19:00\n");
    check_next("FREQ=DAILY", "02:30", "Europe/Madrid", "2026-03-28 00:00:00",
               "Sat 28 Mar 2026 02:30\nSun 29 Mar 2026 03:30  UTC+01:00 -> UTC+02:00, the clocks jump over the time: "
               "later by the gap\nMon 30 Mar 2026 02:30\n");
    check_next("FREQ=DAILY", "02:30", "Europe/Madrid", "2026-10-24 12:00:00",
               "Sun 25 Oct 2026 02:30  the time comes twice: the first of them\n"
               "Mon 26 Oct 2026 02:30  UTC+02:00 -> UTC+01:00\nTue 27 Oct 2026 02:30\n");
    /* between now and the first of them */
    check_next("FREQ=MONTHLY;BYDAY=1FR;UNTIL=20270501T000000Z", "19:00", "America/New_York", "2027-03-10 00:00:00",
               "Fri 2 Apr 2027 19:00  UTC-05:00 -> UTC-04:00\n");
    /* a gap that ends at midnight */
    check_next("FREQ=DAILY", "23:15", "America/Nuuk", "2027-03-27 00:00:00",
               "Fri 26 Mar 2027 23:15\nSun 28 Mar 2027 00:15  UTC-02:00 -> UTC-01:00, the clocks jump over the time: "
               "later by the gap\nSun 28 Mar 2027 23:15\n");
    check_next("FREQ=DAILY", "19:00", "Asia/Tokyo", "2026-12-31 00:00:00",
               "Thu 31 Dec 2026 19:00\nFri 1 Jan 2027 19:00\nSat 2 Jan 2027 19:00\n");
}

/* The last test: the language stays. */
static void rules_are_sentences_in_spanish(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"FREQ=DAILY;UNTIL=20261201T120000Z",
         "cada día a las 19:00 (America/New_York), hasta el lun 30 nov 2026 19:00"},
        {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=12",
         "cada 2 semanas (lunes y jueves) a las 19:00 (America/New_York), 12 veces"},
        {"FREQ=MONTHLY;BYDAY=-1FR", "cada mes (el último viernes) a las 19:00 (America/New_York)"},
        {"FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "cada año (día 15) en marzo a las 19:00 (America/New_York)"},
    };
    char *folder = mem_format("%s/wstest.XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    char *top = realpath(getenv("top_srcdir"), NULL);
    assert_non_null(top);
    assert_non_null(mkdtemp(folder));
    char *es = mem_format("%s/es", folder), *messages = mem_format("%s/LC_MESSAGES", es);
    char *from = mem_format("%s/po/es.gmo", top), *to = mem_format("%s/" PACKAGE ".mo", messages);
    assert_true(mkdir(es, 0700) == 0 && mkdir(messages, 0700) == 0 && symlink(from, to) == 0);
    setenv("LANGUAGE", "es", 1);
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain(PACKAGE, folder);
    textdomain(PACKAGE);
    assert_int_equal(access(from, R_OK), 0);
    /* Since a version after 2.36 glibc opens no catalogue in C.UTF-8. */
    bool opened = *gettext("") != '\0';
    for (size_t i = 0; opened && i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct rule rule = parsed(cases[i][0]);
        describe_add(&out, &rule, 19 * 3600, zone_get("America/New_York", NULL));
        assert_string_equal(buf_str(&out), cases[i][1]);
        buf_free(&out);
    }
    assert_true(unlink(to) == 0 && rmdir(messages) == 0 && rmdir(es) == 0 && rmdir(folder) == 0);
    char *const texts[] = {top, es, messages, from, to, folder};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) free(texts[i]);
    if (!opened) skip();
}

int main(void) {
    setlocale(LC_CTYPE, "");
    gate_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_sentences),
        cmocka_unit_test(ends_are_days_of_the_zone),
        cmocka_unit_test(rules_fit_a_column),
        cmocka_unit_test(changes_of_the_clocks_are_marked),
        cmocka_unit_test(rules_are_sentences_in_spanish),
    };
    return cmocka_run_group_tests_name("describe", tests, NULL, NULL);
}
