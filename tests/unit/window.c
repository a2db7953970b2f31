/* The rows that the console holds of a list: what it fetches, and that cursor and scroll stay on their rows. The list
 * behind it is an array of ids; `serve` answers a fetch as db/list does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/window.h"

struct list {
    int64_t ids[5000]; /* ascending: the key is the id */
    size_t count;
    size_t fetches;
};

static void fill(struct list *l, int64_t from, int64_t step, size_t count) {
    *l = (struct list){.count = count};
    for (size_t i = 0; i < count; i++) l->ids[i] = from + (int64_t)i * step;
}

static void remove_id(struct list *l, int64_t id) {
    for (size_t i = 0; i < l->count; i++)
        if (l->ids[i] == id) memmove(l->ids + i, l->ids + i + 1, (--l->count - i) * sizeof *l->ids);
}

static void insert_id(struct list *l, int64_t id) {
    size_t i = 0;
    while (i < l->count && l->ids[i] < id) i++;
    if (i < l->count && l->ids[i] == id) return;
    memmove(l->ids + i + 1, l->ids + i, (l->count++ - i) * sizeof *l->ids);
    l->ids[i] = id;
}

static struct row *row_of(int64_t id) {
    struct row *row = row_new(id);
    row->key.id = id;
    return row;
}

static struct window_page read_page(const struct list *l, enum window_fetch fetch, const struct list_key *from,
                                    bool inclusive, size_t limit) {
    bool backward = fetch == FETCH_UP || fetch == FETCH_LAST;
    size_t first = 0, end = l->count;
    if (from && !backward)
        while (first < end && (inclusive ? l->ids[first] < from->id : l->ids[first] <= from->id)) first++;
    if (from && backward)
        while (end > first && l->ids[end - 1] >= from->id) end--;
    bool more = end - first >= limit;
    if (more && backward) first = end - limit;
    if (more && !backward) end = first + limit;
    struct window_page page = {.rows = mem_zero(limit + 1, sizeof(struct row *)), .more = more};
    for (size_t i = first; i < end; i++) page.rows[page.count++] = row_of(l->ids[i]);
    if (more) page.reached.id = page.rows[backward ? 0 : page.count - 1]->id;
    return page;
}

static void serve_one(struct window *w, struct list *l, enum window_fetch fetch) {
    const struct list_key *from;
    bool inclusive;
    size_t limit;
    window_fetch_range(w, fetch, &from, &inclusive, &limit);
    struct window_page page = read_page(l, fetch, from, inclusive, limit);
    window_take(w, fetch, &page);
    l->fetches++;
}

static void serve(struct window *w, struct list *l) {
    enum window_fetch fetch;
    while ((fetch = window_wants(w)) != FETCH_NOTHING) serve_one(w, l, fetch);
}

static void check_rows(const struct window *w) {
    assert_true(w->count == 0 || w->cursor < w->count);
    assert_true(w->cursor >= w->top);
    assert_true(w->cursor < w->top + (w->height ? w->height : 1) || w->count == 0);
    for (size_t i = 1; i < w->count; i++)
        assert_true(w->rows[i - 1]->id < w->rows[i]->id || w->rows[i]->id == ROW_WITHOUT);
}

static int64_t cursor_id(const struct window *w) { return window_row(w)->id; }

static void walks_a_long_list_both_ways(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 20, .before = -1};
    fill(&l, 10, 10, 3000);
    serve(&w, &l);
    assert_int_equal(cursor_id(&w), 10);
    for (int i = 0; i < 2999; i++) {
        window_move(&w, 1);
        serve(&w, &l);
        check_rows(&w);
        assert_int_equal(cursor_id(&w), 10 * (i + 2));
        assert_true(w.count <= WINDOW_KEPT + 2 * WINDOW_PAGE);
    }
    int64_t first, last;
    assert_true(window_place(&w, &first, &last));
    assert_int_equal(first, 2981);
    assert_int_equal(last, 3000);
    for (int i = 0; i < 2999; i++) {
        window_move(&w, -1);
        serve(&w, &l);
        check_rows(&w);
    }
    assert_int_equal(cursor_id(&w), 10);
    assert_true(window_place(&w, &first, &last));
    assert_int_equal(first, 1);
    assert_true(l.fetches < 120);
    window_clear(&w);
}

