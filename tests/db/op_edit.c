/* edit: what a plan says of references, and what moving a workshop does to its reminders. */
#include "opdb.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "op/edit.h"
#include "op/undo.h"

static struct plan *set(struct opdb *o, enum entity_kind kind, const int64_t *ids, size_t count, int field,
                        const char *text) {
    struct err err = {0};
    const struct op_edit args = {
        .kind = kind, .what = EDIT_SET, .ids = ids, .count = count, .values = {{field, text}}, .value_count = 1};
    struct plan *p = edit_plan(&o->s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

static int64_t selects(struct opdb *o) { return opdb_counted(o, "Com_select"); }

/* How many statements naming takes for so many workshops that go from one host to the next. */
static int64_t naming_costs(struct opdb *o, size_t count) {
    struct err err = {0};
    int64_t ids[40];
    for (size_t i = 0; i < count; i++) ids[i] = 50 + (int64_t)i;
    struct plan *p = set(o, ENTITY_WORKSHOP, ids, count, WORKSHOP_HOST_ID, "3");
    int64_t before = selects(o);
    assert_ok(plan_read_names(&o->s, p, &err), err);
    int64_t cost = selects(o) - before;
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(p->rows[i].changes[0].before_name, "@host");
        assert_string_equal(p->rows[i].changes[0].after_name, "@ana");
    }
    plan_free(p);
    return cost;
}

static void references_have_names(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_edit_names", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_series(&o, 7);
    for (int i = 0; i < 40; i++) opdb_workshop(&o, 50 + i, i ? 0 : 7, "scheduled", (i + 1) * DAY);
    assert_int_equal(naming_costs(&o, 1), 1);
    assert_int_equal(naming_costs(&o, 40), 1);
    struct plan *p = edit_plan(
        &o.s, &(struct op_edit){.kind = ENTITY_WORKSHOP, .what = EDIT_DELETE, .ids = (int64_t[]){50}, .count = 1},
        &err);
    assert_non_null(p);
    assert_ok(plan_read_names(&o.s, p, &err), err);
    assert_ok(plan_read_names(&o.s, p, &err), err); /* again: nothing is lost */
    const struct plan_row *row = opdb_row(p, ENTITY_WORKSHOP, 50);
    size_t named = 0;
    for (size_t i = 0; i < row->change_count; i++) {
        if (strcmp(row->changes[i].field, "series_id") != 0) continue;
        assert_string_equal(row->changes[i].before, "7");
        assert_string_equal(row->changes[i].before_name, "#7 \"S7\"");
        assert_null(row->changes[i].after_name);
        named++;
    }
    assert_int_equal(named, 1);
    plan_free(p);
    opdb_close(&o);
}

static void thousands_at_once_take_few_statements(void **state) {
    enum { MANY = 5000, STATEMENTS_MOST = 60 };
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_edit_many", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_run(&o, "INSERT INTO workshop_categories (name, slug) SELECT CONCAT('Name ', seq), CONCAT('s', seq)"
                 " FROM seq_1_to_5000");
    int64_t *ids = mem_zero(MANY, sizeof *ids);
    for (int i = 0; i < MANY; i++) ids[i] = i + 1;
    struct buf told = {0};
    struct session_watch watch;
    opdb_watch(&o, &watch, &told);
    int64_t before = opdb_counted(&o, "Questions");
    struct plan_result r = opdb_apply(&o, set(&o, ENTITY_CATEGORY, ids, MANY, CATEGORY_IS_ACTIVE, "off"));
    assert_int_equal(r.rows_changed, MANY);
    assert_in_range(opdb_counted(&o, "Questions") - before, 5, STATEMENTS_MOST);
    assert_string_equal(buf_str(&told), "0/5000 1000/5000 2000/5000 3000/5000 4000/5000 5000/5000 ");
    buf_free(&told);
    o.s.watch = NULL;
    plan_result_free(&r);
    before = opdb_counted(&o, "Questions");
    struct plan *p = undo_plan(&o.s, &(struct op_undo){0}, &err);
    if (!p) fail_msg("%s", err.text);
    r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, MANY);
    assert_in_range(opdb_counted(&o, "Questions") - before, 5, STATEMENTS_MOST);
    assert_int_equal(opdb_int(&o, "SELECT SUM(is_active) FROM workshop_categories"), MANY);
    plan_result_free(&r);
    free(ids);
    opdb_close(&o);
}

