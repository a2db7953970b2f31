/* The pure parts of the console: keys, layout, wrapping, bars, short rules, attention, marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/gate.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "ui/attention.h"
#include "ui/bar.h"
#include "ui/key.h"
#include "ui/keys.h"
#include "ui/layout.h"
#include "ui/marks.h"
#include "ui/wrap.h"

static void keys_have_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        uint32_t key;
    } known[] = {{"j", 'j'},       {"C-n", 14},          {"Space", ' '}, {"M-x", 'x' | K_ALT}, {"F10", K_FUNCTION + 10},
                 {"PgDn", K_PGDN}, {"S-Tab", K_BACKTAB}, {"C-Space", 0}, {"Esc", 27},          {"ñ", 0xF1},
                 {"?", '?'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t key = K_NONE;
        struct buf name = {0};
        assert_true(key_parse(known[i].name, &key));
        assert_int_equal(key, known[i].key);
        key_add_name(&name, key);
        assert_string_equal(buf_str(&name), known[i].name);
        buf_free(&name);
    }
    uint32_t key;
    assert_false(key_parse("F13", &key));
    assert_false(key_parse("ab", &key));
    assert_false(key_parse("", &key));
    assert_false(key_parse("M-", &key));
}

static bool any_words(const char *words) { return strcmp(words, "unknown") != 0; }

static void keys_are_bound(void **state) {
    (void)state;
    struct err err = {0};
    static const char *const bad[] = {"plan x quit",     "nowhere x quit", "list ab quit", "list y quit",
                                      "list Enter quit", "workshops x",    "list",         "workshops F7 unknown"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (keys_bind(bad[i], any_words, &err)) fail_msg("%s was bound", bad[i]);
        assert_int_equal(err.code, WS_CONFIG);
    }
    assert_true(keys_bind("workshops x cancel --future", any_words, &err));
    assert_true(keys_bind(" list\tF7  zoom", any_words, &err));
    assert_true(keys_bind("workshops C nothing", any_words, &err));
    assert_false(keys_bind("workshops x quit", any_words, &err));
    assert_string_equal(keys_find(KEYS_WORKSHOPS, 'x')->words, "cancel --future");
    assert_string_equal(keys_find(KEYS_SERIES, K_FUNCTION + 7)->words, "zoom");
    assert_string_equal(keys_find(KEYS_WORKSHOPS, 'C')->words, "nothing");
    assert_string_equal(keys_find(KEYS_WORKSHOPS, K_FUNCTION + 9)->words, "cancel");
    struct buf help = {0};
    keys_add_help(&help, KEYS_WORKSHOPS, NULL, NULL);
    assert_non_null(strstr(buf_str(&help), "  x                   cancel --future\n"));
    assert_non_null(strstr(buf_str(&help), "  F9                  cancel it"));
    assert_null(strstr(buf_str(&help), "nothing\n  C"));
    buf_free(&help);
    err_free(&err);
    /* What the line of hints says: a key that is left, a bound one, none. */
    const struct keys_binding *cancel = keys_find(KEYS_WORKSHOPS, K_FUNCTION + 9);
    assert_int_equal(keys_key_of(KEYS_WORKSHOPS, cancel), K_FUNCTION + 9);
    assert_true(keys_bind("workshops F9 nothing", any_words, &err));
    assert_int_equal(keys_key_of(KEYS_WORKSHOPS, cancel), K_NONE);
    assert_true(keys_bind("workshops X cancel", any_words, &err));
    assert_int_equal(keys_key_of(KEYS_WORKSHOPS, cancel), 'X');
    keys_unbind_all();
    assert_int_equal(keys_key_of(KEYS_WORKSHOPS, cancel), 'C');
    assert_int_equal(keys_key_of(KEYS_CALENDAR, keys_table), '?');
    assert_string_equal(keys_find(KEYS_WORKSHOPS, 'C')->words, "cancel");
}

