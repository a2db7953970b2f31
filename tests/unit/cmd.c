/* The words: parsing, quoting, suggestions, the table's own order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/filter.h"

static void lines_are_split_as_a_shell_does(void **state) {
    (void)state;
    struct cmd_call call;
    struct err err = {0};
    assert_true(
        cmd_parse_line("can-host off --reason 'it''s \"so\"' \"a \\\" b\" --cancel-upcoming c\\ d", &call, &err));
    assert_int_equal(call.arg_count, 3);
    assert_string_equal(call.args[0], "off");
    assert_string_equal(call.args[1], "a \" b");
    assert_string_equal(call.args[2], "c d");
    assert_string_equal(cmd_flag_value(&call, "reason"), "its \"so\"");
    assert_non_null(cmd_flag_value(&call, "cancel-upcoming"));
    assert_null(cmd_flag_value(&call, "words"));
    cmd_call_free(&call);
}

static void a_copy_is_its_own(void **state) {
    (void)state;
    struct cmd_call call, copy;
    struct err err = {0};
    assert_true(
        cmd_parse_line("can-host off ana --cancel-upcoming --reason=\"a 'b' \\\\ \\\"c\\\"\" -- --odd", &call, &err));
    cmd_call_copy(&copy, &call);
    cmd_call_free(&call);
    assert_string_equal(copy.cmd->name, "can-host");
    assert_string_equal(cmd_flag_value(&copy, "reason"), "a 'b' \\ \"c\"");
    assert_non_null(cmd_flag_value(&copy, "cancel-upcoming"));
    assert_string_equal(copy.args[2], "--odd");
    cmd_call_free(&copy);
}

static void check_refused(const char *line, const char *text, const char *hint) {
    struct cmd_call call;
    struct err err = {0};
    assert_false(cmd_parse_line(line, &call, &err));
    assert_int_equal(err.code, WS_USAGE);
    assert_string_equal(err.text, text);
    if (hint) assert_string_equal(err.hint, hint);
    err_free(&err);
}

static void mistakes_are_named(void **state) {
    (void)state;
    check_refused("", "no word was given", NULL);
    check_refused("cancle 12", "unknown word cancle", "did you mean cancel?");
    check_refused("xyzzy", "unknown word xyzzy", "help lists the words");
    check_refused("cancel --futur 1", "unknown flag --futur", "did you mean future?");
    check_refused("cancel 1 --reason", "--reason wants TEXT", NULL);
    check_refused("cancel 1 --future=yes", "--future takes no value", NULL);
    check_refused("cancel 1 --words a\x1b", "--words holds a control or invisible character", NULL);
    check_refused("log a", "log: a is one word too many", "usage: log ");
    check_refused("cancel '1", "a quotation mark is not closed", NULL);
}

static void words_may_be_two(void **state) {
    (void)state;
    struct cmd_call call;
    struct err err = {0};
    size_t used;
    assert_true(cmd_parse_line("agora close 12 --reason x 13", &call, &err));
    assert_string_equal(call.cmd->name, "agora close");
    assert_int_equal(cmd_target_count(&call), 2);
    assert_string_equal(cmd_flag_value(&call, "reason"), "x");
    cmd_call_free(&call);
    static char agora[] = "agora", close_word[] = "close", id[] = "5";
    char *words[] = {agora, close_word, id};
    assert_non_null(cmd_find_words(words, 3, &used));
    assert_int_equal(used, 2);
    assert_null(cmd_find_words(words, 1, &used));
    check_refused("agora", "agora is followed by one of: token close", NULL);
    check_refused("agora 12", "unknown word agora 12", "agora is followed by one of: token close");
}

static void switches_toggle_and_targets_are_added(void **state) {
    (void)state;
    struct cmd_call call;
    struct err err = {0};
    assert_true(cmd_parse_line("can-host off", &call, &err));
    assert_false(cmd_has_targets(&call));
    cmd_add_target(&call, 17);
    assert_int_equal(cmd_target_count(&call), 1);
    for (size_t i = 0; i < 2; i++) {
        cmd_flag_toggle(&call, 0);
        assert_int_equal(cmd_flag_value(&call, "cancel-upcoming") != NULL, i == 0);
    }
    cmd_call_free(&call);
}

static void table_is_sound(void **state) {
    (void)state;
    for (const struct cmd *c = cmd_table; c->name; c++) {
        assert_ptr_equal(cmd_find(c->name), c);
        assert_true(strlen(c->summary) > 0);
        size_t flags = 0;
        while (c->flags && c->flags[flags].name) flags++;
        assert_true(flags <= CMD_FLAGS_MAX);
        for (size_t i = 0; i < flags; i++)
            for (size_t j = 0; j < i; j++) {
                assert_string_not_equal(c->flags[i].name, c->flags[j].name);
                if (c->flags[i].key) assert_int_not_equal(c->flags[i].key, c->flags[j].key);
            }
    }
}

static void entities_are_found_by_their_words(void **state) {
    (void)state;
    static const char *const words[] = {"category", "categories", "series", "workshops", "workshop_chats", "invites"};
    static const enum entity_kind kinds[] = {ENTITY_CATEGORY, ENTITY_CATEGORY, ENTITY_SERIES,
                                             ENTITY_WORKSHOP, ENTITY_CHAT,     ENTITY_INVITE};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_ptr_equal(entity_find(words[i]), &entities[kinds[i]]);
    assert_null(entity_find("work"));
    assert_null(entity_find("workshopss"));
}

/* No server is asked for what needs none. */
static void filters_are_read(void **state) {
    (void)state;
    struct list_request r = {.kind = ENTITY_WORKSHOP};
    struct session nobody = {0};
    struct err err = {0};
    char *text;
    struct cmd_call call;
    const char *line = "list workshop status:live prayer host:#7 view:all 7:30 category: is_private:yes";
    assert_true(cmd_parse_line(line, &call, &err));
    assert_true(filter_parse(&nobody, call.args + 1, call.arg_count - 1, &r, &text, &err));
    cmd_call_free(&call);
    assert_int_equal(r.condition_count, 4);
    assert_int_equal(r.conditions[1].field, WORKSHOP_HOST_ID);
    assert_string_equal(r.conditions[1].value, "7");
    assert_null(r.conditions[2].value);
    assert_string_equal(r.conditions[3].value, "1");
    assert_int_equal(r.view, LIST_ALL);
    assert_string_equal(r.text, "prayer 7:30");
    filter_free(&r, text);
    static const char *const bad[] = {"nothing:1",          "status:gone", "is_private:maybe",
                                      "scheduled_at:today", "title:",      "view:soon"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *word = (char *)bad[i];
        assert_false(filter_parse(&nobody, &word, 1, &r, &text, &err));
        assert_int_equal(err.code, WS_USAGE);
    }
    err_free(&err);
}

