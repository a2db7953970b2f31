/* Categories in bulk (SPEC section 5): one plan from a list of wants. */
#include "opdb.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "op/categories.h"

enum { MANY = 5000, STATEMENTS_MOST = 45 };
#define SET(field) (1u << CATEGORY_##field)

/* Prayer, Oración, 祈り and Youth, ids 1 to 4, with workshops 50 and 51 in 2 and series 1 in 3. */
static void create(struct opdb *o, bool bare) {
    struct err err = {0};
    opdb_create(o, "op_categories", bare);
    actor_free(&o->s.actor);
    assert_ok(actor_find(o->s.conn, "admin", NULL, &o->s.actor, &err), err);
    opdb_run(o, "INSERT INTO workshop_categories (id, name, slug, sort_order) VALUES (1, 'Prayer', 'prayer', 10),"
                " (2, 'Oraci\u00f3n', 'oracion', 20), (3, '\u7948\u308a', 'inori', 30), (4, 'Youth', 'youth', 40)");
    opdb_workshop(o, 50, 0, "scheduled", DAY);
    opdb_workshop(o, 51, 0, "ended", -DAY);
    opdb_series(o, 1);
    opdb_run(o, "UPDATE workshops SET category_id = 2");
    opdb_run(o, "UPDATE workshop_series SET category_id = 3");
}

static struct plan *plan(struct opdb *o, const struct op_categories *args) {
    struct err err = {0};
    struct plan *p = categories_plan(&o->s, args, &err);
    if (!p) fail_msg("no plan: %s", err.text);
    return p;
}

static void apply(struct opdb *o, const struct op_categories *args) {
    struct plan_result r = opdb_apply(o, plan(o, args));
    plan_result_free(&r);
}

static const char names[] = "SELECT GROUP_CONCAT(name ORDER BY sort_order, id) FROM workshop_categories";
static const char places[] = "SELECT GROUP_CONCAT(CONCAT(id, ':', sort_order) ORDER BY sort_order) FROM"
                             " workshop_categories";
static const char slugs[] = "SELECT GROUP_CONCAT(slug ORDER BY id) FROM workshop_categories";

static void cells_are_changed_and_made(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    const struct category_want wants[] = {
        {CATEGORY_PUT, 1, SET(NAME) | SET(IS_ACTIVE), {[CATEGORY_NAME] = " Prayers ", [CATEGORY_IS_ACTIVE] = "off"}},
        {CATEGORY_PUT, 4, SET(DESCRIPTION), {[CATEGORY_DESCRIPTION] = "two\nlines"}},
        {CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "  Grief & _Hope- "}},
        {CATEGORY_PUT, 0, SET(NAME) | SET(SLUG), {[CATEGORY_NAME] = "Oraci\u00f3n", [CATEGORY_SLUG] = "oracion"}},
    };
    struct plan *p = plan(&o, &(struct op_categories){.wants = wants, .count = 4});
    assert_int_equal(p->to_change, 3);
    assert_string_equal(p->in_all, "1 category made, 2 categories changed");
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.rows_changed, 3);
    plan_result_free(&r);
    assert_cell(&o, "Prayers,Oraci\u00f3n,\u7948\u308a,Youth,Grief & _Hope-", "%s", names);
    assert_cell(&o, "prayer,oracion,inori,youth,grief-hope", "%s", slugs);
    assert_cell(&o, "0", "SELECT is_active FROM workshop_categories WHERE id = 1");
    assert_cell(&o, "two\nlines", "SELECT description FROM workshop_categories WHERE id = 4");
    assert_cell(&o, "1", "SELECT sort_order = 41 AND is_active FROM workshop_categories WHERE slug = 'grief-hope'");
    p = plan(&o, &(struct op_categories){.wants = wants, .count = 2});
    assert_int_equal(p->to_change, 0); /* as wanted already */
    plan_free(p);
    opdb_close(&o);
}

