/* The doctor of series and mend (SPEC section 6). */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/series_doctor.h"

static void create(struct opdb *o, bool bare, const char *rrule) {
    opdb_create(o, "op_mend", bare);
    opdb_become(o, "admin");
    opdb_run(o,
             "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone, created_at, updated_at)"
             " VALUES (1, %d, 'Evening', '%s', '19:00:00', 'America/New_York', FROM_UNIXTIME(%d), FROM_UNIXTIME(%d))",
             HOST, rrule, OPDB_NOW, OPDB_NOW);
}

static void fill(struct opdb *o, int horizon) {
    struct err err = {0};
    struct plan *p = fill_plan(&o->s, &(struct op_fill){.ids = (int64_t[]){1}, .count = 1, .horizon = horizon}, &err);
    if (!p) fail_msg("%s", err.text);
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static size_t examine(struct opdb *o, struct examined *e) {
    struct err err = {0};
    struct ids one = {.items = (int64_t[]){1}, .count = 1};
    *e = (struct examined){0};
    assert_ok(series_examine(&o->s, &one, e, &err), err);
    return e->count;
}

static int64_t faults(struct opdb *o, enum fault fault) {
    struct examined e;
    int64_t n = 0;
    examine(o, &e);
    for (size_t i = 0; i < e.count; i++) n += e.items[i].fault == fault;
    examined_clear(&e);
    return n;
}

static void assert_healthy(struct opdb *o) {
    struct examined e;
    if (examine(o, &e) > 0) fail_msg("fault %d", (int)e.items[0].fault);
    examined_clear(&e);
}

static void mend(struct opdb *o) {
    struct err err = {0};
    struct plan *p = mend_plan(&o->s, &(struct op_mend){0}, &err);
    if (!p) fail_msg("%s", err.text);
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static void a_filled_series_is_healthy(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 200);
    assert_healthy(&o);
    /* one moved by hand, two days or an hour that no change of the clocks explains; one cancelled */
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-10 00:00' WHERE scheduled_at = '2026-12-08 00:00'");
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2026-12-15 02:00' WHERE scheduled_at = '2026-12-15 00:00'");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-22 00:00'");
    assert_healthy(&o);
    opdb_close(&o);
}

/* One more than the rule has dates for: it is named, what to do with it is for people to say. */
static void one_without_a_date_is_named_and_stays(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 200);
    opdb_workshop(&o, 901, 1, "scheduled", 10 * DAY);
    assert_int_equal(faults(&o, FAULT_STRAY), 1);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE id = 901 AND status = 'scheduled'"), 1);
    assert_int_equal(faults(&o, FAULT_STRAY), 1);
    opdb_close(&o);
}

/* 19:00 in summer is 23:00 UTC; reckoned with the winter's offset it is midnight. */
static void a_shifted_one_moves_back(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 200);
    opdb_run(&o, "UPDATE workshops SET scheduled_at = '2027-03-23 00:00' WHERE scheduled_at = '2027-03-22 23:00'");
    opdb_attend(&o, (int)opdb_int(&o, "SELECT id FROM workshops WHERE scheduled_at = '2027-03-23 00:00'"), ANA, "rsvp");
    assert_int_equal(faults(&o, FAULT_SHIFTED), 1);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE scheduled_at = '2027-03-22 23:00'"), 1);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE recipient_id = %d", ANA), 1);
    assert_healthy(&o);
    opdb_close(&o);
}

static void doubles_and_returned_ones_are_cancelled(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 200);
    opdb_run(&o, "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at, attendee_count) VALUES"
                 " (901, 1, 2, 'x', '2026-12-08 00:00', 3), (902, 1, 2, 'x', '2026-12-15 00:00', 0),"
                 " (903, 1, 2, 'x', '2027-03-23 00:00', 0)");
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE scheduled_at = '2026-12-15 00:00' AND id <> 902");
    opdb_run(&o, "UPDATE workshops SET created_at = FROM_UNIXTIME(%d) WHERE id = 902", OPDB_NOW + DAY);
    assert_int_equal(faults(&o, FAULT_DOUBLED), 2);
    assert_int_equal(faults(&o, FAULT_RETURNED), 1);
    mend(&o);
    assert_cell(&o, "scheduled", "SELECT status FROM workshops WHERE id = 901"); /* it has the people */
    assert_cell(&o, "cancelled,cancelled", "SELECT GROUP_CONCAT(status) FROM workshops WHERE id IN (902, 903)");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 4);
    assert_healthy(&o);
    opdb_close(&o);
}

