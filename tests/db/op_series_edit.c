/* Changing a series (SPEC section 4, "edit"): its coming workshops move, end and are made with it. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/edit.h"
#include "op/fill.h"

/* Mondays, 19:00 of New York from 30 Nov 2026 on; ids of the workshops made: as they come. */
static void create(struct opdb *o, bool bare, const char *rrule) {
    opdb_create(o, "op_series_edit", bare);
    opdb_become(o, "admin");
    opdb_run(o,
             "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone, created_at) VALUES"
             " (1, %d, 'Evening', '%s', '19:00:00', 'America/New_York', FROM_UNIXTIME(%d))",
             HOST, rrule, OPDB_NOW);
    struct err err = {0};
    struct plan *p =
        fill_plan(&o->s, &(struct op_fill){.ids = (int64_t[]){1}, .count = 1, .horizon = FILL_HORIZON}, &err);
    if (!p) fail_msg("%s", err.text);
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static struct plan *plan(struct opdb *o, const struct op_edit *args) {
    struct err err = {0};
    struct op_edit a = *args;
    a.kind = ENTITY_SERIES;
    a.what = EDIT_SET;
    a.ids = (int64_t[]){1};
    a.count = 1;
    while (a.value_count < EDIT_VALUES_MOST && a.values[a.value_count].text) a.value_count++;
    struct plan *p = edit_plan(&o->s, &a, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

static void set(struct opdb *o, const struct op_edit *args) {
    struct plan_result r = opdb_apply(o, plan(o, args));
    plan_result_free(&r);
}

static int64_t id_at(struct opdb *o, const char *when) {
    return opdb_int(o, "SELECT MIN(id) FROM workshops WHERE scheduled_at = '%s'", when);
}

static void every_workshop_moves_and_each_is_told_once(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    int64_t all = opdb_int(&o, "SELECT COUNT(*) FROM workshops");
    int first = (int)id_at(&o, "2026-12-01 00:00"), second = (int)id_at(&o, "2026-12-08 00:00");
    opdb_attend(&o, first, ANA, "rsvp");
    opdb_attend(&o, second, ANA, "rsvp");
    opdb_attend(&o, second, LUIS, "rsvp");
    opdb_run(&o,
             "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) VALUES"
             " (%d, %d, 'workshop_reminder', 'workshop', %d, 'workshop_reminder:workshop:%d:1h'),"
             " (%d, %d, 'workshop_reminder', 'workshop', %d,"
             " CONCAT('workshop_reminder:workshop:%d:at:', UNIX_TIMESTAMP('2026-12-08 00:00')))",
             ANA, HOST, first, first, ANA, HOST, second, second);
    set(&o, &(struct op_edit){.values = {{SERIES_TIME_OF_DAY, "20:30"}}});
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), all);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled' AND"
                                  " TIME(scheduled_at) = '01:30:00' AND WEEKDAY(scheduled_at) = 1"),
                     all);
    assert_int_equal(id_at(&o, "2026-12-01 01:30"), first);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_attendees"), 3);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_updated'"), 2);
    char *told = opdb_text(&o,
                           "SELECT preview_text FROM notifications WHERE recipient_id = %d AND type ="
                           " 'workshop_updated'",
                           ANA);
    assert_string_equal(told,
                        "Workshop \"Evening\" moved to Mon 30 Nov 2026 20:30 (America/New_York) … and 1 more date");
    free(told);
    assert_cell(&o, "--",
                "SELECT GROUP_CONCAT(COALESCE(group_key, '-') SEPARATOR '') FROM notifications"
                " WHERE type = 'workshop_reminder'");
    opdb_close(&o);
}

static void a_new_host_is_told_once(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    opdb_run(&o, "UPDATE users SET can_host = 1 WHERE id = %d", ANA);
    struct plan *p = plan(&o, &(struct op_edit){.values = {{SERIES_HOST_ID, "3"}}}); /* ANA */
    assert_int_equal(plan_recipients(p), 1);
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE recipient_id = %d", ANA), 1);
    opdb_close(&o);
}

