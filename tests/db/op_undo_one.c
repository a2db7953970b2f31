/* undo ID: an action that is not the last, what stands in its way, values outside today's limits, and how many
 * statements many rows take. */
#include "opdb.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/complete.h"
#include "op/edit.h"
#include "op/undo.h"

enum { MANY = 2500, STATEMENTS_MOST = 60 };

static void apply(struct opdb *o, struct plan *p) {
    struct plan_result r = opdb_apply(o, p);
    plan_result_free(&r);
}

static void set(struct opdb *o, enum entity_kind kind, int64_t id, int field, const char *text) {
    struct err err = {0};
    const struct op_edit a = {.kind = kind,
                              .what = EDIT_SET,
                              .ids = &id,
                              .count = 1,
                              .values = {{field, text}},
                              .value_count = 1,
                              .only_new = true};
    struct plan *p = edit_plan(&o->s, &a, &err);
    if (!p) fail_msg("%s", err.text);
    apply(o, p);
}

static struct plan *undo(struct opdb *o, const char *id) {
    struct err err = {0};
    struct plan *p = undo_plan(&o->s, &(struct op_undo){.id = id}, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

static void undo_fails(struct opdb *o, const char *id, enum ws_error code, const char *part) {
    struct err err = {0};
    assert_null(undo_plan(&o->s, &(struct op_undo){.id = id}, &err));
    if (err.code != code || !strstr(err.text, part)) fail_msg("%s", err.text);
    err_free(&err);
}

static bool take_id(void *arg, const struct undo_entry *e, struct err *err) {
    char **id = arg;
    (void)err;
    if (!*id) *id = mem_dup(e->id); /* the latest comes first */
    return true;
}

static char *last_id(struct opdb *o) {
    struct err err = {0};
    char *id = NULL;
    assert_ok(undo_each(&o->s, take_id, &id, &err), err);
    return id;
}

static void begin(struct opdb *o, void **state, const char *name) {
    char *own = mem_format("%s%s", name, OPDB_IS_BARE(state) ? "_bare" : "");
    setenv("WSADMIN_TEST_NAME", own, 1); /* the name outlives the test */
    free(own);
    opdb_create(o, getenv("WSADMIN_TEST_NAME"), OPDB_IS_BARE(state));
    opdb_become(o, "admin");
}

static void one_that_is_not_the_last(void **state) {
    struct opdb o;
    begin(&o, state, "op_undo_id");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_TITLE, "Another");
    char *first = last_id(&o);
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_MAX_CAPACITY, "30");
    char *second = last_id(&o);
    undo_fails(&o, "", WS_USAGE, "empty");
    opdb_run(&o, "UPDATE workshops SET max_capacity = 31 WHERE id = 50");
    undo_fails(&o, NULL, WS_REFUSED, "max_capacity was set to 30, is now 31"); /* the last is in the way */
    undo_fails(&o, second, WS_REFUSED, "max_capacity was set to 30, is now 31");
    char *beginning = mem_dup_len(first, 12);
    struct plan *p = undo(&o, beginning);
    assert_string_equal(p->undoes, first);
    assert_non_null(strstr(p->warnings[p->warning_count - 1], "1 later action stays"));
    apply(&o, p);
    assert_cell(&o, "W50, 31", "SELECT CONCAT(title, ', ', max_capacity) FROM workshops");
    undo_fails(&o, first, WS_REFUSED, "taken back");
    char *undoing = last_id(&o);
    undo_fails(&o, undoing, WS_REFUSED, "took another one back");
    undo_fails(&o, "ffff", WS_REFUSED, "there is no action ffff of yours");
    opdb_become(&o, "mod");
    undo_fails(&o, second, WS_REFUSED, "there is no action");
    free(first);
    free(second);
    free(beginning);
    free(undoing);
    opdb_close(&o);
}