static void what_is_after_the_end_is_cancelled(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO;COUNT=4");
    fill(&o, 90);
    opdb_run(&o, "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at) VALUES"
                 " (901, 1, 2, 'x', '2026-12-29 00:00'), (902, 1, 2, 'x', '2027-01-05 00:00')");
    assert_int_equal(faults(&o, FAULT_BEYOND), 2);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled'"), 4);
    assert_healthy(&o);
    opdb_close(&o);
}

static void a_cancelled_series_that_came_back_is_stopped(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 40);
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled', updated_at = FROM_UNIXTIME(%d)", OPDB_NOW + 10);
    assert_int_equal(faults(&o, FAULT_CANCELLED), 1);
    opdb_run(&o,
             "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at, created_at) VALUES"
             " (901, 1, 2, 'x', '2027-01-19 00:00', FROM_UNIXTIME(%d))",
             OPDB_NOW + DAY);
    assert_int_equal(faults(&o, FAULT_BACK), 1);
    mend(&o);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 901");
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series"), 0);
    assert_healthy(&o);
    opdb_close(&o);
}

/* Two holidays cancelled while they were the latest dates, then fill made later ones: dates between took place. */
static void a_series_that_went_on_is_not_back(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 40);
    opdb_run(&o,
             "UPDATE workshops SET status = 'cancelled', updated_at = FROM_UNIXTIME(%d)"
             " WHERE scheduled_at >= '2026-12-29 00:00'",
             OPDB_NOW + 10);
    opdb_set_clock(&o, OPDB_NOW + 25 * DAY);
    opdb_run(&o, "UPDATE workshops SET status = 'ended' WHERE scheduled_at < '2026-12-29 00:00'");
    fill(&o, 40);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'cancelled'"), 2);
    assert_healthy(&o);
    /* none took place: it was cancelled whole */
    opdb_run(&o, "DELETE FROM workshops WHERE status = 'ended' AND scheduled_at > '2026-12-02'");
    opdb_run(&o, "UPDATE workshops SET scheduled_at = FROM_UNIXTIME(%d) WHERE status = 'ended'", OPDB_NOW + 10);
    assert_int_equal(faults(&o, FAULT_BACK), opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE status = 'scheduled'"));
    opdb_close(&o);
}

static void one_that_is_on_is_a_coming_one(void **state) {
    static const char *const on[] = {"lobby", "live"};
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    opdb_run(&o, "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at) VALUES"
                 " (901, 1, 2, 'x', '2026-12-01 00:00')");
    for (size_t i = 0; i < 2; i++) {
        opdb_run(&o, "UPDATE workshops SET status = '%s'", on[i]);
        assert_healthy(&o);
    }
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = %d", HOST);
    assert_healthy(&o);
    opdb_run(&o, "UPDATE users SET can_host = 1 WHERE id = %d", HOST);
    opdb_run(&o, "INSERT INTO workshops (id, series_id, host_id, title, scheduled_at, status) VALUES"
                 " (902, 1, 2, 'x', '2026-12-08 00:00', 'cancelled')");
    assert_healthy(&o);
    /* ended before its time: the others are made, not this one again */
    opdb_run(&o, "DELETE FROM workshops WHERE id = 902");
    opdb_run(&o, "UPDATE workshops SET status = 'ended'");
    assert_int_equal(faults(&o, FAULT_BARE), 1);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE scheduled_at = '2026-12-01 00:00'"), 1);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops"), 13);
    assert_healthy(&o);
    opdb_close(&o);
}