/* Every name in the table is a key, and no key stands twice where both could be meant. */
static void no_key_collides(void **state) {
    (void)state;
    for (const struct keys_binding *a = keys_table; a->keys; a++) {
        size_t at = 0;
        uint32_t key;
        while (key_next(a->keys, &at, &key)) {
            if (key == K_NONE) fail_msg("%s: not a key", a->keys);
            for (const struct keys_binding *b = keys_table; b->keys; b++)
                if (b != a && keys_overlap(a->context, b->context) && key_is_in(b->keys, key))
                    fail_msg("%s (%s) collides with %s (%s)", a->keys, a->words, b->keys, b->words);
            assert_ptr_equal(keys_find(a->context, key), a);
        }
        assert_non_null(a->help);
    }
}

/* The switches of an action are letters in its plan's box: none is the box's own key, or stands twice. */
static void no_switch_collides(void **state) {
    (void)state;
    for (const struct cmd *cmd = cmd_table; cmd->name; cmd++) {
        for (const struct cmd_flag *f = cmd->flags; f && f->name; f++) {
            if (!f->key) continue;
            if (keys_find(KEYS_PLAN, (uint32_t)f->key)) fail_msg("--%s of %s: the box has its key", f->name, cmd->name);
            assert_false(f->key >= '0' && f->key <= '9');
            for (const struct cmd_flag *g = f + 1; g->name; g++) assert_int_not_equal(f->key, g->key);
        }
    }
}

/* y is bound in the plan's box alone. */
static void only_the_plan_has_y(void **state) {
    (void)state;
    for (const struct keys_binding *b = keys_table; b->keys; b++) {
        if (key_is_in(b->keys, 'y')) assert_int_equal(b->context, KEYS_PLAN);
        if (!strcmp(b->words, "apply")) assert_string_equal(b->keys, "y");
    }
}

/* Enter, Space, arrows, Esc and Del plan nothing; small letters plan nothing, but u (undo). */
static void quiet_keys_stay_quiet(void **state) {
    (void)state;
    for (const struct keys_binding *b = keys_table; b->keys; b++) {
        size_t len = strcspn(b->words, " ");
        char *word = mem_dup_len(b->words, len);
        const struct cmd *cmd = cmd_find(word);
        size_t at = 0;
        uint32_t key;
        while (cmd && cmd->what & CMD_PLANS && key_next(b->keys, &at, &key))
            if (!(key >= 'A' && key <= 'Z') && key != '!' && key != 'u' && key <= K_FUNCTION)
                fail_msg("%s plans %s", b->keys, b->words);
        free(word);
    }
}

static void check_layout(int rows, int columns, enum pane_id focus, bool zoomed) {
    struct layout l;
    layout_make(&l, &(struct layout_wish){rows, columns, focus, pane_is_lower(focus) ? PANE_WORKSHOPS : focus,
                                          PANE_ATTENDEES, zoomed});
    if (l.kind == LAYOUT_MESSAGE) {
        assert_true(rows < LAYOUT_LEAST_ROWS || columns < LAYOUT_LEAST_COLUMNS);
        return;
    }
    assert_true(l.panes[focus].shown);
    char *owner = mem_zero((size_t)(rows * columns), 1);
    for (int id = 0; id < PANES; id++) {
        const struct layout_pane *p = &l.panes[id];
        if (!p->shown) continue;
        assert_true(p->rows.rows >= 1 && p->rows.columns >= 20);
        assert_true(p->rows.y > p->frame.y && p->rows.y + p->rows.rows <= p->frame.y + p->frame.rows);
        for (int y = p->frame.y; y < p->frame.y + p->frame.rows; y++)
            for (int x = p->frame.x; x < p->frame.x + p->frame.columns; x++) {
                assert_true(y > 0 && y < l.flag_row && x >= 0 && x < columns);
                assert_int_equal(owner[y * columns + x], 0);
                owner[y * columns + x] = 1;
            }
    }
    for (int y = l.body.y; y < l.body.y + l.body.rows; y++)
        for (int x = 0; x < columns; x++) assert_int_equal(owner[y * columns + x], 1);
    free(owner);
}