static void slugs_change_hands(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    const struct category_want wants[] = {
        {CATEGORY_PUT, 1, SET(SLUG), {[CATEGORY_SLUG] = "oracion"}},
        {CATEGORY_PUT, 2, SET(SLUG), {[CATEGORY_SLUG] = "inori"}},
        {CATEGORY_PUT, 3, SET(SLUG), {[CATEGORY_SLUG] = "prayer"}},
        {CATEGORY_DELETE, 4},
        {CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "Youth"}}, /* takes the slug of what goes */
    };
    apply(&o, &(struct op_categories){.wants = wants, .count = 5});
    assert_cell(&o, "oracion,inori,prayer,youth", "%s", slugs);
    opdb_close(&o);
}

static void ends_say_what_they_cost(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    const struct category_want wants[] = {{CATEGORY_DELETE, 3}, {CATEGORY_MERGE, 2, .into = "prayer"}};
    struct plan *p = plan(&o, &(struct op_categories){.wants = wants, .count = 2});
    assert_string_equal(opdb_row(p, ENTITY_CATEGORY, 3)->notes[0], "0 workshops and 1 series will have no category");
    assert_string_equal(opdb_row(p, ENTITY_CATEGORY, 2)->notes[0], "2 workshops and 0 series move to \"Prayer\"");
    assert_string_equal(p->in_all, "1 category deleted, 1 category merged, 2 workshops and series moved,"
                                   " 1 workshop or series without a category");
    struct plan_result r = opdb_apply(&o, p);
    plan_result_free(&r);
    assert_cell(&o, "Prayer,Youth", "%s", names);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE category_id = 1"), 2);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_series WHERE category_id IS NULL"), 1);
    opdb_close(&o);
}

static void order_has_no_gaps(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    /* 4 and 2 change places; what is not named stays where it is. */
    const struct category_want swap[] = {{CATEGORY_PUT, 4}, {CATEGORY_PUT, 2}};
    apply(&o, &(struct op_categories){.wants = swap, .count = 2, .order = true});
    assert_cell(&o, "1:10,4:11,3:12,2:13", "%s", places);
    struct plan *p = plan(&o, &(struct op_categories){.wants = swap, .count = 2, .order = true});
    assert_int_equal(p->to_change, 0);
    plan_free(p);
    /* What is made comes behind the one that it is named behind. */
    const struct category_want between[] = {
        {CATEGORY_PUT, 4}, {CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "Grief"}}, {CATEGORY_PUT, 2}};
    apply(&o, &(struct op_categories){.wants = between, .count = 3, .order = true});
    assert_cell(&o, "Prayer,Youth,Grief,\u7948\u308a,Oraci\u00f3n", "%s", names);
    assert_cell(&o, "10,11,12,13,14", "SELECT GROUP_CONCAT(sort_order ORDER BY sort_order) FROM workshop_categories");
    opdb_close(&o);
}

