/* Lists by keyset: every page in order, nothing lost or doubled, no more rows read than the budget allows. */
#include "testdb.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/list.h"

static struct conn *c;

/* 4,000 workshops of all statuses, many at the same instant; category 2 on one in 400. */
static int make(void **state) {
    (void)state;
    conn_library_init();
    testdb_create_workshops("t_list");
    c = testdb_connect("t_list");
    testdb_run(
        c,
        "INSERT INTO users (id, email, display_name, username) SELECT seq, CONCAT(seq, '@x'), CONCAT('Person ', seq),"
        " CONCAT('u', seq) FROM seq_1_to_300");
    testdb_run(c, "INSERT INTO workshop_categories (id, name, slug, sort_order) VALUES (1, 'One', 'one', 2), (2, "
                  "'Two', 'two', 1)");
    testdb_run(c, "INSERT INTO workshop_series (id, host_id, title, rrule, time_of_day, timezone) VALUES"
                  " (1, 1, 'S', 'FREQ=DAILY', '19:00:00', 'UTC')");
    testdb_run(c, "INSERT INTO workshops (id, host_id, series_id, category_id, title, scheduled_at, status) SELECT seq,"
                  " 1 + seq % 7, IF(seq % 40 = 0, 1, NULL), IF(seq % 400 = 3, 2, IF(seq % 3 = 0, 1, NULL)),"
                  " CONCAT('Title ', seq, IF(seq % 500 = 0, ' 100%_sure', '')),"
                  " '2026-11-01' + INTERVAL (seq * 7919 % 977) HOUR, ELT(1 + seq % 5, 'live', 'lobby', 'scheduled',"
                  " 'ended', 'cancelled') FROM seq_1_to_4000");
    testdb_run(c, "INSERT INTO workshop_attendees (workshop_id, user_id) SELECT 5, seq FROM seq_1_to_300");
    testdb_run(c, "INSERT INTO workshop_chats (workshop_id, user_id, message, offset_ms) SELECT 5, 1, CONCAT('m', seq),"
                  " seq DIV 3 FROM seq_1_to_500");
    testdb_run(
        c, "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, group_key) SELECT seq, 1,"
           " 'workshop_cancelled', 'workshop', 5, 'workshop_cancelled:workshop:5' FROM seq_1_to_50");
    testdb_run(c,
               "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id, preview_text) VALUES"
               " (1, 2, 'message', 'message', 5, 'private')");
    return 0;
}

static int unmake(void **state) {
    (void)state;
    conn_close(c);
    conn_library_end();
    return 0;
}

/* All ids of a request, page by page, joined by commas. */
static char *walk(struct list_request r) {
    struct buf all = {0};
    struct list_page page = {0};
    struct err err = {0};
    struct list_key from;
    char *pages[4096];
    size_t count = 0;
    do {
        assert_ok(list_read(c, &r, &page, &err), err);
        assert_true(page.rows.count <= r.limit);
        struct buf ids = {0};
        for (size_t i = 0; i < page.rows.count; i++) {
            assert_int_equal(page.keys[i].id, rows_int(&page.rows, i, 0));
            buf_addf(&ids, "%s,", rows_text(&page.rows, i, 0));
        }
        pages[count++] = buf_steal(&ids);
        from = page.reached;
        r.from = &from;
    } while (page.more && count < 4096);
    list_page_free(&page);
    for (size_t i = 0; i < count; i++) {
        size_t at = r.backward ? count - 1 - i : i;
        buf_add(&all, pages[at]);
    }
    for (size_t i = 0; i < count; i++) free(pages[i]);
    return buf_steal(&all);
}

static void check_walk(struct list_request r, const char *order_query) {
    char *query = mem_format("SELECT CONCAT(GROUP_CONCAT(id ORDER BY n), ',') FROM (SELECT id, ROW_NUMBER() OVER (%s",
                             order_query);
    char *want = testdb_text(c, query);
    for (int backward = 0; backward < 2; backward++) {
        r.backward = backward;
        char *got = walk(r);
        assert_string_equal(got, want);
        free(got);
    }
    free(want);
    free(query);
}