/* For every size and focus: lists fill the body, none covers another, nothing lies outside. */
static void lists_fill_the_screen(void **state) {
    (void)state;
    for (int rows = 1; rows <= 70; rows++)
        for (int columns = 1; columns <= 220; columns += columns < 130 ? 3 : 17)
            for (int id = 0; id < PANES; id++) {
                check_layout(rows, columns, (enum pane_id)id, false);
                check_layout(rows, columns, (enum pane_id)id, true);
            }
}

static void the_sketched_sizes(void **state) {
    (void)state;
    struct layout l;
    layout_make(&l, &(struct layout_wish){24, 80, PANE_WORKSHOPS, PANE_WORKSHOPS, PANE_ATTENDEES, false});
    assert_int_equal(l.kind, LAYOUT_TABS);
    assert_int_equal(l.panes[PANE_WORKSHOPS].rows.y, 3);
    assert_int_equal(l.panes[PANE_WORKSHOPS].rows.rows, 11);
    assert_int_equal(l.panes[PANE_ATTENDEES].rows.rows, 5);
    assert_int_equal(l.flag_row, 20);
    layout_make(&l, &(struct layout_wish){40, 120, PANE_WORKSHOPS, PANE_WORKSHOPS, PANE_ATTENDEES, false});
    assert_int_equal(l.kind, LAYOUT_PANES);
    assert_int_equal(l.panes[PANE_CATEGORIES].frame.columns, 40);
    assert_int_equal(l.panes[PANE_CATEGORIES].frame.rows, 16);
    assert_int_equal(l.panes[PANE_WORKSHOPS].frame.rows, 23);
    layout_make(&l, &(struct layout_wish){30, 99, PANE_SERIES, PANE_SERIES, PANE_CHAT, false});
    assert_int_equal(l.kind, LAYOUT_TABS);
    layout_make(&l, &(struct layout_wish){5, 20, PANE_SERIES, PANE_SERIES, PANE_CHAT, false});
    assert_int_equal(l.kind, LAYOUT_MESSAGE);
}

static void check_wrap(const char *text, size_t columns, const char *wanted) {
    struct wrap w = {0};
    struct buf got = {0};
    wrap_add(&w, text, columns);
    for (size_t i = 0; i < w.count; i++) {
        buf_addf(&got, "%s|", w.lines[i]);
        if (columns) assert_true(gate_columns(w.lines[i], strlen(w.lines[i])) <= columns);
    }
    assert_string_equal(buf_str(&got), wanted);
    buf_free(&got);
    wrap_clear(&w);
}

static void text_is_broken_at_blanks(void **state) {
    (void)state;
    check_wrap("one two three four", 10, "one two|  three|  four|");
    check_wrap("  in dented words go on", 12, "  in dented|    words go|    on|");
    check_wrap("unbreakableword", 6, "unbrea|  kabl|  ewor|  d|");
    check_wrap("", 10, "");
    check_wrap("a\n\nb\n", 10, "a||b|");
    check_wrap("東京東京東京", 5, "東京|東京|東京|");
    check_wrap("ctrl\033x", 20, "ctrl␛x|");
    check_wrap("long line that is kept", 0, "long line that is kept|");
    check_wrap("ends with blanks    ", 10, "ends with|  blanks  |");
}

static void scrolling_stays_inside(void **state) {
    (void)state;
    struct scroll s = {0};
    scroll_fit(&s, 5, 12);
    assert_true(scroll_words(&s, "page-down") && s.top == 4);
    assert_true(scroll_words(&s, "last") && s.top == 7);
    assert_true(scroll_words(&s, "down") && s.top == 7);
    scroll_fit(&s, 20, 12);
    assert_int_equal(s.top, 0);
    assert_true(scroll_words(&s, "up") && s.top == 0);
    assert_false(scroll_words(&s, "sideways"));
}

static void check_bar(int64_t value, int64_t of, const char *wanted) {
    struct buf out = {0};
    bar_add(&out, value, of, 4);
    assert_string_equal(buf_str(&out), wanted);
    buf_free(&out);
}