/* Nothing is planned, and each fault is where it belongs. */
static void faults_are_named(void **state) {
    struct opdb o;
    struct err err = {0};
    struct category_faults f = {0};
    create(&o, OPDB_IS_BARE(state));
    char longest[CATEGORY_DESCRIPTION_MOST + 2];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    const struct {
        struct category_want want;
        int field;
        const char *text;
    } cases[] = {
        {{CATEGORY_PUT, 77}, CATEGORY_ID, "there is no category with the id 77"},
        {{CATEGORY_PUT, 1, SET(NAME), {[CATEGORY_NAME] = " x "}}, CATEGORY_NAME, "at least 2 characters"},
        {{CATEGORY_PUT, 1}, CATEGORY_ID, "#1 \"Prayer\" stands in another line too"},
        {{CATEGORY_NEW}, CATEGORY_NAME, "a new one needs a name"},
        {{CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "\u65e5\u672c"}},
         CATEGORY_SLUG,
         "none can be made from this name: write one"},
        {{CATEGORY_NEW, 0, SET(NAME) | SET(SLUG), {[CATEGORY_NAME] = "Ab", [CATEGORY_SLUG] = "A b"}},
         CATEGORY_SLUG,
         "\"A b\" is no slug; \"a-b\" would be"},
        {{CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "Youth"}},
         CATEGORY_SLUG,
         "\"youth\" is the slug of \"Youth\" too"},
        {{CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "a\033b"}},
         CATEGORY_NAME,
         "holds a control or invisible character"},
        {{CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = "a\xff"}}, CATEGORY_NAME, "is not valid UTF-8"},
        {{CATEGORY_PUT, 2, SET(DESCRIPTION), {[CATEGORY_DESCRIPTION] = longest}},
         CATEGORY_DESCRIPTION,
         "501 characters, at most 500"},
        {{CATEGORY_PUT, 3, SET(IS_ACTIVE), {[CATEGORY_IS_ACTIVE] = "perhaps"}},
         CATEGORY_IS_ACTIVE,
         "on or off, not perhaps"},
        {{CATEGORY_PUT, 4, SET(SORT_ORDER), {[CATEGORY_SORT_ORDER] = "1e3"}}, CATEGORY_SORT_ORDER, "a number, not 1e3"},
    };
    enum { CASES = sizeof cases / sizeof *cases };
    struct category_want wants[CASES];
    for (size_t i = 0; i < CASES; i++) wants[i] = cases[i].want;
    struct op_categories args = {.wants = wants, .count = CASES, .faults = &f};
    assert_null(categories_plan(&o.s, &args, &err));
    assert_int_equal(err.code, WS_DATA);
    assert_int_equal(f.count, CASES);
    for (size_t i = 0; i < CASES; i++) {
        assert_int_equal(f.items[i].want, i);
        assert_int_equal(f.items[i].field, cases[i].field);
        assert_string_equal(f.items[i].text, cases[i].text);
    }
    category_faults_free(&f);
    err_free(&err);
    opdb_close(&o);
}

static void merges_want_a_place_to_go(void **state) {
    static const char *const into[] = {"nobody", "oracion", "youth"};
    static const char *const why[] = {"there is no category nobody to merge into", "it cannot be merged into itself",
                                      "youth goes away itself"};
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    for (size_t i = 0; i < 3; i++) {
        struct err err = {0};
        struct category_faults f = {0};
        const struct category_want wants[] = {{CATEGORY_MERGE, 2, .into = into[i]}, {CATEGORY_DELETE, 4}};
        assert_null(categories_plan(&o.s, &(struct op_categories){.wants = wants, .count = 2, .faults = &f}, &err));
        assert_int_equal(f.count, 1);
        assert_string_equal(f.items[0].text, why[i]);
        category_faults_free(&f);
        err_free(&err);
    }
    opdb_close(&o);
}

/* What the plan showed is what is written, or nothing is. */
static void a_change_by_others_stops_it(void **state) {
    struct opdb o;
    struct err err = {0};
    struct plan_result r = {0};
    create(&o, OPDB_IS_BARE(state));
    const struct category_want wants[] = {{CATEGORY_PUT, 1, SET(NAME), {[CATEGORY_NAME] = "Prayers"}}};
    struct plan *p = plan(&o, &(struct op_categories){.wants = wants, .count = 1});
    opdb_run(&o, "UPDATE workshop_categories SET name = 'Prayer time' WHERE id = 1");
    assert_false(plan_apply(&o.s, p, &r, &err));
    assert_int_equal(err.code, WS_CHANGED);
    assert_non_null(strstr(err.text, "name was Prayer, is now Prayer time"));
    assert_cell(&o, "Prayer time", "SELECT name FROM workshop_categories WHERE id = 1");
    plan_result_free(&r);
    plan_free(p);
    err_free(&err);
    opdb_close(&o);
}

/* Every cell of 5,000 categories at once, the order turned round, all slugs moved on by one, then all merged into one:
 * the statements are counted. */
