/* Unit tests of a plan as text and as JSON (op/plan). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gate.h"
#include "base/mem.h"
#include "op/plan.h"
#include "op/session.h"
#include "recur/zone.h"

static void *copy_nothing(const void *args) {
    (void)args;
    return NULL;
}

static void free_nothing(void *args) { (void)args; }

static const struct plan_operation operation = {"cancel", NULL, NULL, copy_nothing, free_nothing, free_nothing};

/* A plan with one of everything; titles and names are hostile. */
static struct plan *make_plan(void) {
    struct plan *p = plan_new(&operation, NULL, mem_dup("cancel 2 workshops"));
    p->made_at = 1796040000;
    p->reason = mem_dup("report\n2231");
    struct plan_row *row = plan_add_row(p, ENTITY_USER, 2, "cr\x1buz");
    plan_row_saw(row, "can_host", "1");
    plan_row_change(row, "can_host", "1", "0");
    row = plan_add_row(p, ENTITY_SERIES, 77, "Night");
    plan_row_change(row, "is_active", "1", "0");
    row = plan_add_row(p, ENTITY_WORKSHOP, 1234, "Night \xe2\x80\xae\xffwatch");
    plan_row_saw(row, "status", "live");
    plan_row_saw(row, "scheduled_at", "2026-11-30 12:00:00");
    plan_row_change(row, "status", "live", "cancelled");
    plan_row_change(row, "actual_ended_at", NULL, "2026-11-30 12:30:00");
    plan_row_change(row, "agora_channel", "workshop-1234", NULL);
    plan_row_note(row, mem_dup("31 people: joined -> left"));
    row = plan_add_row(p, ENTITY_WORKSHOP, 1235, "Old");
    plan_row_skip(row, true, mem_dup("has ended"));
    struct plan_notice *n = plan_add_notice(p, "cancelled", 1234);
    n->type = "workshop_cancelled";
    n->dates = 3;
    n->recipients = 36;
    n->preview = mem_dup("Workshop \"Night\x07\" has been cancelled");
    plan_notice_key(n, "workshop_cancelled:workshop:1234");
    plan_notice_left_out(n, "blocks you", 1, mem_dup("ana"));
    plan_notice_left_out(n, "is banned", 7, mem_dup("tom, zed"));
    plan_warn(p, mem_dup("Mind the gap."));
    p->in_all = mem_dup("1 workshop cancelled");
    p->undo = mem_dup("reinstate takes it back.");
    plan_count(p);
    return p;
}

static void text_says_all_and_is_safe(void **state) {
    (void)state;
    struct plan *p = make_plan();
    struct session s = {.zone = zone_utc()};
    struct buf out = {0};
    plan_add_text(p, &s, &out);
    assert_string_equal(buf_str(&out),
                        "@cr␛uz  may host -> may not host\n"
                        "series #77 \"Night\"  active -> stopped\n"
                        "#1234 \"Night \xef\xbf\xbd\xef\xbf\xbdwatch\" (Mon 30 Nov 2026 12:00)  live -> cancelled;"
                        " ended at the moment of doing it; Agora channel: workshop-1234 -> none\n"
                        "  31 people: joined -> left\n"
                        "#1235 \"Old\": refused, has ended\n"
                        "Told (in-app only), of 3 dates, once each: 36 people\n"
                        "  left out: @ana (blocks you); @tom, @zed and 5 more (is banned)\n"
                        "  Workshop \"Night␇\" has been cancelled\n"
                        "Mind the gap.\n"
                        "Reason, for the log only: report↵2231\n"
                        "In all: 1 workshop cancelled, 36 notifications.\n"
                        "reinstate takes it back.\n");
    assert_int_equal(p->to_change, 3);
    assert_true(plan_refused(p));
    buf_truncate(&out, 0);
    p->to_change = 0;
    plan_add_text(p, &s, &out);
    assert_non_null(strstr(buf_str(&out), "\nNothing to do.\n"));
    assert_null(strstr(buf_str(&out), "In all"));
    buf_free(&out);
    plan_free(p);
}

static void json_says_all_and_is_safe(void **state) {
    (void)state;
    struct plan *p = make_plan();
    char *text = plan_json(p);
    assert_null(strpbrk(text, "\x1b\x07\n"));
    assert_null(strstr(text, "\xe2\x80\xae"));
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    assert_string_equal(json_string_value(json_object_get(json, "action")), "cancel");
    assert_string_equal(json_string_value(json_object_get(json, "made_at")), "2026-11-30T12:00:00Z");
    assert_string_equal(json_string_value(json_object_get(json, "reason")), "report\n2231");
    assert_int_equal(json_integer_value(json_object_get(json, "to_change")), 3);
    json_t *row = json_array_get(json_object_get(json, "rows"), 2);
    assert_string_equal(json_string_value(json_object_get(row, "label")), "Night \xe2\x80\xae\xef\xbf\xbdwatch");
    json_t *change = json_array_get(json_object_get(row, "changes"), 2);
    assert_string_equal(json_string_value(json_object_get(change, "before")), "workshop-1234");
    assert_true(json_is_null(json_object_get(change, "after")));
    json_t *notice = json_array_get(json_object_get(json, "notices"), 0);
    assert_int_equal(json_integer_value(json_object_get(notice, "recipients")), 36);
    json_t *left_out = json_array_get(json_object_get(notice, "left_out"), 1);
    assert_int_equal(json_integer_value(json_object_get(left_out, "count")), 7);
    json_decref(json);
    free(text);
    plan_free(p);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    gate_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_says_all_and_is_safe),
        cmocka_unit_test(json_says_all_and_is_safe),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