#define RANK "FIELD(status, 'live', 'lobby', 'scheduled', 'ended', 'cancelled')"

static void pages_join_to_the_whole(void **state) {
    (void)state;
    testdb_run(c, "SET SESSION group_concat_max_len = 1000000");
    struct list_request upcoming = {.kind = ENTITY_WORKSHOP, .view = LIST_UPCOMING, .limit = 37};
    check_walk(upcoming,
               "ORDER BY " RANK ", scheduled_at, id) n FROM workshops WHERE status IN ('live','lobby','scheduled')) t");
    struct list_request past = {.kind = ENTITY_WORKSHOP, .view = LIST_PAST, .limit = 50};
    check_walk(past, "ORDER BY scheduled_at DESC, id DESC) n FROM workshops WHERE status = 'ended') t");
    struct list_request all = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 100};
    check_walk(all, "ORDER BY " RANK ", IF(" RANK " > 3, -1, 1) * UNIX_TIMESTAMP(scheduled_at), IF(" RANK
                    " > 3, -1, 1) * id) n FROM workshops) t");
    check_walk((struct list_request){.kind = ENTITY_USER, .limit = 50}, "ORDER BY username) n FROM users) t");
    check_walk((struct list_request){.kind = ENTITY_CATEGORY, .limit = 1},
               "ORDER BY sort_order, id) n FROM workshop_categories) t");
}

static void filters_narrow(void **state) {
    (void)state;
    testdb_run(c, "SET SESSION group_concat_max_len = 1000000");
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 4, .condition_count = 1};
    r.conditions[0] = (struct list_condition){WORKSHOP_CATEGORY_ID, "2"};
    check_walk(r, "ORDER BY " RANK ", IF(" RANK " > 3, -1, 1) * UNIX_TIMESTAMP(scheduled_at), IF(" RANK
                  " > 3, -1, 1) * id) n FROM workshops WHERE category_id = 2) t");
    r.conditions[0] = (struct list_condition){WORKSHOP_HOST_ID, "3"};
    r.view = LIST_UPCOMING;
    r.limit = 60;
    check_walk(r, "ORDER BY " RANK ", scheduled_at, id) n FROM workshops WHERE host_id = 3 AND status IN"
                  " ('live','lobby','scheduled')) t");
    struct list_request text = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 50, .text = "title %_"};
    check_walk(text, "ORDER BY " RANK ", IF(" RANK " > 3, -1, 1) * UNIX_TIMESTAMP(scheduled_at), id) n FROM workshops"
                     " WHERE LOCATE('%_', title) > 0) t");
    check_walk(
        (struct list_request){
            .kind = ENTITY_ATTENDEE, .limit = 20, .conditions = {{ATTENDEE_WORKSHOP_ID, "5"}}, .condition_count = 1},
        "ORDER BY user_id) n FROM workshop_attendees WHERE workshop_id = 5) t");
    check_walk(
        (struct list_request){
            .kind = ENTITY_CHAT, .limit = 20, .conditions = {{CHAT_WORKSHOP_ID, "5"}}, .condition_count = 1},
        "ORDER BY offset_ms, id) n FROM workshop_chats WHERE workshop_id = 5) t");
    check_walk((struct list_request){.kind = ENTITY_NOTIFICATION,
                                     .limit = 20,
                                     .conditions = {{NOTIFICATION_ENTITY_ID, "5"}},
                                     .condition_count = 1},
               "ORDER BY id) n FROM notifications WHERE entity_id = 5 AND type = 'workshop_cancelled') t");
}