static void somebody_was_faster(void **state) {
    struct opdb o;
    struct plan_result r = {0};
    struct err err = {0};
    begin(&o, state, "op_undo_twice");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_TITLE, "Another");
    char *id = last_id(&o);
    struct plan *slow = undo(&o, id);
    apply(&o, undo(&o, id));
    assert_false(plan_apply(&o.s, slow, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    err_free(&err);
    plan_free(slow);
    free(id);
    opdb_close(&o);
}

/* Values that nobody could type today: too short, too long, no number of the range, no rule, no slug. */
static void old_values_come_back_whatever_they_are(void **state) {
    struct opdb o;
    begin(&o, state, "op_undo_limits");
    opdb_run(&o, "INSERT INTO workshop_categories (id, name, slug, description) VALUES (1, 'x', 'Not A Slug', '')");
    opdb_rule(&o, 7, "FREQ=WEEKLY;BYDAY=MO,WE", "19:00:00", "America/New_York");
    opdb_run(&o, "UPDATE workshop_series SET title = 'S7', rrule = 'FREQ=HOURLY', duration_minutes = 5");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET title = ' W\\t', description = REPEAT('d', 6000), max_capacity = 1,"
                 " recording_url = 'ftp://x' WHERE id = 50");
    static const char *const tables[] = {"workshop_categories", "workshop_series", "workshops"};
    static const struct {
        enum entity_kind kind;
        int64_t id;
        int field;
        const char *text;
    } sets[] = {
        {ENTITY_CATEGORY, 1, CATEGORY_NAME, "Prayer"},
        {ENTITY_CATEGORY, 1, CATEGORY_SLUG, "prayer"},
        {ENTITY_CATEGORY, 1, CATEGORY_DESCRIPTION, "about"},
        {ENTITY_SERIES, 7, SERIES_TITLE, "Longer"},
        {ENTITY_SERIES, 7, SERIES_RRULE, "FREQ=WEEKLY"},
        {ENTITY_SERIES, 7, SERIES_DURATION_MINUTES, "60"},
        {ENTITY_WORKSHOP, 50, WORKSHOP_TITLE, "Longer"},
        {ENTITY_WORKSHOP, 50, WORKSHOP_DESCRIPTION, "about"},
        {ENTITY_WORKSHOP, 50, WORKSHOP_MAX_CAPACITY, "30"},
        {ENTITY_WORKSHOP, 50, WORKSHOP_RECORDING_URL, "https://x.org/1"},
    };
    enum { SETS = sizeof sets / sizeof *sets };
    char *was[SETS];
    for (int i = 0; i < SETS; i++) {
        const char *column = entities[sets[i].kind].fields[sets[i].field].name;
        const char *table = tables[sets[i].kind == ENTITY_CATEGORY ? 0 : sets[i].kind == ENTITY_SERIES ? 1 : 2];
        was[i] = opdb_text(&o, "SELECT HEX(%s) FROM %s", column, table);
        set(&o, sets[i].kind, sets[i].id, sets[i].field, sets[i].text);
    }
    for (int i = SETS - 1; i >= 0; i--) {
        const char *column = entities[sets[i].kind].fields[sets[i].field].name;
        const char *table = tables[sets[i].kind == ENTITY_CATEGORY ? 0 : sets[i].kind == ENTITY_SERIES ? 1 : 2];
        apply(&o, undo(&o, NULL));
        assert_cell(&o, was[i], "SELECT HEX(%s) FROM %s", column, table);
        free(was[i]);
    }
    opdb_close(&o);
}

static bool has_note(const struct plan_row *row, const char *part) {
    bool has = false;
    for (size_t i = 0; i < row->note_count; i++) has = has || strstr(row->notes[i], part);
    return has;
}

/* What the plan tells of is the rule that comes back; what was made by the other one stays, and is counted. */
static void a_rule_that_comes_back_is_told_of(void **state) {
    struct opdb o;
    begin(&o, state, "op_undo_rule");
    opdb_rule(&o, 7, "FREQ=WEEKLY;BYDAY=MO", "19:00:00", "America/New_York");
    opdb_fill(&o, &(struct op_fill){.ids = (int64_t[]){7}, .count = 1});
    set(&o, ENTITY_SERIES, 7, SERIES_RRULE, "FREQ=WEEKLY;BYDAY=TH");
    struct plan *p = undo(&o, NULL);
    assert_true(has_note(&p->rows[0], "Monday"));
    assert_false(has_note(&p->rows[0], "Thursday"));
    assert_int_equal(p->warning_count, 0);
    plan_free(p);
    int64_t on = opdb_dates(&o, 7);
    opdb_fill(&o, &(struct op_fill){.ids = (int64_t[]){7}, .count = 1, .horizon = FILL_HORIZON + 14});
    int64_t off = opdb_dates(&o, 7) - on;
    assert_true(off > 1);
    opdb_run(&o, "UPDATE workshops SET status = 'cancelled' WHERE series_id = 7 ORDER BY scheduled_at DESC LIMIT 1");
    p = undo(&o, NULL);
    char *words = mem_format("%d coming workshop%s of series #7 %s not on this rule", (int)off - 1, off > 2 ? "s" : "",
                             off > 2 ? "are" : "is");
    assert_int_equal(p->warning_count, 2); /* and the fill, which stays */
    if (!strstr(p->warnings[0], words)) fail_msg("%s, not %s", p->warnings[0], words);
    free(words);
    plan_free(p);
    opdb_run(&o, "UPDATE workshop_series SET timezone = 'Mars/Base' WHERE id = 7");
    p = undo(&o, NULL);
    assert_false(has_note(&p->rows[0], "day"));
    plan_free(p);
    opdb_close(&o);
}

/* Rules of what may happen to a row hold all the same. */
static void the_past_is_no_place_to_move_to(void **state) {
    struct opdb o;
    begin(&o, state, "op_undo_past");
    opdb_workshop(&o, 50, 0, "scheduled", HOUR);
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_SCHEDULED_AT, "2026-12-09T10:00:00Z");
    opdb_set_clock(&o, OPDB_NOW + HOUR);
    undo_fails(&o, NULL, WS_REFUSED, "would begin in less than 15 minutes");
    opdb_set_clock(&o, OPDB_NOW);
    opdb_close(&o);
}

