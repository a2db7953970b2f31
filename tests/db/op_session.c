/* Who acts, and what they may do (SPEC section 3). */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static struct actor find(struct opdb *o, const char *name) {
    struct actor a;
    struct err err = {0};
    assert_ok(actor_find(o->s.conn, name, NULL, &a, &err), err);
    return a;
}

static void check_rights(struct opdb *o, const char *name, enum rights want, const char *why_not) {
    struct actor a = find(o, name);
    assert_int_equal(a.rights, want);
    if (why_not)
        assert_string_equal(a.why_not, why_not);
    else
        assert_null(a.why_not);
    actor_free(&a);
}

static void rights_follow_the_platform(void **state) {
    struct opdb o;
    opdb_create(&o, "op_session", OPDB_IS_BARE(state));
    check_rights(&o, "mod", RIGHTS_MODERATOR, NULL);
    check_rights(&o, "admin", RIGHTS_ADMIN, NULL);
    check_rights(&o, "plain", RIGHTS_READ, "@plain is neither moderator nor admin");
    check_rights(&o, "nobody", RIGHTS_READ, "there is no user @nobody on this platform");
    check_rights(&o, "MOD", RIGHTS_READ, "there is no user @MOD on this platform"); /* not by the collation */
    opdb_run(&o, "UPDATE users SET role = 'moderator'");
    check_rights(&o, "banned", o.bare ? RIGHTS_MODERATOR : RIGHTS_READ,
                 o.bare ? NULL : "the account @banned is not active: banned");
    check_rights(&o, "deleted", o.bare ? RIGHTS_MODERATOR : RIGHTS_READ,
                 o.bare ? NULL : "the account @deleted is deleted");
    /* an admin by role is an admin only where is_admin is missing */
    opdb_run(&o, "UPDATE users SET role = 'admin' WHERE id = %d", PLAIN);
    check_rights(&o, "plain", o.bare ? RIGHTS_ADMIN : RIGHTS_MODERATOR, NULL);
    struct actor a = find(&o, "banned");
    assert_int_equal(a.id, o.bare ? BANNED : 0);
    actor_free(&a);
    opdb_close(&o);
}

static void without_both_columns_nobody_acts(void **state) {
    struct opdb o;
    (void)state;
    opdb_create(&o, "op_session", false);
    opdb_run(&o, "ALTER TABLE users DROP role");
    conn_forget_schema(o.s.conn);
    check_rights(&o, "admin", RIGHTS_ADMIN, NULL);
    check_rights(&o, "mod", RIGHTS_READ, "@mod is neither moderator nor admin");
    opdb_run(&o, "ALTER TABLE users DROP is_admin");
    conn_forget_schema(o.s.conn);
    check_rights(&o, "admin", RIGHTS_READ, "nobody can act: this platform's users have neither role nor is_admin");
    opdb_close(&o);
}

static void a_service_account_sends(void **state) {
    struct opdb o;
    struct actor a;
    struct err err = {0};
    opdb_create(&o, "op_session", OPDB_IS_BARE(state));
    assert_ok(actor_find(o.s.conn, "mod", "service", &a, &err), err);
    assert_int_equal(a.id, MOD);
    assert_int_equal(a.notify_id, SERVICE);
    actor_free(&a);
    assert_false(actor_find(o.s.conn, "mod", "nobody", &a, &err));
    assert_int_equal(err.code, WS_CONFIG);
    assert_string_equal(err.text, "notify-as: there is no user @nobody");
    if (!o.bare) {
        assert_false(actor_find(o.s.conn, "mod", "banned", &a, &err));
        assert_int_equal(err.code, WS_CONFIG);
    }
    err_free(&err);
    /* its blocks count, the moderator's do not */
    opdb_become(&o, "mod");
    o.s.actor.notify_id = SERVICE;
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    opdb_attend(&o, 50, BLOCKER, "rsvp");
    struct plan_result r = opdb_apply(&o, opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}));
    assert_int_equal(r.told, 2);
    assert_int_equal(opdb_int(&o, "SELECT COUNT(*) FROM notifications WHERE actor_id = %d", SERVICE), 2);
    plan_result_free(&r);
    opdb_close(&o);
}

static void who_may_not_is_told_why(void **state) {
    struct opdb o;
    struct err err = {0};
    opdb_create(&o, "op_session", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    struct session plain;
    opdb_session(&plain, "op_session", "plain");
    int64_t id = 50;
    assert_null(cancel_plan(&plain, &(struct op_cancel){.ids = &id, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_string_equal(err.text, "cancel needs a moderator or admin: @plain is neither moderator nor admin");
    assert_null(reinstate_plan(&plain, &(struct op_reinstate){.ids = &id, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_null(can_host_plan(&plain, &(struct op_can_host){.ids = &id, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_null(notify_plan(&plain, &(struct op_notify){.ids = &id, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    opdb_session_close(&plain);
    err_free(&err);
    assert_false(session_need(&o.s, RIGHTS_ADMIN, "edit", &err));
    assert_string_equal(err.text, "edit needs an admin: the acting user is a moderator");
    err_free(&err);
    opdb_close(&o);
}

static void read_only_sessions_do_not_act(void **state) {
    (void)state;
    struct opdb o;
    struct conn_params p;
    struct err err = {0};
    opdb_create(&o, "op_session", false);
    opdb_workshop(&o, 50, 0, "scheduled", DAY);
    testdb_params(&p, "op_session");
    p.read_only = true;
    struct session s = {0};
    assert_ok(conn_open(&p, &s.conn, &err), err);
    assert_ok(actor_find(s.conn, "mod", NULL, &s.actor, &err), err);
    assert_null(cancel_plan(&s, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1}, &err));
    assert_int_equal(err.code, WS_DENIED);
    assert_string_equal(err.text, "cancel: this session is read-only");
    err_free(&err);
    conn_params_free(&p);
    opdb_session_close(&s);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(rights_follow_the_platform),
        cmocka_unit_test(without_both_columns_nobody_acts),
        OPDB_BOTH(a_service_account_sends),
        OPDB_BOTH(who_may_not_is_told_why),
        cmocka_unit_test(read_only_sessions_do_not_act),
    };
    int failed = cmocka_run_group_tests_name("session", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