/* What has no date any more is cancelled, a cancelled one stays what it is and is not made again. */
static void fewer_dates_cancel_the_others(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO,WE,FR");
    int64_t all = opdb_int(&o, "SELECT COUNT(*) FROM workshops");
    int wednesday = (int)id_at(&o, "2026-12-03 00:00"), monday = (int)id_at(&o, "2026-12-08 00:00");
    int cancelled = (int)id_at(&o, "2026-12-15 00:00");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE id = %d", cancelled);
    opdb_attend(&o, wednesday, ANA, "rsvp");
    opdb_attend(&o, monday, ANA, "rsvp");
    opdb_attend(&o, monday, LUIS, "rsvp");
    set(&o, &(struct op_edit){.values = {{SERIES_RRULE, "FREQ=WEEKLY;BYDAY=MO"}, {SERIES_TIME_OF_DAY, "20:00"}}});
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), all);
    assert_int_equal(id_at(&o, "2026-12-08 01:00"), monday);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled' AND"
                                  " DAYOFWEEK(CONVERT_TZ(scheduled_at, '+00:00', '-05:00')) <> 2"),
                     0);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE scheduled_at = '2026-12-15 01:00'"), 0);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = %d", wednesday);
    /* one news each, that of the earliest of theirs */
    assert_cell(&o, "workshop_cancelled", "SELECT GROUP_CONCAT(type) FROM notifications WHERE recipient_id = %d", ANA);
    assert_cell(&o, "workshop_updated", "SELECT GROUP_CONCAT(type) FROM notifications WHERE recipient_id = %d", LUIS);
    opdb_close(&o);
}

static void more_dates_are_made(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    int64_t all = opdb_int(&o, "SELECT COUNT(*) FROM workshops");
    set(&o, &(struct op_edit){.values = {{SERIES_RRULE, "freq=weekly;byday=mo,th"}, {SERIES_TITLE, "Twice a week"}}});
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 2 * all);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE title = 'Twice a week' AND status = 'scheduled'"
                                  " AND agora_channel = CONCAT('workshop-', id)"),
                     2 * all);
    assert_cell(&o, "FREQ=WEEKLY;BYDAY=MO,TH", "SELECT rrule FROM workshop_series");
    /* fill has nothing to add */
    struct err err = {0};
    struct plan *p =
        fill_plan(&o.s, &(struct op_fill){.ids = (int64_t[]){1}, .count = 1, .horizon = FILL_HORIZON}, &err);
    assert_int_equal(p->to_change, 0);
    assert_int_equal(p->rows[0].note_count, 0);
    plan_free(p);
    opdb_close(&o);
}

static void only_new_leaves_the_coming_ones(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    char *before = opdb_text(&o, "SELECT GROUP_CONCAT(id, title, scheduled_at, status ORDER BY id) FROM workshops");
    set(&o, &(struct op_edit){.values = {{SERIES_TIME_OF_DAY, "08:00"}, {SERIES_TITLE, "Other"}}, .only_new = true});
    assert_cell(&o, before, "SELECT GROUP_CONCAT(id, title, scheduled_at, status ORDER BY id) FROM workshops");
    assert_cell(&o, "Other08:00:00", "SELECT CONCAT(title, time_of_day) FROM workshop_series");
    free(before);
    opdb_close(&o);
}

/* The first date was counted in the old zone; what has a title of its own keeps it. */
static void another_zone_and_a_title_of_its_own(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO");
    int64_t all = opdb_int(&o, "SELECT COUNT(*) FROM workshops");
    int first = (int)id_at(&o, "2026-12-01 00:00"), second = (int)id_at(&o, "2026-12-15 00:00");
    opdb_run(&o, "UPDATE workshops SET title = 'Special' WHERE id = %d", second);
    set(&o, &(struct op_edit){.values = {{SERIES_TIMEZONE, "Europe/Madrid"}, {SERIES_TITLE, "Tarde"}}});
    assert_int_equal(id_at(&o, "2026-11-30 18:00"), first);
    assert_int_equal(id_at(&o, "2026-12-14 18:00"), second);
    assert_cell(&o, "Tarde,Special", "SELECT GROUP_CONCAT(title ORDER BY id) FROM workshops WHERE id IN (%d, %d)",
                first, second);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled'"), all);
    opdb_close(&o);
}

