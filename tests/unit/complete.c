/* What can stand at a place of a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/complete.h"

static const struct complete_word *own(size_t index) {
    static const struct complete_word words[] = {{"focus", "next|hosts"}, {"cat", ""}, {"sort", "[FIELD|own]"}};
    return index < 3 ? &words[index] : NULL;
}

/* The items joined by commas; "?user ana" behind them when names are wanted. */
static char *found(const char *line, enum entity_kind filter) {
    struct complete c;
    struct buf out = {0};
    if (filter == ENTITY_NONE)
        complete_line(&c, line, strlen(line), own, ENTITY_CATEGORY);
    else
        complete_filter(&c, line, strlen(line), filter);
    for (size_t i = 0; i < c.count; i++) buf_addf(&out, "%s%s", i ? "," : "", c.items[i]);
    if (c.asks != ENTITY_NONE) buf_addf(&out, "?%s %s%s", entities[c.asks].name, c.before, c.name);
    if (c.asks_actions) buf_addf(&out, "?action %s", c.name);
    complete_free(&c);
    buf_add(&out, "");
    return out.data ? buf_steal(&out) : NULL;
}

static void check(const char *line, const char *want) {
    char *got = found(line, ENTITY_NONE);
    if (strcmp(got ? got : "", want) != 0) fail_msg("%s: %s, not %s", line, got, want);
    free(got);
}

static void words_flags_and_values(void **state) {
    (void)state;
    check("can", "cancel ,can-host ");
    check("  ca", "cancel ,can-host ,categories ,cat ");
    check("focus n", "next ");
    check("focus next n", "");
    check("can-host o", "off ,on ");
    check("can-host off an", "?user an");
    check("can-host off ana @b", "?user b");
    check("attendee add ", "");
    check("attendee add 12 an", "?user an");
    check("transfer an", "?user an");
    check("categories merge pr", "?category pr");
    check("undo 3f", "?action 3f");
    check("undo 3f ", "");
    check("can-host off --ca", "--cancel-upcoming ");
    check("cancel --re", "--reason=");
    check("agora t", "token ");
    check("list wor", "workshop ");
    check("list workshop statu", "status:");
    check("list workshop status:l", "status:lobby ,status:live ");
    check("list workshop status:live is_p", "is_private:");
    check("list workshop is_private:y", "is_private:yes ");
    check("list workshop host:an", "?user host:an");
    check("list workshop category:", "?category category:");
    check("list workshop view:p", "view:past ");
    check("list workshop att", "attendee_count:,attention ");
    check("list workshop --sort=sch", "--sort=scheduled_at ");
    check("list user ema", ""); /* for admins only */
    check("show user an", "?user an");
    check("show category p", "?category p");
    check("show workshop 1", "");
    check("notify re", "reminder ,recording ");
    check("nothing ", "");
    check("set workshop 5 statu", ""); /* it is cancelled, never set */
    check("set workshop 5 titl", "title=");
    check("migr", "");                            /* only in a shell */
    check("set category 5 cre", "?category cre"); /* created_at cannot be set */
    check("set workshop 5 host=an", "?user host=an");
    check("new attendee wor", "workshop=");
    check("set attendee 5 wor", "");
    /* Of the focused list. */
    check("set is_a", "is_active=");
    check("set is_active=on na", "name=?category na");
    check("set is_active=y", "is_active=yes ");
    check("sort s", "slug ,sort_order ");
    check("sort ow", "own ");
    /* What a flag takes. */
    check("categories merge a b --into=pr", "?category --into=pr");
    check("log --user=@cr", "?user --user=cr");
    check("series import x.ics --host=cr", "?user --host=cr");
    check("notify reminder 5 --lead=1", "--lead=1h ,--lead=15m ");
    check("agora token 5 --role=h", "--role=host ");
    check("cancel 5 --reason=h", "");
    check("cancel ho", "host:");
    check("cancel host:an", "?user host:an");
}