static void bars_say_how_full(void **state) {
    (void)state;
    check_bar(0, 10, "");
    check_bar(1, 1000, "▏");
    check_bar(38, 40, "███▊");
    check_bar(12, 12, "████");
    check_bar(15, 12, "████");
    check_bar(5, 0, "");
}

/* A row of workshops made of the columns that matter. */
static struct row *workshop(const char *status, const char *at, const char *count, const char *most) {
    struct value cells[WORKSHOP_FIELDS];
    for (size_t i = 0; i < WORKSHOP_FIELDS; i++) cells[i] = (struct value){.null = true};
    const struct {
        int field;
        const char *text;
    } set[] = {{WORKSHOP_ID, "7"},
               {WORKSHOP_STATUS, status},
               {WORKSHOP_SCHEDULED_AT, at},
               {WORKSHOP_ATTENDEE_COUNT, count},
               {WORKSHOP_MAX_CAPACITY, most}};
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        if (set[i].text) cells[set[i].field] = (struct value){set[i].text, strlen(set[i].text), false};
    struct rows rows = {WORKSHOP_FIELDS, 1, cells, NULL};
    return row_copy(&rows, 0, NULL);
}

static void check_attention(const char *status, const char *at, const char *count, const char *most, unsigned looked_up,
                            unsigned wanted) {
    struct row *row = workshop(status, at, count, most);
    row->attention = looked_up;
    assert_int_equal(attention_of(ENTITY_WORKSHOP, row, 1795418000, 0), wanted); /* 2026-11-23 07:13:20 */
    free(row);
}

static void attention_is_for_what_is_ahead(void **state) {
    (void)state;
    check_attention("scheduled", "2026-11-23 06:58:20", "1", NULL, 0, ATTENTION_OVERDUE);
    check_attention("scheduled", "2026-11-23 06:58:21", "1", NULL, 0, 0);
    check_attention("live", "2026-11-23 05:00:00", "1", NULL, 0, 0);
    check_attention("scheduled", "2026-11-24 00:00:00", "12", "12", 0, ATTENTION_FULL);
    check_attention("scheduled", "2026-11-24 00:00:00", "12", NULL, ATTENTION_HOST_REVOKED, ATTENTION_HOST_REVOKED);
    check_attention("ended", "2026-11-20 00:00:00", "12", "12", ATTENTION_HOST_REVOKED, 0);
    check_attention("cancelled", "2026-11-20 00:00:00", "12", "12", 0, 0);
}

static void marks_stay_sorted_and_alone(void **state) {
    (void)state;
    struct marks m = {0};
    struct row *row = row_new(0);
    for (int64_t id = 50; id > 0; id--) {
        row->id = id * 7 % 53;
        marks_set(&m, row, true);
        marks_set(&m, row, true);
    }
    assert_int_equal(m.count, 50);
    for (size_t i = 1; i < m.count; i++) assert_true(m.rows[i - 1]->id < m.rows[i]->id);
    row->id = 14;
    marks_set(&m, row, false);
    assert_false(marks_has(&m, 14));
    assert_int_equal(m.count, 49);
    row->id = ROW_ALL;
    marks_set(&m, row, true);
    row->id = ROW_WITHOUT;
    marks_set(&m, row, true);
    assert_int_equal(m.count, 49);
    marks_clear(&m);
    free(row);
}

static int set_up(void **state) {
    (void)state;
    setlocale(LC_CTYPE, "C.UTF-8");
    gate_init();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_names),
        cmocka_unit_test(keys_are_bound),
        cmocka_unit_test(no_key_collides),
        cmocka_unit_test(no_switch_collides),
        cmocka_unit_test(only_the_plan_has_y),
        cmocka_unit_test(quiet_keys_stay_quiet),
        cmocka_unit_test(lists_fill_the_screen),
        cmocka_unit_test(the_sketched_sizes),
        cmocka_unit_test(text_is_broken_at_blanks),
        cmocka_unit_test(scrolling_stays_inside),
        cmocka_unit_test(bars_say_how_full),
        cmocka_unit_test(attention_is_for_what_is_ahead),
        cmocka_unit_test(marks_stay_sorted_and_alone),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