static void goes_to_the_end_and_back_without_reading_between(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 20, .before = -1};
    fill(&l, 1, 1, 5000);
    serve(&w, &l);
    l.fetches = 0;
    window_last(&w);
    serve(&w, &l);
    check_rows(&w);
    assert_int_equal(cursor_id(&w), 5000);
    assert_int_equal(w.rows[w.top]->id, 4981);
    assert_true(w.at_end && !w.at_start);
    window_first(&w);
    serve(&w, &l);
    assert_int_equal(cursor_id(&w), 1);
    assert_true(l.fetches <= 3);
    window_clear(&w);
}

static void steps_beyond_what_is_held_wait(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 5, .before = -1};
    fill(&l, 1, 1, 1000);
    serve(&w, &l);
    window_move(&w, 350);
    assert_true(w.owed > 0);
    serve(&w, &l);
    assert_int_equal(cursor_id(&w), 351);
    check_rows(&w);
    window_move(&w, 5000);
    serve(&w, &l);
    assert_int_equal(cursor_id(&w), 1000);
    assert_int_equal(w.owed, 0);
    window_clear(&w);
}

static void refresh_keeps_cursor_and_scroll(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 10, .before = -1};
    fill(&l, 10, 10, 400);
    serve(&w, &l);
    window_move(&w, 50);
    serve(&w, &l);
    int64_t at = cursor_id(&w), top = w.rows[w.top]->id;
    insert_id(&l, 15);
    insert_id(&l, at - 5);
    remove_id(&l, 20);
    remove_id(&l, 30);
    serve_one(&w, &l, FETCH_AGAIN);
    assert_int_equal(cursor_id(&w), at);
    assert_true(w.rows[w.top]->id == top || w.cursor == w.top + w.height - 1); /* a row came in between */
    /* Rows that left stay until a key, the one under the cursor until it moves. */
    window_drop_gone(&w);
    remove_id(&l, at);
    remove_id(&l, at - 10);
    size_t line = w.cursor;
    serve_one(&w, &l, FETCH_AGAIN);
    serve_one(&w, &l, FETCH_AGAIN);
    assert_int_equal(w.cursor, line);
    assert_int_equal(cursor_id(&w), at);
    assert_true(w.rows[w.cursor]->gone);
    assert_true(w.rows[w.cursor - 1]->gone || w.rows[w.cursor - 2]->gone);
    window_drop_gone(&w);
    assert_int_equal(cursor_id(&w), at);
    window_move(&w, 1);
    window_drop_gone(&w);
    assert_int_equal(w.cursor, line - 1);
    assert_true(cursor_id(&w) > at);
    check_rows(&w);
    window_clear(&w);
}

static void refresh_at_the_beginning_shows_new_rows(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 10, .before = -1};
    fill(&l, 10, 10, 40);
    serve(&w, &l);
    insert_id(&l, 5);
    serve_one(&w, &l, FETCH_AGAIN);
    assert_int_equal(w.rows[w.top]->id, 5);
    assert_int_equal(cursor_id(&w), 10);
    window_clear(&w);
}

static void lines_that_are_no_rows_stand_at_the_ends(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 10, .before = -1, .all = true, .without = true};
    fill(&l, 10, 10, 12);
    serve(&w, &l);
    assert_int_equal(w.count, 14);
    assert_int_equal(cursor_id(&w), ROW_ALL);
    assert_int_equal(w.rows[13]->id, ROW_WITHOUT);
    window_last(&w);
    assert_int_equal(cursor_id(&w), ROW_WITHOUT);
    serve_one(&w, &l, FETCH_AGAIN);
    assert_int_equal(w.count, 14);
    assert_int_equal(cursor_id(&w), ROW_WITHOUT);
    int64_t first, last;
    assert_true(window_place(&w, &first, &last));
    assert_int_equal(last, 12);
    l.count = 0;
    serve_one(&w, &l, FETCH_AGAIN);
    assert_int_equal(w.count, 14);
    window_drop_gone(&w);
    assert_int_equal(w.count, 2);
    window_clear(&w);
    l.count = 3;
    serve(&w, &l);
    assert_int_equal(w.count, 5);
    assert_int_equal(cursor_id(&w), ROW_ALL);
    window_clear(&w);
}