/* Rows that the server's storage engine handed over for one call. */
static int64_t rows_examined(const struct list_request *r) {
    const char *status = conn_is_mariadb(c) ? "information_schema.SESSION_STATUS" : "performance_schema.session_status";
    char *sum = mem_format(
        "SELECT SUM(VARIABLE_VALUE) FROM %s WHERE VARIABLE_NAME IN"
        " ('HANDLER_READ_FIRST','HANDLER_READ_KEY','HANDLER_READ_LAST','HANDLER_READ_NEXT','HANDLER_READ_PREV',"
        "'HANDLER_READ_RND','HANDLER_READ_RND_NEXT')",
        status);
    struct list_page page = {0};
    struct err err = {0};
    testdb_int(c, sum); /* MySQL counts what it reads when a table is opened for the first time */
    testdb_run(c, "FLUSH STATUS");
    assert_ok(list_read(c, r, &page, &err), err);
    list_page_free(&page);
    int64_t n = testdb_int(c, sum);
    free(sum);
    return n;
}

static uintmax_t most(int statuses, int joined, int rows) { return (uintmax_t)((statuses + joined) * rows + 20); }

static void pages_read_little(void **state) {
    (void)state;
    testdb_run(c, "ANALYZE TABLE workshops, workshop_attendees, workshop_chats, users");
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 50};
    assert_in_range(rows_examined(&r), 50, most(5, 2, 50));
    r.backward = true;
    assert_in_range(rows_examined(&r), 50, most(5, 2, 50));
    struct list_key middle = {.group = 2, .sort = "2026-11-20 00:00:00", .id = 0};
    r.from = &middle;
    assert_in_range(rows_examined(&r), 50, most(5, 2, 50));
    struct list_request a = {
        .kind = ENTITY_ATTENDEE, .limit = 50, .conditions = {{ATTENDEE_WORKSHOP_ID, "5"}}, .condition_count = 1};
    assert_in_range(rows_examined(&a), 50, most(1, 2, 50));
    struct list_request none = {.kind = ENTITY_WORKSHOP, .view = LIST_UPCOMING, .limit = 50, .text = "no such words"};
    assert_in_range(rows_examined(&none), 1, 3 * 2 * LIST_SLICE);
}

#define ALL_BY(order) "ORDER BY " order ") n FROM workshops) t"

static void orders_of_the_indexes(void **state) {
    (void)state;
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 300, .sorted = true};
    r.sort = WORKSHOP_SCHEDULED_AT;
    check_walk(r, ALL_BY("scheduled_at, id"));
    r.descending = true;
    check_walk(r, ALL_BY("scheduled_at DESC, id DESC"));
    r.sort = WORKSHOP_ID;
    check_walk(r, ALL_BY("id DESC"));
    r.sort = WORKSHOP_HOST_ID;
    r.descending = false;
    check_walk(r, ALL_BY("host_id, id"));
    r.view = LIST_UPCOMING;
    r.sort = WORKSHOP_SCHEDULED_AT;
    check_walk(r, "ORDER BY scheduled_at, id) n FROM workshops WHERE status IN ('live', 'lobby', 'scheduled')) t");
    r.sort = WORKSHOP_ID;
    check_walk(r, "ORDER BY id) n FROM workshops WHERE status IN ('live', 'lobby', 'scheduled')) t");
    /* Searched for in slices, and still in order. */
    r.sort = WORKSHOP_SCHEDULED_AT;
    r.text = "100%_sure";
    r.limit = 2;
    check_walk(r, "ORDER BY scheduled_at, id) n FROM workshops WHERE status IN ('live', 'lobby', 'scheduled') AND"
                  " LOCATE('100%_sure', title) > 0) t");
    /* Few enough to be sorted each time. */
    struct list_request host = {.kind = ENTITY_WORKSHOP,
                                .view = LIST_ALL,
                                .limit = 40,
                                .conditions = {{WORKSHOP_HOST_ID, "3"}},
                                .condition_count = 1,
                                .sorted = true,
                                .sort = WORKSHOP_ATTENDEE_COUNT};
    check_walk(host, "ORDER BY attendee_count, id) n FROM workshops WHERE host_id = 3) t");
    struct list_request category = {.kind = ENTITY_CATEGORY, .limit = 1, .sorted = true, .sort = CATEGORY_NAME};
    check_walk(category, "ORDER BY name, id) n FROM workshop_categories) t");
    r = (struct list_request){.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 50, .sorted = true};
    r.sort = WORKSHOP_SCHEDULED_AT;
    assert_in_range(rows_examined(&r), 50, most(5, 2, 50));
    r.sort = WORKSHOP_ID;
    assert_in_range(rows_examined(&r), 50, most(1, 2, 50) + LIST_SLICE);
}