/* The last date stays the last at another time or in another zone, and the stored end lets it through. */
static void the_last_date_stays(void **state) {
    static const struct {
        struct edit_value value;
        const char *last, *rrule;
    } cases[] = {
        {{SERIES_TIME_OF_DAY, "20:30"}, "2026-12-22 01:30:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261222T013000Z"},
        {{SERIES_TIME_OF_DAY, "08:00"}, "2026-12-21 13:00:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261221T130000Z"},
        {{SERIES_TIMEZONE, "America/Los_Angeles"},
         "2026-12-22 03:00:00",
         "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261222T030000Z"},
        {{SERIES_TIMEZONE, "Europe/Madrid"}, "2026-12-21 18:00:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261221T190000Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct opdb o;
        create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261222T000000Z");
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 4);
        set(&o, &(struct op_edit){.values = {cases[i].value}});
        assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled'"), 4);
        assert_cell(&o, cases[i].last, "SELECT MAX(scheduled_at) FROM workshops");
        assert_cell(&o, cases[i].rrule, "SELECT rrule FROM workshop_series");
        opdb_close(&o);
    }
}

/* A cancelled one at the same instant does not take the date from the one that is on. */
static void a_cancelled_twin_takes_no_date(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-08 00:00'");
    opdb_workshop(&o, 500, 1, "scheduled", 7 * DAY + 12 * HOUR);
    assert_cell(&o, "2026-12-08 00:00:00", "SELECT scheduled_at FROM workshops WHERE id = 500");
    set(&o, &(struct op_edit){.values = {{SERIES_TIME_OF_DAY, "20:00"}}});
    assert_cell(&o, "scheduled 2026-12-08 01:00:00",
                "SELECT CONCAT(status, ' ', scheduled_at) FROM workshops WHERE id = 500");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 1);
    opdb_close(&o);
}

/* One that begins in ten minutes is not moved, and takes no date from those that can be. */
static void what_begins_soon_takes_no_other_date(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=DAILY");
    int soon = (int)id_at(&o, "2026-12-01 00:00");
    opdb_set_clock(&o, OPDB_NOW + 12 * HOUR - 600);
    set(&o, &(struct op_edit){.values = {{SERIES_TIME_OF_DAY, "06:00"}}});
    assert_int_equal(id_at(&o, "2026-12-01 00:00"), soon);
    assert_cell(&o, "scheduled", "SELECT status FROM workshops WHERE scheduled_at = '2026-12-01 11:00'");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 0);
    opdb_close(&o);
}

static void what_changed_meanwhile_stops_it(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    struct plan *p = plan(&o, &(struct op_edit){.values = {{SERIES_TIME_OF_DAY, "20:00"}}});
    struct plan_result r = {0};
    struct err err = {0};
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-01 12:00' WHERE scheduled_at = '2026-12-01 00:00'");
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE TIME(scheduled_at) = '01:00'"), 0);
    err_free(&err);
    plan_free(p);
    opdb_close(&o);
}

static void bad_series_are_refused(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    const struct {
        struct edit_value value;
        const char *words;
    } bad[] = {
        {{SERIES_RRULE, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "no occurrence within ten years"},
        {{SERIES_RRULE, "FREQ=HOURLY"}, "rrule: column 6"},
        {{SERIES_RRULE, "FREQ=DAILY;COUNT=3;UNTIL=20300101T000000Z"}, "exclude each other"},
        {{SERIES_TIMEZONE, "Mars/Base"}, "there is no time zone"},
        {{SERIES_TIME_OF_DAY, "25:00"}, "time of day"},
        {{SERIES_HOST_ID, "999"}, "#999"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        struct op_edit a = {ENTITY_SERIES, EDIT_SET, (int64_t[]){1}, 1, {bad[i].value}, 1};
        assert_null(edit_plan(&o.s, &a, &err));
        assert_int_equal(err.code, WS_DATA);
        if (!strstr(err.text, bad[i].words)) fail_msg("%s", err.text);
        err_free(&err);
    }
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(every_workshop_moves_and_each_is_told_once),
        OPDB_BOTH(a_new_host_is_told_once),
        OPDB_BOTH(fewer_dates_cancel_the_others),
        OPDB_BOTH(more_dates_are_made),
        OPDB_BOTH(only_new_leaves_the_coming_ones),
        OPDB_BOTH(another_zone_and_a_title_of_its_own),
        OPDB_BOTH(the_last_date_stays),
        OPDB_BOTH(a_cancelled_twin_takes_no_date),
        OPDB_BOTH(what_begins_soon_takes_no_other_date),
        OPDB_BOTH(what_changed_meanwhile_stops_it),
        OPDB_BOTH(bad_series_are_refused),
    };
    int failed = cmocka_run_group_tests_name("series edit", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
