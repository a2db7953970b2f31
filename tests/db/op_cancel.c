/* cancel (SPEC section 4): rows, people told, series, what is left alone. */
#include "opdb.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "op/action_log.h"

static void everybody_is_told(void **state) {
    struct opdb o;
    opdb_create(&o, "op_cancel", OPDB_IS_BARE(state));
    opdb_workshop(&o, 50, 0, "scheduled", 3 * DAY);
    static const int attendees[] = {MOD, ANA, LUIS, BANNED, DELETED, LEAVING, BLOCKER, BLOCKED};
    for (size_t i = 0; i < sizeof attendees / sizeof *attendees; i++)
        opdb_attend(&o, 50, attendees[i], i % 2 ? "rsvp" : "left");
    /* an earlier row of the platform's does not matter */
    opdb_run(&o,
             "INSERT INTO notifications (recipient_id, actor_id, type, entity_type, entity_id) VALUES"
             " (%d, %d, 'workshop_cancelled', 'workshop', 50)",
             ANA, HOST);
    struct plan *p = opdb_cancel(&o, &(struct op_cancel){.ids = (int64_t[]){50}, .count = 1});
    assert_string_equal(p->title, "cancel #50");
    assert_int_equal(p->notice_count, 1);
    const struct plan_notice *n = &p->notices[0];
    assert_int_equal(n->recipients, o.bare ? 8 : 3); /* ana, luis, the host */
    assert_int_equal(opdb_left_out(n, "is you"), 1);
    assert_int_equal(opdb_left_out(n, "is banned"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is deleted"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is about to be deleted"), !o.bare);
    assert_int_equal(opdb_left_out(n, "blocks you"), !o.bare);
    assert_int_equal(opdb_left_out(n, "is blocked by you"), !o.bare);
    struct plan_result r = opdb_apply(&o, p);
    assert_int_equal(r.told, o.bare ? 8 : 3);
    assert_int_equal(r.planned, r.told);
    plan_result_free(&r);
    assert_cell(&o, "cancelled", "SELECT status FROM workshops WHERE id = 50");
    assert_cell(&o, "workshop-50", "SELECT agora_channel FROM workshops WHERE id = 50");
    assert_int_equal(opdb_int(&o,
                              "SELECT COUNT(*) FROM notifications WHERE actor_id = %d AND entity_type = 'workshop' AND"
                              " entity_id = 50 AND type = 'workshop_cancelled'"
                              " AND group_key = 'workshop_cancelled:workshop:50'",
                              MOD),
                     o.bare ? 8 : 3);
    assert_cell(&o,
                o.bare ? "Workshop \"W50\" (Thu 3 Dec 2026 12:00 (UTC)) has been cancelled by an admin"
                       : "Workshop \"W50\" (Thu 3 Dec 2026 13:00 (Europe/Madrid)) has been cancelled by an admin",
                "SELECT preview_text FROM notifications WHERE recipient_id = %d AND actor_id = %d", ANA, MOD);
    assert_cell(&o,
                o.bare ? "Workshop \"W50\" (Thu 3 Dec 2026 12:00 (UTC)) has been cancelled by an admin"
                       : "El taller \"W50\" (jue 3 dic 2026 13:00 (Europe/Madrid)) fue cancelado por la administración",
                "SELECT preview_text FROM notifications WHERE recipient_id = %d", LUIS);
    opdb_close(&o);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    conn_library_init();
    const struct CMUnitTest tests[] = {
        OPDB_BOTH(everybody_is_told),
    };
    int failed = cmocka_run_group_tests_name("cancel", tests, opdb_log_folder, NULL);
    conn_library_end();
    return failed;
}