/* What a calendar reads: all statuses side by side, no row beyond its last day. */
static void ranges_of_time_read_nothing_beyond(void **state) {
    (void)state;
    struct list_key from = {.sort = "2026-11-05 00:00:00"};
    struct list_request r = {.kind = ENTITY_WORKSHOP,
                             .view = LIST_ALL,
                             .limit = 500,
                             .sorted = true,
                             .sort = WORKSHOP_SCHEDULED_AT,
                             .from = &from,
                             .until = "2026-11-07 00:00:00"};
    struct list_page page = {0};
    struct err err = {0};
    assert_ok(list_read(c, &r, &page, &err), err);
    char *want = testdb_text(c, "SELECT COUNT(*) FROM workshops WHERE scheduled_at >= '2026-11-05' AND scheduled_at <"
                                " '2026-11-07'");
    assert_int_equal(page.rows.count, strtol(want, NULL, 10));
    assert_false(page.more);
    for (size_t i = 0; i < page.rows.count; i++)
        assert_true(strcmp(rows_text(&page.rows, i, WORKSHOP_SCHEDULED_AT), r.until) < 0);
    assert_in_range(rows_examined(&r), page.rows.count, 4 * page.rows.count + 20);
    list_page_free(&page);
    free(want);
}

static void other_orders_are_refused(void **state) {
    (void)state;
    struct err err = {0};
    struct list_page page = {0};
    struct list_request r = {.kind = ENTITY_WORKSHOP, .limit = 1, .sorted = true, .sort = WORKSHOP_TITLE};
    assert_false(list_read(c, &r, &page, &err));
    assert_int_equal(err.code, WS_USAGE);
    assert_non_null(strstr(err.text, "no index"));
    assert_non_null(strstr(err.hint, "id host_id scheduled_at"));
    assert_false(list_can_sort(&r, WORKSHOP_CATEGORY_ID, &err));
    assert_non_null(strstr(err.text, "may be empty"));
    err_free(&err);
}

/* The marked rows that a list has, and the place of a row in it. */
static void rows_are_found_in_lists(void **state) {
    (void)state;
    struct err err = {0};
    struct rows shown = {0};
    struct list_page page = {0};
    struct list_request r = {
        .kind = ENTITY_WORKSHOP, .view = LIST_ALL, .conditions = {{WORKSHOP_CATEGORY_ID, "2"}}, .condition_count = 1};
    assert_ok(list_match(c, &r, (int64_t[]){3, 4, 403, 99999}, 4, &shown, &err), err);
    assert_int_equal(shown.count, 2);
    r.view = LIST_PAST; /* 3 and 403 are of status ended, 4 % 5 */
    assert_ok(list_match(c, &r, (int64_t[]){3, 403}, 2, &shown, &err), err);
    assert_int_equal(shown.count,
                     testdb_int(c, "SELECT COUNT(*) FROM workshops WHERE id IN (3, 403) AND status = 'ended'"));
    rows_free(&shown);
    r = (struct list_request){.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 1};
    assert_ok(list_find(c, &r, 1234, &page, &err), err);
    struct list_key key = page.keys[0];
    r.from = &key;
    r.inclusive = true;
    assert_ok(list_read(c, &r, &page, &err), err);
    assert_int_equal(rows_int(&page.rows, 0, 0), 1234);
    assert_ok(list_find(c, &r, 99999, &page, &err), err);
    assert_int_equal(page.rows.count, 0);
    list_page_free(&page);
}