static void thousands_take_few_statements(void **state) {
    struct opdb o;
    create(&o, OPDB_IS_BARE(state));
    struct category_want *wants = calloc(MANY, sizeof *wants);
    char(*texts)[2][32] = calloc(MANY, sizeof *texts);
    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i][0], 32, "Category %d", i);
        wants[i] = (struct category_want){CATEGORY_NEW, 0, SET(NAME), {[CATEGORY_NAME] = texts[i][0]}};
    }
    struct op_categories args = {.wants = wants, .count = MANY};
    int64_t before = opdb_counted(&o, "Questions");
    apply(&o, &args);
    int64_t made = opdb_counted(&o, "Questions") - before;
    opdb_run(&o, "UPDATE workshops SET category_id = (SELECT id FROM workshop_categories WHERE slug = 'category-7')");
    int64_t first = opdb_int(&o, "SELECT MIN(id) FROM workshop_categories WHERE slug LIKE 'category-%%'");
    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i][0], 32, "Kind %d", i);
        snprintf(texts[i][1], 32, "category-%d", (i + 1) % MANY);
        wants[MANY - 1 - i] = (struct category_want){CATEGORY_PUT,
                                                     first + i,
                                                     SET(NAME) | SET(SLUG) | SET(DESCRIPTION) | SET(IS_ACTIVE),
                                                     {NULL, texts[i][0], texts[i][1], "described", NULL, "off"}};
    }
    args.order = true;
    before = opdb_counted(&o, "Questions");
    apply(&o, &args);
    int64_t changed = opdb_counted(&o, "Questions") - before;
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM workshop_categories WHERE name LIKE 'Kind%%' AND NOT is_active"
                              " AND description = 'described' AND slug = CONCAT('category-', (id - %lld + 1) %% %d)"
                              " AND sort_order = 10 + 4 + %d - 1 - (id - %lld)",
                              (long long)first, MANY, MANY, (long long)first),
                     MANY);
    for (int i = 0; i < MANY; i++) wants[i] = (struct category_want){CATEGORY_MERGE, first + i, .into = "prayer"};
    args.order = false;
    before = opdb_counted(&o, "Questions");
    apply(&o, &args);
    int64_t merged = opdb_counted(&o, "Questions") - before;
    print_message("# statements for %d: %d made, %d changed, %d merged\n", MANY, (int)made, (int)changed, (int)merged);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshop_categories"), 4);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE category_id = 1"), 2);
    assert_true(made < STATEMENTS_MOST && changed < STATEMENTS_MOST && merged < STATEMENTS_MOST);
    free(wants);
    free(texts);
    opdb_close(&o);
}

/* A statement for some thousands of its workshops, so that it can be told how far it is. */
static void what_many_hold_moves_piece_by_piece(void **state) {
    struct opdb o;
    struct buf told = {0};
    struct session_watch watch;
    create(&o, OPDB_IS_BARE(state));
    opdb_run(&o,
             "INSERT INTO workshops (host_id, title, scheduled_at, category_id)"
             " SELECT %d, 'W', FROM_UNIXTIME(%d), 4 FROM seq_1_to_12000",
             HOST, OPDB_NOW);
    const struct category_want wants[] = {{CATEGORY_MERGE, 4, .into = "prayer"}};
    opdb_watch(&o, &watch, &told);
    apply(&o, &(struct op_categories){.wants = wants, .count = 1});
    assert_string_equal(buf_str(&told), "0/12000 5000/12000 10000/12000 12000/12000 0/1 1/1 ");
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM workshops WHERE category_id = 1"), 12000);
    buf_free(&told);
    opdb_close(&o);
}

static void moderators_may_not(void **state) {
    struct opdb o;
    struct err err = {0};
    const struct category_want wants[] = {{CATEGORY_DELETE, 1}};
    opdb_create(&o, "op_categories", OPDB_IS_BARE(state));
    assert_null(categories_plan(&o.s, &(struct op_categories){.wants = wants, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    err_free(&err);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(cells_are_changed_and_made),
        OPDB_BOTH(slugs_change_hands),
        OPDB_BOTH(ends_say_what_they_cost),
        OPDB_BOTH(order_has_no_gaps),
        OPDB_BOTH(faults_are_named),
        OPDB_BOTH(merges_want_a_place_to_go),
        OPDB_BOTH(a_change_by_others_stops_it),
        OPDB_BOTH(moderators_may_not),
        {"what_many_hold_moves_piece_by_piece", what_many_hold_moves_piece_by_piece, NULL, NULL, &opdb_full},
        {"thousands_take_few_statements", thousands_take_few_statements, NULL, NULL, &opdb_full},
    };
    int failed = cmocka_run_group_tests_name("categories", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