static void what_is_gone_is_named(void **state) {
    struct opdb o;
    begin(&o, state, "op_undo_gone");
    opdb_run(&o, "INSERT INTO workshop_categories (id, name, slug) VALUES (1, 'One', 'one'), (2, 'Two', 'two')");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o, "UPDATE workshops SET category_id = 1 WHERE id = 50");
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_CATEGORY_ID, "2");
    opdb_run(&o, "DELETE FROM workshop_categories WHERE id = 1");
    undo_fails(&o, NULL, WS_REFUSED, "cannot be taken back: workshop #50 \"W50\": there is no category #1");
    opdb_close(&o);
}

static void ids_are_completed(void **state) {
    struct opdb o;
    struct rows r = {0};
    struct err err = {0};
    begin(&o, state, "op_undo_complete");
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, ANA, "rsvp");
    set(&o, ENTITY_WORKSHOP, 50, WORKSHOP_TITLE, "Another");
    char *id = last_id(&o);
    apply(&o, opdb_notify(&o, NOTIFY_UPDATED, 50)); /* cannot be taken back */
    char *news = last_id(&o);
    assert_ok(complete_actions(&o.s, "", &r, &err), err);
    bool has = false;
    for (size_t i = 0; i < r.count; i++) {
        has = has || !strcmp(rows_text(&r, i, 0), id);
        assert_string_not_equal(rows_text(&r, i, 0), news);
    }
    assert_true(has);
    rows_free(&r);
    free(id);
    free(news);
    opdb_close(&o);
}

static int64_t costs_of(struct opdb *o, struct plan *p) {
    int64_t before = opdb_counted(o, "Questions");
    apply(o, p);
    return opdb_counted(o, "Questions") - before;
}

static void many_rows_take_few_statements(void **state) {
    struct opdb o;
    struct err err = {0};
    int64_t *ids = mem_zero(MANY, sizeof *ids);
    begin(&o, state, "op_undo_many");
    for (int i = 0; i < MANY; i++) ids[i] = CROWD + i;
    opdb_run(&o,
             "INSERT INTO users (id, email, display_name, username, can_host) SELECT %d + seq, CONCAT(seq, '@x'), 'x',"
             " CONCAT('u', seq), 1 FROM seq_0_to_%d",
             CROWD, MANY - 1);
    opdb_run(&o, "UPDATE users SET can_host = 0 WHERE id = %d", CROWD + 7); /* is off already */
    apply(&o, can_host_plan(&o.s, &(struct op_can_host){.ids = ids, .count = MANY}, &err));
    struct plan *p = undo(&o, NULL);
    int64_t given = costs_of(&o, p);
    assert_int_equal(opdb_int(&o, "SELECT SUM(can_host) FROM users WHERE id >= %d", CROWD), MANY - 1);
    opdb_run(&o,
             "INSERT INTO workshop_categories (id, name, slug, sort_order) SELECT %d + seq, CONCAT('c', seq),"
             " CONCAT('c', seq), 7 FROM seq_0_to_%d",
             CROWD, MANY - 1);
    const struct op_edit last = {.kind = ENTITY_CATEGORY,
                                 .what = EDIT_SET,
                                 .ids = ids,
                                 .count = MANY,
                                 .values = {{CATEGORY_SORT_ORDER, ""}, {CATEGORY_IS_ACTIVE, "no"}},
                                 .value_count = 2};
    int64_t placed = costs_of(&o, edit_plan(&o.s, &last, &err));
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM workshop_categories WHERE sort_order = 8 + id - %d AND"
                              " NOT is_active",
                              CROWD),
                     MANY);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_run(&o,
             "INSERT INTO workshop_attendees (id, workshop_id, user_id, status, can_speak) SELECT id, 50, id, 'rsvp',"
             " id %% 2 FROM users WHERE id >= %d",
             CROWD);
    const struct op_edit speak = {.kind = ENTITY_ATTENDEE,
                                  .what = EDIT_SET,
                                  .ids = ids,
                                  .count = MANY,
                                  .values = {{ATTENDEE_CAN_SPEAK, "yes"}, {ATTENDEE_IS_CO_HOST, "yes"}},
                                  .value_count = 2};
    apply(&o, edit_plan(&o.s, &speak, &err));
    p = undo(&o, NULL);
    int64_t silent = costs_of(&o, p);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_attendees WHERE can_speak = id %% 2 AND"
                                  " NOT is_co_host"),
                     MANY);
    print_message("# statements for %d: %d can_host, %d places, %d seats\n", MANY, (int)given, (int)placed,
                  (int)silent);
    assert_true(given < STATEMENTS_MOST && placed < STATEMENTS_MOST && silent < STATEMENTS_MOST);
    free(ids);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(one_that_is_not_the_last),
        OPDB_BOTH(somebody_was_faster),
        OPDB_BOTH(old_values_come_back_whatever_they_are),
        OPDB_BOTH(a_rule_that_comes_back_is_told_of),
        OPDB_BOTH(the_past_is_no_place_to_move_to),
        OPDB_BOTH(what_is_gone_is_named),
        OPDB_BOTH(ids_are_completed),
        {"many_rows_take_few_statements", many_rows_take_few_statements, NULL, NULL, &opdb_full},
    };
    int failed = cmocka_run_group_tests_name("undo one", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