static void lines_that_go_to_a_row(void **state) {
    (void)state;
    static const struct {
        const char *line;
        enum entity_kind kind;
        int64_t id; /* 0: a filter */
    } cases[] = {
        {"#1234", ENTITY_USER, 1234},
        {" #7 ", ENTITY_USER, 7},
        {"#7 ana", ENTITY_USER, 0},
        {"1234", ENTITY_USER, 0},
        {"#0", ENTITY_USER, 0},
        {"https://x.org/workshops/12", ENTITY_WORKSHOP, 12},
        {"https://x.org/en/workshop/12/chat?from=9#3", ENTITY_WORKSHOP, 12},
        {"http://x.org:8080/series/5/workshops/77", ENTITY_WORKSHOP, 77},
        {"https://x.org/12", ENTITY_USER, 0},
        {"https://x.org/workshops/new", ENTITY_USER, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum entity_kind kind;
        int64_t id = 0;
        bool is = filter_is_jump(cases[i].line, ENTITY_USER, &kind, &id);
        assert_int_equal(is, cases[i].id != 0);
        if (!is) continue;
        assert_int_equal(kind, cases[i].kind);
        assert_int_equal(id, cases[i].id);
    }
}

static void filter_lines_are_words(void **state) {
    (void)state;
    struct list_request r = {.kind = ENTITY_WORKSHOP};
    struct session nobody = {0};
    struct err err = {0};
    char *text;
    assert_true(filter_parse_line(&nobody, " men's  attention title:\"a b\" \"x y", &r, &text, &err));
    assert_true(r.attention);
    assert_string_equal(r.text, "men's x y");
    assert_int_equal(r.condition_count, 1);
    assert_string_equal(r.conditions[0].value, "a b");
    filter_free(&r, text);
}

static void json_strings_are_safe(void **state) {
    (void)state;
    struct buf out = {0};
    const char *raw = "a\"\\\n\x1b\xe2\x80\xae\xf0\x9f\x8e\x89\xff";
    json_add_string(&out, raw, strlen(raw));
    assert_string_equal(buf_str(&out), "\"a\\\"\\\\\\n\\u001b\\u202e\xf0\x9f\x8e\x89\\ufffd\"");
    buf_free(&out);
}

int main(void) {
    setlocale(LC_CTYPE, "");
    gate_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_split_as_a_shell_does),
        cmocka_unit_test(a_copy_is_its_own),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(words_may_be_two),
        cmocka_unit_test(switches_toggle_and_targets_are_added),
        cmocka_unit_test(table_is_sound),
        cmocka_unit_test(entities_are_found_by_their_words),
        cmocka_unit_test(filters_are_read),
        cmocka_unit_test(lines_that_go_to_a_row),
        cmocka_unit_test(filter_lines_are_words),
        cmocka_unit_test(json_strings_are_safe),
    };
    return cmocka_run_group_tests_name("cmd", tests, NULL, NULL);
}