static void attention_is_found(void **state) {
    (void)state;
    testdb_run(c, "UPDATE users SET can_host = 0 WHERE id = 2");
    testdb_run(c, "UPDATE workshops SET attendee_count = 5, max_capacity = 5 WHERE id = 47");
    testdb_run(c, "UPDATE workshop_categories SET is_active = 0 WHERE id = 2");
    testdb_run(c, "SET timestamp = UNIX_TIMESTAMP('2026-11-03 00:00:00')");
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 100, .attention = true};
    check_walk(r, "ORDER BY " RANK ", scheduled_at, id) n FROM workshops WHERE status IN ('live', 'lobby', 'scheduled')"
                  " AND (host_id = 2 OR id = 47 OR category_id = 2 OR (status = 'scheduled' AND scheduled_at <="
                  " '2026-11-02 23:45:00'))) t");
    check_walk((struct list_request){.kind = ENTITY_USER, .limit = 5, .attention = true},
               "ORDER BY username) n FROM users WHERE id = 2) t");
    testdb_run(c, "SET timestamp = DEFAULT");
    testdb_run(c, "UPDATE users SET can_host = 1 WHERE id = 2");
    testdb_run(c, "UPDATE workshop_categories SET is_active = 1 WHERE id = 2");
}

static void rows_come_by_id_with_names(void **state) {
    (void)state;
    struct rows rows = {0};
    struct err err = {0};
    assert_ok(list_get(c, ENTITY_WORKSHOP, (int64_t[]){6, 99999, 3}, 3, &rows, &err), err);
    assert_int_equal(rows.count, 2);
    assert_int_equal(rows.columns, WORKSHOP_FIELDS);
    assert_int_equal(rows_int(&rows, 0, WORKSHOP_ID), 6);
    assert_string_equal(rows_text(&rows, 0, WORKSHOP_HOST), "u7");
    assert_string_equal(rows_text(&rows, 0, WORKSHOP_CATEGORY), "one");
    assert_string_equal(rows_text(&rows, 1, WORKSHOP_CATEGORY), "two");
    int64_t private = testdb_int(c, "SELECT id FROM notifications WHERE type = 'message'");
    assert_ok(list_get(c, ENTITY_NOTIFICATION, &private, 1, &rows, &err), err);
    assert_int_equal(rows.count, 0);
    rows_free(&rows);
}

static void counts_are_bounded(void **state) {
    (void)state;
    struct err err = {0};
    int64_t n;
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_UPCOMING};
    assert_ok(list_count(c, &r, 0, &n, &err), err);
    assert_int_equal(n, 2400);
    assert_ok(list_count(c, &r, 1000, &n, &err), err);
    assert_int_equal(n, 1000);
}

/* Every entity's statements run with and without the columns that a platform may lack. */
static void statements_run_without_optional_columns(void **state) {
    (void)state;
    struct err err = {0};
    for (int without = 0; without < 2; without++) {
        if (without) {
            testdb_run(c, "ALTER TABLE users DROP role, DROP is_admin, DROP status, DROP timezone, DROP language, DROP "
                          "deleted_at,"
                          " DROP can_host");
            conn_forget_schema(c);
        }
        for (int kind = 0; kind < ENTITY_KINDS; kind++) {
            struct list_page page = {0};
            struct list_request r = {.kind = (enum entity_kind)kind, .limit = 10, .text = "x"};
            r.attention = list_has_attention(r.kind);
            assert_ok(list_read(c, &r, &page, &err), err);
            assert_int_equal(page.rows.columns, entities[kind].field_count);
            list_page_free(&page);
        }
    }
}

int main(void) {
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_join_to_the_whole),
        cmocka_unit_test(filters_narrow),
        cmocka_unit_test(pages_read_little),
        cmocka_unit_test(rows_come_by_id_with_names),
        cmocka_unit_test(orders_of_the_indexes),
        cmocka_unit_test(ranges_of_time_read_nothing_beyond),
        cmocka_unit_test(other_orders_are_refused),
        cmocka_unit_test(rows_are_found_in_lists),
        cmocka_unit_test(attention_is_found),
        cmocka_unit_test(counts_are_bounded),
        cmocka_unit_test(statements_run_without_optional_columns),
    };
    return cmocka_run_group_tests_name("list", tests, make, unmake);
}
