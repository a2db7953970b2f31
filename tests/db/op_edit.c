/* edit: what a plan says of references, and what moving a workshop does to its reminders. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/edit.h"

static struct plan *set(struct opdb *o, enum entity_kind kind, const int64_t *ids, size_t count, int field,
                        const char *text) {
    struct err err = {0};
    const struct op_edit args = {
        .kind = kind, .what = EDIT_SET, .ids = ids, .count = count, .values = {{field, text}}, .value_count = 1};
    struct plan *p = edit_plan(&o->s, &args, &err);
    if (!p) fail_msg("%s", err.text);
    return p;
}

static int64_t selects(struct opdb *o) {
    struct rows r = {0};
    struct err err = {0};
    assert_ok(conn_read(o->s.conn, "SHOW SESSION STATUS LIKE 'Com_select'", &r, &err), err);
    int64_t n = rows_int(&r, 0, 1);
    rows_free(&r);
    return n;
}

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

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(references_have_names),
    };
    int failed = cmocka_run_group_tests_name("edit", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