static void filters(void **state) {
    (void)state;
    char *got = found("prayer host:k", ENTITY_WORKSHOP);
    assert_string_equal(got, "?user host:k");
    free(got);
    got = found("sta", ENTITY_ATTENDEE);
    assert_string_equal(got, "status:");
    free(got);
}

static void names_are_added(void **state) {
    (void)state;
    struct complete c;
    complete_line(&c, "list workshop host:an", 21, NULL, ENTITY_NONE);
    complete_add_name(&c, "ana");
    complete_add_name(&c, "anabel");
    complete_add_name(&c, "an other"); /* would need quotes */
    assert_int_equal(c.count, 2);
    assert_int_equal(c.start, 14);
    char *common = complete_common(&c);
    assert_string_equal(common, "host:ana");
    free(common);
    complete_free(&c);
}

/* A mistake is pointed at by its byte. */
static void mistakes_have_a_place(void **state) {
    (void)state;
    static const struct {
        const char *line;
        size_t at;
    } cases[] = {{"  cancle 7", 2},
                 {"cancel 7 --futur", 9},
                 {"agora opne 5", 6},
                 {"list 'a", 5},
                 {"log one two", 8},
                 {"agora", 5},
                 {"cancel --reason", 7},
                 /* What an argument means, as far as the tables know. */
                 {"list workshp", 5},
                 {"list workshop view:all bogus:1 x", 23},
                 {"list workshop status:liv", 14},
                 {"export series is_active:perhaps", 14},
                 {"set workshop 5 titel=x", 15},
                 {"set workshop x title=y", 13},
                 {"set category 5 name=x", 15},
                 {"new category slug=a nam=b", 20},
                 {"cancel 5 nonsense", 9},
                 {"can-host of ana", 9},
                 {"notify remindr 5", 7},
                 {"show workshop 5 last", 16},
                 {"series fill all", 12},
                 {"set workshop 5 scheduled_at=tomorrow", 15},
                 {"list workshop --limit=x", 14},
                 {"list workshop --sort=-bogus", 14},
                 {"log --since=nonsense", 4},
                 {"log --workshop=x", 4},
                 {"notify reminder 5 --lead=5h", 18},
                 {"series next 7 --count 0", 14},
                 {"series fill 7 --horizon=x", 14},
                 {"agora token 5 --role=hosts", 14},
                 {"agora token 5 --ttl=x", 14}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cmd_call call;
        struct err err = {0};
        assert_false(cmd_parse_line(cases[i].line, &call, &err));
        if (call.fault != cases[i].at) fail_msg("%s: %zu, not %zu", cases[i].line, call.fault, cases[i].at);
        err_free(&err);
    }
}

static void what_is_right_is_taken(void **state) {
    (void)state;
    static const char *const good[] = {"list workshop host:nobody prayer",
                                       "set is_active=off",
                                       "set category 5 6 slug==",
                                       "set workshop 5 host=@ana",
                                       "cancel 5 #6 series:7 host:ana",
                                       "repair counts",
                                       "can-host off ana 7",
                                       "show user ana",
                                       "list workshop --sort=-host --limit=5",
                                       "log --since='2027-03-14 02:30' --workshop=#5",
                                       "notify reminder 5 --lead=15m",
                                       "series fill 7 --horizon=30",
                                       "set workshop 5 scheduled_at=2027-03-14T02:30", /* in some zones */
                                       "new workshop title=One host=ana scheduled_at='2027-01-01 10:00'"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct cmd_call call;
        struct err err = {0};
        if (!cmd_parse_line(good[i], &call, &err)) fail_msg("%s: %s", good[i], err.text);
        cmd_call_free(&call);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_flags_and_values), cmocka_unit_test(filters),
                                       cmocka_unit_test(names_are_added), cmocka_unit_test(mistakes_have_a_place),
                                       cmocka_unit_test(what_is_right_is_taken)};
    return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
