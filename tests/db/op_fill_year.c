/* series fill for a year of days, beside the platform's own generator. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>

#include "recur/rule.h"

enum { YEAR = 365 };

static void create(struct opdb *o, bool bare) {
    opdb_create(o, "op_fill_year", bare);
    opdb_become(o, "admin");
}

/* One series of the platform's nightly job: the rule begins anew at the moment it runs. */
static int64_t generate(struct opdb *o, int64_t series, int64_t now) {
    char *rrule = opdb_text(o, "SELECT rrule FROM workshop_series WHERE id = %d", (int)series);
    char *time = opdb_text(o, "SELECT time_of_day FROM workshop_series WHERE id = %d", (int)series);
    char *zone = opdb_text(o, "SELECT timezone FROM workshop_series WHERE id = %d", (int)series);
    int64_t latest = opdb_int(o,
                              "SELECT COALESCE(UNIX_TIMESTAMP(MAX(scheduled_at)), 0) FROM workshops"
                              " WHERE series_id = %d",
                              (int)series);
    int64_t from = latest > now ? latest : now, at, made = 0;
    struct rule rule;
    struct rule_iter it;
    int time_of_day;
    if (latest <= now + 30 * DAY) {
        assert_true(rule_parse(rrule, &rule, NULL, NULL) && rule_parse_time(time, &time_of_day, NULL));
        rule_iter_start(&it, &rule, zone_get(zone, NULL), from, time_of_day);
        while (rule_iter_next(&it, &at) && at <= now + 90 * DAY) {
            if (at < now || opdb_int(o,
                                     "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                                     " FROM_UNIXTIME(%lld)",
                                     (int)series, (long long)at))
                continue;
            opdb_run(o,
                     "INSERT INTO workshops (series_id, host_id, title, scheduled_at) VALUES"
                     " (%d, %d, 'G', FROM_UNIXTIME(%lld))",
                     (int)series, HOST, (long long)at);
            made++;
        }
    }
    free(rrule);
    free(time);
    free(zone);
    return made;
}

static int64_t generate_all(struct opdb *o, int64_t now, int series) {
    int64_t made = 0;
    for (int id = 1; id <= series; id++)
        if (opdb_int(o, "SELECT is_active FROM workshop_series WHERE id = %d", id)) made += generate(o, id, now);
    return made;
}

static const struct {
    const char *rrule, *time, *zone;
} yearly[] = {
    {"FREQ=WEEKLY;BYDAY=MO", "19:00:00", "America/New_York"},
    {"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "02:30", "Europe/Madrid"},
    {"FREQ=DAILY;COUNT=100", "19:00", "America/New_York"},
    {"FREQ=MONTHLY;BYDAY=1FR", "10:00", "UTC"},
    {"FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4", "10:00", "UTC"},
    {"FREQ=WEEKLY", "07:00", "Asia/Tokyo"},
    {"FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270601T000000Z", "18:00", "America/Sao_Paulo"},
};
enum { YEARLY = sizeof yearly / sizeof *yearly };

/* Exactly the occurrences counted from the day the series was made, up to 90 days after the last run or one more. */
static void check_series(struct opdb *o, int id, int64_t end) {
    struct rule rule;
    struct rule_iter it;
    int time_of_day;
    int64_t at, wanted = 0;
    assert_true(rule_parse(yearly[id - 1].rrule, &rule, NULL, NULL));
    assert_true(rule_parse_time(yearly[id - 1].time, &time_of_day, NULL));
    rule_iter_start(&it, &rule, zone_get(yearly[id - 1].zone, NULL), OPDB_NOW, time_of_day);
    bool more = false;
    while (rule_iter_next(&it, &at)) {
        if (at <= OPDB_NOW) continue;
        more = at > end;
        if (more && opdb_int(o,
                             "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                             " FROM_UNIXTIME(%lld)",
                             id, (long long)at) == 0)
            break;
        wanted++;
        if (!more && opdb_int(o,
                              "SELECT COUNT(*) FROM workshops WHERE series_id = %d AND scheduled_at ="
                              " FROM_UNIXTIME(%lld)",
                              id, (long long)at) != 1)
            fail_msg("%s lacks %lld", yearly[id - 1].rrule, (long long)at);
    }
    assert_int_equal(opdb_dates(o, id), wanted);
    assert_int_equal(opdb_int(o, "SELECT is_active FROM workshop_series WHERE id = %d", id), more);
}

static void a_year_beside_the_generator(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    for (int i = 0; i < YEARLY; i++) opdb_rule(&o, i + 1, yearly[i].rrule, yearly[i].time, yearly[i].zone);
    int64_t now = OPDB_NOW;
    for (int day = 0; day < YEAR; day++, now += DAY) {
        opdb_set_clock(&o, now);
        opdb_fill(&o, &(struct op_fill){.all = true});
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_series s WHERE s.is_active = 1 AND NOT EXISTS"
                                      " (SELECT 1 FROM workshops w WHERE w.series_id = s.id AND"
                                      " w.scheduled_at > NOW() + INTERVAL 31 DAY)"),
                         0);
        assert_int_equal(generate_all(&o, now + HOUR, YEARLY), 0);
        if (day % 30 == 10) /* somebody cancels one, a month ahead */
            opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE series_id = 1 AND scheduled_at >"
                         " NOW() + INTERVAL 30 DAY ORDER BY scheduled_at LIMIT 1");
    }
    for (int i = 0; i < YEARLY; i++) check_series(&o, i + 1, now - DAY + 90 * DAY);
    assert_int_equal(opdb_dates(&o, 3), 100);
    assert_int_equal(opdb_doubled(&o), 0);
    assert_true(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'") >= 10);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE agora_channel <> CONCAT('workshop-', id)"
                                  " OR agora_channel IS NULL"),
                     0);
    opdb_close(&o);
}

/* Without fill the same generator begins COUNT anew: the year above would show it. */
static void the_generator_alone_loses_count(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    opdb_rule(&o, 1, "FREQ=DAILY;COUNT=10", "10:00", "UTC");
    for (int day = 0; day < 20; day++) generate(&o, 1, OPDB_NOW + (int64_t)day * DAY);
    assert_true(opdb_dates(&o, 1) > 10);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        {"a_year_beside_the_generator", a_year_beside_the_generator, NULL, NULL, &opdb_full},
        {"the_generator_alone_loses_count", the_generator_alone_loses_count, NULL, NULL, &opdb_full},
    };
    int failed = cmocka_run_group_tests_name("fill year", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