/* One of them has it already. */
static void a_long_text_of_a_thousand_is_sent_once(void **state) {
    enum { MANY = 1000, EMOJI = 5000 };
    struct opdb o;
    struct err err = {0};
    struct buf text = {0};
    int64_t ids[MANY];
    opdb_create(&o, "op_edit_long", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    for (int i = 0; i < EMOJI; i++) buf_add(&text, "😀");
    for (int i = 0; i < MANY; i++) ids[i] = 1000 + i;
    opdb_run(&o,
             "INSERT INTO workshops (id, host_id, title, scheduled_at, description) SELECT 1000 + seq, %d, 'Many',"
             " '2026-12-24', IF(seq = 7, REPEAT('😀', %d), NULL) FROM seq_0_to_%d",
             HOST, EMOJI, MANY - 1);
    const struct op_edit args = {
        .kind = ENTITY_WORKSHOP,
        .what = EDIT_SET,
        .ids = ids,
        .count = MANY,
        .values = {{WORKSHOP_DESCRIPTION, buf_str(&text)}, {WORKSHOP_MAX_CAPACITY, "30"}},
        .value_count = 2,
    };
    struct plan *p = edit_plan(&o.s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    assert_int_equal(p->rows[7].change_count, 1);
    int64_t before = opdb_counted(&o, "Bytes_received");
    struct plan_result r = opdb_apply(&o, p);
    assert_in_range(opdb_counted(&o, "Bytes_received") - before, 4 * EMOJI, 100 * 4 * EMOJI);
    assert_int_equal(r.rows_changed, MANY);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE CHAR_LENGTH(description) = %d", EMOJI), MANY);
    plan_result_free(&r);
    buf_free(&text);
    opdb_close(&o);
}

/* When somebody left stays as it is, where the others leave now. */
static void what_only_some_change_stays_on_the_rest(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_edit_rest", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "left");
    opdb_attend(&o, 50, PLAIN, "rsvp");
    opdb_run(&o, "UPDATE workshop_attendees SET left_at = IF(status = 'left', '2026-01-02 03:04:05', NULL)");
    int64_t first = opdb_int(&o, "SELECT MIN(id) FROM workshop_attendees");
    const struct op_edit args = {
        .kind = ENTITY_ATTENDEE,
        .what = EDIT_SET,
        .ids = (int64_t[]){first, first + 1},
        .count = 2,
        .values = {{ATTENDEE_STATUS, "left"}, {ATTENDEE_CAN_SPEAK, "yes"}},
        .value_count = 2,
    };
    struct plan *p = edit_plan(&o.s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    struct plan_result r = opdb_apply(&o, p);
    assert_cell(&o, "2026-01-02 03:04:05", "SELECT MIN(left_at) FROM workshop_attendees");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(DISTINCT left_at) FROM workshop_attendees WHERE status = 'left'"), 2);
    plan_result_free(&r);
    opdb_close(&o);
}

/* How many are reminded of workshop 50 now; --due when the platform's job has not done it. */
static int64_t remind(struct opdb *o, bool due) {
    struct err err = {0};
    const struct op_notify args = {.kind = NOTIFY_REMINDER, .ids = (int64_t[]){50}, .count = 1, .due = due};
    struct plan *p = notify_plan(&o->s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    struct plan_result r = opdb_apply(o, p);
    int64_t told = r.told;
    plan_result_free(&r);
    return told;
}

static void move(struct opdb *o, int64_t to) {
    char text[32];
    int64_t at = to % DAY;
    snprintf(text, sizeof text, "2026-11-30T%02d:%02d:00Z", (int)(at / HOUR), (int)(at / 60 % 60));
    struct plan_result r = opdb_apply(o, set(o, ENTITY_WORKSHOP, (int64_t[]){50}, 1, WORKSHOP_SCHEDULED_AT, text));
    plan_result_free(&r);
}

static void a_moved_one_is_reminded_of_once_more(void **state) {
    struct opdb o;
    opdb_create(&o, "op_edit_remind", OPDB_IS_BARE(state));
    opdb_become(&o, "admin");
    opdb_workshop(&o, 50, 0, "scheduled", HOUR);
    opdb_attend(&o, 50, ANA, "rsvp");
    assert_int_equal(remind(&o, false), 1);
    assert_int_equal(remind(&o, false), 0);
    move(&o, OPDB_NOW + 3 * HOUR);
    assert_int_equal(remind(&o, false), 1); /* at another time than 1 hour ahead: the dated text */
    assert_int_equal(remind(&o, false), 0);
    move(&o, OPDB_NOW + 5 * HOUR);
    opdb_set_clock(&o, OPDB_NOW + 4 * HOUR + 10 * 60);
    assert_int_equal(remind(&o, true), 1); /* by the stand-in for a dead job */
    assert_int_equal(remind(&o, true), 0);
    assert_int_equal(remind(&o, false), 0);
    move(&o, OPDB_NOW + 5 * HOUR + 10 * 60); /* by little: the same text, and yet again */
    assert_int_equal(remind(&o, false), 1);
    assert_int_equal(remind(&o, false), 0);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE type = 'workshop_reminder'"), 4);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(references_have_names),
        OPDB_BOTH(thousands_at_once_take_few_statements),
        OPDB_BOTH(a_long_text_of_a_thousand_is_sent_once),
        OPDB_BOTH(what_only_some_change_stays_on_the_rest),
        OPDB_BOTH(a_moved_one_is_reminded_of_once_more),
    };
    int failed = cmocka_run_group_tests_name("edit", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