static void an_empty_list_asks_once(void **state) {
    (void)state;
    struct list l = {.count = 0};
    struct window w = {.height = 10, .before = -1};
    serve(&w, &l);
    assert_int_equal(l.fetches, 1);
    assert_null(window_row(&w));
    window_move(&w, 1);
    window_move(&w, -1);
    window_scroll(&w, 2);
    window_first(&w);
    window_last(&w);
    serve(&w, &l);
    assert_null(window_row(&w));
    assert_int_equal(l.fetches, 1);
    window_clear(&w);
}

/* A search in slices: pages that hold nothing, but there may be more. */
static void goes_on_through_empty_slices_until_stopped(void **state) {
    (void)state;
    struct window w = {.height = 10, .before = -1};
    for (int slice = 1; slice <= 4; slice++) {
        enum window_fetch fetch = window_wants(&w);
        assert_int_equal(fetch, slice == 1 ? FETCH_FIRST : FETCH_DOWN);
        const struct list_key *from;
        bool inclusive;
        size_t limit;
        window_fetch_range(&w, fetch, &from, &inclusive, &limit);
        if (slice > 1) assert_int_equal(from->id, (slice - 1) * 100);
        struct window_page page = {.rows = mem_zero(1, sizeof(struct row *)), .more = true, .reached.id = slice * 100};
        if (slice == 3) page.rows[page.count++] = row_of(250);
        window_take(&w, fetch, &page);
    }
    assert_int_equal(cursor_id(&w), 250);
    w.stopped = true;
    assert_int_equal(window_wants(&w), FETCH_NOTHING);
    window_move(&w, 1);
    assert_int_equal(window_wants(&w), FETCH_DOWN);
    window_clear(&w);
}

/* Moves, changes and refreshes by chance: the cursor never leaves the window, rows stay in order. */
static void holds_in_disorder(void **state) {
    (void)state;
    struct list l;
    struct window w = {.height = 7, .before = -1, .all = true};
    fill(&l, 10, 10, 2000);
    unsigned random = 1;
    for (int i = 0; i < 4000; i++) {
        random = random * 1103515245 + 12345;
        unsigned what = random >> 16 & 15;
        long n = (long)(random >> 20 & 127);
        if (what < 4) window_move(&w, n);
        if (what >= 4 && what < 8) window_move(&w, -n);
        if (what == 8) window_scroll(&w, 2);
        if (what == 9) window_scroll(&w, -2);
        if (what == 10) window_first(&w);
        if (what == 11) window_last(&w);
        if (what == 12 && l.count) remove_id(&l, l.ids[n % (long)l.count]);
        if (what == 13 && l.count < 4900) insert_id(&l, l.ids[n % (long)l.count] + 1);
        if (what == 14) window_set_height(&w, (size_t)n % 40);
        enum window_fetch fetch = what == 15 ? FETCH_AGAIN : window_wants(&w);
        if (fetch != FETCH_NOTHING) serve_one(&w, &l, fetch);
        check_rows(&w);
    }
    window_clear(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_a_long_list_both_ways),
        cmocka_unit_test(goes_to_the_end_and_back_without_reading_between),
        cmocka_unit_test(steps_beyond_what_is_held_wait),
        cmocka_unit_test(refresh_keeps_cursor_and_scroll),
        cmocka_unit_test(refresh_at_the_beginning_shows_new_rows),
        cmocka_unit_test(lines_that_are_no_rows_stand_at_the_ends),
        cmocka_unit_test(an_empty_list_asks_once),
        cmocka_unit_test(goes_on_through_empty_slices_until_stopped),
        cmocka_unit_test(holds_in_disorder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
