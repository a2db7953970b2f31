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
    const char *sum =
        "SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN"
        " ('HANDLER_READ_FIRST','HANDLER_READ_KEY','HANDLER_READ_LAST','HANDLER_READ_NEXT','HANDLER_READ_PREV',"
        "'HANDLER_READ_RND','HANDLER_READ_RND_NEXT')";
    struct list_page page = {0};
    struct err err = {0};
    testdb_run(c, "FLUSH STATUS");
    assert_ok(list_read(c, r, &page, &err), err);
    list_page_free(&page);
    return testdb_int(c, sum);
}

static void pages_read_little(void **state) {
    (void)state;
    testdb_run(c, "ANALYZE TABLE workshops, workshop_attendees, workshop_chats, users");
    struct list_request r = {.kind = ENTITY_WORKSHOP, .view = LIST_ALL, .limit = 50};
    assert_in_range(rows_examined(&r), 50, (5 + 2) * 50 + 20);
    r.backward = true;
    assert_in_range(rows_examined(&r), 50, (5 + 2) * 50 + 20);
    struct list_key middle = {.group = 2, .sort = "2026-11-20 00:00:00", .id = 0};
    r.from = &middle;
    assert_in_range(rows_examined(&r), 50, (5 + 2) * 50 + 20);
    struct list_request a = {
        .kind = ENTITY_ATTENDEE, .limit = 50, .conditions = {{ATTENDEE_WORKSHOP_ID, "5"}}, .condition_count = 1};
    assert_in_range(rows_examined(&a), 50, 2 * 50 + 20);
    struct list_request none = {.kind = ENTITY_WORKSHOP, .view = LIST_UPCOMING, .limit = 50, .text = "no such words"};
    assert_in_range(rows_examined(&none), 1, 3 * 2 * LIST_SLICE);
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
            assert_ok(list_read(c, &r, &page, &err), err);
            assert_int_equal(page.rows.columns, entities[kind].field_count);
            list_page_free(&page);
        }
    }
}

int main(void) {
    setlocale(LC_CTYPE, "");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_join_to_the_whole), cmocka_unit_test(filters_narrow),
        cmocka_unit_test(pages_read_little),       cmocka_unit_test(rows_come_by_id_with_names),
        cmocka_unit_test(counts_are_bounded),      cmocka_unit_test(statements_run_without_optional_columns),
    };
    return cmocka_run_group_tests_name("list", tests, make, unmake);
}