/* The plan's row of workshop 901, mended at this time, is refused. */
static void assert_stays(struct opdb *o, int64_t now) {
    struct err err = {0};
    opdb_set_clock(o, now);
    assert_int_equal(faults(o, FAULT_SOON), 1);
    assert_null(fault_mend(FAULT_SOON));
    struct plan *p = mend_plan(&o->s, &(struct op_mend){.ids = (int64_t[]){1}, .count = 1}, &err);
    if (!p) fail_msg("%s", err.text);
    const struct plan_row *row = opdb_row(p, ENTITY_WORKSHOP, 901);
    assert_non_null(row);
    assert_true(row->skipped);
    assert_int_equal(row->change_count, 0);
    plan_free(p);
}

static void a_shifted_one_that_begins_soon_stays(void **state) {
    enum { BEGINS = OPDB_NOW + 112 * DAY + 12 * HOUR, EARLY = OPDB_NOW + 7 * DAY + 11 * HOUR, MINUTE = 60 };
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    fill(&o, 200);
    opdb_run(&o, "UPDATE workshops SET id = 901, scheduled_at = '2027-03-23 00:00'"
                 " WHERE scheduled_at = '2027-03-22 23:00'");
    opdb_attend(&o, 901, ANA, "rsvp");
    assert_stays(&o, BEGINS - 30 * MINUTE); /* its date is past */
    assert_stays(&o, BEGINS - 75 * MINUTE + 1);
    mend(&o);
    assert_cell(&o, "2027-03-23 00:00:00", "SELECT scheduled_at FROM workshops WHERE id = 901");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications"), 0);
    /* it begins soon, its date is an hour later */
    opdb_run(&o, "DELETE FROM workshops WHERE id = 901");
    opdb_run(&o, "UPDATE workshops SET id = 901, scheduled_at = '2026-12-07 23:00'"
                 " WHERE scheduled_at = '2026-12-08 00:00'");
    assert_stays(&o, EARLY - 15 * MINUTE + 1);
    opdb_set_clock(&o, EARLY - 15 * MINUTE);
    assert_int_equal(faults(&o, FAULT_SHIFTED), 1);
    mend(&o);
    assert_cell(&o, "2026-12-08 00:00:00", "SELECT scheduled_at FROM workshops WHERE id = 901");
    opdb_close(&o);
}

static void active_series_get_dates_or_end(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state), "FREQ=WEEKLY;BYDAY=MO");
    assert_int_equal(faults(&o, FAULT_BARE), 1);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE agora_channel = CONCAT('workshop-', id)"), 13);
    assert_healthy(&o);
    opdb_run(&o, "DELETE FROM workshops");
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = %d", HOST);
    assert_int_equal(faults(&o, FAULT_HOST), 1);
    opdb_run(&o, "UPDATE workshop_series SET rrule = 'FREQ=DAILY;UNTIL=20200101T000000Z'");
    assert_int_equal(faults(&o, FAULT_OVER), 1);
    mend(&o);
    assert_int_equal(opdb_int(&o, "SELECT is_active FROM workshop_series"), 0);
    opdb_run(&o, "UPDATE workshop_series SET is_active = 1, rrule = 'FREQ=NEVER'");
    assert_int_equal(faults(&o, FAULT_RULE), 1);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(a_filled_series_is_healthy),
        OPDB_BOTH(one_without_a_date_is_named_and_stays),
        OPDB_BOTH(a_shifted_one_moves_back),
        OPDB_BOTH(doubles_and_returned_ones_are_cancelled),
        OPDB_BOTH(what_is_after_the_end_is_cancelled),
        OPDB_BOTH(a_cancelled_series_that_came_back_is_stopped),
        OPDB_BOTH(a_series_that_went_on_is_not_back),
        OPDB_BOTH(one_that_is_on_is_a_coming_one),
        OPDB_BOTH(a_shifted_one_that_begins_soon_stays),
        OPDB_BOTH(active_series_get_dates_or_end),
    };
    int failed = cmocka_run_group_tests_name("mend", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
